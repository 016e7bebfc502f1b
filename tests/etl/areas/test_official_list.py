"""An official list makes known which communes existed before, and never changes a known id."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.official_list import import_official_list
from etl.areas.read_areas import read_areas
from etl.areas.read_official_list import read_official_list
from longdan.language.fault import FaultError

HISTORY = Path(__file__).resolve().parents[3] / "../shared/data/units/commune_history.csv"
needs_history = pytest.mark.skipif(not HISTORY.exists(), reason="the real list of communes is not beside the checkout")
HEAD = "code,full_name,district_code,province_code,first_seen_on,gone_on\n"


@pytest.fixture
def write_list(tmp_path):
    def write(*rows: str) -> Path:
        path = tmp_path / "danh-muc.csv"
        path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        return path

    return write


def rows_of(area: pl.DataFrame, code: str) -> list[tuple]:
    rows = area.filter(pl.col("code") == code).sort("valid_from")
    return rows.select("area_id", "name", "valid_from", "valid_to", "is_start_known").rows()


def test_a_commune_that_ended_becomes_known_and_the_known_one_keeps_its_id(write_list, tmp_path):
    path = write_list(
        "16378,Thị trấn Rừng Thông,405,38,2021-11-01,2025-01-01",
        "16378,Phường Rừng Thông,380,38,2025-01-01,2025-07-01",
    )
    import_official_list(path, tmp_path / "archive")
    assert rows_of(read_areas(tmp_path / "archive").area, "16378") == [
        ("16378@2021-11-01", "Thị trấn Rừng Thông", date(1900, 1, 1), date(2024, 12, 31), False),
        ("16378@1900-01-01", "Phường Rừng Thông", date(2025, 1, 1), date(2025, 6, 30), True),
        ("16378@2025-07-01", "Phường Đông Sơn", date(2025, 7, 1), None, True),
    ]


def test_a_respelling_is_not_a_new_unit(write_list, tmp_path):
    path = write_list(
        "00172,Phường Yên Hoà,005,01,2021-11-01,2023-04-10", "00172,Phường  Yên Hòa,005,01,2023-04-10,2025-07-01"
    )
    summary = import_official_list(path, tmp_path / "archive")
    assert (summary.listed, summary.added) == (2, 0)
    assert rows_of(read_areas(tmp_path / "archive").area, "00172") == rows_of(read_areas().area, "00172")


@pytest.mark.parametrize("before", [["11824,Xã Vĩnh Bảo,,31,2025-07-01,2027-01-01"], []])
def test_a_later_rename_starts_a_new_row_of_the_known_unit(write_list, tmp_path, before):
    path = write_list(*before, "11824,Phường Vĩnh Bảo,,31,2027-01-01,")
    import_official_list(path, tmp_path / "archive")
    areas = read_areas(tmp_path / "archive")
    assert rows_of(areas.area, "11824")[1:] == [
        ("11824@2025-07-01", "Xã Vĩnh Bảo", date(2025, 7, 1), date(2026, 12, 31), True),
        ("11824@2027-01-01", "Phường Vĩnh Bảo", date(2027, 1, 1), None, True),
    ]
    assert areas.succession.filter(pl.col("from_id") == "11824@2025-07-01")["to_id"].to_list() == ["11824@2027-01-01"]


def test_the_same_list_twice_adds_nothing(write_list, tmp_path):
    path = write_list("00010,Phường Nguyễn Trung Trực,001,01,2021-11-01,2025-01-01")
    assert import_official_list(path, tmp_path / "archive").added == 1
    assert import_official_list(path, tmp_path / "archive").added == 0
    assert len(list((tmp_path / "archive/areas").iterdir())) == 1


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("10,Phường Nguyễn Trung Trực,001,01,2021-11-01,2025-01-01", "areas.list_code", "code"),
        (",Phường Nguyễn Trung Trực,001,01,2021-11-01,2025-01-01", "areas.list_code", "code"),
        ("00010,Nguyễn Trung Trực,001,01,2021-11-01,2025-01-01", "areas.list_name", "full_name"),
        ("00010,Phường Nguyễn Trung Trực,001,01,01/11/2021,2025-01-01", "areas.list_date", "first_seen_on"),
        ("00010,Phường Nguyễn Trung Trực,001,01,2021-11-01,2020-01-01", "areas.list_date", "gone_on"),
        ("00010,Phường Nguyễn Trung Trực,001,01,20211101,2025-01-01", "areas.list_date", "first_seen_on"),
        ("00010,Phường Nguyễn Trung Trực,001,01,2025-W27-2,", "areas.list_date", "first_seen_on"),
        ("00010,Phường Nguyễn Trung Trực,001,01,2021-11-01,2025-02-30", "areas.list_date", "gone_on"),
    ],
)
def test_a_faulty_row_is_told_with_its_place(write_list, row, code, column):
    with pytest.raises(FaultError) as raised:
        read_official_list(write_list("00001,Phường Phúc Xá,001,01,2021-11-01,2025-07-01", row))
    (fault,) = raised.value.faults
    assert (fault.code, fault.row, fault.column, fault.file) == (code, 3, column, "danh-muc.csv")
    for language in ("vi", "en"):
        assert fault.render(language).count("\n") >= 2


def test_two_units_with_one_code_on_one_day_are_refused(write_list):
    path = write_list("00010,Phường Một,001,01,2021-11-01,2025-01-01", "00010,Phường Hai,001,01,2024-01-01,2025-01-01")
    with pytest.raises(FaultError) as raised:
        read_official_list(path)
    assert [fault.code for fault in raised.value.faults] == ["areas.list_overlap"]


def test_a_list_with_an_unknown_district_is_refused_and_not_kept(write_list, tmp_path):
    known = "00001,Phường Phúc Xá,001,01,2021-11-01,2025-07-01"
    path = write_list(known, "00010,Phường Nguyễn Trung Trực,999,01,2021-11-01,2025-01-01")
    with pytest.raises(FaultError) as raised:
        import_official_list(path, tmp_path / "archive")
    (fault,) = raised.value.faults
    assert (fault.code, fault.file, fault.row, fault.column) == (
        "areas.list_parent",
        "danh-muc.csv",
        3,
        "district_code",
    )
    assert "999" in fault.what("vi")
    assert not list((tmp_path / "archive/areas").iterdir())


def test_a_spare_column_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    row = "1,x,00010,Phường Nguyễn Trung Trực,001,01,2021-11-01,2025-01-01,y\n"
    path.write_text("row,note," + HEAD.strip() + ", note\n" + row, encoding="utf-8")
    assert read_official_list(path)["code"].to_list() == ["00010"]


@pytest.mark.parametrize("spare", ["code", " code "])
def test_a_column_that_stands_twice_is_asked_back(tmp_path: Path, spare: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{spare},{HEAD}00010,00010,Phường Một,001,01,2021-11-01,\n", encoding="utf-8")
    with pytest.raises(FaultError) as raised:
        read_official_list(path)
    (fault,) = raised.value.faults
    assert (fault.code, fault.row, fault.values["column"]) == ("areas.list_heading", 1, "code")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "areas.list_unreadable"), (b"a,b\n1,2\n", "areas.list_column"), (HEAD.encode(), "areas.list_empty")],
)
def test_what_is_no_list_is_refused(tmp_path, content, code):
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(FaultError) as raised:
        read_official_list(path)
    assert {fault.code for fault in raised.value.faults} == {code}


def test_a_workbook_in_place_of_a_csv_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00\x81" * 200)
    with pytest.raises(FaultError):
        read_official_list(path)


@pytest.fixture(scope="module")
def imported(tmp_path_factory):
    archive = tmp_path_factory.mktemp("archive")
    import_official_list(HISTORY, archive)
    return read_areas(archive)


@needs_history
class TestTheRealList:
    @pytest.mark.parametrize(
        ("day", "count"),
        [
            (date(2021, 11, 1), 10_599),
            (date(2023, 4, 10), 10_598),
            (date(2025, 1, 1), 10_051),
            (date(2025, 3, 1), 10_035),
            (date(2025, 7, 1), 3_321),
            (date(2026, 4, 30), 3_321),
        ],
    )
    def test_the_communes_of_a_day_are_as_many_as_listed(self, imported, day, count):
        communes = imported.area.filter(pl.col("level") == "commune")
        ended = pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)
        assert communes.filter(pl.col("valid_from") <= day, ended).height == count

    def test_no_commune_of_the_list_is_unknown(self, imported):
        finder = AreaFinder(imported.area, imported.succession)
        for row in read_official_list(HISTORY).iter_rows(named=True):
            finder.find(row["full_name"], code=row["code"], level="commune", on=row["first_seen_on"])

    def test_no_known_id_is_lost(self, areas, imported):
        assert set(areas.area["area_id"]) <= set(imported.area["area_id"])

    def test_a_parent_is_valid_as_long_as_what_lies_in_it(self, imported):
        parents = imported.area.select(parent_id="area_id", parent_from="valid_from", parent_to="valid_to")
        children = imported.area.join(parents, on="parent_id")
        assert children.filter(
            (pl.col("valid_from") < pl.col("parent_from"))
            | (pl.col("valid_to").fill_null(date.max) > pl.col("parent_to").fill_null(date.max))
        ).is_empty()

    def test_tam_da_is_found_before_2025_and_leads_to_vinh_bao_in_two_steps(self, imported):
        finder = AreaFinder(imported.area, imported.succession)
        tam_da = finder.find("Xã Tam Đa", within="316@1900-01-01", on=date(2021, 11, 1))
        steps = dict(imported.succession.select("from_id", "to_id").iter_rows())
        assert steps[steps[tam_da]] == "11824@2025-07-01"
