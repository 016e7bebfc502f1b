"""`successions`: use official correspondences and weights in the place of the lists'."""

import argparse
from pathlib import Path

from etl.areas.import_successions import import_successions
from etl.commands.options import add_command, archive_folder, keep_file
from etl.files.plain_name import plainly_named


def add(commands: argparse._SubParsersAction) -> None:
    help_ = "Take in official correspondences between units, with their weights."
    parser = add_command(commands, "successions", run, help_)
    parser.add_argument("path", type=Path, metavar="FILE")


def run(options: argparse.Namespace) -> int:
    """Keep the correspondences of a file; the next build uses them."""
    with plainly_named(options.path) as path:
        summary = import_successions(path, archive_folder(options))
    keep_file(options, "successions")
    print(summary.describe(options.lang))
    return 0
