"""Real units, and a long list written from a literal table."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas
from etl.read_source import read_source
from etl.tidied import MEASURE, Tidied

HEADINGS = "Biểu mẫu,Cột,Mã đơn vị,Từ ngày,Đến ngày,Giá trị"
Read = Callable[..., Sequence[Tidied]]


@pytest.fixture(scope="session")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="session")
def finder(areas: AreaTables) -> AreaFinder:
    return AreaFinder(areas.area, areas.succession)


@pytest.fixture
def read(tmp_path: Path, finder: AreaFinder) -> Read:
    """`read(line, …)`: what a file of these lines says."""

    def read_lines(*lines: str, headings: str = HEADINGS, encoding: str = "utf-8") -> Sequence[Tidied]:
        path = tmp_path / "ket_xuat.csv"
        path.write_bytes("\n".join([headings, *lines, ""]).encode(encoding))
        return read_source(path, finder)

    return read_lines


def measures(parts: Sequence[Tidied]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=MEASURE), *(part.measures for part in parts)])


def figures(parts: Sequence[Tidied]) -> dict[str, float | None]:
    """The loaded value by cell."""
    return dict(measures(parts).select("cell", "value").iter_rows())


def codes(parts: Sequence[Tidied]) -> list[tuple[str, int | None, str]]:
    """Code, row and column of every fault."""
    return [(fault.code, fault.row, fault.column) for part in parts for fault in part.faults]
