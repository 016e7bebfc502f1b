"""Every address leads to a view: what is unknown becomes a notice and a default."""

import polars as pl
import pytest

from longdan.dashboard.choices import choose_indicator, choose_period, find_newer_incomplete, newest_period
from longdan.methods.period import inspection_period

Q1, Q2, Q3 = (inspection_period("quarter", 2026, number) for number in (1, 2, 3))
NINE = inspection_period("nine_months", 2026)


def make_periods(*rows: tuple) -> pl.DataFrame:
    """Rows of (period, reporting, expected)."""
    return pl.DataFrame(
        [
            {
                "period_id": period.period_id, "type": period.type, "calendar": period.calendar,
                "end_on": period.end_on, "reporting_units": reporting, "expected_units": expected, "has_value": True,
            }
            for period, reporting, expected in rows
        ],
        schema={
            "period_id": pl.String, "type": pl.String, "calendar": pl.String, "end_on": pl.Date,
            "reporting_units": pl.UInt16, "expected_units": pl.UInt16, "has_value": pl.Boolean,
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reporting", "opened"), [(41, Q2), (79, Q2), (80, Q3), (99, Q3)], ids=["41 of 100", "79", "80", "99"]
)
def test_the_newest_period_with_four_fifths_of_the_units_opens(reporting: int, opened) -> None:
    periods = make_periods((Q1, 95, 100), (Q2, 95, 100), (Q3, reporting, 100))
    assert choose_period(periods, None, 0.8, "Hải Phòng", "vi") == (opened.period_id, None)


def test_a_newer_incomplete_period_is_offered() -> None:
    periods = make_periods((Q2, 95, 99), (Q3, 41, 99), (NINE, 41, 99))
    offered = find_newer_incomplete(periods, Q2.period_id, 0.8)
    assert (offered["period_id"], offered["reporting_units"]) == (Q3.period_id, 41)
    assert find_newer_incomplete(periods, Q3.period_id, 0.8) is None


def test_where_no_period_is_complete_the_newest_opens() -> None:
    assert choose_period(make_periods((Q2, 10, 99), (Q3, 41, 99)), None, 0.8, "x", "vi")[0] == Q3.period_id


def test_a_quarter_opens_before_the_nine_months_that_end_with_it() -> None:
    assert newest_period(make_periods((NINE, None, None), (Q3, None, None)))["period_id"] == Q3.period_id


def test_an_unknown_period_is_named_with_what_is_shown_instead() -> None:
    shown, notice = choose_period(make_periods((Q3, None, None)), "quý bốn", 0.8, "Hải Phòng", "vi")
    assert shown == Q3.period_id
    assert notice.key == "unknown_period"
    assert notice.values["shown"] == "Quý III/2026 (15/6–14/9/2026)"


def test_where_every_figure_is_withheld_the_newest_period_says_so() -> None:
    withheld = make_periods((Q2, None, None), (Q3, None, None)).with_columns(has_value=pl.lit(False))
    assert choose_period(withheld, None, 0.8, "x", "vi")[0] == Q3.period_id


def test_an_area_without_figures_has_no_period() -> None:
    assert choose_period(make_periods(), None, 0.8, "x", "vi") == (None, None)
    assert choose_period(make_periods(), Q3.period_id, 0.8, "x", "vi")[1].key == "no_period"


CATALOGUE = pl.DataFrame(
    {"indicator_id": ["empty", "plain", "headline"], "is_headline": [True, False, True]}
).with_columns(
    topic=pl.lit("survey"), title_vi=pl.lit("Tên"), title_en=pl.lit("Title"), unit=pl.lit("share"),
    decimals=pl.lit(1), direction=pl.lit("neutral"), aggregation=pl.lit("sum"), apportion=pl.lit("area"), numerator_vi=None, numerator_en=None,
    denominator_vi=None, denominator_en=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "preferred", "with_figures", "shown", "has_notice"),
    [
        (None, "", {"plain", "headline"}, "headline", False),
        (None, "", {"plain"}, "plain", False),
        (None, "empty", {"plain", "headline"}, "headline", False),
        (None, "plain", {"plain", "headline"}, "plain", False),
        (None, "", set(), "empty", False),
        ("empty", "", {"headline"}, "empty", False),
        ("no_such", "", {"headline"}, "headline", True),
    ],
)
def test_an_indicator_with_figures_opens_unless_another_is_asked_for(
    asked: str | None, preferred: str, with_figures: set[str], shown: str, has_notice: bool
) -> None:
    indicator, notice = choose_indicator(CATALOGUE, asked, preferred, lambda: with_figures, "vi")
    assert (indicator.indicator_id, notice is not None) == (shown, has_notice)


def test_an_empty_catalogue_has_no_indicator() -> None:
    assert choose_indicator(CATALOGUE.clear(), None, "", set, "vi") == (None, None)
