"""An inbox in which almost nothing is what it seems: the good file loads, every other one is named with its reason."""

import pytest

from longdan.language.locale import text
from tests.command import Answer
from tests.end_to_end.conftest import open_office
from tests.end_to_end.office import PETITIONS, Office, write_petitions
from tests.etl.files.test_hostile_files import BOMB, WORKBOOK, add_part, lock_workbook, zip_of

HOSTILE = {
    "co_mat_khau.xlsx": (lock_workbook(), "files.locked"),
    "cat_cut.xlsx": (WORKBOOK[: len(WORKBOOK) // 2], "files.damaged"),
    "trong.xlsx": (b"", "files.empty"),
    "bom.xlsx": (BOMB, "files.bomb"),
    "macro.xlsm": (add_part(WORKBOOK, "xl/vbaProject.bin", b"macro"), "files.macro"),
    "cong_van.xlsx": (b"%PDF-1.7\n", "files.wrong_kind_pdf"),
    "trang_web.xls": (b"<html><table><tr><td>1</td></tr></table></html>", "files.wrong_kind_html"),
    "ghi_chu.csv": ("tên,số\nmột,1\n".encode(), "files.not_recognised"),
    "khong_phai_so_lieu.xlsx": (WORKBOOK, "files.not_recognised"),
    "ranh_gioi_hong.gpkg": (b"SQLite format 3\x00" + bytes(range(256)) * 20, "files.wrong_kind_database"),
    "ranh_gioi_do.geojson": (b'{"type": "FeatureCollection", "features": [{"type"', "boundaries.unreadable"),
    "ranh_gioi_gia.zip": (zip_of(**{"xa.shp": b"x"}), "boundaries.unreadable"),
    "bieu_mau_cat.zip": (zip_of(**{"xa.shp": b"x"})[:60], "files.damaged"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = open_office(tmp_path_factory.mktemp("office"))
    for name, (content, _) in HOSTILE.items():
        (office.inbox / name).write_bytes(content)
    (office.inbox / "~$quy_3.xlsx").write_bytes(b"Excel's own lock file")
    write_petitions(office.inbox / "quy_3.xlsx", {"UBND xã Vĩnh Bảo": PETITIONS})
    return office


@pytest.fixture(scope="module")
def built(office: Office) -> Answer:
    return office.build()


def test_every_hostile_file_is_refused_with_its_reason(office: Office, built: Answer) -> None:
    refused = dict(
        office.ask("select file_name, code from load join rejected_row using (load_id) where kind = 'refused'")
    )
    assert refused == {name: code for name, (_, code) in HOSTILE.items()}


def test_the_good_file_loads_all_the_same(office: Office, built: Answer) -> None:
    assert office.ask("select file_name, accepted_count from load where origin = 'user' and kind = 'form'") == [
        ("quy_3.xlsx", 25)
    ]


@pytest.mark.parametrize("name", HOSTILE)
def test_the_build_says_so(built: Answer, name: str) -> None:
    assert f"{name}: " in built.said


def test_refused_files_are_not_archived(office: Office, built: Answer) -> None:
    assert [entry["file_name"] for entry in office.ledger()] == ["quy_3.xlsx"]


def test_check_says_the_same_before_anything_is_built(office: Office) -> None:
    answer = office.run("check", office.inbox, "--lang", "en")
    assert answer.code == 1
    assert "quy_3.xlsx: no faults." in answer.said
    assert answer.said.count(": faults: 1.") == len(HOSTILE)


def test_a_folder_without_files_is_said(office: Office) -> None:
    (office.folder / "trong").mkdir()
    answer = office.run("check", office.folder / "trong")
    assert answer.code == 0
    assert text("build.check.nothing", "vi", file=office.folder / "trong") in answer.said


def test_a_path_that_does_not_exist_is_refused(office: Office) -> None:
    answer = office.run("check", office.folder / "khong_co.xlsx")
    assert answer.code == 1
    assert "khong_co.xlsx" in answer.said
