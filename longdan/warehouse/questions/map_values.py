"""The value of every area on a map: its areas are the same as long as a build stands, what they reported is of one period."""

from datetime import date

import duckdb
import polars as pl

from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.units import editions_of


def map_areas(cursor: duckdb.DuckDBPyConnection, edition: str, level: str, *, units: str) -> pl.DataFrame:
    """One row per area of that edition and level: those of the geometry in the order of its features, then the others.

    area_id, name, is_drawn, ground_no (by which figures are found), first_on (the first day of its ground), last_on (null while
    in force); and how it is made of other units, all false where `units` have no conversion to it: is_converted, is_unknown
    (nobody knows how one was divided), is_divided, is_by_area (divided by area, since no population is known). The others,
    which an imported file may lack, are those that stand today, or stood on 30/06/2025.
    """
    sql = """
        with drawn as (
            select unnest(area_ids) as area_id, unnest(range(len(area_ids))) as position
            from geometry where edition = $edition and level = $level
        ), placed as (
            from drawn
            union all by name
            select area_id from area
            where level = $level and area_id not in (select area_id from drawn)
              and case when $edition = 'current' then valid_to is null
                       else date '2025-06-30' between valid_from and coalesce(valid_to, date '9999-12-31') end
        ), converted as (
            select to_no as area_no, bool_or(weight is null) as is_unknown, bool_or(weight < 1) as is_divided,
                   bool_or(weight < 1 and basis = 'area') as is_by_area
            from stored.conversion where edition::varchar = $units group by to_no
        ), ground as (
            select ground_no, min(valid_from) as valid_from from stored.area group by ground_no
        )
        select placed.area_id, a.name, placed.position is not null as is_drawn, ground_no, ground.valid_from as first_on,
               a.valid_to as last_on, c.area_no is not null as is_converted, coalesce(c.is_unknown, false) as is_unknown,
               coalesce(c.is_divided, false) as is_divided, coalesce(c.is_by_area, false) as is_by_area
        from placed
        join stored.area a using (area_id)
        join ground using (ground_no)
        left join converted c using (area_no)
        order by placed.position nulls last, a.code
    """
    return cursor.sql(sql, params={"edition": edition, "level": level, "units": units}).pl()


def map_figures(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, period_id: str, level: str, *, units: str
) -> pl.DataFrame:
    """What areas reported of an indicator in a period; of `units` other than "reported", also what was re-based to them.

    ground_no, is_simulated, is_counted (whether its ground is one of the level and units), value, numerator, denominator,
    ci_low, ci_high, design_effect (of a survey's share; null for 1), class_high (of a withheld count of which the class is
    told), status, derivation, qualifier, reporting_units, expected_units. One row per ground, and two where it has both real and simulated figures.
    """
    sql = """
        with counted as (
            select distinct ground_no from stored.area
            where level = $level
              and case $units when 'current' then valid_to is null
                              when 'pre_2025_07' then date '2025-06-30' between valid_from and coalesce(valid_to, date '9999-12-31')
                              else true end
        )
        select t.ground_no, t.is_simulated, c.ground_no is not null as is_counted, t.value, t.numerator, t.denominator,
               t.ci_low, t.ci_high, t.design_effect, t.class_high, t.status::varchar as status, t.derivation::varchar as derivation,
               t.qualifier::varchar as qualifier, t.reporting_units, t.expected_units
        from stored.area_total t
        join stored.indicator i using (indicator_no) join stored.period p using (period_no)
        left join counted c using (ground_no)
        where i.indicator_id = $indicator_id and p.period_id = $period_id
          and list_contains($editions::varchar[], t.edition::varchar)
    """
    params = {"indicator_id": indicator_id, "period_id": period_id, "level": level, "units": units}
    return cursor.sql(sql, params=params | {"editions": editions_of(units)}).pl()


def choose_origin(figures: pl.DataFrame) -> str:
    """`real` or `simulated`: which of the two gives more of the areas counted a status, real where they are equal.

    One map shows one of them only, so that no colour sets a simulated figure beside a real one. `figures` as of `map_figures`.
    """
    is_simulated = figures.filter("is_counted")["is_simulated"]
    return "real" if (~is_simulated).sum() >= is_simulated.sum() else "simulated"


def map_values(
    areas: pl.DataFrame, figures: pl.DataFrame, indicator: Indicator, end_on: date, origin: str
) -> pl.DataFrame:
    """The rows of `map_areas` with their figures of one `origin`, `real` or `simulated`: the two never meet.

    area_id, name, is_drawn, and the columns of `map_figures` from value on; derivation is null without an observation.
    An area without one is `not_reported` where its ground was one unit on the last day of the period, `end_on`, or its
    predecessors could have reported; `not_convertible` where theirs cannot become its figure, since nobody knows how
    they were divided or the indicator is not of a kind that can be; else `not_applicable`.
    """
    of_origin = figures.filter(pl.col("is_simulated") == (origin == "simulated")).drop("is_simulated", "is_counted")
    known = areas.join(of_origin, on="ground_no", how="left", maintain_order="left")
    stood = (pl.col("first_on") <= end_on) & (pl.col("last_on").is_null() | (pl.col("last_on") >= end_on))
    return known.with_columns(
        status=pl.coalesce(
            "status",
            pl.when(stood)
            .then(pl.lit("not_reported"))
            .when(~pl.col("is_converted"))
            .then(pl.lit("not_applicable"))
            .when(_is_hindered(indicator))
            .then(pl.lit("not_convertible"))
            .otherwise(pl.lit("not_reported")),
        ),
        qualifier=pl.col("qualifier").fill_null("="),
    ).select("area_id", "name", "is_drawn", *of_origin.drop("ground_no").columns)


def _is_hindered(indicator: Indicator) -> pl.Expr:
    """Whether the figures of its predecessors cannot become those of an area."""
    never, by_population = indicator.apportion == "never", indicator.apportion == "population"
    return (
        pl.col("is_unknown")
        | pl.lit(indicator.aggregation == "none")
        | (pl.lit(never) & pl.col("is_divided"))
        | (pl.lit(by_population) & pl.col("is_by_area"))
    )
