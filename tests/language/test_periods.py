"""What a period is called."""

from datetime import date

import pytest

from longdan.language.periods import format_period, label_period, shorten_period
from longdan.methods.period import Period, inspection_period


def civil(type, start, end):
    return Period(type, "civil", date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        (inspection_period("quarter", 2026, 3), "Quý III/2026 (15/6–14/9/2026)", "Q3 2026 (15 Jun–14 Sep 2026)"),
        (
            inspection_period("quarter", 2026, 1),
            "Quý I/2026 (15/12/2025–14/3/2026)",
            "Q1 2026 (15 Dec 2025–14 Mar 2026)",
        ),
        (
            inspection_period("half", 2026),
            "6 tháng đầu năm 2026 (lũy kế 15/12/2025–14/6/2026)",
            "First half of 2026 (cumulative, 15 Dec 2025–14 Jun 2026)",
        ),
        (
            inspection_period("nine_months", 2026),
            "9 tháng năm 2026 (lũy kế 15/12/2025–14/9/2026)",
            "First nine months of 2026 (cumulative, 15 Dec 2025–14 Sep 2026)",
        ),
        (
            inspection_period("year", 2025),
            "Năm 2025 (lũy kế 15/12/2024–14/12/2025)",
            "Year 2025 (cumulative, 15 Dec 2024–14 Dec 2025)",
        ),
        (civil("month", "2026-09-01", "2026-09-30"), "Tháng 9/2026", "September 2026"),
        (civil("quarter", "2026-07-01", "2026-09-30"), "Quý III/2026", "Q3 2026"),
        (civil("half", "2026-07-01", "2026-12-31"), "6 tháng cuối năm 2026", "Second half of 2026"),
        (civil("year", "2016-01-01", "2016-12-31"), "Năm 2016", "Year 2016"),
        (
            Period("year", "national_assembly", date(2021, 8, 1), date(2022, 7, 31)),
            "Năm báo cáo Quốc hội 1/8/2021–31/7/2022",
            "National Assembly year 1 Aug 2021–31 Jul 2022",
        ),
        (civil("span", "2016-01-01", "2020-12-31"), "2016–2020", "2016–2020"),
        (civil("span", "2022-01-01", "2022-12-01"), "1/1–1/12/2022", "1 Jan–1 Dec 2022"),
        (civil("round", "2021-11-04", "2021-11-04"), "Đợt 4/11/2021", "Round 4 Nov 2021"),
    ],
)
def test_a_period_is_named_with_its_window_where_the_calendar_does_not_give_it(period, vietnamese, english):
    assert format_period(period.period_id, "vi") == vietnamese
    assert format_period(period.period_id, "en") == english


def test_the_label_alone_has_no_window():
    assert label_period(inspection_period("quarter", 2026, 3).period_id, "vi") == "Quý III/2026"


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_quarters_of_the_inspection_year_are_numbered_as_the_period_numbers_them(number):
    period = inspection_period("quarter", 2026, number)
    assert label_period(period.period_id, "en") == f"Q{period.number} {period.year}"


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        (civil("year", "2015-01-01", "2015-12-31"), "2015", "2015"),
        (inspection_period("year", 2025), "2025", "2025"),
        (inspection_period("quarter", 2026, 1), "Q. I/26", "Q1 ’26"),
        (inspection_period("nine_months", 2026), "9T/26", "9M ’26"),
        (civil("half", "2026-07-01", "2026-12-31"), "6T-2/26", "H2 ’26"),
        (civil("month", "2026-05-01", "2026-05-31"), "5/26", "5/26"),
        (civil("round", "2025-11-01", "2025-11-30"), "11/2025", "11/2025"),
        (civil("span", "2016-01-01", "2020-12-31"), "2016–2020", "2016–2020"),
        (Period("year", "national_assembly", date(2021, 8, 1), date(2022, 7, 31)), "2021–2022", "2021–2022"),
    ],
)
def test_under_an_axis_a_period_keeps_its_own_year(period, vietnamese, english):
    assert shorten_period(period.period_id, "vi") == vietnamese
    assert shorten_period(period.period_id, "en") == english
