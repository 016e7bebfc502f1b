"""Take in a file of official correspondences: read, checked against itself and the units known, and kept."""

from pathlib import Path

from etl.areas.read_areas import build_history, imported_lists
from etl.areas.successions.apply_successions import apply_successions
from etl.areas.successions.check_levels import check_levels
from etl.areas.successions.check_successions import check_successions
from etl.areas.successions.keep_successions import ImportSummary, keep, merge_kept, read_kept
from etl.areas.successions.read_successions import open_successions


def import_successions(path: Path, archive: Path) -> ImportSummary:
    """Keep the correspondences of a file; the next build uses them in the place of the lists'.

    Raises FaultError, and keeps nothing, where a row is faulty, contradicts another or crosses levels.
    """
    given = open_successions(path)
    check_successions(given)
    kept = read_kept(archive)
    history = build_history(imported_lists(archive))
    check_levels(history, given)
    apply_successions(history, merge_kept(kept, given))
    return keep(archive, kept, given)
