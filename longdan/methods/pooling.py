"""Sums of published figures over units: counts added up, shares as ratios of sums, surveys pooled by their answers.

The rules are those of the area tree (`docs/methods.md`, "Sums up the area tree" and "Groups"): what is missing is not zero, a
bounded part bounds the sum, and one withheld part withholds the whole, base and interval included.
"""

import polars as pl

from longdan.methods.interval import wilson_expr

KEY = ("group_id", "period_id", "is_simulated")  # simulated and real rows are never added to each other
POOLABLE = ("sum", "ratio_of_sums", "pooled")
# Columns of `parts` beside those of KEY. `weight`: how much of the unit's figure counts, 0–1; null where not known.
PART = pl.Schema(
    {
        "weight": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64, "value": pl.Float64,
        "ci_low": pl.Float64, "ci_high": pl.Float64, "design_effect": pl.Float64, "sample_type": pl.String,
        "qualifier": pl.String, "status": pl.String, "derivation": pl.String, "series": pl.String,
        "reporting_units": pl.Int64, "expected_units": pl.Int64,
    }
)  # fmt: skip


def pool_parts(parts: pl.DataFrame, aggregation: str, part_counts: dict[str, int]) -> pl.DataFrame:
    """One row per key: the sum over its parts, in order of the key.

    `parts` has one row per part and key (`KEY` and `PART`); `part_counts` says by group_id how many parts a whole group has,
    and a part without a row is a unit that was expected and did not report. ValueError for an `aggregation` that is not
    added up (scores, indices).

    Beside the columns of KEY: numerator, denominator, value, sample_size, sample_type (null, or one that was not random),
    design_effect (of pooled surveys: Σ n·d / Σ n; null for 1), ci_low, ci_high, qualifier, status, derivation, reporting_units,
    expected_units, series, refusal. `refusal` is why there is no value though parts have one: hidden (a part is withheld),
    series (parts measure differently), weight (how much of a part belongs is not known), base (a share without numerator and
    denominator); null elsewhere.
    """
    if aggregation not in POOLABLE:
        raise ValueError(f"not added up: {aggregation}")
    numerator = pl.col("numerator") if aggregation != "sum" else pl.coalesce("numerator", "value")
    counted = parts.with_columns(numerator=numerator).with_columns(
        is_valued=pl.col("numerator").is_not_null() | pl.col("value").is_not_null()
    )
    added = counted.group_by(KEY).agg(
        *_add_figures(aggregation),
        *_combine_words(),
        *_count_units(),
        refusal=_refuse(aggregation),
        part_count=pl.len(),
    )
    wholes = pl.DataFrame(list(part_counts.items()), schema={"group_id": pl.String, "whole": pl.Int64}, orient="row")
    completed = added.join(wholes, on="group_id").with_columns(
        expected_units=pl.col("expected_units") + pl.col("whole") - pl.col("part_count")
    )
    return _finish(completed, aggregation).drop("part_count", "whole", "count", "low", "high", "spread").sort(KEY)


def _add_figures(aggregation: str) -> list[pl.Expr]:
    """Weighted sums over the parts that have a figure; the limits are those of apportioned counts (see `_finish`)."""
    weight, is_counted = pl.col("weight"), pl.col("numerator").is_not_null()
    figures = [
        (pl.col("numerator") * weight).filter(is_counted).sum().alias("numerator"),
        is_counted.sum().alias("count"),
        (pl.coalesce("ci_low", "numerator") * weight).filter(is_counted).sum().alias("low"),
        (pl.coalesce("ci_high", "numerator") * weight).filter(is_counted).sum().alias("high"),
        (pl.col("denominator") * weight * pl.col("design_effect").fill_null(1))
        .filter(is_counted)
        .sum()
        .alias("spread"),
    ]
    if aggregation == "sum":
        return [*figures, pl.lit(None, dtype=pl.Float64).alias("denominator")]
    return [*figures, (pl.col("denominator") * weight).filter(is_counted).sum().alias("denominator")]


