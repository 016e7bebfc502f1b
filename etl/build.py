"""One build, on one screen: areas, files, published and simulated figures, indicators, maps, disclosure control, done."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.archive.inbox import TakenIn, take_in
from etl.archive.ledger import Archive
from etl.archive.shown import keep_shown, list_shown
from etl.areas.conversion import make_conversion
from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.boundaries.map_geometry import write_map_geometry
from etl.boundaries.overlap_weights import weigh_by_overlap
from etl.builds import hold_builds, make_current, mend_pointer, new_build
from etl.check_build import check_build
from etl.disclosure.publish import publish
from etl.disclosure.rules import load_rules
from etl.files.digest import sha256_of
from etl.indicators.compute import compute_observations
from etl.loading.facts import create_facts, write_areas, write_catalogue, write_conversion, write_geometry, write_info
from etl.loading.load_tidied import Arrival, Loader
from etl.loading.supersede import supersede_reports
from etl.loading.unordered import refuse_unordered
from etl.progress import Progress
from etl.published.read_published import read_published
from etl.read_source import read_source
from etl.rules.read_rules import read_rules
from etl.rules.store_rules import store_rules
from etl.simulation.simulate import simulate
from etl.simulation.workbooks import write_workbooks
from etl.statistics.describe_places import describe_places
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import text
from longdan.language.names import printable_name
from longdan.warehouse.catalogue import load_catalogue

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Options:
    """What a build is made of and where it goes."""

    builds: Path
    archive: Path
    static: Path
    inboxes: tuple[Path, ...] = ()
    has_demo: bool | None = None  # None: only while nobody's own file is loaded
    demo_provinces: tuple[str, ...] = ()  # today's codes; all where empty
    as_of: date | None = None
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Built:
    """What came of it."""

    build_id: str
    observation_count: int
    load_count: int
    withheld_count: int
    faults: tuple[Fault, ...]


def build(options: Options, progress: Progress) -> Built:
    """Make a new build and point to it. Until the last line, yesterday's build is the one that opens."""
    with hold_builds(options.builds):
        mended = mend_pointer(options.builds)
        archive = Archive(options.archive)
        progress.step("areas")
        areas = read_areas(archive.folder)
        finder = AreaFinder(areas.area, areas.succession)
        progress.step("inbox")
        taken = take_in(options.inboxes, archive, areas.area, finder, options.today)
        areas = weigh_by_overlap(areas, archive.folder)
        folder = new_build(options.builds)
        facts = create_facts(folder / "facts.duckdb")
        write_areas(facts, areas.area, areas.succession, areas.source)
        write_conversion(facts, make_conversion(areas))
        catalogue = load_catalogue()
        write_catalogue(facts, catalogue)
        store_rules(facts, read_rules())

        loader = Loader(facts)
        _load_demo(loader, options, archive, areas, finder, progress)
        _load_published(loader, finder, options.today, progress)
        faults = mended + _load_sources(loader, options, archive, finder, taken, progress)
        progress.step("indicators")
        faults += refuse_unordered(facts)
        supersede_reports(facts)
        observation_count = compute_observations(facts, catalogue)
        progress.step("geometry")
        maps = write_map_geometry(areas, archive.folder, options.static, options.today)
        write_geometry(facts, maps)
        write_info(facts, folder.name, options.as_of)
        load_count = facts.execute("select count(*) from load").fetchall()[0][0]
        facts.close()

        progress.step("publish")
        record = folder / "shown.parquet"
        withheld = publish(
            folder / "facts.duckdb", folder / "published.duckdb", load_rules(), list_shown(archive), record
        )
        progress.step("statistics")
        describe_places(folder / "published.duckdb", options.static)
        progress.step("check")
        check_build(folder / "published.duckdb")
        built = Built(folder.name, observation_count, load_count, withheld, tuple(faults))
        progress.finish()
        _write_report(folder, built, progress)
        keep_shown(archive, record, folder.name)
        make_current(options.builds, folder)
    return built


def _load_demo(
    loader: Loader, options: Options, archive: Archive, areas: AreaTables, finder: AreaFinder, progress: Progress
) -> None:
    """Simulated figures: as asked, else only while nobody's own file is loaded."""
    has_own = any(entry.kind == "source" for entry in archive.entries(options.as_of))
    if options.has_demo or (options.has_demo is None and not has_own):
        progress.step("simulation")
        simulated = simulate(areas.area, areas.succession, options.demo_provinces)
        loader.load(simulated, Arrival(text("build.simulated.file_name", "vi"), "", options.today))
        _load_workbooks(loader, options, areas, finder)


def _load_workbooks(loader: Loader, options: Options, areas: AreaTables, finder: AreaFinder) -> None:
    """Simulated reports that arrive as files; a fault in them is a mistake of ours."""
    with TemporaryDirectory() as folder:
        for path in write_workbooks(areas.area, areas.succession, Path(folder), options.demo_provinces):
            parts = [replace(part, origin="simulated", source_id="simulation") for part in read_source(path, finder)]
            if faults := [fault for part in parts for fault in part.faults]:
                raise FaultError(faults)
            loader.load(parts, Arrival(path.name, sha256_of(path), options.today))


def _load_published(loader: Loader, finder: AreaFinder, today: date, progress: Progress) -> None:
    """The real figures of `data/published`; a fault in them is a mistake of ours."""
    progress.step("published")
    for path, tidied in read_published(finder):
        if tidied.faults:
            raise FaultError(tidied.faults)
        loader.load([tidied], Arrival(path.name, sha256_of(path), today))


def _load_sources(
    loader: Loader, options: Options, archive: Archive, finder: AreaFinder, taken: TakenIn, progress: Progress
) -> list[Fault]:
    """People's own files as they arrived, and those that were refused or that the archive lost. Returns every fault."""
    faults = list(taken.noticed)
    entries = [entry for entry in archive.entries(options.as_of) if entry.kind == "source"]
    for number, entry in enumerate(entries, start=1):
        progress.step("load", f"{number}/{len(entries)}: {entry.file_name}")
        arrival = Arrival(entry.file_name, entry.sha256, entry.received_on, entry.take_in)
        try:
            parts = taken.parts.get(entry.sha256) or read_source(archive.intact_path(entry), finder, entry.file_name)
        except FaultError as error:
            loader.refuse(arrival, list(error.faults))
            faults += error.faults
            continue
        faults += [fault for part in parts for fault in part.faults]
        loader.load(parts, arrival)
    for file in taken.refused:
        loader.refuse(Arrival(printable_name(file.path.name), file.sha256, options.today), list(file.faults))
        faults += file.faults
    return faults


def _write_report(folder: Path, built: Built, progress: Progress) -> None:
    """report.json: its presence says that the build was finished."""
    report = {
        "build_id": built.build_id,
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "observations": built.observation_count,
        "loads": built.load_count,
        "withheld": built.withheld_count,
        "seconds": {step: round(seconds, 1) for step, seconds in progress.seconds.items()},
        "faults": [fault.render("vi") for fault in built.faults],
    }
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
