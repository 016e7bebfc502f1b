"""The small country, with whatever indicators a test needs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from longdan.warehouse.indicator import Indicator
from tests.etl.small_country import SmallCountry

MakeCountry = Callable[..., SmallCountry]


@pytest.fixture
def make_country(tmp_path: Path) -> Iterator[MakeCountry]:
    """`make_country(indicator, …)`: an empty warehouse that knows these indicators; a new one at every call."""
    made: list[SmallCountry] = []

    def make(*indicators: Indicator) -> SmallCountry:
        folder = tmp_path / f"country{len(made)}"
        folder.mkdir()
        made.append(SmallCountry(folder, indicators))
        return made[-1]

    yield make
    for country in made:
        country.connection.close()
