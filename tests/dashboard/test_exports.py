"""A download opens in Excel with its letters, decimals and no formulas."""

from datetime import date

import polars as pl
import pytest

from longdan.dashboard.exports import disarm, write_csv

TABLE = pl.DataFrame(
    {"Địa bàn": ["Xã Vĩnh Thuận", None], "Giá trị": [0.8212, 1234567.0], "Từ": [date(2026, 6, 15)] * 2}
)


def test_vietnamese_excel_gets_semicolons_decimal_commas_and_a_mark_of_utf8() -> None:
    assert (
        write_csv(TABLE, "vi")
        == ("\ufeffĐịa bàn;Giá trị;Từ\r\nXã Vĩnh Thuận;0,8212;15/06/2026\r\n;1234567;15/06/2026\r\n").encode()
    )


def test_english_excel_gets_commas_and_decimal_points() -> None:
    assert (
        write_csv(TABLE, "en")
        == ("\ufeffĐịa bàn,Giá trị,Từ\r\nXã Vĩnh Thuận,0.8212,2026-06-15\r\n,1234567,2026-06-15\r\n").encode()
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_excel_would_run_is_disarmed(sign: str) -> None:
    hostile = f"{sign}HYPERLINK(1)"
    assert disarm(hostile) == "'" + hostile
    assert f"'{sign}" in write_csv(pl.DataFrame({"x": [hostile]}), "vi").decode()
    assert write_csv(pl.DataFrame({hostile: ["a"]}), "vi").decode().lstrip('\ufeff"').startswith("'")


def test_numbers_are_never_written_with_an_exponent_or_as_text() -> None:
    written = write_csv(pl.DataFrame({"x": [-3.5, 1e15, 1e-7]}), "vi").decode()
    assert written.splitlines()[1:] == ["-3,5", "1000000000000000", "0,0000001"]
