"""Reads a long list of counts, one per line, with every mistake named: headings, lines, cells, repeats, rules, parts."""

from collections.abc import Sequence
from dataclasses import replace

from etl.areas.find_area import AreaFinder
from etl.counts.cells import Cells, find_cells
from etl.counts.count_parts import CountParts
from etl.counts.headings import find_headings
from etl.counts.lines import read_lines
from etl.counts.refusals import Refusals
from etl.counts.repeats import refuse_repeats
from etl.counts.rules import refuse_broken_rules
from etl.files.open_file import SourceFile
from etl.tidied import Tidied
from longdan.language.fault import Fault


def read_counts(source: SourceFile, finder: AreaFinder) -> Sequence[Tidied] | None:
    """The loaded lines in parts, the first with the faults; None where the file is no list of counts.

    A line with a mistake is refused, the rest loads; so are all lines of a broken "=" or "≤" of a form. A repeated cell is no
    figure for the rules before it is settled, so repeats are judged first. Raises FaultError where a line has too many cells.
    """
    headings = find_headings(source.sheets[0].cells[0]) if source.kind == "csv" else None
    if headings is None:
        return None
    if headings.is_refused:
        return [Tidied("counts", faults=_at(headings.faults, source))]
    refusals = Refusals()
    lines = read_lines(source.path, headings)
    cells = find_cells(lines, headings, finder, refusals)
    faults = [*headings.faults, *_warn_of_dates(cells)]
    if not lines.frame.height:
        faults.append(Fault("counts.no_lines"))
    refuse_repeats(cells, headings, refusals)
    cells = cells.without(refusals.rows)
    refuse_broken_rules(cells, headings, refusals)
    refused = refusals.rows
    faults = _at([*faults, *refusals.faults], source)
    return CountParts(cells.without(refused), faults, len(refused), headings.letters("value"))


def _at(faults: Sequence[Fault], source: SourceFile) -> list[Fault]:
    return [replace(fault, file=source.name) for fault in faults]


def _warn_of_dates(cells: Cells) -> list[Fault]:
    """A warning for each form over a period on whose last day another circular was in force."""
    return [
        Fault(
            "forms.not_in_force",
            values={"number": form.layout.number, "circular": form.layout.circular, "on": form.period.end_on},
            is_warning=True,
        )
        for form in cells.forms
        if not form.layout.is_in_force(form.period.end_on)
    ]
