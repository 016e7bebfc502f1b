"""Communes that ended before the reform and of which no list says what they became."""

import polars as pl

from etl.areas.read_areas import AreaTables
from etl.areas.unit import REFORM
from longdan.methods.apportionment import CONVERSION


def find_candidates(areas: AreaTables, known: pl.DataFrame) -> pl.DataFrame:
    """Each such commune as a part, of unknown weight, of every unit that its district's other communes became.

    `known` are the pairs that are told, in the columns of CONVERSION; so is what comes back. Which of the neighbours took the
    commune in is not known, so until an official file says it, none of them can be rebuilt for a day when it existed.
    """
    lost = find_unknown_successors(areas)
    district = areas.area.filter(pl.col("level") == "commune").select("area_id", "parent_id")
    neighbours = known.join(district, left_on="from_id", right_on="area_id").select("parent_id", "to_id").unique()
    return lost.join(neighbours, on="parent_id").select(
        from_id="area_id",
        to_id="to_id",
        weight=pl.lit(None, pl.Float64),
        basis=pl.lit(None, CONVERSION["basis"]),
        source_id=pl.lit("official_unit_list"),
    )


def find_unknown_successors(areas: AreaTables) -> pl.DataFrame:
    """The rows of `area` of communes that ended before the reform without a step to anything."""
    ended = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to") < REFORM)
    return ended.join(areas.succession, left_on="area_id", right_on="from_id", how="anti")
