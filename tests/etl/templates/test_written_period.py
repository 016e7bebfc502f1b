"""Periods as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.templates.written_period import read_period
from longdan.language.periods import label_period
from longdan.methods.period import name_window


@pytest.mark.parametrize(
    ("written", "period_id"),
    [
        ("Tháng 9/2026", "month.civil.2026-09-01.2026-09-30"),
        ("thang 9 nam 2026", "month.civil.2026-09-01.2026-09-30"),
        ("9/2026", "month.civil.2026-09-01.2026-09-30"),
        ("Quý III/2026", "quarter.civil.2026-07-01.2026-09-30"),
        ("Q3/2026", "quarter.civil.2026-07-01.2026-09-30"),
        ("6 tháng đầu năm 2026", "half.civil.2026-01-01.2026-06-30"),
        ("6 tháng cuối năm 2025", "half.civil.2025-07-01.2025-12-31"),
        ("9 tháng 2026", "nine_months.civil.2026-01-01.2026-09-30"),
        ("Năm 2026", "year.civil.2026-01-01.2026-12-31"),
        (2026, "year.civil.2026-01-01.2026-12-31"),
        ("từ ngày 15/12/2025 đến ngày 14/09/2026", "nine_months.inspection.2025-12-15.2026-09-14"),
        ("01/07/2026 - 30/09/2026", "quarter.civil.2026-07-01.2026-09-30"),
    ],
)
def test_a_written_period_is_the_civil_one_it_names(written: object, period_id: str) -> None:
    assert read_period(written).period_id == period_id


@pytest.mark.parametrize(
    "written", ["", "tháng 13/2026", "Quý V/2026", "hè 2026", "30/09/2026 - 01/07/2026", date(2026, 9, 1), 9, None]
)
def test_what_is_no_period_is_none(written: object) -> None:
    assert read_period(written) is None


@given(st.integers(2000, 2090), st.sampled_from([(1, 1, 3, 31), (4, 1, 6, 30), (9, 1, 9, 30), (1, 1, 12, 31)]))
def test_a_period_is_read_from_its_id_and_from_its_vietnamese_label(year: int, days: tuple[int, int, int, int]) -> None:
    period = name_window(date(year, *days[:2]), date(year, *days[2:]))
    assert read_period(period.period_id) == period
    assert read_period(label_period(period.period_id, "vi")) == period
