"""What it costs to protect against earlier builds: the record of what was shown, a build of the same, and one with late reports.

The aim: disclosure control in all within 4 minutes and 6 GB, as of the build.
"""

import resource
from pathlib import Path

import duckdb
import polars as pl

from etl.disclosure.hidden import find_hidden
from etl.disclosure.rules import load_rules
from etl.disclosure.shown_before import ShownBefore
from longdan.warehouse.open_build import current_build
from tests.benchmarks.bench import Bench, print_table, seconds

LATE = (1, 10)  # communes all of whose reports came late
_TREE = ["kind", "indicator_id", "divided_by", "origin", "form", "period_id"]


def measure_earlier(bench: Bench) -> None:
    facts = current_build(bench.require_builds()).database.with_name("facts.duckdb")
    first, again = bench.folder / "shown.parquet", bench.folder / "shown_again.parquet"
    rows = [_judge("no earlier build", facts, [], first), _judge("the same as before", facts, [first], again)]
    for count in LATE:
        before = bench.folder / f"before_{count}.parquet"
        _forget(pl.read_parquet(first), count).write_parquet(before, compression="zstd")
        rows.append(_judge(f"late: {count} communes", facts, [before], bench.folder / f"late_{count}.parquet"))
    heading = ("judging beside", "seconds", "peak memory so far, GB", "record, kB", "totals of counts shown")
    print_table("disclosure, earlier builds", heading, rows)


def _judge(name: str, facts: Path, shown: list[Path], record: Path) -> tuple[str, ...]:
    with duckdb.connect() as connection:
        connection.execute("attach $path as facts (read_only)", {"path": str(facts)})

        def judge() -> None:
            shown_before = ShownBefore(connection, shown, load_rules())
            find_hidden(connection, load_rules(), shown_before)
            shown_before.write(record)

        taken = seconds(judge)
        ((totals,),) = connection.execute(
            "select count(*) from tree_node where kind = 'count' and level in ('province', 'country') and is_shown"
        ).fetchall()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    size = record.stat().st_size / 1e3 if record.exists() else 0
    return name, f"{taken:.0f}", f"{memory:.2f}", f"{size:,.0f}", f"{totals:,}"


def _forget(record: pl.DataFrame, count: int) -> pl.DataFrame:
    """The record as it would be had no report of some communes come: without their rows, and with totals that lack them."""
    communes = record.filter(kind="count", level="commune")["area_id"].unique().sort()
    late = communes.gather_every(max(1, len(communes) // count))[:count].implode()
    is_late = pl.col("area_id").is_in(late) & (pl.col("level") == "commune")
    missing, kept = record.filter(is_late), record.filter(~is_late)
    above = kept.filter(part="").select(*_TREE, "area_id", up_id="above_id")
    while not missing.is_empty():
        missing = missing.drop_nulls("above_id").group_by(*_TREE, "above_id").agg(pl.col("value", "favourable").sum())
        missing = missing.rename({"above_id": "area_id"})
        lack = missing.rename({"value": "less", "favourable": "less_favourable"}).with_columns(part=pl.lit(""))
        kept = (
            kept.join(lack, on=[*_TREE, "area_id", "part"], how="left")
            .with_columns(pl.col("value") - pl.col("less").fill_null(0))
            .with_columns(pl.col("favourable") - pl.col("less_favourable").fill_null(0))
            .drop("less", "less_favourable")
        )
        missing = missing.join(above, on=[*_TREE, "area_id"]).rename({"up_id": "above_id"}).drop("area_id")
    return kept
