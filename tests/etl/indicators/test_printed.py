"""Figures taken as an article or an official text prints them."""

from datetime import date

import pytest

from longdan.methods.period import Period
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import HAI_PHONG, PETITIONS, SCREENED_SHARE, VN, Cell, over, report, total_of

YEARS = Period("span", "civil", date(2016, 1, 1), date(2020, 12, 31)).period_id


@pytest.mark.parametrize(
    ("cells", "value", "qualifier"),
    [
        ({"petitions/value": 1725}, 1725, "="),
        ({"petitions/value": over(2600)}, 2600, ">"),
        ({"screened_share/numerator": 71, "screened_share/denominator": 72}, 71 / 72, "="),
        (
            {"screened_share/value": 0.898, "screened_share/numerator": 203, "screened_share/denominator": 226},
            0.898,
            "=",
        ),
    ],
)
def test_a_printed_figure_is_kept_as_printed(
    make_country: MakeCountry, cells: dict, value: float, qualifier: str
) -> None:
    country = make_country(PETITIONS, SCREENED_SHARE)
    country.receive(
        report({total_of(HAI_PHONG): cells}, form="published", period=YEARS, is_partial=True, origin="press")
    )
    country.compute()
    indicator_id = next(iter(cells)).partition("/")[0]
    found = country.observation(indicator_id, HAI_PHONG, YEARS)
    assert (found["value"], found["qualifier"], found["form"]) == (value, qualifier, "published")


def test_a_printed_figure_is_never_added_up(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    cells = {total_of(HAI_PHONG): {"petitions/value": 10}}
    country.receive(report(cells, form="published", period=YEARS, is_partial=True))
    country.compute()
    assert not country.observations("petitions", VN, YEARS)


def test_a_result_that_was_not_published_has_no_value(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS)
    cells = {total_of(HAI_PHONG): {"petitions/value": Cell(None, "unpublished")}}
    country.receive(report(cells, form="published", period=YEARS, is_partial=True))
    country.compute()
    found = country.observation("petitions", HAI_PHONG, YEARS)
    assert (found["value"], found["status"]) == (None, "unpublished")
