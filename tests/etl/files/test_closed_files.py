"""No reader keeps a file open: on Windows it could then be neither replaced nor removed, not even by who sent it."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import geopandas
import msoffcrypto
import pytest
import shapely

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.boundaries.read_file import read_boundary_file, read_columns
from etl.boundaries.recognise import is_boundary_file
from etl.forms.write_form import write_forms
from etl.read_source import read_source
from etl.templates.layout import load_layout
from etl.templates.workbook import write_template
from longdan.language.fault import FaultError
from tests.etl.files.xls_copy import save_as_xls
from tests.etl.forms.filled import fill

DESCRIPTORS = Path("/proc/self/fd")
pytestmark = pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="the system does not list open files")


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    areas = read_areas()
    return AreaFinder(areas.area, areas.succession)


def open_files(folder: Path) -> list[str]:
    """Paths below a folder that this process has open or mapped into memory."""
    mapped = [
        line.split(maxsplit=5)[-1] for line in (DESCRIPTORS.parent / "maps").read_text(encoding="utf-8").splitlines()
    ]
    opened = []
    for descriptor in DESCRIPTORS.iterdir():
        try:
            opened.append(os.readlink(descriptor))
        except OSError:  # the listing itself
            continue
    return [name for name in opened + mapped if str(folder) in name]


def write_form(folder: Path) -> Path:
    write_forms(folder / "bieu.xlsx", [fill()])
    return folder / "bieu.xlsx"


def write_xls(folder: Path) -> Path:
    return save_as_xls(write_form(folder), folder / "bieu.xls")


def write_survey(folder: Path) -> Path:
    write_template("survey", folder / "mau.xlsx", rows=load_layout("survey").example)
    return folder / "mau.xlsx"


def write_csv(folder: Path) -> Path:
    path = folder / "so-lieu.csv"
    path.write_text("Đơn vị;Dân số\nxã Vĩnh Bảo;1.725\n", encoding="cp1258", errors="replace")
    return path


def write_cut_off(folder: Path) -> Path:
    path = write_form(folder)
    path.write_bytes(path.read_bytes()[:3000])
    return path


def write_cut_off_xls(folder: Path) -> Path:
    path = write_xls(folder)
    path.write_bytes(path.read_bytes()[:5000])
    return path


def write_locked(folder: Path) -> Path:
    path, locked = write_form(folder), io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).encrypt("mật khẩu", locked)
    path.write_bytes(locked.getvalue())
    return path


SOURCES = [write_form, write_xls, write_survey, write_csv, write_cut_off, write_cut_off_xls, write_locked]


@pytest.mark.parametrize("write", SOURCES)
def test_a_source_is_closed_when_it_was_read_or_refused(
    write: Callable[[Path], Path], tmp_path: Path, finder: AreaFinder
) -> None:
    path = write(tmp_path)
    try:
        assert not is_boundary_file(path)
        read_source(path, finder)
    except FaultError:
        pass
    assert open_files(tmp_path) == []


def test_a_file_that_is_open_is_seen(tmp_path: Path) -> None:
    path = write_csv(tmp_path)
    with path.open("rb"):
        assert open_files(tmp_path) == [str(path)]


@pytest.mark.parametrize("name", ["xa.gpkg", "xa.geojson", "xa.shp"])
def test_boundaries_are_closed_when_they_were_read(name: str, tmp_path: Path) -> None:
    square = shapely.box(106, 20, 107, 21)
    path = tmp_path / name
    geopandas.GeoDataFrame({"code": ["11824"]}, geometry=[square], crs="EPSG:4326").to_file(path)
    assert is_boundary_file(path)
    assert read_columns(path)["code"] == ["11824"]
    assert read_boundary_file(path, "code", None).codes.to_list() == ["11824"]
    assert open_files(tmp_path) == []
