"""The indicator that a target names: its id or its title, and whether the figure fits its unit."""

from functools import cached_property

from longdan.language.fault import Fault
from longdan.language.locale import LANGUAGES
from longdan.language.names import fold_name
from longdan.language.numbers import Reading, format_number, format_share
from longdan.warehouse.catalogue import Indicator, load_catalogue


class IndicatorNames:
    """The catalogue, read when the first target asks for it."""

    def find(self, written: str) -> str | None:
        """The id of an indicator by its id or its title in either language."""
        indicator = self._by_name.get(_key(written))
        return indicator.indicator_id if indicator else None

    def check(self, written: str, reading: Reading) -> tuple[str, Fault] | None:
        """(field, fault) where there is no such indicator, no figure, a share without its % sign, or what no value can be."""
        indicator = self._by_name.get(_key(written))
        if indicator is None:
            return "indicator", Fault("templates.indicator_unknown", found=written)
        if reading.value is None:
            return "value", Fault("templates.required")
        is_share = indicator.unit == "share"
        is_bare_share = is_share and not reading.is_percent and not 0 < reading.value < 1
        found = f"{reading.value:.15g}{' %' if reading.is_percent else ''}"
        if is_bare_share or (reading.is_percent and not is_share):
            return "value", Fault("templates.target_unit", found=found)
        least, most = indicator.scale_min or 0.0, indicator.most
        if reading.share >= least and (most is None or reading.share <= most):
            return None
        code = "target_least" if most is None else "target_range"
        return "value", Fault(f"templates.{code}", found=found, values=_limits(least, most, is_share))

    @cached_property
    def _by_name(self) -> dict[str, Indicator]:
        return {
            _key(name): indicator
            for indicator in load_catalogue().indicators
            for name in (indicator.title_vi, indicator.title_en, indicator.indicator_id)
        }


def _key(written: str) -> str:
    return fold_name(written.replace("_", " "))


def _limits(least: float, most: float | None, is_share: bool) -> dict[str, str]:
    """`least_vi`, `most_vi`, …; a share in percent."""
    limits = {"least": least} if most is None else {"least": least, "most": most}
    return {
        f"{side}_{language}": format_share(limit, language, 0)
        if is_share
        else format_number(limit, 0 if float(limit).is_integer() else 2, language)
        for side, limit in limits.items()
        for language in LANGUAGES
    }
