"""Design effects of pooled surveys: as exact as what is published allows, and silent about the withheld ones among them."""

from pathlib import Path

import duckdb
import pytest

from etl.disclosure.publish import publish
from etl.disclosure.rules import DisclosureRules
from longdan.methods.interval import wilson
from tests.etl.indicators.test_surveys import FIELDWORK, TRUST, survey
from tests.etl.series.rebase.test_surveys import BEFORE
from tests.etl.small_country import HAI_PHONG, REFORM, VN, SmallCountry

RULES = DisclosureRules(survey_minimum=30, units_minimum=2, width=5)
LARGE, OTHER, SMALL, LEAST = (f"1{place:04}@1900-01-01" for place in range(4))
NEIGHBOUR, MERGED = "30@1900-01-01", "31@2025-07-01"
TODAY = [
    (VN, "country", "country", "Cả nước", None, None, None, None, None),
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", VN, None, None, None, None),
    *(
        (each, "commune", "commune", f"Xã {each[:5]}", HAI_PHONG, None, None, None, 9_000)
        for each in (LARGE, OTHER, SMALL, LEAST)
    ),
]
UNTIL_REFORM = [
    TODAY[0],
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", VN, None, None, REFORM, None),
    (NEIGHBOUR, "province", "province", "Tỉnh Hải Dương", VN, None, None, REFORM, None),
    (MERGED, "province", "city", "Thành phố Hải Phòng mới", VN, None, REFORM, None, None),
    *(
        (each, "commune", "commune", f"Xã {each[:5]}", NEIGHBOUR if each == OTHER else HAI_PHONG, None, None, REFORM, 9_000)
        for each in (LARGE, OTHER, SMALL, LEAST)
    ),
]  # fmt: skip
SHOWN = {LARGE: ((150, 50, 0), 2.0), OTHER: ((60, 40, 0), None)}
HIDDEN = {SMALL: ((12, 8, 0), 3.0), LEAST: ((15, 10, 0), None)}
FIGURE = "numerator, denominator, sample_size, design_effect, ci_low, ci_high, status::varchar as status"


def publish_surveys(
    folder: Path, surveys: dict[str, tuple], units: list[tuple] = TODAY, period: str = FIELDWORK, *merged: str
) -> tuple[dict[str, dict], list[tuple]]:
    """The published figures by area, and the surveys with their design effects; `merged` are the provinces of MERGED."""
    folder.mkdir()
    country = SmallCountry(folder, (TRUST,), units)
    if merged:
        country.convert(MERGED, *((one, 1.0, "whole") for one in merged))
    for area, (answers, effect) in surveys.items():
        country.receive(survey(area, answers, design_effect=effect, period=period))
    country.compute()
    country.connection.close()
    publish(country.path, folder / "published.duckdb", RULES)
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as connection:
        figures = connection.sql(
            f"select area_id, {FIGURE} from observation where value is not null or status = 'suppressed'"
        )
        surveyed = connection.execute("select rated_area_id, design_effect from survey order by 1").fetchall()
        return {row.pop("area_id"): row for row in figures.pl().to_dicts()}, surveyed


def read_exact(folder: Path) -> float:
    """The design effect of the province before disclosure control."""
    with duckdb.connect(str(folder / "facts.duckdb"), read_only=True) as connection:
        query = "select design_effect from observation where area_id = $area and value is not null"
        return connection.execute(query, {"area": HAI_PHONG}).fetchall()[0][0]


def limits(figure: dict) -> tuple[float, float]:
    return figure["ci_low"], figure["ci_high"]


def test_a_withheld_share_takes_its_design_effect_with_it(tmp_path: Path) -> None:
    figures, surveyed = publish_surveys(tmp_path / "a", SHOWN | HIDDEN)
    assert set(figures[SMALL].values()) == {None, "suppressed"}
    assert surveyed == [(LARGE, 2.0), (OTHER, None), (SMALL, None), (LEAST, None)]
    assert (figures[LARGE]["design_effect"], figures[LARGE]["sample_size"]) == (2.0, 200)
    assert limits(figures[LARGE]) == pytest.approx(wilson(150, 200, design_effect=2))


def test_a_total_of_shown_surveys_has_its_own_design_effect(tmp_path: Path) -> None:
    figures, _ = publish_surveys(tmp_path / "a", SHOWN)
    for area in (HAI_PHONG, VN):
        assert figures[area]["design_effect"] == pytest.approx(500 / 300)
        assert limits(figures[area]) == pytest.approx(wilson(210, 300, design_effect=500 / 300))


def test_a_total_with_a_withheld_survey_has_that_of_the_shown_ones(tmp_path: Path) -> None:
    figures, _ = publish_surveys(tmp_path / "a", SHOWN | HIDDEN)
    for area in (HAI_PHONG, VN):
        assert figures[area]["denominator"] == 345
        assert figures[area]["design_effect"] == pytest.approx(500 / 300)
        assert limits(figures[area]) == pytest.approx(wilson(237, 345, design_effect=500 / 300))


def test_surveys_that_exchange_withheld_answers_are_published_alike(tmp_path: Path) -> None:
    """The exact design effects of the totals differ: with the sums of both and a known 3 and 1 they tell who has how many."""
    exchanged = {SMALL: ((15, 9, 0), 3.0), LEAST: ((12, 9, 0), None)}
    one, other = (publish_surveys(tmp_path / name, SHOWN | two) for name, two in (("a", HIDDEN), ("b", exchanged)))
    assert one == other
    exact = [read_exact(tmp_path / name) for name in ("a", "b")]
    assert exact == [(500 + 60 + 25) / 345, (500 + 72 + 21) / 345]


def test_a_total_of_withheld_surveys_alone_has_neither_design_effect_nor_interval(tmp_path: Path) -> None:
    figures, _ = publish_surveys(tmp_path / "a", HIDDEN)
    assert (figures[HAI_PHONG]["denominator"], figures[HAI_PHONG]["design_effect"]) == (45, None)
    assert limits(figures[HAI_PHONG]) == (None, None)


def test_without_a_given_design_effect_nothing_changes(tmp_path: Path) -> None:
    plain = {area: (answers, None) for area, (answers, _) in (SHOWN | HIDDEN).items()}
    figures, _ = publish_surveys(tmp_path / "a", plain)
    assert limits(figures[HAI_PHONG]) == pytest.approx(wilson(237, 345))
    assert {figure["design_effect"] for figure in figures.values()} == {None}


def test_a_total_put_on_another_province_is_made_of_what_is_published(tmp_path: Path) -> None:
    figures, _ = publish_surveys(tmp_path / "a", SHOWN | HIDDEN, UNTIL_REFORM, BEFORE, HAI_PHONG, NEIGHBOUR)
    assert figures[HAI_PHONG]["design_effect"] == 2.0  # of the one shown survey, not of 585 − 100 over 245
    assert figures[NEIGHBOUR]["design_effect"] is None
    assert figures[MERGED]["design_effect"] == pytest.approx((245 * 2 + 100) / 345)
    assert limits(figures[MERGED]) == pytest.approx(wilson(237, 345, design_effect=590 / 345))
