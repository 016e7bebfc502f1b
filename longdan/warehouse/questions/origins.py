"""Questions about one value: what it was made of, where it stands in which file, what replaced what, what it may be joined to."""

from dataclasses import dataclass
from datetime import timedelta

import duckdb
import polars as pl

from longdan.methods.period import parse_period
from longdan.warehouse.questions.conversions import list_past_series, list_predecessors
from longdan.warehouse.questions.series import list_breaks, list_series

REBASED = ("rebased_exact", "rebased_apportioned")


@dataclass(frozen=True)
class Origin:
    """Everything that is published about how one value came about.

    `figure`: a row of `list_series`. `meaning`: the row of `indicator`. `source`: the row of `source`, None without one.
    `cells`: where a reported value stands (form, column_no, load_id, file_name, sheet, cell, received_on, signed_on).
    `replaced`: files whose report of it was replaced (file_name, sheet, received_on, signed_on). `parts`: of a value
    added up, how many areas directly below have which status and class
    (level, status, class_high, areas). `steps`: of a difference, the two
    cumulative figures (rows of `list_series`, the longer one first). `predecessors`: of a re-based value (from_id, name,
    weight, basis, and value, class_high, status, qualifier of what each reported in the period). `breaks`: rows of `list_breaks`.
    """

    figure: dict
    meaning: dict
    source: dict | None
    cells: pl.DataFrame
    replaced: pl.DataFrame
    parts: pl.DataFrame
    steps: pl.DataFrame
    predecessors: pl.DataFrame
    breaks: pl.DataFrame

    @property
    def is_rebased(self) -> bool:
        return self.figure["derivation"] in REBASED


def read_origin(
    cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str, *, only_real: bool, units: str
) -> Origin | None:
    """The origin of an area's value in a period, of the real one where there are two; None where nothing is published."""
    series = list_series(cursor, [indicator_id], [area_id], only_real=only_real, units=units)
    figure = _find(series, period_id)
    if figure is None and units != "reported":
        figure = _find(list_past_series(cursor, indicator_id, area_id, only_real=only_real), period_id)
    if figure is None:
        return None
    cells = list_cells(cursor, indicator_id, area_id, figure)
    is_rebased = figure["derivation"] in REBASED
    return Origin(
        figure=figure,
        meaning=cursor.sql(
            "from indicator where indicator_id = $indicator_id", params={"indicator_id": indicator_id}
        ).pl().row(0, named=True),
        source=_read_source(cursor, figure["source_id"]),
        cells=cells,
        replaced=_list_replaced(cursor, cells, figure),
        parts=_count_parts(cursor, figure),
        steps=_find_steps(series, figure),
        predecessors=_list_predecessor_values(cursor, figure) if is_rebased else _NO_PREDECESSORS,
        breaks=list_breaks(cursor, indicator_id, [area_id]),
    )  # fmt: skip


def list_cells(cursor: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, figure: dict) -> pl.DataFrame:
    """The cells that make a reported value, by file, sheet and column."""
    sql = """
        select distinct l.form, l.column_no, l.load_id, l.file_name, l.sheet, l.cell, load.received_on,
               coalesce(max(r.signed_on) over (partition by l.load_id, l.sheet), load.signed_on) as signed_on
        from lineage l join load using (load_id) join area a on a.area_id = l.area_id
        left join report r on r.load_id = l.load_id and r.sheet = l.sheet and r.period_id = l.period_id
        where l.indicator_id = $indicator_id and l.period_id = $period_id
          and a.ground_id = (select ground_id from area where area_id = $area_id)
          and (load.origin = 'simulated') = $is_simulated
        order by l.file_name, l.sheet, l.form, try_cast(l.column_no as integer), l.column_no, l.cell
    """
    params = {"indicator_id": indicator_id, "area_id": area_id, "period_id": figure["period_id"]}
    return cursor.sql(sql, params=params | {"is_simulated": figure["is_simulated"]}).pl()


def _find(series: pl.DataFrame, period_id: str) -> dict | None:
    found = series.filter(pl.col("period_id") == period_id).sort("is_simulated").to_dicts()
    return found[0] if found else None


def _read_source(cursor: duckdb.DuckDBPyConnection, source_id: str | None) -> dict | None:
    found = cursor.sql("from source where source_id = $source_id", params={"source_id": source_id}).pl()
    return found.row(0, named=True) if found.height else None


