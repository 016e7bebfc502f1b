"""Every column of a form from a few known ones, so that each "=" and "≤" of its layout holds."""

import numpy as np

from etl.forms.layout import AtMost, Layout, Sum

Columns = dict[str, np.ndarray]


def fill_columns(layout: Layout, known: Columns, rng: np.random.Generator) -> Columns:
    """`known` and every other column of the layout, as whole numbers ≥ 0, row by row.

    A known total is split among its unknown parts at random; a total of known parts is their sum; a column with a limit is a
    draw below it; what no rule decides is small, but never below what it must hold. The known columns keep the rules.
    """
    filled = dict(known)
    size = len(next(iter(known.values())))
    while len(filled) < len(layout.columns):
        if not any(_apply_sum(rule, filled, rng) for rule in layout.sums) and not any(
            _apply_limit(rule, filled, rng, layout) for rule in layout.limits
        ):
            no = _next_column(layout, filled)
            filled[no] = _least(layout, no, filled, size) + rng.poisson(0.4, size)
    return {column.no: filled[column.no] for column in layout.columns}


def _apply_sum(rule: Sum, filled: Columns, rng: np.random.Generator) -> bool:
    """Make what the rule still lacks; False where there is nothing to make yet."""
    unknown = [part for part in rule.parts if part not in filled]
    if rule.total in filled and unknown:
        rest = filled[rule.total] - sum(filled[part] for part in rule.parts if part in filled)
        shares = np.linspace(2, 1, len(unknown))
        split = rng.multinomial(rest, shares / shares.sum())
        filled.update({part: split[:, place] for place, part in enumerate(unknown)})
        return True
    if rule.total not in filled and not unknown:
        filled[rule.total] = sum(filled[part] for part in rule.parts)
        return True
    return False


def _apply_limit(rule: AtMost, filled: Columns, rng: np.random.Generator, layout: Layout) -> bool:
    """A draw below the limit, of a column that no sum will make and whose parts are all still open."""
    if rule.column in filled or rule.limit not in filled:
        return False
    if any(rule.column in sum_.parts for sum_ in layout.sums) or rule.column in _begun(layout, filled):
        return False
    filled[rule.column] = rng.binomial(filled[rule.limit], 0.6)
    return True


def _begun(layout: Layout, filled: Columns) -> set[str]:
    """The totals of which a part is known."""
    return {rule.total for rule in layout.sums if any(part in filled for part in rule.parts)}


def _next_column(layout: Layout, filled: Columns) -> str:
    """The total of parts that are partly known, else the first column that is no total, else the first there is."""
    missing = [column.no for column in layout.columns if column.no not in filled]
    totals = {rule.total for rule in layout.sums}
    for candidates in (_begun(layout, filled).intersection(missing), set(missing) - totals, set(missing)):
        if candidates:
            return min(candidates, key=int)
    raise AssertionError("asked for a column of a form that is full")


def _least(layout: Layout, no: str, filled: Columns, size: int) -> np.ndarray:
    """What a column holds at least: its known parts, and every known column that it limits."""
    parts = [sum(filled[part] for part in rule.parts if part in filled) for rule in layout.sums if rule.total == no]
    limited = [filled[rule.column] for rule in layout.limits if rule.limit == no and rule.column in filled]
    return np.maximum.reduce(
        [np.zeros(size, dtype=int), *(part + np.zeros(size, dtype=int) for part in parts), *limited]
    )
