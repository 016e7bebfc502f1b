"""Questions about groups of areas that a reader puts together: their series, and which areas cannot stand in one group.

Only what `published.duckdb` shows is added up, so that a group can tell nothing that its members do not: a sum with a hidden
member is hidden, with its base, and the same group without that member holds only figures that are shown one by one.
"""

from dataclasses import dataclass

import duckdb
import polars as pl

from longdan.methods.pooling import POOLABLE, pool_parts
from longdan.warehouse.questions.series import list_series

# The order of `list_series`.
SERIES_ORDER = ("indicator_id", "area_id", "type", "calendar", "end_on", "start_on", "is_simulated")
LEVEL = "group"  # what stands in `level` of a group's rows
# Of `list_series`: what is the same in all rows of an indicator and period, and what names the source.
_OF_PERIOD = (
    "indicator_id", "group_name", "type", "calendar", "start_on", "end_on", "label_vi", "label_en",
)  # fmt: skip
_OF_SOURCE = ("source_id", "source_vi", "source_en", "published_on")


@dataclass(frozen=True)
class Group:
    """Disjoint areas under a name of the reader's own."""

    name: str
    area_ids: tuple[str, ...]

    @property
    def group_id(self) -> str:
        """What stands in the place of an area_id, also in downloads: all members."""
        return "+".join(self.area_ids)


def find_aggregation(cursor: duckdb.DuckDBPyConnection, indicator_id: str) -> str:
    """How figures of an indicator are added up: sum, ratio_of_sums, pooled, population_weighted or none."""
    sql = "select aggregation from indicator where indicator_id = $indicator_id"
    return cursor.execute(sql, {"indicator_id": indicator_id}).fetchall()[0][0]


def name_areas(cursor: duckdb.DuckDBPyConnection, area_ids: list[str]) -> dict[str, str]:
    """Names by area_id of those that the build knows."""
    sql = "select area_id, name from area where list_contains($area_ids::varchar[], area_id)"
    return dict(cursor.execute(sql, {"area_ids": area_ids}).fetchall())


def list_group_series(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, groups: list[Group], *, only_real: bool, units: str
) -> pl.DataFrame:
    """The series of groups: the columns of `list_series` in the same order, and `refusal` (see `pool_parts`).

    `area_id` is the group's id, its name stands in area_vi and area_en, `source_*` only where all members share one. Empty
    where the indicator is a score or an index, which nobody may add up.
    """
    members = list_series(
        cursor,
        [indicator_id],
        sorted({one for group in groups for one in group.area_ids}),
        only_real=only_real,
        units=units,
    )
    aggregation = find_aggregation(cursor, indicator_id)
    empty = members.clear().with_columns(refusal=pl.lit(None, dtype=pl.String))
    if aggregation not in POOLABLE or members.is_empty():
        return empty
    listed = [(group.group_id, group.name, area_id) for group in groups for area_id in group.area_ids]
    named = pl.DataFrame(listed, schema=["group_id", "group_name", "area_id"], orient="row")
    parts = members.join(named, on="area_id").with_columns(weight=pl.lit(1.0))
    pooled = pool_parts(parts, aggregation, {group.group_id: len(group.area_ids) for group in groups})
    return describe_pooled(pooled, parts, empty.columns)


