"""The indicator that a target names: its id or its title, and whether the figure fits its unit."""

from functools import cached_property

from longdan.language.fault import Fault
from longdan.language.names import fold_name
from longdan.language.numbers import Reading
from longdan.warehouse.catalogue import Indicator, load_catalogue


class IndicatorNames:
    """The catalogue, read when the first target asks for it."""

    def find(self, written: str) -> str | None:
        """The id of an indicator by its id or its title in either language."""
        indicator = self._by_name.get(_key(written))
        return indicator.indicator_id if indicator else None

    def check(self, written: str, reading: Reading) -> tuple[str, Fault] | None:
        """(field, fault) where there is no such indicator, no figure, or a share without its % sign."""
        indicator = self._by_name.get(_key(written))
        if indicator is None:
            return "indicator", Fault("templates.indicator_unknown", found=written)
        if reading.value is None:
            return "value", Fault("templates.required")
        if reading.is_percent != (indicator.unit == "share") and not (0 < reading.value < 1):
            return "value", Fault("templates.target_unit", found=f"{reading.value:g}")
        return None

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        return {
            _key(name): indicator
            for indicator in load_catalogue().indicators
            for name in (indicator.title_vi, indicator.title_en, indicator.indicator_id)
        }


def _key(written: str) -> str:
    return fold_name(written.replace("_", " "))
