"""A new facts.duckdb and the tables that come before any file: areas, sources, catalogue."""

from datetime import date
from importlib import resources
from pathlib import Path

import duckdb
import polars as pl

from etl.areas.same_ground import follow_ground
from etl.boundaries.map_geometry import MapGeometry
from etl.loading.records import add_records
from longdan.warehouse.catalogue import Catalogue

MEMORY_LIMIT = "2GB"


def create_facts(path: Path) -> duckdb.DuckDBPyConnection:
    """An empty warehouse by schema.sql."""
    connection = duckdb.connect(str(path))
    connection.execute("set memory_limit = $limit", {"limit": MEMORY_LIMIT})
    connection.execute("set temp_directory = $folder", {"folder": str(path.parent / "spill")})
    connection.execute("set preserve_insertion_order = true")
    create_schema(connection)
    return connection


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables and views of the contract, in the database that is in use."""
    connection.execute(resources.files("longdan.warehouse").joinpath("schema.sql").read_text(encoding="utf-8"))


def write_areas(
    connection: duckdb.DuckDBPyConnection, area: pl.DataFrame, succession: pl.DataFrame, source: pl.DataFrame
) -> None:
    """Number the areas parents first (country, provinces, districts, communes) and store them with their successions and sources."""
    depth = {"country": 0, "province": 1, "district": 2, "commune": 3}
    numbered = (
        area.with_columns(pl.col("level").replace_strict(depth, return_dtype=pl.Int8).alias("depth"))
        .sort("depth", "area_id")
        .with_row_index("area_no", offset=1)
    )
    number = numbered.select("area_id", "area_no")  # noqa: F841
    grounds = follow_ground(succession)
    grounded = numbered.with_columns(ground_id=pl.col("area_id").replace(grounds))
    is_continued = pl.col("valid_from") > pl.col("valid_from").min().over("ground_id")
    rows = grounded.with_columns(is_continued=is_continued)  # noqa: F841 (DuckDB reads it by name)
    connection.execute(
        """
        insert into stored.area by name
        select rows.* exclude (depth, parent_id, former_district_id, ground_id), p.area_no as parent_no,
               d.area_no as former_district_no, g.area_no as ground_no
        from rows
        join number g on g.area_id = rows.ground_id
        left join number p on p.area_id = rows.parent_id
        left join number d on d.area_id = rows.former_district_id
        order by rows.area_no
        """
    )
    steps = succession  # noqa: F841 (by its own name DuckDB would read the view `succession` of the schema)
    connection.execute(
        """
        insert into stored.succession by name
        select f.area_no as from_no, t.area_no as to_no, s.effective_on, s.relation, s.share, s.share_basis, s.source_id
        from steps s
        join stored.area f on f.area_id = s.from_id
        join stored.area t on t.area_id = s.to_id
        """
    )
    add_records(connection, "source", source, origin="official", source_id=None)


def write_conversion(connection: duckdb.DuckDBPyConnection, conversion: pl.DataFrame) -> None:
    """What units are made of on the other side of a change (columns STORED of `etl/areas/conversion.py`)."""
    rows = conversion  # noqa: F841 (by its own name DuckDB would read the view `conversion` of the schema)
    connection.execute(
        """
        insert into stored.conversion by name
        select rows.edition, t.area_no as to_no, f.area_no as from_no, rows.weight, rows.basis, rows.source_id
        from rows
        join stored.area t on t.area_id = rows.to_id
        join stored.area f on f.area_id = rows.from_id
        order by all
        """
    )


def write_catalogue(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Indicators numbered in the catalogue's order, breaks in series, and the catalogue's own sources."""
    indicators = catalogue.frame().with_row_index("indicator_no", offset=1)  # noqa: F841
    connection.execute("insert into stored.indicator by name select * from indicators")
    breaks = catalogue.breaks  # noqa: F841
    connection.execute("insert into break_in_series by name select * from breaks")
    add_records(connection, "source", catalogue.sources, origin="official", source_id=None)


def write_geometry(connection: duckdb.DuckDBPyConnection, maps: MapGeometry) -> None:
    """The map files of this build, where they came from, and as findings the areas they do not draw."""
    rows = maps.geometry  # noqa: F841
    connection.execute("insert into stored.geometry by name select * from rows")
    add_records(connection, "source", maps.sources, origin="official", source_id=None)
    for fault in maps.findings:
        connection.execute(
            "insert into finding by name select $code as code, $vi as message_vi, $en as message_en",
            {"code": fault.code, "vi": fault.render("vi"), "en": fault.render("en")},
        )


def write_info(connection: duckdb.DuckDBPyConnection, build_id: str, as_of: date | None) -> None:
    """What the app asks of a build as such: its id, the day it stands for, whether simulated figures are in it."""
    has_simulated = connection.execute("select count(*) > 0 from load where origin = 'simulated'").fetchall()[0][0]
    connection.execute(
        """
        insert into build_info values
            ('build_id', $build_id), ('as_of', $as_of), ('has_simulated', $has_simulated)
        """,
        {"build_id": build_id, "as_of": str(as_of or ""), "has_simulated": str(has_simulated).lower()},
    )
