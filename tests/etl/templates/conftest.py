"""Templates are written and read back as real files, against the real units of the country."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.files.open_file import open_file
from etl.templates.read_template import read_template
from etl.templates.workbook import write_template
from etl.tidied import Tidied

ReadBack = Callable[..., Tidied]


@pytest.fixture(scope="session")
def finder() -> AreaFinder:
    tables = read_areas()
    return AreaFinder(tables.area, tables.succession)


@pytest.fixture
def read_back(tmp_path: Path, finder: AreaFinder) -> ReadBack:
    """Write a template filled with rows, then read the file."""

    def read(kind: str, rows: Iterable[Mapping[str, object]], language: str = "vi") -> Tidied:
        path = tmp_path / f"{kind}.xlsx"
        write_template(kind, path, rows=rows, language=language)
        (tidied,) = read_template(open_file(path), finder)
        return tidied

    return read


@pytest.fixture
def read_csv(tmp_path: Path, finder: AreaFinder) -> Callable[[str], list[Tidied]]:
    """Read a csv with the given text."""

    def read(text: str) -> list[Tidied]:
        path = tmp_path / "so-lieu.csv"
        path.write_text(text, encoding="utf-8")
        return read_template(open_file(path), finder)

    return read


def codes(tidied: Tidied) -> list[str]:
    """What is wrong with a file, in order."""
    return [fault.code for fault in tidied.faults]
