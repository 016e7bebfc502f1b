"""How much of a past each commune of the reform has, and which old districts and provinces can be rebuilt from communes."""

from dataclasses import dataclass

import polars as pl

from etl.areas.reform.overlap_check import districts_of_communes
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


def describe_reform(area: pl.DataFrame, succession: pl.DataFrame) -> Reform:
    """From the frames of `read_areas`. An old unit is un-cut where every commune that got ground of it got nothing else's."""
    steps = _steps_of_communes(area, succession)
    province = area.select(new_id="area_id", province_id="parent_id")
    share = pl.col("share")
    past = pl.when(share.is_null().any()).then(pl.lit("none"))
    past = past.when((share < 1).any()).then(pl.lit("apportioned")).otherwise(pl.lit("exact"))
    communes = steps.group_by(new_id="to_id").agg(past=past).join(province, on="new_id").sort("new_id")
    divided = steps.join(province, left_on="to_id", right_on="new_id").group_by(old_id="from_id")
    divided = divided.agg(into=pl.len(), province_id=pl.col("province_id").first()).filter(pl.col("into") > 1)
    of_districts = districts_of_communes(area, succession)
    of_provinces = of_districts.join(area.select(old_id="area_id", above="parent_id"), on="old_id")
    of_provinces = of_provinces.select("new_id", old_id="above").unique()
    rebuilt = pl.concat([_rebuilt(of_districts, "district", province), _rebuilt(of_provinces, "province", province)])
    return Reform(communes.select("new_id", "province_id", "past"), divided.sort("old_id"), rebuilt)


def _steps_of_communes(area: pl.DataFrame, succession: pl.DataFrame) -> pl.DataFrame:
    old = areas_on(area, LAST_DAY_BEFORE).filter(pl.col("level").is_in(["commune", "district"]))["area_id"]
    communes = areas_on(area, REFORM).filter(pl.col("level") == "commune")["area_id"]
    return succession.filter(
        pl.col("effective_on") == REFORM,
        pl.col("from_id").is_in(old.implode()),
        pl.col("to_id").is_in(communes.implode()),
    )


def _rebuilt(parts: pl.DataFrame, level: str, province: pl.DataFrame) -> pl.DataFrame:
    """`parts`: new_id, old_id. A commune that lies in two old units cuts both."""
    straddles = pl.col("old_id").n_unique().over("new_id") > 1
    units = parts.with_columns(straddles=straddles).join(province, on="new_id").group_by(area_id="old_id")
    counted = units.agg(is_uncut=~pl.col("straddles").any(), province_id=pl.col("province_id").first())
    return counted.select(pl.lit(level).alias("level"), "area_id", "province_id", "is_uncut").sort("area_id")
