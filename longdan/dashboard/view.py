"""What a page is looking at: the choices that the address carries, and the figures they are asked of."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import polars as pl

from longdan.language.locale import DEFAULT_LANGUAGE
from longdan.warehouse.questions.areas import Area
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.periods import list_periods


@dataclass(frozen=True)
class View:
    """One reader's choices, all valid in the open build.

    `period_id` is None where the indicator has no figure for the area. `origin` is "real" where the reader wants no
    simulated figures, else "all" (then a unit that has both shows the real one). `edition` is "pre_2025_07" for an area
    that ended with the reform and for periods that end before it, else "current". `periods` are the rows of
    `list_periods`, `say` writes the sentence that opens the page, `build_date` is the day of the build in words.
    """

    page: str
    language: str
    area: Area
    indicator: Indicator
    period_id: str | None
    edition: str
    origin: str
    build_id: str
    has_simulated: bool
    cursor: duckdb.DuckDBPyConnection
    periods: pl.DataFrame
    say: Callable[[str], None]
    build_date: str

    @property
    def area_id(self) -> str:
        return self.area.area_id

    @property
    def indicator_id(self) -> str:
        return self.indicator.indicator_id

    @property
    def only_real(self) -> bool:
        return self.origin == "real"

    def move(self, area_id: str | None = None, indicator_id: str | None = None) -> dict[str, str]:
        """The query parameters of another area or indicator; the period stays where there is something to show in it."""
        area_id, indicator_id = area_id or self.area_id, indicator_id or self.indicator_id
        periods = list_periods(self.cursor, indicator_id, area_id, only_real=self.only_real)["period_id"]
        period_id = self.period_id if self.period_id in periods else None
        return self.address(area=area_id, indicator=indicator_id, period=period_id)

    def address(self, **changes: str | None) -> dict[str, str]:
        """The query parameters of this view, with some changed: for links to this and other pages."""
        values = {
            "area": self.area_id,
            "period": self.period_id,
            "indicator": self.indicator_id,
            "lang": None if self.language == DEFAULT_LANGUAGE else self.language,
            "data": "real" if self.only_real else None,
        } | changes
        return {name: value for name, value in values.items() if value}
