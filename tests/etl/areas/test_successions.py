"""Official correspondences replace what they name, and are refused with the place of every fault."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from etl.areas.conversion import make_conversion
from etl.areas.import_successions import import_successions
from etl.areas.official_list import import_official_list
from etl.areas.read_areas import read_areas
from longdan.language.fault import Fault, FaultError
from tests.command import run_etl

HEAD = "from_code,to_code,effective_on,share,basis,source"
CUT = "00001"  # Phường Phúc Xá, Hà Nội: of these tests, cut between Hồng Hà and Ba Đình
HALVES = [f"{CUT},00097,2025-07-01,0.6,population,QĐ 1", f"{CUT},00004,2025-07-01,0.4,population,QĐ 1"]


@pytest.fixture
def write_file(tmp_path):
    def write(*rows: str, head: str = HEAD) -> Path:
        path = tmp_path / "chuyen-doi.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        return path

    return write


def steps_of(archive: Path, from_id: str) -> list[tuple]:
    steps = read_areas(archive).succession.filter(from_id=from_id).sort("to_id")
    return steps.select("to_id", "relation", "share", "share_basis").rows()


def weights_of(archive: Path, edition: str, **where: str) -> list[tuple]:
    found = make_conversion(read_areas(archive)).filter(edition=edition, **where)
    return found.select("to_id", "from_id", "weight", pl.col("basis").cast(pl.String)).rows()


def faults_of(path: Path, archive: Path) -> tuple[Fault, ...]:
    with pytest.raises(FaultError) as caught:
        import_successions(path, archive)
    assert not (archive / "successions").exists()
    return tuple(caught.value.faults)


def test_a_file_replaces_the_steps_of_the_units_it_names_and_no_others(write_file, tmp_path):
    import_successions(write_file(*HALVES), tmp_path / "archive")
    assert steps_of(tmp_path / "archive", f"{CUT}@1900-01-01") == [
        ("00004@2025-07-01", "part", 0.4, "population"),
        ("00097@2025-07-01", "part", 0.6, "population"),
    ]
    assert weights_of(tmp_path / "archive", "current", from_id=f"{CUT}@1900-01-01") == [
        ("00004@2025-07-01", f"{CUT}@1900-01-01", 0.4, "population"),
        ("00097@2025-07-01", f"{CUT}@1900-01-01", 0.6, "population"),
    ]
    listed = read_areas().succession.filter(pl.col("from_id") != f"{CUT}@1900-01-01")
    kept = read_areas(tmp_path / "archive").succession.filter(pl.col("from_id") != f"{CUT}@1900-01-01")
    assert kept.equals(listed)


def test_a_later_file_replaces_what_it_names_and_leaves_the_rest(write_file, tmp_path):
    archive = tmp_path / "archive"
    import_successions(write_file(*HALVES, "00004,00004,2025-07-01,,,QĐ 1"), archive)
    summary = import_successions(write_file(f"{CUT},00097,2025-07-01,1,,QĐ 2"), archive)
    assert (summary.listed, summary.unit_count, summary.replaced) == (1, 1, 2)
    assert steps_of(archive, f"{CUT}@1900-01-01") == [("00097@2025-07-01", "whole", 1.0, "whole")]
    sources = read_areas(archive).source
    assert {"QĐ 1", "QĐ 2"} <= set(sources["title_vi"])
    assert set(read_areas(archive).succession["source_id"]) <= set(sources["source_id"])


def test_a_workbook_with_vietnamese_headings_and_percentages_is_read(tmp_path):
    path = tmp_path / "chuyen-doi.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Bảng 1")
    percent, day = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["BẢNG CHUYỂN ĐỔI ĐƠN VỊ HÀNH CHÍNH"])
    sheet.write_row(2, 0, ["Mã cũ", "Mã mới", "Ngày hiệu lực", "Tỷ lệ", "Căn cứ", "Nguồn"])
    for row, (code, share) in enumerate([("00097", 0.25), ("00004", 0.75)], start=3):
        sheet.write_string(row, 0, CUT)
        sheet.write_string(row, 1, code)
        sheet.write_datetime(row, 2, date(2025, 7, 1), day)
        sheet.write_number(row, 3, share, percent)
        sheet.write_string(row, 4, "Diện tích")
    book.close()
    import_successions(path, tmp_path / "archive")
    found = [step[2:] for step in steps_of(tmp_path / "archive", f"{CUT}@1900-01-01")]
    assert found == [(0.75, "area"), (0.25, "area")]


def test_how_much_of_a_commune_lies_in_the_districts_it_straddles_is_told_in_the_same_way(write_file, tmp_path):
    former = make_conversion(read_areas()).filter(pl.col("weight").is_null(), edition="pre_2025_07")
    commune, districts = next(
        iter(former.group_by("from_id", maintain_order=True).agg("to_id").sort("from_id").iter_rows())
    )
    codes = [area_id.split("@")[0] for area_id in (commune, *districts)]
    shares = [0.75, *[0.25 / (len(districts) - 1)] * (len(districts) - 1)]
    rows = [f"{codes[0]},{code},2025-07-01,{share},area," for code, share in zip(codes[1:], shares, strict=True)]
    import_successions(write_file(*rows), tmp_path / "archive")
    found = weights_of(tmp_path / "archive", "pre_2025_07", from_id=commune)
    told = {district: (weight, basis) for district, _, weight, basis in found if len(district.split("@")[0]) == 3}
    assert told == {district: (share, "area") for district, share in zip(districts, shares, strict=True)}


def test_a_commune_that_ended_earlier_is_said_to_have_gone_to_a_neighbour_which_starts_a_new_row(write_file, tmp_path):
    archive = tmp_path / "archive"
    listed = tmp_path / "danh-muc.csv"
    head = "code,full_name,district_code,province_code,first_seen_on,gone_on\n"
    listed.write_text(head + "11845,Xã Hiệp Hòa,316,31,2021-11-01,2025-01-01\n", encoding="utf-8")
    import_official_list(listed, archive)
    vinh_bao = ("current", "11824@2025-07-01", "11845@1900-01-01")
    before = make_conversion(read_areas(archive)).filter(to_id=vinh_bao[1], from_id=vinh_bao[2])
    assert before["weight"].to_list() == [None]
    import_successions(write_file("11845,11857,2025-01-01,1,,"), archive)
    after = {row[1]: row[2] for row in weights_of(archive, "current", to_id=vinh_bao[1])}
    assert after["11845@1900-01-01"] == after["11857@1900-01-01"] == after["11857@2025-01-01"] == 1.0
    assert None not in after.values()


@pytest.mark.parametrize(
    ("rows", "code", "row", "column"),
    [
        (["1,00097,2025-07-01,1,,"], "successions.code", 2, "A"),
        ([f"{CUT},97,2025-07-01,1,,", f"{CUT},x,2025-07-01,1,,"], "successions.code", 3, "B"),
        ([f"{CUT},00097,,1,,"], "successions.date", 2, "C"),
        ([f"{CUT},00097,31/02/2025,1,,"], "numbers.date_impossible", 2, "C"),
        ([f"{CUT},00097,2025-07-01,60,,"], "successions.share", 2, "D"),
        ([f"{CUT},00097,2025-07-01,khoảng 0.6,,"], "successions.share", 2, "D"),
        ([f"{CUT},00097,2025-07-01,0,,"], "successions.share", 2, "D"),
        ([f"{CUT},00097,2025-07-01,1,ước đoán,"], "successions.basis", 2, "E"),
        ([*HALVES, HALVES[0]], "successions.repeated", 4, ""),
        ([HALVES[0], f"{CUT},00004,2025-07-01,0.3,,"], "successions.sum", 2, ""),
        (["99999,00097,2025-07-01,1,,"], "successions.unknown", 2, "from_code"),
        ([f"{CUT},99999,2025-07-01,1,,"], "successions.unknown", 2, "to_code"),
        (["00004,00097,2026-01-01,1,,"], "successions.continues", 2, ""),
    ],
)
def test_every_fault_has_its_place_and_says_in_both_languages_what_to_do(write_file, tmp_path, rows, code, row, column):
    fault = next(each for each in faults_of(write_file(*rows), tmp_path / "archive") if each.code == code)
    assert (fault.file, fault.row, fault.column) == ("chuyen-doi.csv", row, column)
    for language in ("vi", "en"):
        assert all((fault.what(language), fault.expected(language), fault.next_step(language)))


def test_a_file_without_the_headings_or_without_rows_is_refused(write_file, tmp_path):
    (headings,) = faults_of(write_file("1,2", head="a,b"), tmp_path / "archive")
    (empty,) = faults_of(write_file(), tmp_path / "archive")
    assert (headings.code, empty.code) == ("successions.headings", "successions.empty")


def test_the_command_keeps_the_file_and_says_what_it_took_in(write_file, tmp_path):
    answer = run_etl("successions", write_file(*HALVES), "--archive", tmp_path / "archive", "--lang", "en")
    assert answer.code == 0
    assert "2 rows about 1 units" in answer.said
    refused = run_etl("successions", write_file("x,00097,2025-07-01,1,,"), "--archive", tmp_path / "archive")
    assert refused.code == 1
    assert "Traceback" not in refused.said


@pytest.mark.parametrize(
    ("from_code", "to_code"),
    [
        ("31", "11824"),  # Hải Phòng into one of its communes
        ("316", "11824"),  # the district Vĩnh Bảo, whose communes went their own ways
        ("31", "316"),
        ("00097", "01"),  # a commune of today into Hà Nội, which is still there
    ],
)
def test_a_unit_that_becomes_one_of_another_level_is_refused(
    write_file, tmp_path: Path, from_code: str, to_code: str
) -> None:
    on = "2020-01-01" if to_code == "316" else "2025-07-01"
    (fault,) = faults_of(write_file(f"{from_code},{to_code},{on},1,,"), tmp_path / "archive")
    assert (fault.code, fault.row, fault.found) == ("successions.level", 2, f"{from_code} → {to_code}")


def test_a_district_without_communes_becomes_a_special_zone(write_file, tmp_path: Path) -> None:
    import_successions(write_file("536,21548,2025-07-01,1,,"), tmp_path / "archive")  # Lý Sơn
    assert steps_of(tmp_path / "archive", "536@1900-01-01") == [("21548@2025-07-01", "whole", 1.0, "whole")]
