"""Which figures carry an interval, and which one."""

import pytest

from longdan.methods.count_interval import count_limits
from longdan.methods.interval import wilson
from tests.etl.conftest import MakeCountry
from tests.etl.small_country import (
    PETITIONS,
    SCREENED_SHARE,
    TAN_LIEN,
    VINH_BAO,
    given_by,
    indicator,
    over,
    report,
)

PER_1000 = indicator("per_1000", given_by("1", per_population=1000), aggregation="ratio_of_sums", unit="per_1000")


def test_a_share_of_petitions_has_wilsons_interval(make_country: MakeCountry) -> None:
    country = make_country(SCREENED_SHARE)
    country.receive(report({TAN_LIEN: {"1": 20, "2": 18}}))
    country.compute()
    found = country.observation("screened_share", TAN_LIEN)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx(wilson(18, 20))


def test_a_rate_has_the_interval_of_its_count(make_country: MakeCountry) -> None:
    country = make_country(PER_1000)
    country.receive(report({TAN_LIEN: {"1": 5}, VINH_BAO: {"1": 40}}))
    country.compute()
    for area_id, count, thousands in ((TAN_LIEN, 5, 10), (VINH_BAO, 40, 20)):
        found = country.observation("per_1000", area_id)
        expected = [limit / thousands for limit in count_limits(count)]
        assert [found["ci_low"], found["ci_high"]] == pytest.approx(expected)


def test_a_count_a_bounded_figure_and_a_share_above_one_have_none(make_country: MakeCountry) -> None:
    country = make_country(PETITIONS, SCREENED_SHARE)
    country.receive(report({TAN_LIEN: {"1": 20, "2": over(18)}, VINH_BAO: {"1": 20, "2": 25}}))
    country.compute()
    found = [country.observation("petitions", TAN_LIEN)]
    found += [country.observation("screened_share", area_id) for area_id in (TAN_LIEN, VINH_BAO)]
    assert [(row["ci_low"], row["ci_high"]) for row in found] == [(None, None)] * 3
