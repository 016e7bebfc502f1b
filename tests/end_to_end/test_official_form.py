"""An official form with mistakes: what is right loads, and every mistake is named with its cell."""

import pytest

from tests.command import Answer
from tests.end_to_end.conftest import open_office
from tests.end_to_end.office import PETITIONS, Office, write_petitions

FORM = "02_XLD_hai_phong.xlsx"
BROKEN = PETITIONS | {"6": 9}  # 6 ≠ 7 + 8, in row 14: the cells G14, H14, I14
UNKNOWN = "UBND xã Không Có Thật"  # row 15
VINH_BAO, VINH_THUAN = "11824@2025-07-01", "11842@2025-07-01"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """In the inbox a form of Hải Phòng: a good commune, one with a broken identity, and a unit that there is not."""
    office = open_office(tmp_path_factory.mktemp("office"))
    rows = {"UBND xã Vĩnh Bảo": PETITIONS, "UBND xã Vĩnh Thuận": BROKEN, UNKNOWN: PETITIONS}
    write_petitions(office.inbox / FORM, rows)
    return office


@pytest.fixture(scope="module")
def built(office: Office) -> Answer:
    return office.build()


@pytest.mark.parametrize(
    ("language", "identity", "unit"),
    [
        (
            "vi",
            f"{FORM}, trang tính “02-XLD”, dòng 14, cột G: UBND xã Vĩnh Thuận: cột 6, 7, 8 không khớp nhau; các ô này "
            "không được nạp, phần còn lại của dòng vẫn được nạp.\n"
            "  Tìm thấy: 9 ≠ 5 + 3 = 8\n"
            "  Cần có: cột 6 = 7 + 8 (ô G14 = H14 + I14)\n"
            "  Cách xử lý: Kiểm tra các ô G14, H14, I14",
            [f"{FORM}, trang tính “02-XLD”, dòng 15, cột A:", f"  Tìm thấy: {UNKNOWN}\n", "  Cách xử lý: "],
        ),
        (
            "en",
            "  Found: 9 ≠ 5 + 3 = 8\n  Expected: column 6 = 7 + 8 (cells G14 = H14 + I14)\n  What to do: ",
            [f"{FORM}, sheet “02-XLD”, row 15, column A:", f"  Found: {UNKNOWN}\n", "  What to do: "],
        ),
    ],
)
def test_check_names_the_cell_what_was_found_what_was_expected_and_what_to_do(
    office: Office, language: str, identity: str, unit: list[str]
) -> None:
    answer = office.run("check", office.inbox / FORM, "--lang", language)
    assert answer.code == 1
    assert identity in answer.said
    for words in unit:
        assert words in answer.said


def test_the_good_values_load_and_the_broken_ones_do_not(office: Office, built: Answer) -> None:
    loaded = "select column_no, value from measure where form = 'tt06_2025.02_xld' and area_id = "
    good, broken = (dict(office.ask(f"{loaded}'{area_id}'", "facts")) for area_id in (VINH_BAO, VINH_THUAN))
    assert good == PETITIONS
    assert {"1", "2", "3", "5"} <= broken.keys()
    assert not {"6", "7", "8"} & broken.keys()
    assert all(broken[column] == PETITIONS[column] for column in broken)


def test_the_indicators_show_what_was_reported(office: Office, built: Answer) -> None:
    shown = dict(office.ask(f"select indicator_id, value from area_total where area_id = '{VINH_BAO}'"))
    assert shown["petitions_total"] == 30
    assert shown["petitions_screened_share"] == pytest.approx(28 / 30)


def test_refused_rows_are_kept_and_published_without_what_was_found(office: Office, built: Answer) -> None:
    refused = "select row, column_name, found from rejected_row where not is_warning"
    assert (14, "G", "9 ≠ 5 + 3 = 8") in office.ask(refused, "facts")
    assert (15, "A", UNKNOWN) in office.ask(refused, "facts")
    published = office.ask(refused)
    assert {(14, "G", None), (15, "A", None)} <= set(published)
    assert {found for _, _, found in published} == {None}


def test_the_build_says_what_it_refused_and_ends_well(office: Office, built: Answer) -> None:
    assert "cột 6 = 7 + 8 (ô G14 = H14 + I14)" in built.said
    assert UNKNOWN in built.said
