"""What is withheld from province up asks of the totals of other periods: a withheld one must not be known from those around it."""

import polars as pl

from etl.disclosure.period_totals import ask, pair_periods, pair_quarters

_AREA_AND_YEAR = ["origin", "area_no", "calendar", "year"]
_NONE = pl.lit(0, pl.Int64)


def withhold_together(counts: pl.DataFrame, found: pl.DataFrame, width: int) -> pl.DataFrame:
    """`counts` with all that is withheld in `found` from province up withheld anyway, and what has to go with it.

    A withheld year takes all periods of it along; what is counted from zero in each period, the whole year: longer periods less
    shorter ones are the rest.
    """
    above = found.filter(pl.col("level").is_in(["province", "country"]), ~pl.col("is_desk"))
    withheld, shown = above.filter("is_hidden"), above.filter(~pl.col("is_hidden"))
    closing = withheld.filter(pl.col("is_flow") | (pl.col("type") == "year")).select(_AREA_AND_YEAR).unique()
    along = pl.concat([withheld, above.join(closing, on=_AREA_AND_YEAR, how="semi")]).select("row_no", "down", "up")
    return ask(counts, pl.concat([along, _ask_neighbours(withheld, shown, width)]))


def _ask_neighbours(withheld: pl.DataFrame, shown: pl.DataFrame, width: int) -> pl.DataFrame:
    """Of shown totals that keep a withheld one from what has to be possible of it how far they have to give way.

    It is no less than the total of a shorter period in it, no more than that of a longer one around it or of its quarters. Where
    the totals are in another order, other units reported the one than the other, and neither limits the other.
    """
    floors = pair_periods(withheld, shown).select("row_no", "value", other_row="row_no_in", other="value_in")
    floors = floors.filter(pl.col("other") <= pl.col("value"))
    around = pair_periods(shown, withheld).select(
        row_no="row_no_in", value="value_in", other_row="row_no", other="value"
    )
    ceilings = pl.concat([around, _add_quarters(withheld, shown)]).filter(pl.col("other") >= pl.col("value"))
    open_to = _open(withheld, floors, ceilings, width)
    too_high = floors.join(open_to, on="row_no").select(
        row_no="other_row", down=pl.col("other") - pl.col("least"), up=_NONE
    )
    too_low = ceilings.join(open_to, on="row_no").select(
        row_no="other_row", down=_NONE, up=pl.col("most") - pl.col("other")
    )
    return pl.concat([too_high.filter(pl.col("down") > 0), too_low.filter(pl.col("up") > 0)])


def _add_quarters(withheld: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """Where all quarters of a longer period are shown, what they make together, as if it were the greatest one's."""
    quarters = pair_quarters(withheld, shown).sort("value_in", "row_no_in", descending=[True, False])
    return quarters.group_by("row_no").agg(
        pl.col("value").first(), other_row=pl.col("row_no_in").first(), other=pl.col("value_in").sum()
    )


def _open(withheld: pl.DataFrame, floors: pl.DataFrame, ceilings: pl.DataFrame, width: int) -> pl.DataFrame:
    """The `least` and `most` that has to be possible of each withheld total: what is asked of it, and a range of `width`, which
    is made up on the side that is nearer. Null where nothing is asked."""
    bounds = (
        withheld.select("row_no", "value", "down", "up")
        .join(floors.group_by("row_no").agg(floor=pl.col("other").max()), on="row_no", how="left")
        .join(ceilings.group_by("row_no").agg(ceiling=pl.col("other").min()), on="row_no", how="left")
        .with_columns(pl.col("floor").fill_null(0))
        .with_columns(missing=width - (pl.col("ceiling") - pl.col("floor")))
    )
    is_floor_nearer = pl.col("value") - pl.col("floor") <= pl.col("ceiling") - pl.col("value")
    gives_down = (pl.col("missing") > 0) & is_floor_nearer & (pl.col("floor") > 0)
    gives_up = (pl.col("missing") > 0) & ~gives_down
    below = pl.when(gives_down).then(pl.col("floor") - pl.col("missing"))
    above = pl.when(gives_up).then(pl.col("ceiling") + pl.col("missing"))
    return bounds.select(
        "row_no",
        least=pl.min_horizontal(pl.col("value") - pl.col("down"), below).clip(0),
        most=pl.max_horizontal(pl.col("value") + pl.col("up"), above),
    )
