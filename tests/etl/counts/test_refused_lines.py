"""Every mistake in a long list is named with its row; the other lines load, and every refused line is counted."""

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.counts import count_parts
from etl.counts.refusals import LISTED
from etl.forms.layout import load_layouts
from etl.forms.rules import broken_rules
from longdan.language.fault import FaultError
from longdan.language.locale import text
from tests.etl.counts.conftest import HEADINGS, codes, figures, measures

Q3 = "2026-06-15,2026-09-14"
GOOD = f"02/XLD,1,11824,{Q3},15"


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (f"02/XLD,2,99999,{Q3},1", "areas.unknown", "C"),
        (f"02/XLD,2,,{Q3},1", "counts.blank", "C"),
        (f"09/XLD,2,11824,{Q3},1", "counts.form", "A"),
        (f"01/TTr,2,11824,{Q3},1", "forms.not_mapped", "A"),
        (f"02/XLD,26,11824,{Q3},1", "counts.column", "B"),
        ("02/XLD,2,11824,2026-09-14,2026-06-15,1", "counts.window", "D"),
        ("02/XLD,2,11824,2026-06-15,2096-09-14,1", "numbers.date_in_future", "E"),
        ("02/XLD,2,11824,31/02/2026,2026-06-15,1", "numbers.date_impossible", "D"),
        ("02/XLD,2,11824,2026-06-15,,1", "counts.blank", "E"),
        (f"02/XLD,2,11824,{Q3},-1", "numbers.not_a_count", "F"),
        (f'02/XLD,2,11824,{Q3},"12,5"', "numbers.not_a_count", "F"),
        (f"02/XLD,2,11824,{Q3},031085001234", "numbers.too_many", "F"),
        (f"02/XLD,2,11824,{Q3},{'9' * 60}", "numbers.too_many", "F"),
        (f"03/GQKN,13,11824,{Q3},{'9' * 40}", "numbers.too_large", "F"),
        (f"03/GQKN,13,11824,{Q3},12 %", "forms.percent", "F"),
        (f'02/XLD,2,11824,{Q3},"1,725"', "numbers.ambiguous", "F"),
        (f"02/XLD,2,11824,{Q3},mười hai", "numbers.unreadable", "F"),
        (f"03/GQKN,13,11824,{Q3},-1", "forms.negative", "F"),
    ],
)
def test_a_mistake_is_named_and_the_rest_loads(read, line, code, column):
    parts = read(GOOD, line)
    assert codes(parts) == [(code, 3, column)]
    assert figures(parts) == {"F2": 15.0}
    assert sum(part.refused_count for part in parts) == 1
    (fault,) = parts[0].faults
    assert fault.file == "ket_xuat.csv"
    assert fault.render("vi") != fault.render("en")


def test_an_unknown_scope_is_named(read):
    parts = read(GOOD + ",liên xã", headings="Biểu mẫu,Cột,Mã đơn vị,Từ ngày,Đến ngày,Giá trị,Phạm vi")
    assert codes(parts) == [("counts.scope", 2, "G")]


def test_of_equal_lines_the_first_is_loaded(read):
    parts = read(GOOD, GOOD, GOOD)
    assert codes(parts) == [("counts.repeated", 3, "F"), ("counts.repeated", 4, "F")]
    assert figures(parts) == {"F2": 15.0}
    assert parts[0].faults[0].values == {"other": 2}


def test_of_lines_that_contradict_each_other_none_is_loaded(read):
    parts = read(GOOD, GOOD.replace(",15", ",16"), f"02/XLD,2,11824,{Q3},3")
    assert codes(parts) == [("counts.contradicted", 2, "F"), ("counts.contradicted", 3, "F")]
    assert [fault.values["other"] for fault in parts[0].faults] == [3, 2]
    assert figures(parts) == {"F4": 3.0}


def test_a_broken_identity_refuses_its_lines_and_no_other(read):
    parts = read(*(f"02/XLD,{no},11824,{Q3},{value}" for no, value in [(1, 20), (6, 9), (7, 5), (8, 3)]))
    assert codes(parts) == [("counts.identity", 3, "F")]
    assert parts[0].faults[0].found == "9 ≠ 5 + 3 = 8"
    assert figures(parts) == {"F2": 20.0}
    assert parts[0].refused_count == 3


