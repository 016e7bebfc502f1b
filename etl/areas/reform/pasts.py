"""How much of a past each commune of the reform has, and which old districts and provinces can be rebuilt from communes."""

from dataclasses import dataclass

import polars as pl

from etl.areas.conversion import make_conversion
from etl.areas.read_areas import AreaTables
from etl.areas.same_ground import follow_ground
from etl.areas.unit import REFORM
from etl.boundaries.editions import LAST_DAY_BEFORE, areas_on

# A commune whose predecessors all went whole has an exact past; one that got parts of known share an apportioned one; one of
# whose parts a share is not known has none.
PASTS = ("exact", "apportioned", "none")


@dataclass(frozen=True)
class Reform:
    """`communes`: new_id, province_id, past, one row each. `divided`: old_id, into (number of successors), one row per old
    unit that was split. `rebuilt`: level, area_id, province_id (the province since the reform), is_uncut, one row per district
    and province of 30/06/2025."""

    communes: pl.DataFrame
    divided: pl.DataFrame
    rebuilt: pl.DataFrame

    def within(self, province_id: str) -> "Reform":
        """Of one province since the reform."""
        of_province = pl.col("province_id") == province_id
        inside = [frame.filter(of_province) for frame in (self.communes, self.divided, self.rebuilt)]
        return Reform(*inside)

    def count_pasts(self) -> dict[str, int]:
        counts = dict(self.communes.group_by("past").len().iter_rows())
        return {past: counts.get(past, 0) for past in PASTS}

    def count_divided(self) -> dict[int, int]:
        """How many old units went into how many new ones."""
        return dict(self.divided.group_by("into").len().sort("into").iter_rows())

    def count_rebuilt(self, level: str) -> tuple[int, int]:
        """(un-cut, all) districts or provinces."""
        of_level = self.rebuilt.filter(pl.col("level") == level)
        return of_level["is_uncut"].sum(), of_level.height


def describe_reform(areas: AreaTables) -> Reform:
    """The pasts as the build converts them: chains composed, with the shares of official files where there are any.

    An old unit is un-cut where all of every commune that got ground of it was its.
    """
    conversion = make_conversion(areas)
    communes = areas_on(areas.area, REFORM).filter(pl.col("level") == "commune")
    return Reform(
        _pasts(communes, conversion, areas),
        _divided(communes, areas.succession),
        _rebuilt(conversion, areas),
    )


def _pasts(communes: pl.DataFrame, conversion: pl.DataFrame, areas: AreaTables) -> pl.DataFrame:
    """A commune without rows in the conversion is the same ground as before."""
    before = areas_on(areas.area, LAST_DAY_BEFORE)["area_id"].implode()
    rows = conversion.filter(pl.col("edition") == "current", pl.col("from_id").is_in(before))
    past = pl.when(pl.col("weight").is_null().any()).then(pl.lit("none"))
    past = past.when((pl.col("weight") < 1).any()).then(pl.lit("apportioned")).otherwise(pl.lit("exact"))
    found = rows.group_by("to_id").agg(past=past)
    ground = pl.col("area_id").replace(follow_ground(areas.succession))
    joined = communes.with_columns(ground=ground).join(found, left_on="ground", right_on="to_id", how="left")
    columns = joined.select(pl.col("area_id").alias("new_id"), pl.col("parent_id").alias("province_id"), "past")
    return columns.with_columns(pl.col("past").fill_null("exact")).sort("new_id")


def _divided(communes: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    steps = succession.filter(pl.col("effective_on") == REFORM).join(communes, left_on="to_id", right_on="area_id")
    into = steps.group_by(old_id="from_id").agg(into=pl.len(), province_id=pl.col("parent_id").first())
    return into.filter(pl.col("into") > 1).sort("old_id")


def _rebuilt(conversion: pl.DataFrame, areas: AreaTables) -> pl.DataFrame:
    """A unit without rows in the conversion went on as one unit on the same ground."""
    rows = conversion.filter(pl.col("edition") == "pre_2025_07")
    uncut = rows.group_by("to_id").agg(is_uncut=(pl.col("weight").fill_null(0) == 1).all())
    became = dict(
        areas.succession.filter(pl.col("effective_on") == REFORM, pl.col("relation") == "whole")
        .select("from_id", "to_id")
        .iter_rows()
    )
    province = pl.when(pl.col("level") == "province").then("area_id").otherwise("parent_id")
    old = areas_on(areas.area, LAST_DAY_BEFORE).filter(pl.col("level").is_in(["district", "province"]))
    joined = old.with_columns(province_id=province.replace(became)).join(
        uncut, left_on="area_id", right_on="to_id", how="left"
    )
    return joined.select("level", "area_id", "province_id", pl.col("is_uncut").fill_null(True)).sort("level", "area_id")
