"""`reform`: what past the communes of the reform have, and how the official merger texts compare with the list."""

import argparse
from pathlib import Path

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.areas.reform.compare_texts import compare_texts
from etl.areas.reform.describe import describe_comparison, describe_figures, describe_provinces, describe_without_past
from etl.areas.reform.pasts import Reform, describe_reform
from etl.areas.reform.resolutions import read_merger_resolutions
from etl.areas.reform.text_table import read_text_table
from etl.areas.reform.unit_index import index_new_units, index_old_units, regions_by_name
from etl.areas.unit import COUNTRY_ID, REFORM
from etl.commands.options import add_command, archive_folder


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "reform", run, "What past the communes of the reform of July 2025 have.")
    parser.add_argument(
        "--province", metavar="CODE", help="a province since the reform, with its communes without exact past"
    )
    parser.add_argument(
        "--texts", type=Path, metavar="FILE", help="compare the list with the official merger texts (csv)"
    )


def run(options: argparse.Namespace) -> int:
    """Print the figures and, with --texts, every disagreement; 1 where one has no resolution."""
    areas = read_areas(archive_folder(options))
    name = dict(areas.area.select("area_id", "name").iter_rows())
    reform = describe_reform(areas)
    if options.province:
        _print_province(areas, reform, name, options)
    else:
        print(*describe_figures(reform, name[COUNTRY_ID], options.lang), sep="\n")
        print(*describe_provinces(reform, name, options.lang), sep="\n")
    return _compare(areas, options) if options.texts else 0


def _print_province(areas: AreaTables, reform: Reform, name: dict[str, str], options: argparse.Namespace) -> None:
    finder = AreaFinder(areas.area, areas.succession)
    province_id = finder.find("", code=options.province, level="province", on=REFORM)
    inside = reform.within(province_id)
    print(*describe_figures(inside, name[province_id], options.lang), sep="\n")
    print(*describe_without_past(inside, areas.succession, name, options.lang), sep="\n")


def _compare(areas: AreaTables, options: argparse.Namespace) -> int:
    old_units, new_units = index_old_units(areas.area, areas.succession), index_new_units(areas.area)
    rows = read_text_table(options.texts, new_units, regions_by_name(areas.area))
    compared = compare_texts(rows, old_units, new_units, areas.succession)
    resolutions = read_merger_resolutions()
    name = {unit.code: unit.name for unit in new_units.units.values()}
    print(*describe_comparison(compared, resolutions, name, options.lang), sep="\n")
    return 1 if {one.key for one in compared.disagreements} - set(resolutions) else 0
