"""The identities and limits of a form, checked on one row of counts and between forms of one body and period."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.forms.layout import AtMost, Layout, Sum

_MOST_WRITTEN = 8  # addends of a sum that a person reads; of more only the first and the last
Values = Mapping[str, float | None]  # by printed number; None: not reported, or not exact


@dataclass(frozen=True)
class Broken:
    """A rule that a row breaks. `found` writes what stands there: `9 ≠ 5 + 3 = 8`, `12 > 10`."""

    rule: Sum | AtMost
    found: str

    @property
    def columns(self) -> tuple[str, ...]:
        return self.rule.columns


def broken_rules(layout: Layout, values: Values) -> list[Broken]:
    """Every rule of the layout that the row breaks.

    A part left blank may hold the whole difference, never a negative one; with the total blank nothing can be said.
    """
    sums = (_break_sum(rule, values) for rule in layout.sums)
    limits = (_break_limit(rule, values) for rule in layout.limits)
    return [broken for broken in (*sums, *limits) if broken]


def sum_differs(total: float, parts: list[float | None]) -> bool:
    """Whether the parts, of which None may be anything from 0 up, cannot make the total."""
    known = round(sum(part for part in parts if part is not None), 6)
    has_gap = any(part is None for part in parts)
    return known > round(total, 6) if has_gap else known != round(total, 6)


def write_difference(total: float, parts: list[float | None]) -> str:
    """`9 ≠ 5 + 3 = 8`: what a person needs to see which of the cells is wrong."""
    known = [part for part in parts if part is not None]
    written = [f"{part:.15g}" for part in known]
    if len(written) > _MOST_WRITTEN:
        written = [*written[: _MOST_WRITTEN - 2], "…", written[-1]]
    made = f"{round(sum(known), 6):.15g}"
    return f"{total:.15g} ≠ {' + '.join(written)} = {made}" if len(known) > 1 else f"{total:.15g} ≠ {made}"


def _break_sum(rule: Sum, values: Values) -> Broken | None:
    total, parts = values.get(rule.total), [values.get(part) for part in rule.parts]
    if total is None or not sum_differs(total, parts):
        return None
    return Broken(rule, write_difference(total, parts))


def _break_limit(rule: AtMost, values: Values) -> Broken | None:
    value, limit = values.get(rule.column), values.get(rule.limit)
    if value is None or limit is None or value <= limit:
        return None
    return Broken(rule, f"{value:.15g} > {limit:.15g}")
