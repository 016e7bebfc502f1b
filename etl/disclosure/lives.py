"""A tree of figures in this build and in every earlier one that is on record: which figure stood in which of them.

A corrected report is two figures, one that ended and one that began; a late one is a figure that began.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

# One row per figure of a tree. `part`: the desk or survey, empty for a whole area. `above_id`: the area whose figure it is
# added to. `low`, `high`: what is known of it where it is hidden, apart from the sums. `holds_none`: while hidden it must stay
# possible that it is 0. `is_hidden` is what its own tree asks for, `is_shown` what was shown in the end.
NODE = pl.Schema(
    {
        "area_id": pl.String,
        "part": pl.String,
        "above_id": pl.String,
        "level": pl.String,
        "value": pl.Int64,
        "favourable": pl.Int64,  # of the answers of a survey; null otherwise
        "low": pl.Int64,
        "high": pl.Int64,
        "holds_none": pl.Boolean,
        "is_given": pl.Boolean,  # the area's own report of a total, not added up here
        "is_hidden": pl.Boolean,
        "is_shown": pl.Boolean,
    }
)
# What of a row says what the figure is; the rest says what was decided on it.
GIVEN = tuple(name for name in NODE if name not in ("is_hidden", "is_shown"))
_LEVELS = ("district", "province", "country")


@dataclass(frozen=True)
class Lives:
    """Figures that are added up (`value` to `was_hidden`, one entry each) and the totals they are in.

    `alive`: figure × build, the last being this one. `above`: for each figure the district, province and country it is in,
    as row of the totals, -1 for none. `was_shown`: in an earlier build. `is_kept`: it stood in an earlier build, and
    `was_hidden` says how its tree had it in the newest of those.

    Of the totals: `is_there`, `total_value`, `total_low`, `total_high`, `total_holds_none` and `shown`, total × build; nothing
    counts as shown in this build yet. `is_repeated`: an own report of a total that an earlier build showed as it is.
    `row_leaf` and `row_total`: for each row of this build, which figure or total it is, -1 for none.
    """

    value: np.ndarray
    favourable: np.ndarray
    low: np.ndarray
    high: np.ndarray
    holds_none: np.ndarray
    is_commune: np.ndarray
    above: np.ndarray
    alive: np.ndarray
    was_shown: np.ndarray
    is_kept: np.ndarray
    was_hidden: np.ndarray
    is_there: np.ndarray
    total_value: np.ndarray
    total_low: np.ndarray
    total_high: np.ndarray
    total_holds_none: np.ndarray
    total_level: np.ndarray
    shown: np.ndarray
    was_total_hidden: np.ndarray
    is_repeated: np.ndarray
    row_leaf: np.ndarray
    row_total: np.ndarray

    def below(self, total: int) -> np.ndarray:
        """Which figures are in a total."""
        return (self.above == total).any(axis=1)


def read_lives(builds: Sequence[pl.DataFrame]) -> Lives:
    """From the rows (`NODE`) of each earlier build, the oldest first, and of this one (`GIVEN`) at the end."""
    undecided = builds[-1].with_columns(is_hidden=pl.lit(False), is_shown=pl.lit(False))
    rows = pl.concat(
        [
            _place(build.select(NODE.names())).with_columns(build=pl.lit(number, pl.Int32))
            for number, build in enumerate([*builds[:-1], undecided])
        ]
    ).with_row_index("row")
    count, last = len(builds), len(builds) - 1
    return Lives(**_collect_leaves(rows, count, last), **_collect_totals(rows, count, last))


def _place(build: pl.DataFrame) -> pl.DataFrame:
    """With the district, province and country above each row, as far as they have a figure, and whether it is added up here."""
    whole = build.filter(part="").select(above_id=pl.col("area_id"), up_level=pl.col("level"), up_id=pl.col("above_id"))
    rows = build.with_columns(next_id=pl.col("above_id"), **{level: pl.lit(None, pl.String) for level in _LEVELS})
    for _ in _LEVELS:
        rows = rows.join(whole, left_on="next_id", right_on="above_id", how="left", maintain_order="left").with_columns(
            *(pl.when(pl.col("up_level") == level).then("next_id").otherwise(level).alias(level) for level in _LEVELS),
            next_id=pl.col("up_id"),
        )
        rows = rows.drop("up_level", "up_id")
    is_sum = (pl.col("part") == "") & pl.col("area_id").is_in(build["above_id"].drop_nulls().unique().implode())
    return rows.drop("next_id").with_columns(is_sum=is_sum)


def _collect_leaves(rows: pl.DataFrame, count: int, last: int) -> dict[str, np.ndarray]:
    """One entry per place, value and class: the same figure as long as none of these changes."""
    # Where what bounds a small count has changed, its report has, and nobody need be told that the count has not.
    reach = pl.when("holds_none").then("high").otherwise(-1)
    keys = ["area_id", "part", *_LEVELS, "value", "favourable", "holds_none", "reach"]
    leaves = rows.filter(~pl.col("is_sum")).with_columns(reach=reach)
    found = leaves.select(keys).unique(maintain_order=True).with_row_index("leaf")
    leaves = leaves.join(found, on=keys, how="left", nulls_equal=True, maintain_order="left")
    number, build, size = leaves["leaf"].to_numpy(), leaves["build"].to_numpy(), len(found)
    alive = np.zeros((size, count), dtype=bool)
    alive[number, build] = True
    low, high = np.zeros(size, dtype=np.int64), np.full(size, np.iinfo(np.int64).max)
    np.maximum.at(low, number, leaves["low"].to_numpy())
    np.minimum.at(high, number, leaves["high"].to_numpy())
    totals = _number_totals(rows)
    level = leaves.group_by("leaf", maintain_order=True).agg(pl.col("level").first()).sort("leaf")["level"]
    return {
        "value": found["value"].to_numpy(),
        "favourable": found["favourable"].fill_null(0).to_numpy(),
        "low": low,
        "high": high,
        "holds_none": found["holds_none"].to_numpy(),
        "is_commune": (level == "commune").to_numpy(),
        "above": np.column_stack([_look_up(found[each], totals) for each in _LEVELS]),
        "alive": alive,
        **_look_back(leaves, size, last),
        "row_leaf": _find_rows(rows, leaves, number, last),
    }


def _look_back(leaves: pl.DataFrame, size: int, last: int) -> dict[str, np.ndarray]:
    """What earlier builds did with each figure; the newest has the last word on its pattern."""
    old = leaves.filter(pl.col("build") < last)  # in the order of the builds
    number = old["leaf"].to_numpy()
    was_shown, is_kept, was_hidden = (np.zeros(size, dtype=bool) for _ in range(3))
    was_shown[number[old["is_shown"].to_numpy()]] = True
    is_kept[number] = True
    was_hidden[number] = old["is_hidden"].to_numpy()
    return {"was_shown": was_shown, "is_kept": is_kept, "was_hidden": was_hidden}


def _find_rows(rows: pl.DataFrame, chosen: pl.DataFrame, number: np.ndarray, last: int) -> np.ndarray:
    """For each row of this build its number among the chosen ones, -1 where it is none of them."""
    found = np.full(int((rows["build"] == last).sum()), -1)
    is_now = (chosen["build"] == last).to_numpy()
    found[chosen["row"].to_numpy()[is_now] - (len(rows) - len(found))] = number[is_now]
    return found


def _number_totals(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter("is_sum").select("area_id").unique(maintain_order=True).with_row_index("total")


def _look_up(area_id: pl.Series, totals: pl.DataFrame) -> np.ndarray:
    joined = pl.DataFrame({"area_id": area_id}).join(totals, on="area_id", how="left", maintain_order="left")
    return joined["total"].cast(pl.Int64).fill_null(-1).to_numpy()


def _collect_totals(rows: pl.DataFrame, count: int, last: int) -> dict[str, np.ndarray]:
    totals = _number_totals(rows)
    sums = rows.filter("is_sum").join(totals, on="area_id", how="left", maintain_order="left")
    number, build = sums["total"].to_numpy(), sums["build"].to_numpy()
    is_old = build < last

    def spread(column: str, empty: int | bool) -> np.ndarray:
        found = np.full((len(totals), count), empty)
        found[number, build] = sums[column].to_numpy()
        return found

    shown, value = spread("is_shown", False), spread("value", -1)
    shown[:, last] = False
    was_hidden = np.zeros(len(totals), dtype=bool)
    was_hidden[number[is_old]] = sums["is_hidden"].to_numpy()[is_old]
    level = np.full(len(totals), -1)
    level[number] = sums["level"].replace_strict(dict(zip(_LEVELS, range(3), strict=True)), default=-1).to_numpy()
    return {
        "is_there": spread("is_hidden", False) | (value >= 0),
        "total_value": value,
        "total_low": spread("low", 0),
        "total_high": spread("high", 0),
        "total_holds_none": spread("holds_none", False),
        "total_level": level,
        "shown": shown,
        "was_total_hidden": was_hidden,
        "is_repeated": spread("is_given", False)[:, last] & (shown & (value == value[:, [last]])).any(axis=1),
        "row_total": _find_rows(rows, sums, number, last),
    }