def _combine_words() -> list[pl.Expr]:
    """Qualifier, status, derivation, series and kind of sample of the sum."""
    valued = pl.col("is_valued")
    qualifier, status, derivation = (pl.col(name).filter(valued) for name in ("qualifier", "status", "derivation"))
    not_random = pl.col("sample_type").filter(valued & ~pl.col("sample_type").is_in(["random", "census"]))
    return [
        pl.when((qualifier == "=").all()).then(pl.lit("="))
        .when(qualifier.is_in(["=", ">"]).all()).then(pl.lit(">"))
        .when(qualifier.is_in(["=", "<"]).all()).then(pl.lit("<"))
        .otherwise(pl.lit("~")).alias("qualifier"),
        pl.when(valued.any() & (status == "partial_period").any()).then(pl.lit("partial_period"))
        .when(valued.any() & (status == "nil").all()).then(pl.lit("nil"))
        .when(valued.any()).then(pl.lit("reported"))
        .when((pl.col("status") == "unpublished").any()).then(pl.lit("unpublished"))
        .when((pl.col("status") == "not_applicable").all()).then(pl.lit("not_applicable"))
        .otherwise(pl.lit("not_reported")).alias("status"),
        pl.when((derivation == "rebased_apportioned").any() | (pl.col("weight").filter(valued) < 1).any())
        .then(pl.lit("rebased_apportioned"))
        .when((derivation == "rebased_exact").any()).then(pl.lit("rebased_exact"))
        .otherwise(pl.lit("summed")).alias("derivation"),
        pl.col("series").filter(valued).min(),
        not_random.min().alias("sample_type"),
    ]  # fmt: skip


def _count_units() -> list[pl.Expr]:
    """Units that reported and that were expected; a part that does not say is one unit."""
    reporting = pl.coalesce("reporting_units", pl.col("is_valued").cast(pl.Int64))
    return [
        reporting.sum().alias("reporting_units"),
        pl.max_horizontal(pl.coalesce("expected_units", pl.lit(1)), reporting).sum().alias("expected_units"),
    ]


def _refuse(aggregation: str) -> pl.Expr:
    """Hidden goes first, so that no other word tells a withheld part from one that is shown."""
    valued = pl.col("is_valued")
    lacks_base = valued & (pl.col("numerator").is_null() | pl.col("denominator").is_null())
    return (
        pl.when((pl.col("status") == "suppressed").any())
        .then(pl.lit("hidden"))
        .when(pl.col("series").filter(valued).n_unique() > 1)
        .then(pl.lit("series"))
        .when((valued & pl.col("weight").is_null()).any())
        .then(pl.lit("weight"))
        .when(pl.lit(aggregation != "sum") & lacks_base.any())
        .then(pl.lit("base"))
    )


def _finish(added: pl.DataFrame, aggregation: str) -> pl.DataFrame:
    """Value, sample and interval of each sum, all of them null where it is refused or nothing was counted."""
    is_shown = pl.col("refusal").is_null() & (pl.col("count") > 0)
    is_ratio, is_pooled = aggregation != "sum", aggregation == "pooled"
    is_estimate = pl.col("derivation") == "rebased_apportioned"
    quotient = pl.when(pl.col("denominator") > 0).then(pl.col("numerator") / pl.col("denominator"))
    effect = pl.when(is_pooled & (pl.col("denominator") > 0)).then(pl.col("spread") / pl.col("denominator"))
    low, high = wilson_expr(pl.col("numerator"), pl.col("denominator"), design_effect=effect)
    has_limits = is_shown & is_estimate & pl.lit(not is_ratio)
    is_drawn = pl.col("sample_type").is_null() & (pl.col("qualifier") == "=")
    shown = added.with_columns(
        numerator=pl.when(is_shown).then("numerator"), denominator=pl.when(is_shown).then("denominator")
    ).with_columns(
        value=quotient if is_ratio else pl.col("numerator"),
        sample_size=(pl.col("denominator") if is_pooled else pl.lit(None)).cast(pl.Int64),
        design_effect=pl.when(is_shown & (effect != 1)).then(effect),
        # Where one estimate is too high its neighbour may be too low: limits added up are the widest the sum can have.
        ci_low=pl.when(is_drawn).then(low) if is_pooled else pl.when(has_limits).then("low"),
        ci_high=pl.when(is_drawn).then(high) if is_pooled else pl.when(has_limits).then("high"),
    )
    nothing_arose = is_shown & is_ratio & (pl.col("denominator") == 0)
    return shown.with_columns(
        ci_low=pl.when(pl.col("ci_low") < pl.col("ci_high")).then("ci_low"),
        ci_high=pl.when(pl.col("ci_low") < pl.col("ci_high")).then("ci_high"),
        status=pl.when(pl.col("refusal") == "hidden")
        .then(pl.lit("suppressed"))
        .when(pl.col("refusal").is_not_null())
        .then(pl.lit("not_applicable"))
        .when(nothing_arose)
        .then(pl.lit("nil"))
        .otherwise("status"),
        qualifier=pl.when(is_shown).then("qualifier").otherwise(pl.lit("=")),
        derivation=pl.when((pl.col("derivation") == "summed") & is_ratio).then(pl.lit("ratio")).otherwise("derivation"),
    )