def _list_replaced(cursor: duckdb.DuckDBPyConnection, cells: pl.DataFrame, figure: dict) -> pl.DataFrame:
    """Earlier reports of the form and period whose place the value's own report took: the area's, or those of its file."""
    sql = """
        select distinct load.file_name, old.sheet, load.received_on, coalesce(old.signed_on, load.signed_on) as signed_on
        from report old join report new on new.report_id = old.superseded_by join load on load.load_id = old.load_id
        where old.form = $form and old.period_id = $period_id
          and (old.area_id = $area_id or list_contains($load_ids::integer[], new.load_id))
        order by load.received_on, load.file_name, old.sheet
    """
    load_ids = cells["load_id"].unique().to_list()
    params = {name: figure[name] for name in ("form", "period_id", "area_id")} | {"load_ids": load_ids}
    return cursor.sql(sql, params=params).pl()


def _count_parts(cursor: duckdb.DuckDBPyConnection, figure: dict) -> pl.DataFrame:
    """The areas directly below on the last day of the period, by status; those without a row did not report."""
    sql = """
        select c.level::varchar as level, coalesce(t.status::varchar, 'not_reported') as status, t.class_high,
               count(*) as areas
        from stored.area a join stored.area c on c.parent_no = a.area_no
        left join (
            select area_no, status, class_high
            from stored.area_total
            where indicator_no = (select indicator_no from stored.indicator where indicator_id = $indicator_id)
              and period_no = (select period_no from stored.period where period_id = $period_id)
              and is_simulated = $is_simulated and edition = 'reported'
        ) t on t.area_no = c.area_no
        where a.area_id = $area_id and $end_on between c.valid_from and coalesce(c.valid_to, date '9999-12-31')
        group by all order by areas desc, status, class_high
    """
    names = ("indicator_id", "period_id", "area_id", "is_simulated", "end_on")
    return cursor.sql(sql, params={name: figure[name] for name in names}).pl()


def _find_steps(series: pl.DataFrame, figure: dict) -> pl.DataFrame:
    """Of a differenced quarter: the cumulative figure that ends with it, and the one up to its first day."""
    if figure["derivation"] != "differenced":
        return series.clear()
    period = parse_period(figure["period_id"])
    alike = series.filter(pl.col("is_simulated") == figure["is_simulated"], pl.col("calendar") == figure["calendar"])
    longer = alike.filter(pl.col("end_on") == period.end_on, pl.col("start_on") < period.start_on)
    steps = longer.sort("start_on").head(1)
    if steps.is_empty():
        return steps
    opened = steps["start_on"][0]
    shorter = alike.filter(pl.col("start_on") == opened, pl.col("end_on") == period.start_on - timedelta(days=1))
    return pl.concat([steps, shorter.head(1)])


def _list_predecessor_values(cursor: duckdb.DuckDBPyConnection, figure: dict) -> pl.DataFrame:
    """What the value was converted from, each with its weight and what is published of it in the period."""
    sql = """
        select c.from_id, f.name, c.weight, c.basis, c.source_id, f.valid_from, f.valid_to
        from conversion c join area t on t.area_id = $area_id join area f on f.area_id = c.from_id
        where c.to_id in (t.area_id, t.ground_id) and c.edition::varchar = $edition
    """
    found = cursor.sql(sql, params={"area_id": figure["area_id"], "edition": figure["edition"]}).pl()
    units = found if found.height else list_predecessors(cursor, figure["area_id"]).select(found.columns)
    in_force = units.filter(
        pl.lit(figure["end_on"]) >= pl.col("valid_from"),
        pl.col("valid_to").is_null() | (pl.col("valid_to") >= figure["end_on"]),
    )
    reported = list_series(
        cursor, [figure["indicator_id"]], in_force["from_id"].to_list(), only_real=False, units="reported"
    ).filter(pl.col("period_id") == figure["period_id"], pl.col("is_simulated") == figure["is_simulated"])
    values = reported.select(
        "value", "numerator", "denominator", "class_high", "status", "qualifier", from_id="area_id"
    )
    return (
        in_force.join(values, on="from_id", how="left")
        .with_columns(pl.col("status").fill_null("not_reported"))
        .select(_NO_PREDECESSORS.columns)
        .sort(["weight", "name"], descending=[True, False], nulls_last=True)
    )


_NO_PREDECESSORS = pl.DataFrame(
    schema={
        "from_id": pl.String, "name": pl.String, "weight": pl.Float64, "basis": pl.String, "value": pl.Float64,
        "numerator": pl.Float64, "denominator": pl.Float64, "class_high": pl.UInt8, "status": pl.String,
        "qualifier": pl.String,
    }
)  # fmt: skip
