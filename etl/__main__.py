"""The commands: `python -m etl build|check|status|areas|boundaries|template`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl import commands
from longdan.language.fault import FaultError
from longdan.language.locale import LANGUAGES
from longdan.warehouse.open_build import builds_folder

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 something is wrong with the input, 2 the command was not understood."""
    options = make_parser().parse_args(arguments)
    try:
        return options.run(options)
    except FaultError as error:
        for fault in error.faults:
            print(fault.render(options.lang), file=sys.stderr)
        return 1


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description="From source files to a build of the warehouse.")
    commands_ = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands_)
    _add_check(commands_)
    _add_status(commands_)
    _add_areas(commands_)
    _add_boundaries(commands_)
    _add_template(commands_)
    return parser


def _command(commands_: argparse._SubParsersAction, name: str, run, help_: str) -> argparse.ArgumentParser:
    parser = commands_.add_parser(name, help=help_, description=help_)
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of the messages (default: vi)")
    parser.add_argument(
        "--builds", type=Path, default=builds_folder(), help="folder of the builds (default: data/builds)"
    )
    parser.add_argument(
        "--archive", type=Path, help="folder of the archive (default: data/archive, or beside --builds)"
    )
    parser.set_defaults(run=run)
    return parser


def _add_build(commands_: argparse._SubParsersAction) -> None:
    parser = _command(commands_, "build", commands.run_build, "Load new files and make a new build.")
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders to load besides the inbox")
    parser.add_argument("--inbox", action="append", type=Path, help="a folder of files to load (default: data/inbox)")
    parser.add_argument("--demo", action="store_true", dest="has_demo", default=None, help="with simulated figures")
    parser.add_argument("--no-demo", action="store_false", dest="has_demo", help="without simulated figures")
    parser.add_argument(
        "--demo-provinces", default="", help="simulate these provinces only, by today's codes: 31,92,38"
    )
    parser.add_argument("--as-of", type=date.fromisoformat, help="only files received by this day (YYYY-MM-DD)")
    parser.add_argument("--static", type=Path, default=ROOT / "static", help="folder the browser is served from")
    parser.add_argument("--if-missing", action="store_true", help="only where there is no current build")
    parser.add_argument("--wait", action="store_true", help="first let a build end that is running")
    parser.add_argument("--json", action="store_true", help="progress as lines of JSON")


def _add_check(commands_: argparse._SubParsersAction) -> None:
    parser = _command(
        commands_, "check", commands.run_check, "Say everything that is wrong with files, without loading them."
    )
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object per fault")


def _add_status(commands_: argparse._SubParsersAction) -> None:
    _command(commands_, "status", commands.run_status, "The current build, its sources, rows and age.")


def _add_areas(commands_: argparse._SubParsersAction) -> None:
    parser = _command(
        commands_, "areas", commands.run_areas, "Add an official list of units with their dates of effect."
    )
    parser.add_argument("path", type=Path, metavar="FILE")


def _add_boundaries(commands_: argparse._SubParsersAction) -> None:
    parser = _command(commands_, "boundaries", commands.run_boundaries, "Import official boundaries.")
    parser.add_argument("path", type=Path, metavar="FILE", help="GeoPackage, Shapefile (or its zip) or GeoJSON")
    parser.add_argument("--level", required=True, choices=("province", "district", "commune"))
    parser.add_argument("--edition", required=True, type=date.fromisoformat, help="a day on which they were in force")
    parser.add_argument("--code", required=True, metavar="COLUMN", help="the column with the units' codes")
    parser.add_argument("--crs", help="coordinate system, where the file does not say (EPSG:3405)")


def _add_template(commands_: argparse._SubParsersAction) -> None:
    parser = _command(commands_, "template", commands.run_template, "Write an Excel template to fill in.")
    parser.add_argument("kind", choices=commands.template_kinds())
    parser.add_argument("--to", type=Path, help="where to write it (default: KIND.xlsx here)")


if __name__ == "__main__":
    sys.exit(main())
