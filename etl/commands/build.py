"""`build`: load new files and make a new build."""

import argparse
import sys
from datetime import date
from pathlib import Path

from etl.build import ROOT, Built, Options, build
from etl.builds import wait_for_builds
from etl.commands.options import add_command, archive_folder
from etl.progress import Progress
from longdan.language.fault import FaultError
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.warehouse.open_build import Build, current_build


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "build", run, "Load new files and make a new build.")
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


def run(options: argparse.Namespace) -> int:
    """0 when everything was loaded or refused with a reason; the faults are listed."""
    if options.wait:
        wait_for_builds(options.builds)
    if options.if_missing and (present := _present(options)):
        print(text("build.done.current", options.lang, build_id=present.build_id))
        return 0
    inboxes = [*(options.inbox or [ROOT / "data/inbox"]), *options.paths]
    progress = Progress(is_json=options.json, language=options.lang)
    built = build(
        Options(
            builds=options.builds,
            archive=archive_folder(options),
            static=options.static,
            inboxes=tuple(inboxes),
            has_demo=options.has_demo,
            demo_provinces=tuple(code for code in options.demo_provinces.split(",") if code),
            as_of=options.as_of,
        ),
        progress,
    )
    if not options.json:
        _say_built(built, options.lang)
    return 0


def _present(options: argparse.Namespace) -> Build | None:
    """The current build; where its pointer leads nowhere, that is said and a new one is made."""
    try:
        return current_build(options.builds)
    except FaultError as error:
        for fault in error.faults:
            print(fault.render(options.lang), file=sys.stderr)
        return None


def _say_built(built: Built, language: str) -> None:
    refused = [fault for fault in built.faults if not fault.is_warning]
    print(
        text(
            "build.done.summary",
            language,
            observations=format_number(built.observation_count, 0, language),
            loads=format_number(built.load_count, 0, language),
            refused=format_number(len(refused), 0, language),
            withheld=format_number(built.withheld_count, 0, language),
            build_id=built.build_id,
        )
    )
    if built.faults:
        print(text("build.done.refused", language), file=sys.stderr)
        for fault in built.faults:
            print(fault.render(language), file=sys.stderr)
