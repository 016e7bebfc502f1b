"""`check`: everything that is wrong with files, without loading them."""

import argparse
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from etl.archive.inbox import list_files
from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.boundaries.recognise import import_recognised, is_boundary_file
from etl.commands.options import add_command, archive_folder
from etl.files.plain_name import plainly_named
from etl.read_source import read_source
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.language.names import printable_name


def add(commands: argparse._SubParsersAction) -> None:
    parser = add_command(commands, "check", run, "Say everything that is wrong with files, without loading them.")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object per fault")


def run(options: argparse.Namespace) -> int:
    """Everything wrong with each file; 1 where anything would be refused."""
    areas = read_areas(archive_folder(options))
    finder = AreaFinder(areas.area, areas.succession)
    total = 0
    paths = list_files(options.paths)
    if not paths and not options.json:
        print(text("build.check.nothing", options.lang, file=printable_name(", ".join(map(str, options.paths)))))
    for path in paths:
        faults = _check(path, areas.area, finder)
        refused = [fault for fault in faults if not fault.is_warning]
        total += len(refused)
        if options.json:
            for fault in faults:
                print(json.dumps(_as_json(fault), ensure_ascii=False))
            continue
        for fault in faults:
            print(fault.render(options.lang))
        key = "faulty" if refused else "clean"
        print(text(f"build.check.{key}", options.lang, file=printable_name(path.name), count=len(refused)))
    return 1 if total else 0


def _check(path: Path, area: pl.DataFrame, finder: AreaFinder) -> list[Fault]:
    try:
        with plainly_named(path) as readable:
            if is_boundary_file(readable):
                with TemporaryDirectory() as archive:  # an import that is not kept
                    return import_recognised(readable, area, Path(archive), date.today()).faults
            return [fault for part in read_source(readable, finder) for fault in part.faults]
    except FaultError as error:
        return list(error.faults)


def _as_json(fault: Fault) -> dict:
    place = {"code": fault.code, "file": fault.file, "sheet": fault.sheet, "row": fault.row, "column": fault.column}
    texts = {
        f"{name}_{language}": read(language)
        for name, read in (("what", fault.what), ("expected", fault.expected), ("next", fault.next_step))
        for language in ("vi", "en")
    }
    return {**place, "found": fault.found, "is_warning": fault.is_warning, **texts}
