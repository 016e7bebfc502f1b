"""A country of one province, one district and five communes across the reform, whose reports a test writes as small tables.

    communes until 30/06/2025   Vĩnh Bảo   Vĩnh An   Tân Liên     in the district Vĩnh Bảo of Hải Phòng
    communes since 01/07/2025   Vĩnh Bảo (of Vĩnh Bảo and Vĩnh An)   Tân Liên     in Hải Phòng

It stands in a real facts.duckdb, filled and computed by the code of the build.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl

from etl.areas.conversion import make_conversion
from etl.areas.read_areas import AREA, SUCCESSION, AreaTables
from etl.indicators.compute import compute_observations
from etl.loading.facts import create_facts, write_areas, write_catalogue, write_conversion
from etl.loading.load_tidied import Arrival, Loader
from etl.loading.supersede import supersede_reports
from etl.loading.unordered import refuse_unordered
from etl.tidied import MEASURE, RECORDS, REPORT, Tidied
from longdan.language.fault import Fault
from longdan.language.names import fold_name
from longdan.methods.period import Period, inspection_period, parse_period
from longdan.warehouse.catalogue import BREAK, SOURCE, Catalogue
from longdan.warehouse.indicator import INDICATOR, Indicator, IndicatorSource

VN, HAI_PHONG, DISTRICT = "VN@1900-01-01", "31@1900-01-01", "316@1900-01-01"
OLD_VINH_BAO, OLD_VINH_AN, OLD_TAN_LIEN = "11824@1900-01-01", "11842@1900-01-01", "11860@1900-01-01"
VINH_BAO, TAN_LIEN = "11824@2025-07-01", "11860@2025-07-01"
REFORM = date(2025, 7, 1)

XLD = "tt06_2025.02_xld"  # petitions by the commune
Q3 = inspection_period("quarter", 2026, 3).period_id
Q2 = inspection_period("quarter", 2026, 2).period_id
Q1 = inspection_period("quarter", 2026, 1).period_id
HALF = inspection_period("half", 2026).period_id
OLD_Q1 = inspection_period("quarter", 2025, 1).period_id  # ends 14/03/2025, before the reform
AT_REFORM = inspection_period("quarter", 2025, 3).period_id  # 15/06–14/09/2025, across the reform


@dataclass(frozen=True)
class Cell:
    """What stands in a cell besides a plain number."""

    value: float | None
    status: str = "reported"
    qualifier: str = "="


NIL = Cell(0.0, "nil")  # "không phát sinh"
BLANK = Cell(None, "not_reported")


def over(value: float) -> Cell:
    """`trên 2.600`."""
    return Cell(value, qualifier=">")


def total_of(area_id: str) -> tuple[str, str]:
    """The row of a whole area, as the total row of a report gives it."""
    return area_id, "total"


def desk_of(area_id: str) -> tuple[str, str]:
    """The row of the area's own People's Committee."""
    return area_id, "own"


Row = str | tuple[str, str]
Column = str | tuple[str, str, str]  # a column, or (column, breakdown, category)


def report(
    rows: Mapping[Row, Mapping[Column, float | Cell]],
    *,
    form: str = XLD,
    period: str = Q3,
    by: str = HAI_PHONG,
    scope: str = "total",
    origin: str = "user",
    signed_on: date | None = None,
    is_partial: bool = False,
    covered_from: date | None = None,
    survey_id: str | None = None,
    records: dict[str, pl.DataFrame] | None = None,
) -> Tidied:
    """A tidied report. A row is a commune (its own work), `total_of(area)` or `desk_of(area)`; blanks are `BLANK`."""
    shared = {"sheet": "1", "form": form, "period_id": period, "survey_id": survey_id, "covered_from": covered_from}
    measures = [
        shared | _row(row) | _column(column) | _cell(cell)
        for row, cells in rows.items()
        for column, cell in cells.items()
    ]
    head = {"sheet": "1", "form": form, "area_id": by, "body_kind": "peoples_committee", "scope": scope}
    head |= {"period_id": period, "signed_on": signed_on, "is_partial": is_partial}
    return Tidied(
        kind="simulated" if origin == "simulated" else "form",
        measures=pl.DataFrame(measures, schema=MEASURE),
        reports=pl.DataFrame([head], schema=REPORT),
        records=records or {},
        origin=origin,
        source_id=None,
    )


def _row(row: Row) -> dict:
    area_id, scope = (row, "own") if isinstance(row, str) else row
    return {"area_id": area_id, "scope": scope, "body_kind": "peoples_committee" if scope == "own" else None}


def _column(column: Column) -> dict:
    names = ("column_no", "breakdown", "category")
    return dict(zip(names, (column, None, None) if isinstance(column, str) else column, strict=True))


def _cell(cell: float | Cell) -> dict:
    cell = cell if isinstance(cell, Cell) else Cell(float(cell))
    return {"value": cell.value, "status": cell.status, "qualifier": cell.qualifier}


def record(table: str, *rows: Mapping[str, object]) -> dict[str, pl.DataFrame]:
    """Rows of one record table; what they do not name is null."""
    return {table: pl.DataFrame(list(rows), schema=RECORDS[table])}


def indicator(indicator_id: str, *sources: IndicatorSource, **fields: object) -> Indicator:
    """An indicator of the catalogue: a sum of a neutral count unless `fields` says otherwise."""
    usual = dict.fromkeys(INDICATOR) | {
        "indicator_id": indicator_id,
        "topic": "petitions",
        "position": 1,
        "unit": "petition",
        "decimals": 0,
        "direction": "neutral",
        "aggregation": "sum",
        "apportion": "area",
        "disclosure": "open",
        "is_headline": False,
        "is_flow": False,
    }
    texts = dict.fromkeys(("title_vi", "title_en", "definition_vi", "definition_en"), indicator_id)
    return Indicator(**(usual | texts | fields), sources=sources)


def given_by(*numerator: str, form: str = XLD, denominator: tuple[str, ...] = (), **fields: object) -> IndicatorSource:
    """A mapping from columns of a form."""
    return IndicatorSource(form=form, numerator=numerator, denominator=denominator, **fields)


PETITIONS = indicator("petitions", given_by("1"), is_flow=True)
SCREENED_SHARE = indicator(
    "screened_share", given_by("2", denominator=("1",)), aggregation="ratio_of_sums", unit="share"
)


class SmallCountry:
    """The warehouse of the small country with a catalogue of a few indicators; or of another one, made of `units`."""

    def __init__(self, folder: Path, indicators: tuple[Indicator, ...], units: list[tuple] | None = None) -> None:
        self.path = folder / "facts.duckdb"
        self.connection: duckdb.DuckDBPyConnection = create_facts(self.path)
        sources = pl.DataFrame(schema=SOURCE)
        steps = _succession() if units is None else pl.DataFrame(schema=SUCCESSION)
        areas = AreaTables(_areas(_UNITS if units is None else units), steps, sources)
        write_areas(self.connection, areas.area, areas.succession, areas.source)
        write_conversion(self.connection, make_conversion(areas))
        numbered = tuple(replace(each, position=place) for place, each in enumerate(indicators, start=1))
        self.catalogue = Catalogue(numbered, pl.DataFrame(schema=BREAK), sources, pl.DataFrame())
        write_catalogue(self.connection, self.catalogue)
        self._loader = Loader(self.connection)
        self._take_in_count = 0
        self.faults: list[Fault] = []

    def receive(
        self, *parts: Tidied, on: date = date(2026, 9, 20), name: str = "report.xlsx", take_in: str | None = None
    ) -> int:
        """Load one file, after those before it, or together with others of the same `take_in`; returns its load_id."""
        self._take_in_count += 1
        return self._loader.load(parts, Arrival(name, name, on, take_in or str(self._take_in_count)))

    def convert(
        self, to_id: str, *predecessors: tuple[str, float | None, str | None], edition: str = "current"
    ) -> None:
        """Say what a unit is made of instead: (area_id, weight, basis) of each predecessor."""
        self.connection.execute(
            """
            delete from stored.conversion
            where edition = $edition and to_no = (select area_no from stored.area where area_id = $to_id)
            """,
            {"edition": edition, "to_id": to_id},
        )
        for from_id, weight, basis in predecessors:
            self.connection.execute(
                """
                insert into stored.conversion
                select $edition, t.area_no, f.area_no, $weight, $basis, 'sample'
                from stored.area t, stored.area f where t.area_id = $to_id and f.area_id = $from_id
                """,
                {"edition": edition, "to_id": to_id, "from_id": from_id, "weight": weight, "basis": basis},
            )

    def compute(self) -> None:
        """Decide which reports hold and make the observations."""
        self.faults += refuse_unordered(self.connection)
        supersede_reports(self.connection)
        compute_observations(self.connection, self.catalogue)

    def observations(self, indicator_id: str, area_id: str, period: str = Q3, **where: object) -> list[dict]:
        """The undivided figures of an area as a whole, unless `where` names other columns."""
        found = self.connection.sql("select * from observation").pl()
        wanted = {"body_id": None, "breakdown": None, "category": None, **where}
        keys = {"indicator_id": indicator_id, "area_id": area_id, "period_id": period, **wanted}
        for column, value in keys.items():
            found = found.filter(pl.col(column).cast(pl.String).eq_missing(pl.lit(value, dtype=pl.String)))
        return found.to_dicts()

    def observation(self, indicator_id: str, area_id: str, period: str = Q3, **where: object) -> dict:
        """The one observation there is."""
        (found,) = self.observations(indicator_id, area_id, period, **where)
        return found

    def rows(self, query: str) -> list[tuple]:
        return self.connection.execute(query).fetchall()


def as_period(period_id: str) -> Period:
    return parse_period(period_id)


_UNITS = [
    # area_id, level, kind, name, parent, former district, from, to, population
    (VN, "country", "country", "Cả nước", None, None, None, None, None),
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", VN, None, None, None, None),
    (DISTRICT, "district", "rural_district", "Huyện Vĩnh Bảo", HAI_PHONG, None, None, REFORM, None),
    (OLD_VINH_BAO, "commune", "township", "Thị trấn Vĩnh Bảo", DISTRICT, None, None, REFORM, 9_000),
    (OLD_VINH_AN, "commune", "commune", "Xã Vĩnh An", DISTRICT, None, None, REFORM, 8_000),
    (OLD_TAN_LIEN, "commune", "commune", "Xã Tân Liên", DISTRICT, None, None, REFORM, 7_000),
    (VINH_BAO, "commune", "commune", "Xã Vĩnh Bảo", HAI_PHONG, DISTRICT, REFORM, None, 20_000),
    (TAN_LIEN, "commune", "commune", "Xã Tân Liên", HAI_PHONG, DISTRICT, REFORM, None, 10_000),
]


def _areas(units: list[tuple]) -> pl.DataFrame:
    return pl.DataFrame([_area(*unit) for unit in units], schema=AREA)


def _area(
    area_id: str,
    level: str,
    kind: str,
    name: str,
    parent_id: str | None,
    former_district_id: str | None,
    begins: date | None,
    ends: date | None,
    population: int | None,
) -> dict:
    return {
        "area_id": area_id,
        "code": area_id.partition("@")[0],
        "level": level,
        "kind": kind,
        "name": name,
        "short_name": name.split(" ", 1)[1],
        "name_en": name,
        "folded_name": fold_name(name),
        "parent_id": parent_id,
        "former_district_id": former_district_id,
        "valid_from": begins or date(1900, 1, 1),
        "valid_to": ends - timedelta(days=1) if ends else None,
        "is_start_known": begins is not None,
        "population": population,
    }


def _succession() -> pl.DataFrame:
    steps = [(OLD_VINH_BAO, VINH_BAO), (OLD_VINH_AN, VINH_BAO), (OLD_TAN_LIEN, TAN_LIEN)]
    return pl.DataFrame(
        [(from_id, to_id, REFORM, "whole", 1.0, "whole", "sample") for from_id, to_id in steps],
        schema=SUCCESSION,
        orient="row",
    )
