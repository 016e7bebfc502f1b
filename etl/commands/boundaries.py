"""`boundaries`: import official boundaries."""

import argparse
from datetime import date
from pathlib import Path

from etl.areas.read_areas import read_areas
from etl.boundaries.import_boundaries import import_boundaries
from etl.commands.options import add_command, archive_folder, keep_file
from etl.files.plain_name import plainly_named


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "boundaries", run, "Import official boundaries.")
    parser.add_argument("path", type=Path, metavar="FILE", help="GeoPackage, Shapefile (or its zip) or GeoJSON")
    parser.add_argument("--level", required=True, choices=("province", "district", "commune"))
    parser.add_argument("--edition", required=True, type=date.fromisoformat, help="a day on which they were in force")
    parser.add_argument("--code", required=True, metavar="COLUMN", help="the column with the units' codes")
    parser.add_argument("--crs", help="coordinate system, where the file does not say (EPSG:3405)")


def run(options: argparse.Namespace) -> int:
    """Keep official boundaries; the next build draws them."""
    area = read_areas(archive_folder(options)).area
    with plainly_named(options.path) as path:
        imported = import_boundaries(
            path,
            level=options.level,
            edition_on=options.edition,
            code_column=options.code,
            crs=options.crs,
            area=area,
            archive=archive_folder(options),
        )
    keep_file(options, "boundaries")
    for fault in imported.faults:
        print(fault.render(options.lang))
    print(imported.describe(options.lang))
    return 0
