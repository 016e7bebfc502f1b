"""How numbers are read and written. The tables are the manual."""

import unicodedata
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from longdan.language.fault import FaultError
from longdan.language.number_columns import read_number_column
from longdan.language.numbers import (
    Reading,
    detect_decimal,
    format_number,
    format_points,
    format_share,
    format_signed,
    read_number,
)

AMBIGUOUS, NOT_A_COUNT, UNREADABLE = "numbers.ambiguous", "numbers.not_a_count", "numbers.unreadable"


def read_or_fault(cell, **options):
    """The value, or the code of the fault."""
    try:
        return read_number(cell, **options).value
    except FaultError as error:
        return error.faults[0].code


@pytest.mark.parametrize(
    ("text", "unknown", "comma", "dot", "count", "count_comma", "count_dot"),
    [
        # text           nothing known  decimal ','  decimal '.'  a count      … and ','    … and '.'
        ("1.725",        AMBIGUOUS,     1725,        1.725,       1725,        1725,        AMBIGUOUS),
        ("1,725",        AMBIGUOUS,     1.725,       1725,        AMBIGUOUS,   AMBIGUOUS,   1725),
        ("2.600",        AMBIGUOUS,     2600,        2.6,         2600,        2600,        AMBIGUOUS),
        ("-1.725",       AMBIGUOUS,     -1725,       -1.725,      NOT_A_COUNT, NOT_A_COUNT, AMBIGUOUS),
        ("1.2",          1.2,           1.2,         1.2,         NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("12,41",        12.41,         12.41,       12.41,       NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("0,125",        0.125,         0.125,       0.125,       NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("2600.125",     2600.125,      2600.125,    2600.125,    NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("1.234.567",    1234567,       1234567,     1234567,     1234567,     1234567,     1234567),
        ("1,234,567",    1234567,       1234567,     1234567,     1234567,     1234567,     1234567),
        ("1.234.567,89", 1234567.89,    1234567.89,  1234567.89,  NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("1,234.5",      1234.5,        1234.5,      1234.5,      NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("1 234",        1234,          1234,        1234,        1234,        1234,        1234),
        ("1\u00a0234,5", 1234.5,        1234.5,      1234.5,      NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("1 234,567",    1234.567,      1234.567,    1234.567,    NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("0",            0,             0,           0,           0,           0,           0),
        ("１７２５",       1725,          1725,        1725,        1725,        1725,        1725),
        ("−3,25",        -3.25,         -3.25,       -3.25,       NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
        ("+5",           5,             5,           5,           5,           5,           5),
        ("12,41 %",      12.41,         12.41,       12.41,       NOT_A_COUNT, NOT_A_COUNT, NOT_A_COUNT),
    ],
)  # fmt: skip
def test_separators_are_read_only_where_one_reading_remains(text, unknown, comma, dot, count, count_comma, count_dot):
    found = [read_or_fault(text, decimal=decimal) for decimal in (None, ",", ".")]
    found += [read_or_fault(text, decimal=decimal, is_count=True) for decimal in (None, ",", ".")]
    assert found == [unknown, comma, dot, count, count_comma, count_dot]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("không phát sinh", Reading(0, status="nil")),
        ("Không", Reading(0, status="nil")),
        (unicodedata.normalize("NFD", "không phát sinh"), Reading(0, status="nil")),
        ("-", Reading(0, status="nil")),
        ("–", Reading(0, status="nil")),
        ("0", Reading(0)),
        (0, Reading(0)),
        ("Đang cập nhật", Reading(None, status="not_reported", is_pending=True)),
        ("", Reading(None, status="not_reported")),
        ("  \u00a0", Reading(None, status="not_reported")),
        (None, Reading(None, status="not_reported")),
        ("…", Reading(None, status="not_reported")),
        ("x", Reading(None, status="not_applicable")),
    ],
)
def test_none_nothing_and_not_yet_are_told_apart(cell, expected):
    assert read_number(cell) == expected


@pytest.mark.parametrize(
    ("cell", "value", "qualifier"),
    [
        ("trên 2.600", 2600, ">"),
        ("Hơn 11.000", 11000, ">"),
        ("> 5", 5, ">"),
        ("dưới 100", 100, "<"),
        ("<5", 5, "<"),
        ("khoảng 3.600", 3600, "~"),
        ("gần 100", 100, "~"),
        ("~ 40", 40, "~"),
        ("587", 587, "="),
    ],
)
def test_bounds_and_estimates_keep_their_qualifier(cell, value, qualifier):
    assert read_number(cell, is_count=True) == Reading(value, qualifier)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (200_000_000, 200_000_000),
        (200_000_001, "numbers.too_many"),
        ("200.000.001", "numbers.too_many"),
        ("trên 031085001234", "numbers.too_many"),
        (912345678, "numbers.too_many"),  # a telephone number, its leading zero gone
    ],
)
def test_no_count_is_beyond_twice_the_people_of_the_country(cell, expected):
    assert read_or_fault(cell, is_count=True) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (1e12, 1e12),
        (-1e12, -1e12),
        (1.1e12, "numbers.too_large"),
        (-1e300, "numbers.too_large"),
        ("9" * 60, "numbers.too_large"),
    ],
)
def test_no_figure_is_too_large_to_be_added_up_exactly(cell, expected):
    assert read_or_fault(cell) == expected


@pytest.mark.parametrize("text", ["12,41 %", "12.41%", "12,41％", "12,41\u00a0%"])
def test_a_percent_sign_is_kept_and_gives_the_share(text):
    reading = read_number(text)
    assert (reading.value, reading.is_percent) == (12.41, True)
    assert reading.share == pytest.approx(0.1241)


def test_a_cell_with_a_percent_format_is_read_as_it_is_shown():
    assert read_number(0.124, shown_as_percent=True) == Reading(12.4, is_percent=True)
    assert read_number(0.07, shown_as_percent=True).value == 7


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("587 ý kiến", UNREADABLE),
        ("1.2.3", UNREADABLE),
        ("12 34", UNREADABLE),
        ("1.23.456", UNREADABLE),
        ("5²", UNREADABLE),
        ("٣", UNREADABLE),
        ("trên", UNREADABLE),
        ("%", UNREADABLE),
        ("9" * 61, UNREADABLE),
        (True, UNREADABLE),
        (float("nan"), UNREADABLE),
        (float("inf"), UNREADABLE),
        ("#REF!", "numbers.formula_error"),
        ("#N/A", "numbers.formula_error"),
        (date(2026, 2, 1), "numbers.date"),
    ],
)
def test_what_is_no_number_is_a_fault_in_both_languages(cell, code):
    with pytest.raises(FaultError) as caught:
        read_number(cell)
    fault = caught.value.faults[0]
    assert fault.code == code
    assert fault.render("vi") != fault.render("en")


def test_an_ambiguous_number_is_asked_back_with_both_readings():
    with pytest.raises(FaultError) as caught:
        read_number("1,725")
    assert "1725 hoặc 1,725" in caught.value.faults[0].what("vi")


@pytest.mark.parametrize(("stored", "value"), [(1725, 1725), (3.0, 3), (-2, NOT_A_COUNT), (2.5, NOT_A_COUNT)])
def test_a_stored_number_is_taken_as_it_is_but_a_count_is_whole(stored, value):
    assert read_or_fault(stored, is_count=True) == value


@pytest.mark.parametrize(
    ("texts", "decimal"),
    [
        (["1.725", "12,41 %"], ","),
        (["1,725", "12.41%"], "."),
        (["1.234.567"], ","),
        (["trên 1.234,5"], ","),
        (["1.725", "1,725", "15", "không phát sinh", None, 3.5], None),
        (["12,41", "12.41"], None),
    ],
)
def test_the_decimal_sign_of_a_sheet_comes_from_its_unambiguous_cells(texts, decimal):
    assert detect_decimal(texts) == decimal


TYPED = st.text("0123456789１２.,- %xtrên\u00a0", max_size=9) | st.from_regex(
    r"\A-?[0-9]{1,4}([.,][0-9]{1,4}){0,2} ?%?\Z"
)


@given(st.lists(st.none() | TYPED, max_size=8), st.sampled_from([None, ",", "."]), st.booleans())
def test_a_column_reads_as_its_cells_do(cells, decimal, is_count):
    frame = read_number_column(pl.Series(cells, dtype=pl.String), decimal=decimal, is_count=is_count)
    for cell, row in zip(cells, frame.iter_rows(named=True), strict=True):
        if row["fault"]:
            assert read_or_fault(cell, decimal=decimal, is_count=is_count) == row["fault"]
        else:
            del row["fault"]
            assert Reading(**row) == read_number(cell, decimal=decimal, is_count=is_count)


@given(st.text())
def test_any_text_is_a_reading_or_a_fault(text):
    assert isinstance(read_or_fault(text), (float, str, type(None)))


@given(st.integers(-(10**12), 10**12), st.integers(0, 4).filter(lambda decimals: decimals != 3))
def test_what_is_written_in_vietnamese_reads_back(scaled, decimals):
    value = scaled / 10**decimals
    assert read_number(format_number(value, decimals, "vi"), decimal=",").value == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (format_number(1234.5, 1, "vi"), "1.234,5"),
        (format_number(1234.5, 1, "en"), "1,234.5"),
        (format_number(-1234567, 0, "vi"), "−1.234.567"),
        (format_number(-0.04, 1, "vi"), "0,0"),
        (format_share(0.8212, "vi"), "82,1%"),
        (format_share(2.7, "en", 0), "270%"),
        (format_signed(3.21, 1, "vi"), "+3,2"),
        (format_signed(-3.21, 1, "en"), "−3.2"),
        (format_signed(0.01, 1, "vi"), "0,0"),
        (format_points(0.021, "vi"), "+2,1 điểm %"),
        (format_points(-0.021, "en"), "−2.1 percentage points"),
    ],
)
def test_numbers_are_written_as_each_language_does(written, expected):
    assert written == expected
