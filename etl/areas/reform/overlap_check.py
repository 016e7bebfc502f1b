"""Old districts as boundaries draw them, beside the districts that the predecessors of each new commune lay in."""

from dataclasses import dataclass

import polars as pl

from etl.areas.unit import REFORM


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Beyond which share of a commune's area a pair counts: `outside` in a district that the list does not give it, `absent`
    below which it is said not to reach a district that the list gives it."""

    outside: float
    absent: float


@dataclass(frozen=True, slots=True)
class OverlapDisagreement:
    """`kind`: outside (drawn in a district that no predecessor lay in) or absent (not drawn where a predecessor lay).

    `commune` is a code since 01/07/2025, `district` one until then, `share` that of the commune's area in the district.
    """

    kind: str
    commune: str
    district: str
    share: float

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.commune, self.district


@dataclass(frozen=True)
class OverlapCheck:
    """`checked` communes, those `unchecked` since a district of theirs is not drawn, the ids of the districts `not_drawn`
    that have communes, how many communes lie in one district and straddle several by the list, and what differs."""

    checked: int
    unchecked: int
    not_drawn: tuple[str, ...]
    straddling: int
    disagreements: tuple[OverlapDisagreement, ...]


def districts_of_communes(area: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    """`new_id`, `old_id`: each commune of 01/07/2025 and every district in which a predecessor of it lay."""
    units = area.select("area_id", "level", "parent_id")
    steps = succession.filter(pl.col("effective_on") == REFORM).join(units, left_on="from_id", right_on="area_id")
    district = pl.when(pl.col("level") == "district").then("from_id").otherwise("parent_id")
    communes = area.filter(pl.col("level") == "commune")["area_id"].implode()
    below = steps.filter(pl.col("level") != "province", pl.col("to_id").is_in(communes))
    return below.select(new_id="to_id", old_id=district).unique().sort("new_id", "old_id")


def check_overlaps(
    overlaps: pl.DataFrame, drawn: set[str], area: pl.DataFrame, succession: pl.DataFrame, tolerance: Tolerance
) -> OverlapCheck:
    """Compare `overlap_shares` of districts and communes with the list. `drawn`: ids of all areas of both coverages.

    Of a commune whose district is not drawn nothing can be said: it is counted as unchecked.
    """
    listed = districts_of_communes(area, succession)
    missing = listed.filter(~pl.col("old_id").is_in(list(drawn)))
    cannot = set(missing["new_id"]) | (set(listed["new_id"]) - drawn)
    listed = listed.filter(~pl.col("new_id").is_in(list(cannot)))
    pairs = overlaps.select("new_id", "old_id", "new_share").filter(pl.col("new_id").is_in(listed["new_id"].implode()))
    both = listed.with_columns(is_listed=True).join(pairs, on=["new_id", "old_id"], how="full", coalesce=True)
    both = both.with_columns(pl.col("is_listed").fill_null(False), pl.col("new_share").fill_null(0.0))
    outside = both.filter(~pl.col("is_listed"), pl.col("new_share") > tolerance.outside)
    absent = both.filter(pl.col("is_listed"), pl.col("new_share") < tolerance.absent)
    per_commune = listed.group_by("new_id").len()
    return OverlapCheck(
        per_commune.height,
        len(cannot),
        tuple(missing["old_id"].unique().sort()),
        per_commune.filter(pl.col("len") > 1).height,
        tuple(sorted(_describe(outside, "outside") + _describe(absent, "absent"), key=lambda one: one.key)),
    )


def _describe(pairs: pl.DataFrame, kind: str) -> list[OverlapDisagreement]:
    return [
        OverlapDisagreement(kind, new_id.split("@")[0], old_id.split("@")[0], share)
        for new_id, old_id, share in pairs.select("new_id", "old_id", "new_share").iter_rows()
    ]
