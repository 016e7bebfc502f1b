"""An area among those of its parent: its rank as a band, and the funnel they are drawn in."""

import numpy as np
import polars as pl
import pytest

from longdan.dashboard.charts.funnel import draw_funnel
from longdan.dashboard.siblings import draw_limits, find_rank
from longdan.methods.interval import wilson
from tests.dashboard.test_contrasts import indicator

DRAW = np.random.default_rng(11)


def siblings(parts: list[int], whole: int = 100, effect: float | None = None) -> pl.DataFrame:
    rows = [
        {"area_id": f"{place:02}", "area_vi": f"Xã {place}", "area_en": f"Xã {place}", "value": part / whole}
        | {"numerator": float(part), "denominator": float(whole), "design_effect": effect}
        | dict(zip(("ci_low", "ci_high"), wilson(part, whole, design_effect=effect or 1), strict=True))
        for place, part in enumerate(parts)
    ]
    return pl.DataFrame(rows)


def test_a_rank_is_as_wide_as_the_intervals_leave_it() -> None:
    band = find_rank(siblings([95, 60, 58, 57, 20]), "01")
    assert (band.best, band.worst, band.count) == (2, 4, 5)
    assert find_rank(siblings([95, 60, 58, 57]), "01") is None
    assert find_rank(siblings([95, 60, 58, 57, 20]), "99") is None


def test_a_unit_far_below_lies_outside_the_funnel_that_the_chart_draws() -> None:
    parts = [*DRAW.binomial(100, 0.8, 40).tolist(), 35]
    funnel = draw_limits(siblings(parts), indicator())
    scores = dict(zip(funnel.points["area_id"], funnel.points["score"], strict=True))
    assert scores["40"] < -3.09
    assert sum(abs(score) > 3.09 for score in scores.values()) <= 2
    assert (funnel.limits["far_low"] < funnel.limits["near_low"]).all()
    chart = draw_funnel(funnel, indicator(), "40", "vi").to_dict()
    (own,) = [row for rows in chart["datasets"].values() for row in rows if row.get("area") == "Xã 40"]
    assert (own["value"], own["figure"]) == (35, "35,0%")


def test_too_few_units_and_figures_without_counts_have_no_funnel() -> None:
    assert draw_limits(siblings([80] * 19), indicator()) is None
    assert draw_limits(siblings([80] * 30), indicator("score")) is None


def test_a_funnel_places_a_sample_by_its_effective_size() -> None:
    parts = DRAW.binomial(100, 0.6, 30)
    plain = draw_limits(siblings(list(parts)), indicator())
    twice = draw_limits(siblings([2 * part for part in parts], whole=200, effect=2.0), indicator())
    assert twice.points["whole"].to_list() == [100.0] * 30
    said = [str(draw_funnel(one, indicator(), "00", "vi").to_dict()) for one in (plain, twice)]
    assert [("cỡ mẫu hiệu dụng" in chart) for chart in said] == [False, True]
    assert twice.points["score"].to_list() == pytest.approx(plain.points["score"].to_list())
    assert twice.limits["far_low"].to_list() == pytest.approx(plain.limits["far_low"].to_list())
