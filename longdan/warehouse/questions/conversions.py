"""Questions about the past of a unit that is in no edition of a build: its series before it began, out of what it came of.

A build holds its figures on the units of three times (`stored.conversion`). Other dates are composed here, from the
successions and the figures that are published: Xã Vĩnh Hưng of 2025 out of Xã Tam Đa of 2024.
"""

from datetime import date

import duckdb
import polars as pl

from longdan.methods.apportionment import CONVERSION, chain
from longdan.methods.pooling import POOLABLE, pool_parts
from longdan.warehouse.questions.groups import describe_pooled, find_aggregation
from longdan.warehouse.questions.series import list_series


def list_predecessors(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """Every unit that a unit came of, over as many changes as are known, the newest first.

    from_id, name, valid_from, valid_to, weight (how much of it lies in the unit, 0–1; null where not known), basis (the
    least certain of the steps), source_id. Empty where no predecessor is known.
    """
    steps = _steps_to(cursor, area_id)
    if steps.is_empty():
        return _read_units(cursor, []).join(_weigh(steps, area_id), on="from_id")
    units = _read_units(cursor, steps["from_id"].unique().to_list())
    return units.join(_weigh(steps, area_id), on="from_id").sort(["valid_to", "name"], descending=[True, False])


def list_past_series(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, *, only_real: bool
) -> pl.DataFrame:
    """The series of a unit before it began, added up from the predecessors in force at the end of each period.

    The columns of `list_series`, with `refusal` (`pool_parts`); `derivation` is rebased_exact or rebased_apportioned.
    Divided predecessors count only as far as the catalogue lets the indicator be shared out (`apportion`). Periods that the unit reported itself are not in it.
    """
    own = list_series(cursor, [indicator_id], [area_id], only_real=only_real, units="current")
    empty = own.clear().with_columns(refusal=pl.lit(None, dtype=pl.String))
    aggregation, predecessors = find_aggregation(cursor, indicator_id), list_predecessors(cursor, area_id)
    if aggregation not in POOLABLE or predecessors.is_empty():
        return empty
    weights = predecessors.select("weight", "basis", "valid_from", "valid_to", area_id="from_id")
    allowed = _allowed_bases(cursor, indicator_id)
    weights = weights.with_columns(weight=pl.when(pl.col("basis").is_in(allowed)).then("weight"))
    found = list_series(
        cursor, [indicator_id], weights["area_id"].to_list(), only_real=only_real, units="reported"
    ).join(weights, on="area_id")
    parts = (
        found.filter(pl.col("end_on").is_between("valid_from", "valid_to"))
        .join(own, on=["period_id", "is_simulated"], how="anti")
        .with_columns(group_id=pl.lit(area_id), group_name=pl.lit(_name(cursor, area_id)))
    )
    if parts.is_empty():
        return empty
    return _pool_by_day(parts, weights, aggregation, empty.columns)


def _pool_by_day(parts: pl.DataFrame, weights: pl.DataFrame, aggregation: str, columns: list[str]) -> pl.DataFrame:
    """Sums per period; how many predecessors were expected depends on which were in force when it ended."""
    pooled = []
    for (end_on,), rows in parts.sort("end_on").group_by(["end_on"], maintain_order=True):
        expected = weights.filter(pl.lit(end_on).is_between("valid_from", "valid_to")).height
        pooled.append(pool_parts(rows, aggregation, {rows["group_id"][0]: expected}))
    described = describe_pooled(pl.concat(pooled), parts, columns)
    is_estimate = pl.col("derivation") == "rebased_apportioned"
    return described.with_columns(derivation=pl.when(is_estimate).then("derivation").otherwise(pl.lit("rebased_exact")))


def _weigh(steps: pl.DataFrame, area_id: str) -> pl.DataFrame:
    """from_id, weight, basis, source_id of the unit: all changes composed, each predecessor at its own place in them."""
    changes = [
        rows.select(CONVERSION.names())
        for _, rows in steps.sort("effective_on").group_by(["effective_on"], maintain_order=True)
    ]
    composed = chain(changes) if changes else steps.select(CONVERSION.names())
    # A unit of the middle of a chain is in it only as what came before it: its own way starts at its own change.
    later = [chain(changes[place:]) for place in range(1, len(changes))]
    ways = pl.concat([composed, *later]).unique(["from_id", "to_id"], keep="first", maintain_order=True)
    return ways.filter(pl.col("to_id") == area_id).drop("to_id").with_columns(pl.col("basis").cast(pl.String))


def _steps_to(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """All rows out of units from which a way leads to this one: CONVERSION, and effective_on.

    Also the ways that lead elsewhere, since the shares of a divided unit are settled together.
    """
    sql = """
        with recursive before as (
            select area_no from stored.area where area_id = $area_id
            union
            select s.from_no from before b join stored.succession s on s.to_no = b.area_no
        )
        select f.area_id as from_id, t.area_id as to_id, s.share as weight,
               case when s.share_basis in ('whole', 'official', 'population', 'area') then s.share_basis
                    when s.share is not null then 'official' end as basis,
               s.source_id, s.effective_on
        from stored.succession s join before b on b.area_no = s.from_no
        join stored.area f on f.area_no = s.from_no join stored.area t on t.area_no = s.to_no
        where f.area_id <> $area_id and s.effective_on <= (select valid_from from stored.area where area_id = $area_id)
        order by s.effective_on, from_id, to_id
    """
    found = cursor.sql(sql, params={"area_id": area_id}).pl()
    return found.with_columns(pl.col("basis").cast(CONVERSION["basis"]))


def _read_units(cursor: duckdb.DuckDBPyConnection, area_ids: list[str]) -> pl.DataFrame:
    sql = """
        select area_id as from_id, name, valid_from, coalesce(valid_to, $last) as valid_to
        from area where list_contains($area_ids::varchar[], area_id)
    """
    return cursor.sql(sql, params={"area_ids": area_ids, "last": date.max}).pl()


def _allowed_bases(cursor: duckdb.DuckDBPyConnection, indicator_id: str) -> list[str]:
    """The bases of weights on which figures of an indicator may be shared out (`apportion` in schema.sql)."""
    sql = "select apportion from indicator where indicator_id = $indicator_id"
    ((apportion,),) = cursor.execute(sql, {"indicator_id": indicator_id}).fetchall()
    return {
        "never": ["whole"],
        "population": ["whole", "official", "population"],
        "area": ["whole", "official", "population", "area"],
    }[apportion]


def _name(cursor: duckdb.DuckDBPyConnection, area_id: str) -> str:
    return cursor.execute("select name from area where area_id = $area_id", {"area_id": area_id}).fetchall()[0][0]
