"""What each command does and says."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from etl.archive.inbox import list_files
from etl.archive.ledger import Archive
from etl.areas.find_area import AreaFinder
from etl.areas.official_list import import_official_list
from etl.areas.read_areas import read_areas
from etl.boundaries.import_boundaries import import_boundaries
from etl.boundaries.recognise import import_recognised, is_boundary_file
from etl.build import ROOT, Options, build
from etl.builds import wait_for_builds
from etl.progress import Progress
from etl.read_source import read_source
from etl.templates.layout import template_kinds
from etl.templates.workbook import write_template
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.warehouse.open_build import current_build, open_build

__all__ = ["template_kinds"]


def run_build(options: argparse.Namespace) -> int:
    """0 when everything was loaded or refused with a reason; the faults are listed."""
    if options.wait:
        wait_for_builds(options.builds)
    if options.if_missing and (present := current_build(options.builds)):
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


def run_check(options: argparse.Namespace) -> int:
    """Everything wrong with each file; 1 where anything would be refused."""
    areas = read_areas(archive_folder(options))
    finder = AreaFinder(areas.area, areas.succession)
    total = 0
    for path in list_files(options.paths):
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
        print(text(f"build.check.{key}", options.lang, file=path.name, count=len(refused)))
    return 1 if total else 0


def run_status(options: argparse.Namespace) -> int:
    """The current build and what it was made of; 1 where there is none."""
    current = current_build(options.builds)
    if current is None:
        print(text("build.status.none", options.lang))
        return 1
    report = json.loads((options.builds / current.build_id / "report.json").read_text(encoding="utf-8"))
    with open_build(current) as connection:
        loads = connection.sql("select * from load order by load_id").pl()
    built_at = datetime.fromisoformat(report["built_at"])
    print(
        text(
            "build.status.build",
            options.lang,
            build_id=current.build_id,
            built_at=f"{built_at.astimezone():%d/%m/%Y %H:%M}",
            age=_age(built_at, options.lang),
        )
    )
    print(
        text(
            "build.status.counts",
            options.lang,
            loads=loads.height,
            accepted=loads["accepted_count"].sum(),
            rejected=loads["rejected_count"].sum(),
            observations=report["observations"],
        )
    )
    for row in loads.iter_rows(named=True):
        print(
            text(
                "build.status.source",
                options.lang,
                origin=text(f"build.origin.{row['origin']}", options.lang),
                file_name=row["file_name"],
                received_on=f"{row['received_on']:%d/%m/%Y}",
                accepted=row["accepted_count"],
                rejected=row["rejected_count"],
            )
        )
    return 0


def run_areas(options: argparse.Namespace) -> int:
    """Keep an official list of units; the next build knows them."""
    summary = import_official_list(options.path, archive_folder(options))
    _keep(options, "areas")
    print(summary.describe(options.lang))
    return 0


def run_boundaries(options: argparse.Namespace) -> int:
    """Keep official boundaries; the next build draws them."""
    area = read_areas(archive_folder(options)).area
    imported = import_boundaries(
        options.path,
        level=options.level,
        edition_on=options.edition,
        code_column=options.code,
        crs=options.crs,
        area=area,
        archive=archive_folder(options),
    )
    _keep(options, "boundaries")
    for fault in imported.faults:
        print(fault.render(options.lang))
    print(imported.describe(options.lang))
    return 0


def run_template(options: argparse.Namespace) -> int:
    """Write a template and say where."""
    path = options.to or Path(f"{options.kind}.xlsx")
    write_template(options.kind, path, language=options.lang)
    print(path)
    return 0


def archive_folder(options: argparse.Namespace) -> Path:
    """--archive; else data/archive for the builds of this checkout, and `archive` inside any other folder of builds."""
    if options.archive:
        return options.archive
    is_own = options.builds.resolve() == (ROOT / "data/builds").resolve()
    return ROOT / "data/archive" if is_own else options.builds / "archive"


def _keep(options: argparse.Namespace, kind: str) -> None:
    Archive(archive_folder(options)).keep(options.path, kind=kind, received_on=date.today())


def _check(path: Path, area: pl.DataFrame, finder: AreaFinder) -> list[Fault]:
    try:
        if is_boundary_file(path):
            with TemporaryDirectory() as archive:  # an import that is not kept
                return import_recognised(path, area, Path(archive), date.today()).faults
        return [fault for part in read_source(path, finder) for fault in part.faults]
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


def _say_built(built, language: str) -> None:
    refused = [fault for fault in built.faults if not fault.is_warning]
    print(
        text(
            "build.done.summary",
            language,
            observations=built.observation_count,
            loads=built.load_count,
            refused=len(refused),
            withheld=built.withheld_count,
            build_id=built.build_id,
        )
    )
    if built.faults:
        print(text("build.done.refused", language), file=sys.stderr)
        for fault in built.faults:
            print(fault.render(language), file=sys.stderr)


def _age(then: datetime, language: str) -> str:
    hours = int((datetime.now(UTC) - then).total_seconds() // 3600)
    if hours < 48:
        return text("build.status.hours", language, hours=hours)
    return text("build.status.days", language, days=hours // 24)
