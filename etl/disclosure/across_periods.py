"""What the counts of periods say of one another: which totals of provinces, and which yearly counts, would give others away.

A unit's year is at least each part of it and at most its quarters together (`etl/disclosure/year_parts.py`).
"""

import polars as pl

from etl.disclosure.period_totals import (
    BELOW_PROVINCE,
    TREE,
    ask,
    find_provinces,
    pair_periods,
    read_totals,
    read_units,
)
from etl.disclosure.year_parts import LIMITED, OWN, UNIT, WITHOUT_A_QUARTER, YEAR, lay_out

_PAIR = [*TREE, "province_no", "source"]
_IS_BELOW = pl.col("level").is_in(BELOW_PROVINCE)


def hide_narrowing_totals(others: pl.DataFrame, years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`others`, as too small to be shown also the totals of provinces that would keep a year's small count from being all of
    its class: where a province had none in a quarter, its communes had only what the other quarters have room for.

    `up` and `down` say how much more or less than it is such a total has to be possible.
    """
    small = years.filter(_IS_BELOW, pl.col("value") < threshold).select(*UNIT, year_room=OWN)
    own = lay_out(others, OWN)
    asked = small.join(own, on=UNIT).select(*UNIT, asked=pl.min_horizontal("year_room", YEAR, threshold - 1))
    while True:
        limits = _find_limits(pl.concat([others, years.select(others.columns)]), threshold - 1)
        reach = lay_out(_apply(others, limits), LIMITED).select(*UNIT, reach=YEAR)
        whole = _apply(years, limits).select(*UNIT, year_limit=LIMITED)
        held = asked.join(reach, on=UNIT).join(whole, on=UNIT)
        short = held.filter(pl.min_horizontal("reach", "year_limit") < pl.col("asked"))
        tightest = _find_tightest(limits, short.select(*UNIT, "asked"))
        if tightest.is_empty():
            return others
        others = ask(others, tightest)


def _find_limits(counts: pl.DataFrame, most: int) -> pl.DataFrame:
    """What the shown totals of provinces leave each count below, one row per count and total: `limit`, where less than `most`.

    It is no more than the total of its period (`way` up: more would be possible if the total could be more; a year's tree sees
    to that itself), nor than what a longer period's total leaves beside a shorter one's, but for what is its own in the shorter
    one (`way` down: if that could be less).
    """
    counted = find_provinces(counts).filter(_IS_BELOW).with_columns(own=OWN)
    keys = [*UNIT, "form", "period_no", "own", "province_no"]
    direct = counted.filter(pl.col("total") < most, pl.col("type") != "year").select(
        *keys, limit="total", source="total_row", way=pl.lit("up")
    )
    totals = read_totals(counts)
    pairs = pair_periods(totals, totals).select(
        *TREE,
        "form_in",
        "period_no_in",
        province_no="area_no",
        source="row_no_in",
        gap=pl.col("value") - pl.col("value_in"),
    )
    pairs = pairs.filter(pl.col("gap") < most)
    own_inside = counted.select(*UNIT, form_in="form", period_no_in="period_no", own_inside="own")
    beside = (
        counted.select(keys)
        .join(pairs, on=[*TREE, "province_no"])
        .join(_add_up_outside(pairs, read_units(counts)), on=_PAIR, how="left")
        .join(own_inside, on=[*UNIT, "form_in", "period_no_in"], how="left")
        .with_columns(limit=pl.sum_horizontal("gap", "outside", "own_inside").clip(0), way=pl.lit("down"))
        .filter(pl.col("limit") < most)
    )
    return pl.concat([direct, beside.select(direct.columns)])


def _add_up_outside(pairs: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """For each pair of totals what those units can hold in the shorter period that did not report the longer one."""
    unit = ["area_no", "is_desk", "part", "origin", "province_no"]
    inside = units.select(*unit, form_in="form", period_no_in="period_no", own=OWN)
    in_pair = inside.join(pairs, on=["origin", "province_no", "form_in", "period_no_in"])
    missing = in_pair.join(units.select(*unit, "form", "period_no"), on=[*unit, "form", "period_no"], how="anti")
    return missing.group_by(_PAIR).agg(outside=pl.col("own").sum())


def find_limits(others: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """What the shown totals of provinces leave counts below, where any yearly count could come up against it."""
    greatest = years.filter(_IS_BELOW)["value"].max()
    return _find_limits(pl.concat([others, years.select(others.columns)]), 0 if greatest is None else int(greatest))


def _apply(counts: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    """`counts` with the least of their limits as `total`."""
    least = limits.group_by(*UNIT, "form", "period_no").agg(total=pl.col("limit").min())
    return counts.join(least, on=[*UNIT, "form", "period_no"], how="left", maintain_order="left")


def _find_tightest(limits: pl.DataFrame, short: pl.DataFrame) -> pl.DataFrame:
    """For each unit that falls short the total that keeps back most of what is asked, and by how much."""
    kept_back = pl.min_horizontal("own", "asked") - pl.min_horizontal("own", "limit", "asked")
    kept = limits.join(short, on=UNIT).with_columns(kept_back=kept_back).filter(pl.col("kept_back") > 0)
    chosen = kept.sort("kept_back", "way", "source", descending=[True, True, False]).group_by(UNIT).first()
    asked = {way: pl.when(pl.col("way") == way).then("kept_back").otherwise(0) for way in ("down", "up")}
    return chosen.select(row_no="source", **asked)


def hide_telling_years(years: pl.DataFrame, others: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    """`years`, as too small to be shown also those that tell of a quarter that it had some: more than the others can hold."""
    room = lay_out(_apply(others, limits), LIMITED).select(*UNIT, without=WITHOUT_A_QUARTER)
    joined = years.join(room, on=UNIT, how="left", maintain_order="left")
    is_telling = _IS_BELOW & (pl.col("value") > pl.col("without")).fill_null(False)
    return joined.with_columns(is_small=pl.col("is_small") | is_telling).drop("without")


def limit_years(years: pl.DataFrame, others: pl.DataFrame, limits: pl.DataFrame) -> pl.DataFrame:
    """`years` with no more room than their quarters have together, and than the totals of provinces leave."""
    room = lay_out(_apply(others, limits), LIMITED).select(*UNIT, together=YEAR)
    joined = _apply(years, limits).join(room, on=UNIT, how="left", maintain_order="left")
    most = pl.when(_IS_BELOW).then(pl.min_horizontal("room", "together", "total")).otherwise("room")
    return joined.with_columns(room=most).drop("together", "total")


def limit_by_year(others: pl.DataFrame, years: pl.DataFrame, threshold: int) -> pl.DataFrame:
    """`others` with what a year says of the periods inside it: none has more than the year, shown or known by its class."""
    is_known = ~pl.col("is_hidden") | (pl.col("value") < threshold)
    most = pl.when("is_hidden").then(threshold - 1).otherwise("value")
    known = years.filter(is_known).select(*UNIT, most=most).group_by(UNIT).agg(pl.col("most").min())
    joined = others.join(known, on=UNIT, how="left", maintain_order="left")
    return joined.with_columns(room=pl.min_horizontal("room", "most")).drop("most")