def test_a_broken_limit_refuses_both_lines(read):
    parts = read(*(f"02/XLD,{no},11824,{Q3},{value}" for no, value in [(1, 10), (2, 12), (24, 1)]))
    assert codes(parts) == [("counts.limit", 3, "F")]
    assert parts[0].faults[0].found == "12 > 10"
    assert figures(parts) == {"F4": 1.0}


@pytest.mark.parametrize(
    "values",
    [
        {"6": 9, "7": 5},  # the part left out may be 4
        {"6": 9, "7": 10},  # but never -1
        {"7": 5, "8": 3},
        {"6": 8, "7": 5, "8": 3, "9": 8, "10": 0, "11": 1},
        {"1": 3, "2": 3, "3": 4, "4": 4, "5": 5},
    ],
)
def test_rules_mean_what_they_mean_in_a_form(read, values):
    parts = read(*(f"02/XLD,{no},11824,{Q3},{value}" for no, value in values.items()))
    broken = broken_rules(load_layouts()["tt06_2025.02_xld"], values)
    assert sorted(fault.found for fault in parts[0].faults) == sorted(rule.found for rule in broken)
    refused = {no for rule in broken for no in rule.columns} & values.keys()
    assert set(measures(parts)["column_no"]) == values.keys() - refused


def test_of_many_faults_the_first_are_told_and_the_rest_counted(read):
    count = LISTED + 50
    parts = read(GOOD, *(f"02/XLD,2,{90000 + number},{Q3},1" for number in range(count)))
    told, further = parts[0].faults[:-1], parts[0].faults[-1]
    assert [fault.row for fault in told] == list(range(3, LISTED + 3))
    assert (further.code, further.values) == ("counts.further", {"count": 50, "first": 3})
    assert parts[0].refused_count == count


def test_a_line_with_two_mistakes_is_one_refused_line(read):
    parts = read(f"02/XLD,99,99999,{Q3},1")
    assert sorted(codes(parts)) == [("areas.unknown", 2, "C"), ("counts.column", 2, "B")]
    assert parts[0].refused_count == 1


@pytest.mark.parametrize(
    ("headings", "code"),
    [
        ("Biểu mẫu,Cột,Mã đơn vị,Từ ngày,Đến ngày,Tên", "counts.missing_heading"),
        ("Biểu mẫu,Cột,Mã đơn vị,Từ ngày,Đến ngày,Giá trị,Value", "counts.repeated_heading"),
    ],
)
def test_wrong_headings_refuse_the_file(read, headings, code):
    parts = read(f"02/XLD,1,11824,{Q3},15,15", headings=headings)
    assert code in [fault.code for fault in parts[0].faults]
    assert measures(parts).height == 0


@pytest.mark.parametrize("headings", [HEADINGS, HEADINGS + ",Ghi chú", HEADINGS + ",Tên"])
def test_a_line_with_too_many_cells_refuses_the_file(read, headings):
    with pytest.raises(FaultError) as caught:
        read(GOOD, f"02/XLD,2,11824,{Q3},1,725,000", headings=headings)
    assert [fault.code for fault in caught.value.faults] == ["files.uneven_rows"]


def test_a_load_of_this_kind_has_a_name_in_both_languages(read):
    (kind,) = {part.kind for part in read(GOOD)}
    assert text(f"sources.kind.{kind}", "vi") != text(f"sources.kind.{kind}", "en")


def test_parts_hold_whole_reports_and_every_line_once(read, areas, finder: AreaFinder, monkeypatch):
    monkeypatch.setattr(count_parts, "PART_ROWS", 500)
    today = areas.area.filter(pl.col("level") == "commune", pl.col("valid_to").is_null())["code"].head(300)
    windows = (Q3, "2026-03-15,2026-06-14", "2025-12-15,2026-03-14")
    lines = [f"02/XLD,{no},{code},{window},0" for code in today for window in windows for no in (1, 2, 3)]
    parts = read(*lines)
    assert len(parts) > 2
    assert measures(parts)["cell"].n_unique() == len(lines)
    reports = pl.concat([part.reports for part in parts])
    assert reports.height == reports.select("sheet", "form", "period_id").n_unique() == 900
