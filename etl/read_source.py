"""One source file to tidied reports, by whichever reader knows its content."""

from collections.abc import Sequence
from pathlib import Path

from etl.areas.find_area import AreaFinder
from etl.counts.read_counts import read_counts
from etl.files.open_file import open_file
from etl.forms.read_official import read_official
from etl.scores.read_scores import read_scores
from etl.templates.read_template import read_template
from etl.tidied import Tidied
from longdan.language.fault import Fault, FaultError


def read_source(path: Path, finder: AreaFinder, name: str | None = None) -> Sequence[Tidied]:
    """What the file says, and everything wrong with it; `name` is how people know it, where the archive renamed it.

    Lists of counts are tried first: their lines name official forms, whose reader would take them for its own. Raises
    FaultError where the file is refused as a whole.
    """
    source = open_file(path, name)
    try:
        for read in (read_counts, read_official, read_template, read_scores):
            tidied = read(source, finder)
            if tidied:
                tidied[0].faults.extend(source.faults)
                return tidied
    except FaultError as error:
        raise FaultError(fault.at(file=source.name) for fault in error.faults) from None
    broken = [fault for fault in source.faults if not fault.is_warning]
    raise FaultError([*broken, Fault("files.not_recognised", file=source.name)])
