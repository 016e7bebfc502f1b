"""`overlaps`: the old districts as boundaries draw them, beside the districts of the predecessors of each new commune."""

import argparse
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from etl.areas.read_areas import read_areas
from etl.areas.reform.describe import describe_overlaps
from etl.areas.reform.overlap_check import check_overlaps
from etl.areas.reform.resolutions import read_overlap_resolutions, read_tolerance
from etl.areas.unit import REFORM
from etl.boundaries.coverage import Coverage
from etl.boundaries.editions import LAST_DAY_BEFORE
from etl.boundaries.import_boundaries import import_boundaries
from etl.boundaries.overlaps import overlap_shares
from etl.commands.options import add_command, archive_folder, require_place


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(
        commands, "overlaps", run, "Check the list of successions against the borders of districts and communes."
    )
    parser.add_argument("--old", required=True, type=Path, metavar="FILE", help="boundaries of the former districts")
    parser.add_argument(
        "--new", required=True, type=Path, metavar="FILE", help="boundaries of the communes since July 2025"
    )
    parser.add_argument(
        "--code", default="code", metavar="COLUMN", help="the column with the units' codes (default: code)"
    )
    parser.add_argument(
        "--old-on",
        default=LAST_DAY_BEFORE,
        type=date.fromisoformat,
        help="a day on which the districts were so (default: 2025-06-30)",
    )
    parser.add_argument("--weights", type=Path, metavar="FILE", help="also write the share of every pair to this csv")


def run(options: argparse.Namespace) -> int:
    """Print how far borders and list agree and every disagreement; 1 where one has no resolution. Keeps neither file."""
    if options.weights:
        require_place(options.weights, "weights.csv")
    areas = read_areas(archive_folder(options))
    old = _read(options, options.old, "district", options.old_on, areas.area)
    new = _read(options, options.new, "commune", REFORM, areas.area)
    overlaps = overlap_shares(old, new, sliver=0)
    if options.weights:
        overlaps.write_csv(options.weights)
    drawn = {*old.area_ids, *new.area_ids}
    check = check_overlaps(overlaps, drawn, areas.area, areas.succession, read_tolerance())
    resolutions = read_overlap_resolutions()
    print(*describe_overlaps(check, resolutions, _names(areas.area), options.lang), sep="\n")
    return 1 if {one.key for one in check.disagreements} - set(resolutions) else 0


def _read(options: argparse.Namespace, path: Path, level: str, day: date, area: pl.DataFrame) -> Coverage:
    with TemporaryDirectory() as archive:  # an import that is not kept
        imported = import_boundaries(
            path, level=level, edition_on=day, code_column=options.code, area=area, archive=Path(archive)
        )
    for fault in imported.faults:
        print(fault.render(options.lang))
    return imported.coverage


def _names(area: pl.DataFrame) -> dict[str, str]:
    """By code: communes as they are called since the reform, and districts."""
    newest = area.filter(pl.col("level").is_in(["district", "commune"])).sort("valid_from")
    return dict(newest.select("code", "name").iter_rows())
