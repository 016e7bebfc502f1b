"""Places like it: communes of one kind, of similar population and density; provinces among each other.

Communes of a kind are divided into thirds by population, and each third into thirds by density, at round numbers that can
be said in words; a kind too small for that stays whole. A unit whose population or extent is not known has no peers.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb
import polars as pl

FEWEST = 20  # places in a group before it is divided no further
PARTS = 3


@dataclass(frozen=True)
class Group:
    """Limits are from (included) … to (excluded); None is open. Density is people per km²; kind None is any."""

    level: str
    kind: str | None
    population_from: int | None = None
    population_to: int | None = None
    density_from: int | None = None
    density_to: int | None = None


def write_peers(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `stored.peer_group` and `stored.peer` of the units in force, from `stored.area` of the same database."""
    places = connection.sql(
        """
        select area_no, level::varchar as level, kind, population,
               population / case when area_km2 > 0 then area_km2 end as density
        from stored.area where valid_to is null and level in ('province', 'commune') order by area_no
        """
    ).pl()
    groups = list(_divide(places))
    described = [
        {"group_no": number, **vars(group), "area_count": members.height}
        for number, (group, members) in enumerate(groups)
    ]
    _insert(
        connection, "insert into stored.peer_group by name select * from rows", pl.DataFrame(described, _PEER_GROUP)
    )
    belonging = [members.select("area_no", group_no=pl.lit(number)) for number, (_, members) in enumerate(groups)]
    if belonging:
        _insert(connection, "insert into stored.peer by name select * from rows", pl.concat(belonging))


def _insert(connection: duckdb.DuckDBPyConnection, statement: str, rows: pl.DataFrame) -> None:
    connection.register("rows", rows)
    connection.execute(statement)
    connection.unregister("rows")


_PEER_GROUP = {
    "group_no": pl.Int64, "level": pl.String, "kind": pl.String, "population_from": pl.Int64, "population_to": pl.Int64,
    "density_from": pl.Int64, "density_to": pl.Int64, "area_count": pl.Int64,
}  # fmt: skip


def _divide(places: pl.DataFrame) -> Iterator[tuple[Group, pl.DataFrame]]:
    provinces = places.filter(level="province")
    if provinces.height:
        yield Group("province", None), provinces
    communes = places.filter(pl.col("level") == "commune", pl.col("density").is_not_null())
    for kind in communes["kind"].unique().sort():
        for group, members in _split(Group("commune", kind), communes.filter(kind=kind), "population"):
            yield from _split(group, members, "density")


def _split(group: Group, places: pl.DataFrame, column: str) -> Iterator[tuple[Group, pl.DataFrame]]:
    """The places in thirds by a column, or all of them where a third would be too few."""
    if places.height < PARTS * FEWEST:
        yield group, places
        return
    cuts = [_round_number(places[column].quantile(part / PARTS)) for part in range(1, PARTS)]
    for low, high in zip([None, *cuts], [*cuts, None], strict=True):
        inside = places.filter(
            pl.lit(low is None) | (pl.col(column) >= (low or 0)), pl.lit(high is None) | (pl.col(column) < (high or 0))
        )
        if inside.height:
            yield replace(group, **{f"{column}_from": low, f"{column}_to": high}), inside


def _round_number(value: float) -> int:
    """With two digits that say something: 27,394 becomes 27,000."""
    digits = len(str(int(value)))
    return int(round(value, min(0, 2 - digits)))
