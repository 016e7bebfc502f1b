"""How dates are read and written: the day before the month."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.language.dates import format_date, format_month, format_quarter, read_date
from longdan.language.fault import FaultError


@pytest.mark.parametrize(
    "cell",
    [
        "14/09/2026",
        "14/9/2026",
        "14-9-26",
        "14.9.2026",
        "14 / 9 / 2026",
        "ngày 14/9/2026",
        "Ngày 14 tháng 9 năm 2026",
        "14 tháng 9, năm 2026",
        "2026-09-14",
        "2026-09-14 00:00:00",
        date(2026, 9, 14),
        datetime(2026, 9, 14, 8, 30),
        46279,
        46279.0,
    ],
)
def test_every_way_of_writing_a_day_is_read(cell):
    assert read_date(cell) == date(2026, 9, 14)


def test_day_comes_before_month():
    assert read_date("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize("cell", [None, "", "  \u00a0"])
def test_an_empty_cell_has_no_date(cell):
    assert read_date(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2026", "date_impossible"),
        ("09/14/2026", "date_impossible"),
        ("quý III", "date_unreadable"),
        ("9/2026", "date_unreadable"),
        (2026, "date_unreadable"),
        (True, "date_unreadable"),
        (float("nan"), "date_unreadable"),
        ("14/9/1026", "date_out_of_range"),
        (date(1900, 1, 1), "date_out_of_range"),
    ],
)
def test_what_is_no_day_is_a_fault_in_both_languages(cell, code):
    with pytest.raises(FaultError) as caught:
        read_date(cell)
    fault = caught.value.faults[0]
    assert fault.code == f"numbers.{code}"
    assert fault.render("vi") != fault.render("en")


@pytest.mark.parametrize("cell", ["1/10/2026", "1/1/75", date(2026, 10, 1), 46296])
def test_what_has_happened_is_not_in_the_future(cell):
    with pytest.raises(FaultError) as caught:
        read_date(cell, date(2026, 9, 30))
    (fault,) = caught.value.faults
    assert fault.code == "numbers.date_in_future"
    assert "30/09/2026" in fault.expected("vi")
    assert "30 Sep 2026" in fault.expected("en")
    assert fault.found == (cell if isinstance(cell, str) else "01/10/2026")


@pytest.mark.parametrize("cell", ["30/9/2026", "30-9-26", date(2026, 9, 30), None])
def test_the_last_day_itself_may_be_meant(cell):
    assert read_date(cell, date(2026, 9, 30)) in (date(2026, 9, 30), None)


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_a_written_date_reads_back(day):
    assert read_date(format_date(day, "vi")) == day


def test_dates_are_written_as_each_language_does():
    assert format_date(date(2026, 9, 4), "vi") == "04/09/2026"
    assert format_date(date(2026, 9, 4), "en") == "4 Sep 2026"
    assert (format_month(9, "vi"), format_month(9, "en")) == ("Tháng 9", "September")
    assert (format_quarter(3, "vi"), format_quarter(3, "en")) == ("Quý III", "Q3")
