"""What the commands share: their common options, and where the archive is."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from etl.archive.ledger import Archive
from etl.build import ROOT
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import DEFAULT_LANGUAGE, LANGUAGES
from longdan.warehouse.open_build import builds_folder


def add_command(
    commands: argparse._SubParsersAction, name: str, run: Callable[[argparse.Namespace], int], help_: str
) -> argparse.ArgumentParser:
    """A command with the options that all of them have."""
    parser = commands.add_parser(name, help=help_, description=help_)
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=DEFAULT_LANGUAGE,
        help=f"language of the messages (default: {DEFAULT_LANGUAGE})",
    )
    parser.add_argument(
        "--builds", type=Path, default=builds_folder(), help="folder of the builds (default: data/builds)"
    )
    parser.add_argument(
        "--archive", type=Path, help="folder of the archive (default: data/archive, or beside --builds)"
    )
    parser.set_defaults(run=run)
    return parser


def archive_folder(options: argparse.Namespace) -> Path:
    """--archive; else data/archive for the builds of this checkout, and `archive` inside any other folder of builds."""
    if options.archive:
        return options.archive
    is_own = options.builds.resolve() == (ROOT / "data/builds").resolve()
    return ROOT / "data/archive" if is_own else options.builds / "archive"


def require_folders(options: argparse.Namespace) -> None:
    """Raises FaultError where --builds or --archive is a file: what is not there yet is made, what is something else is not."""
    for path in (options.builds, options.archive):
        if path and path.exists() and not path.is_dir():
            raise FaultError(Fault("build.not_a_folder", file=str(path)))


def require_place(path: Path, name: str) -> None:
    """Raises FaultError where no file, such as `name`, can be written at `path`: it is a folder, or its folder is missing."""
    if path.is_dir():
        raise FaultError(Fault("files.is_a_folder", file=str(path), values={"example": path / name}))
    if not path.parent.is_dir():
        raise FaultError(Fault("files.no_folder", file=str(path), found=str(path.parent)))


def keep_file(options: argparse.Namespace, kind: str) -> None:
    """Keep the file of an import in the archive, as it came; what had to be mended there is said."""
    archive = Archive(archive_folder(options))
    for fault in archive.mend():
        print(fault.render(options.lang), file=sys.stderr)
    archive.keep(options.path, kind=kind, received_on=date.today())
