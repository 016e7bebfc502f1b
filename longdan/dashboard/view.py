"""What a page is looking at: the choices that the address carries, and the figures they are asked of."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import polars as pl

from longdan.language.locale import DEFAULT_LANGUAGE
from longdan.warehouse.questions.areas import Area, list_counterparts
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.periods import list_periods

# How the address calls the units that figures stand on (`longdan/warehouse/questions/units.py`).
EDITIONS = {"reported": "reported", "current": "current", "pre": "pre_2025_07"}
DEFAULT_EDITION = "current"


@dataclass(frozen=True)
class View:
    """One reader's choices, all valid in the open build.

    `period_id` is None where the indicator has no figure for the area. `origin` is "real" where the reader wants no
    simulated figures, else "all" (then a unit that has both shows the real one). `units` are those that figures stand on:
    "reported" | "current" | "pre_2025_07"; an area that is not among them is shown as it reported. `periods` are the rows of
    `list_periods`, `say` writes the sentence that opens the page, `build_date` is the day of the build in words. `connection`
    is the build's own, shared by all: nothing is asked of it but cursors.
    """

    page: str
    language: str
    area: Area
    indicator: Indicator
    period_id: str | None
    units: str
    origin: str
    build_id: str
    has_simulated: bool
    connection: duckdb.DuckDBPyConnection
    periods: pl.DataFrame
    say: Callable[[str], None]
    build_date: str

    @property
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new cursor each time (20 µs), so that no two questions share one.

        Of a reader who is quick the run before is still asking when the next begins, and a fragment that is typed into runs on
        the view of an older run: on one cursor, DuckDB refuses the second question, or the first reads the answer to the second.
        """
        return self.connection.cursor()

    @property
    def area_id(self) -> str:
        return self.area.area_id

    @property
    def indicator_id(self) -> str:
        return self.indicator.indicator_id

    @property
    def only_real(self) -> bool:
        return self.origin == "real"

    def move(
        self, area_id: str | None = None, indicator_id: str | None = None, units: str | None = None
    ) -> dict[str, str]:
        """The query parameters of another area, indicator or units; the period stays where there is something to show in it."""
        area_id, indicator_id, units = area_id or self.area_id, indicator_id or self.indicator_id, units or self.units
        periods = list_periods(self.cursor, indicator_id, area_id, only_real=self.only_real, units=units)["period_id"]
        period_id = self.period_id if self.period_id in periods else None
        return self.address(area=area_id, indicator=indicator_id, period=period_id, edition=_name_edition(units))

    def switch(self, units: str) -> dict[str, str]:
        """The query parameters of the same place among other units: its one counterpart, or what a commune mostly lay in.

        Where it became several, the area stays, and the page offers them.
        """
        if self.area.is_among(units):
            return self.move(units=units)
        counterparts = list_counterparts(self.cursor, self.area_id, units=units)
        main = counterparts.filter("is_main")["area_id"].to_list()
        return self.move(area_id=main[0] if main else None, units=units)

    def address(self, **changes: str | None) -> dict[str, str]:
        """The query parameters of this view, with some changed: for links to this and other pages."""
        values = {
            "area": self.area_id,
            "period": self.period_id,
            "indicator": self.indicator_id,
            "lang": None if self.language == DEFAULT_LANGUAGE else self.language,
            "data": "real" if self.only_real else None,
            "edition": _name_edition(self.units),
        } | changes
        return {name: value for name, value in values.items() if value}


def _name_edition(units: str) -> str | None:
    """As the address calls them; the default stands in no address."""
    name = next(name for name, one in EDITIONS.items() if one == units)
    return None if name == DEFAULT_EDITION else name
