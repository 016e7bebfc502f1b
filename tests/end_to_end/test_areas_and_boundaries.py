"""Official lists of units and official boundaries, brought in by their commands."""

from datetime import date
from pathlib import Path

import pytest

from etl.templates.workbook import write_template
from tests.end_to_end.office import SHARED, Office

HISTORY = SHARED / "units/commune_history.csv"
BOUNDARIES = SHARED / "boundaries"
ENDED_IN_2023 = "Xã Định Trung, Thành phố Vĩnh Yên, Tỉnh Vĩnh Phúc"  # a ward since 10/04/2023
needs_shared = pytest.mark.skipif(not HISTORY.exists(), reason="the shared real files are not beside the checkout")


def write_reception(path: Path, area: str, held_on: date) -> Path:
    row = {
        "area": area,
        "body": "peoples_committee",
        "held_on": held_on,
        "received_by": "by_head",
        "kind": "periodic",
        "visits": 3,
        "persons": 3,
    }
    write_template("reception", path, rows=[row])
    return path


@needs_shared
def test_a_commune_that_ended_in_2023_is_known_once_the_official_list_is(office: Office) -> None:
    ended = write_reception(office.inbox / "tiep_dan_2022.xlsx", ENDED_IN_2023, date(2022, 3, 1))
    before = office.run("check", ended)
    assert before.code == 1
    assert "python -m etl areas" in before.said
    imported = office.run("areas", HISTORY)
    assert imported.code == 0
    after = office.run("check", ended)
    assert (after.code, after.said) == (0, "tiep_dan_2022.xlsx: không có lỗi.\n")


@needs_shared
def test_the_same_list_again_adds_nothing(office: Office) -> None:
    office.run("areas", HISTORY)
    again = office.run("areas", HISTORY, "--lang", "en")
    assert again.code == 0
    assert "0 units or stretches of validity were not known" in again.said


@pytest.mark.parametrize("name", ["khong_co.csv", "rong.csv"])
def test_a_list_that_cannot_be_read_is_refused_with_a_reason(office: Office, name: str) -> None:
    (office.folder / "rong.csv").write_bytes(b"")
    answer = office.run("areas", office.folder / name)
    assert answer.code == 1
    assert name in answer.said
    assert "Cách xử lý:" in answer.said


@needs_shared
def test_incomplete_boundaries_are_taken_in_and_what_is_missing_is_named(office: Office) -> None:
    file = BOUNDARIES / "provinces_2024.gpkg"
    answer = office.run("boundaries", file, "--level", "province", "--edition", "2025-06-30", "--code", "code")
    assert answer.code == 0
    assert "Quảng Ninh" in answer.said
    assert "62/63" in answer.said


@needs_shared
def test_a_column_that_is_not_there_is_named_with_those_that_are(office: Office) -> None:
    file = BOUNDARIES / "provinces_2024.gpkg"
    answer = office.run("boundaries", file, "--level", "province", "--edition", "2025-06-30", "--code", "ma_tinh")
    assert answer.code == 1
    assert "ma_tinh" in answer.said
    assert "code" in answer.said


def test_a_file_that_is_no_boundary_file_is_refused(office: Office) -> None:
    file = office.folder / "ranh_gioi.gpkg"
    file.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 20)
    answer = office.run("boundaries", file, "--level", "province", "--edition", "2025-07-01", "--code", "code")
    assert answer.code == 1
    assert "ranh_gioi.gpkg" in answer.said