def describe_pooled(pooled: pl.DataFrame, parts: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Rows of `pool_parts` with the period, origin and source of their parts, as rows of `list_series`.

    `parts` are rows of `list_series` with `group_id` and `group_name`.
    """
    key = ["group_id", "period_id", "is_simulated"]
    named = parts.group_by(key).agg(
        pl.col(*_OF_PERIOD).first(),
        # Of several the first by name, which of editions is one that was re-based to.
        pl.col("origin", "form", "edition").drop_nulls().min(),
        *[pl.when(pl.col(name).n_unique() == 1).then(pl.col(name).first()) for name in _OF_SOURCE],
    )
    described = pooled.join(named, on=key).with_columns(
        area_id="group_id", area_vi="group_name", area_en="group_name", level=pl.lit(LEVEL)
    )
    absent = [pl.lit(None).alias(name) for name in columns if name not in described.columns]
    return described.with_columns(absent).select(columns).sort(SERIES_ORDER)


def add_rows(series: pl.DataFrame, *others: pl.DataFrame | None) -> pl.DataFrame:
    """A series (`list_series`) with rows that were computed of published ones, in its order; None adds nothing."""
    added = [rows for rows in others if rows is not None]
    return pl.concat([series, *added], how="vertical_relaxed").sort(SERIES_ORDER) if added else series


def find_overlaps(cursor: duckdb.DuckDBPyConnection, area_ids: list[str]) -> pl.DataFrame:
    """Pairs of these areas that hold some of the same ground, which no sum may count twice: first_id, second_id.

    Units in force on a common day share ground only where one lies in the other. Of others, it is asked whether anything
    inside them, or any unit they came of, is the same; a unit that was divided counts as inside each of its successors.
    Each pair once, in the order of `area_ids`.
    """
    sql = """
        with recursive asked as (
            select a.area_no, a.area_id, coalesce(a.valid_to, date '9999-12-31') as valid_to, a.valid_from, a.ground_no,
                   list_position($area_ids::varchar[], a.area_id) as place
            from stored.area a where list_contains($area_ids::varchar[], a.area_id)
        ),
        edge as (
            select parent_no as outer_no, area_no as inner_no from stored.area where parent_no is not null
            union all select to_no, from_no from stored.succession
        ),
        held as (
            select area_no as asked_no, area_no from asked
            union
            select h.asked_no, e.inner_no from held h join edge e on e.outer_no = h.area_no
        ),
        above as (
            select area_no as asked_no, area_no from asked
            union
            select b.asked_no, a.parent_no from above b join stored.area a using (area_no) where a.parent_no is not null
        ),
        pair as (
            select f.area_no as first_no, s.area_no as second_no, f.area_id as first_id, s.area_id as second_id,
                   f.place as first_place, s.place as second_place, f.ground_no = s.ground_no as is_same_ground,
                   f.valid_from <= s.valid_to and s.valid_from <= f.valid_to as is_same_time
            from asked f join asked s on s.place > f.place
        )
        select first_id, second_id
        from pair p
        where is_same_ground
           or is_same_time and exists (
               from above b where b.asked_no = p.first_no and b.area_no = p.second_no
                   or b.asked_no = p.second_no and b.area_no = p.first_no
           )
           or not is_same_time and exists (
               from held f join held s using (area_no) where f.asked_no = p.first_no and s.asked_no = p.second_no
           )
        order by first_place, second_place
    """
    return cursor.sql(sql, params={"area_ids": area_ids}).pl()


def list_communes_of_district(cursor: duckdb.DuckDBPyConnection, district_id: str) -> pl.DataFrame:
    """The present communes that a former district went into: area_id, name, is_inside.

    `is_inside`: everything it was made of lay in the district; false of one that also took in ground of a neighbour. In
    order of name. Empty where the area is no district.
    """
    sql = """
        with recursive old as (
            select c.area_no, d.area_no as district_no
            from stored.area c join stored.area d on d.area_no = c.parent_no
            where c.level = 'commune' and d.level = 'district'
        ),
        step as (
            select area_no as old_no, district_no, area_no from old
            union
            select step.old_no, step.district_no, s.to_no from step join stored.succession s on s.from_no = step.area_no
        ),
        made as (
            select a.area_no, a.area_id, a.name, a.folded_name, step.district_no
            from step join stored.area a using (area_no)
            where a.level = 'commune' and a.valid_to is null
        )
        select made.area_id, made.name, bool_and(d.area_id = $district_id) as is_inside
        from made join stored.area d on d.area_no = made.district_no
        group by made.area_id, made.name, made.folded_name
        having bool_or(d.area_id = $district_id)
        order by made.folded_name, made.area_id
    """
    return cursor.sql(sql, params={"district_id": district_id}).pl()
