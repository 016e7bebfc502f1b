"""`areas`: add an official list of units with their dates of effect."""

import argparse
from pathlib import Path

from etl.areas.official_list import import_official_list
from etl.commands.options import add_command, archive_folder, keep_file
from etl.files.plain_name import plainly_named


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "areas", run, "Add an official list of units with their dates of effect.")
    parser.add_argument("path", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Keep an official list of units; the next build knows them."""
    with plainly_named(options.path) as path:
        summary = import_official_list(path, archive_folder(options))
    keep_file(options, "areas")
    print(summary.describe(options.lang))
    return 0
