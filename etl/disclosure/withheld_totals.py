"""What is withheld from province up asks of the totals of other periods: a withheld one must not be known from those around it."""

import polars as pl

_AREA = ["origin", "area_no", "calendar", "year"]
_QUARTERS_IN = {"half": 2, "nine_months": 3, "year": 4}


def withhold_together(counts: pl.DataFrame, found: pl.DataFrame, width: int) -> pl.DataFrame:
    """`counts` with `is_small` of all that is withheld in `found` from province up, and of what has to go with it.

    A withheld year takes all periods of it along; what is counted from zero in each period, the whole year: longer periods less
    shorter ones are the rest. `down` and `up`: how much less or more than it is a withheld total has to be possible.
    """
    above = found.filter(pl.col("level").is_in(["province", "country"]), ~pl.col("is_desk"))
    withheld = above.filter("is_hidden")
    closing = withheld.filter(pl.col("is_flow") | (pl.col("type") == "year")).select(_AREA).unique()
    asked = pl.concat(
        [
            above.filter("is_hidden").select("row_no", "down", "up"),
            above.join(closing, on=_AREA, how="semi").select("row_no", "down", "up"),
            *_ask_neighbours(above, width),
        ]
    )
    asked = asked.group_by("row_no").agg(down_asked=pl.col("down").max(), up_asked=pl.col("up").max())
    joined = counts.join(asked, on="row_no", how="left", maintain_order="left")
    return joined.with_columns(
        is_small=pl.col("is_small") | pl.col("up_asked").is_not_null(),
        down=pl.max_horizontal("down", "down_asked"),
        up=pl.max_horizontal("up", "up_asked"),
    ).drop("down_asked", "up_asked")


def _ask_neighbours(above: pl.DataFrame, width: int) -> list[pl.DataFrame]:
    """Of shown totals that keep a withheld one from what has to be possible of it: `row_no`, and how far they have to give way.

    It is no less than the total of a shorter period in it, no more than that of a longer one around it or of its quarters.
    """
    kept = [*_AREA, "row_no", "type", "number", "start_on", "end_on", "value"]
    shown = above.filter(~pl.col("is_hidden")).select(kept)
    withheld = above.filter("is_hidden").select(*kept, "down", "up")
    pairs = withheld.join(shown, on=_AREA, suffix="_other")
    starts_inside = pl.col("start_on_other") >= pl.col("start_on")
    ends_inside = pl.col("end_on_other") <= pl.col("end_on")
    starts_around = pl.col("start_on_other") <= pl.col("start_on")
    ends_around = pl.col("end_on_other") >= pl.col("end_on")
    # Where the order of the totals is another, other units reported the one than the other.
    floors = pairs.filter(starts_inside & ends_inside, pl.col("value_other") <= pl.col("value"))
    ceilings = pl.concat([pairs.filter(starts_around & ends_around), _add_quarters(pairs)])
    ceilings = ceilings.filter(pl.col("value_other") >= pl.col("value"))
    bounds = (
        withheld.join(floors.group_by("row_no").agg(floor=pl.col("value_other").max()), on="row_no", how="left")
        .join(ceilings.group_by("row_no").agg(ceiling=pl.col("value_other").min()), on="row_no", how="left")
        .with_columns(pl.col("floor").fill_null(0))
        .with_columns(missing=width - (pl.col("ceiling") - pl.col("floor")))
    )
    is_floor_nearer = pl.col("value") - pl.col("floor") <= pl.col("ceiling") - pl.col("value")
    gives_down = (pl.col("missing") > 0) & is_floor_nearer & (pl.col("floor") > 0)
    gives_up = (pl.col("missing") > 0) & ~gives_down
    bounds = bounds.select(
        "row_no",
        least=pl.min_horizontal(
            pl.col("value") - pl.col("down"), pl.when(gives_down).then(pl.col("floor") - pl.col("missing"))
        ).clip(0),
        most=pl.max_horizontal(
            pl.col("value") + pl.col("up"), pl.when(gives_up).then(pl.col("ceiling") + pl.col("missing"))
        ),
    )
    zero = pl.lit(0, pl.Int64)
    low = floors.join(bounds, on="row_no").with_columns(amount=pl.col("value_other") - pl.col("least"))
    high = ceilings.join(bounds, on="row_no").with_columns(amount=pl.col("most") - pl.col("value_other"))
    return [
        low.filter(pl.col("amount") > 0).select(row_no="row_no_other", down="amount", up=zero),
        high.filter(pl.col("amount") > 0).select(row_no="row_no_other", down=zero, up="amount"),
    ]


def _add_quarters(pairs: pl.DataFrame) -> pl.DataFrame:
    """Where all quarters of a longer period are shown, what they make together, as if it were the greatest one's."""
    needed = pl.col("type").replace_strict(_QUARTERS_IN, default=0, return_dtype=pl.Int64)
    quarters = pairs.filter(pl.col("type_other") == "quarter", pl.col("number_other") <= needed)
    together = quarters.filter(pl.len().over("row_no") == needed).with_columns(
        added=pl.col("value_other").sum().over("row_no")
    )
    greatest = together.sort("value_other", descending=True).group_by("row_no", maintain_order=True).first()
    return greatest.with_columns(value_other="added").select(pairs.columns)
