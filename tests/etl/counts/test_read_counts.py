"""A long list of counts is read by its headings, line by line, into the reports that its units would have sent."""

from datetime import date

import pytest

from tests.etl.counts.conftest import codes, figures, measures

VINH_BAO = "11824@2025-07-01"
Q3 = "2026-06-15,2026-09-14"
Q3_ID = "quarter.inspection.2026-06-15.2026-09-14"


def test_a_line_is_a_cell_of_the_units_own_report(read):
    (faults, part) = read(f"tt06_2025.02_xld,1,11824,{Q3},15")
    assert faults.faults == []
    (row,) = part.measures.rows(named=True)
    assert row == {
        "sheet": f"{VINH_BAO}/own",
        "cell": "F2",
        "form": "tt06_2025.02_xld",
        "column_no": "1",
        "area_id": VINH_BAO,
        "body_kind": "peoples_committee",
        "body_name": None,
        "scope": "own",
        "period_id": Q3_ID,
        "covered_from": date(2026, 6, 15),
        "covered_to": date(2026, 9, 14),
        "breakdown": None,
        "category": None,
        "survey_id": None,
        "value": 15.0,
        "qualifier": "=",
        "status": "reported",
    }
    (report,) = part.reports.rows(named=True)
    assert (report["sheet"], report["area_id"], report["body_kind"]) == (row["sheet"], VINH_BAO, "peoples_committee")
    assert (report["period_id"], report["is_partial"]) == (Q3_ID, True)


def test_a_list_with_every_column_of_a_form_replaces_the_whole_report(read):
    parts = read(*(f"06/QLKNTC,{no},11824,{Q3},0" for no in range(1, 18)))
    assert parts[1].reports["is_partial"].to_list() == [False]
    assert parts[1].measures["column_no"].to_list() == [str(no) for no in range(1, 18)]


@pytest.mark.parametrize(
    ("window", "form"),
    [
        ("15/06/2026,14/09/2026", "tt06_2025.02_xld"),
        ("2024-12-15,2025-03-14", None),
        ("15/12/2021,14/3/2022", "tt02_2021.02_xld"),
    ],
)
def test_an_official_number_means_the_form_then_in_force(read, window, form):
    parts = read(f"02/XLD,1,31,{window},15")
    assert measures(parts)["form"].to_list() == ([form] if form else [])
    assert codes(parts) == ([] if form else [("counts.form", 2, "A")])


def test_headings_may_be_english_folded_and_in_any_order(read):
    parts = read(
        "15;2026-09-14;so xem lai;02/XLD;2026-06-15;11824;1",
        headings="VALUE;to;ghi chu;bieu mau;From;area_code;Column",
    )
    assert figures(parts) == {"A2": 15.0}
    assert codes(parts) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_the_encoding_does_not_matter(read, encoding):
    headings = "Bieu mau,Cot,Ma don vi,Tu ngay,Den ngay,Gia tri"
    assert figures(read(f"02/XLD,1,11824,{Q3},15", headings=headings, encoding=encoding)) == {"F2": 15.0}


@pytest.mark.parametrize(
    ("code", "scope", "expected"),
    [
        ("11824", "", (VINH_BAO, "own", "peoples_committee")),
        ("31", "", ("31@2025-07-01", "total", None)),
        ("31", "tại đơn vị", ("31@2025-07-01", "own", "peoples_committee")),
        ("11824", "Toàn địa bàn", (VINH_BAO, "total", None)),
        ("31", "cấp dưới", ("31@2025-07-01", "subordinates", None)),
    ],
)
def test_the_scope_says_whose_work_is_counted(read, code, scope, expected):
    parts = read(f"02/XLD,1,{code},{Q3},15,{scope}", headings="Biểu mẫu,Cột,Mã đơn vị,Từ ngày,Đến ngày,Giá trị,Phạm vi")
    assert measures(parts).select("area_id", "scope", "body_kind").rows() == [expected]


@pytest.mark.parametrize(
    ("written", "value", "qualifier", "status"),
    [
        ("1.725", 1725.0, "=", "reported"),
        ("trên 2.600", 2600.0, ">", "reported"),
        ("không phát sinh", 0.0, "=", "nil"),
        ("", None, "=", "not_reported"),
        ("x", None, "=", "not_applicable"),
        ("007", 7.0, "=", "reported"),
    ],
)
def test_numbers_are_read_as_people_write_them(read, written, value, qualifier, status):
    parts = read(f"02/XLD,1,11824,{Q3},{written}")
    assert measures(parts).select("value", "qualifier", "status").rows() == [(value, qualifier, status)]


def test_an_amount_of_money_may_have_decimals(read):
    assert figures(read(f'03/GQKN,13,11824,{Q3},"12,5"')) == {"F2": 12.5}


def test_the_old_communes_are_meant_before_july_2025(read):
    parts = read("02/XLD,1,11824,15/12/2021,14/3/2022,15")
    assert measures(parts)["area_id"].to_list() != [VINH_BAO]


def test_another_circulars_form_is_loaded_with_a_warning(read):
    parts = read(f"tt02_2021.02_xld,1,11824,{Q3},15")
    assert figures(parts) == {"F2": 15.0}
    assert [(fault.code, fault.is_warning) for fault in parts[0].faults] == [("forms.not_in_force", True)]


def test_blank_lines_are_no_lines_and_keep_the_count_of_rows(read):
    parts = read(f"02/XLD,1,11824,{Q3},15", ",,,,,", f"02/XLD,2,11824,{Q3},14")
    assert figures(parts) == {"F2": 15.0, "F4": 14.0}
    assert codes(parts) == []


def test_a_list_without_lines_says_so(read):
    assert codes(read()) == [("counts.no_lines", None, "")]
