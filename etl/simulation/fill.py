"""Every column of a form from a few known ones, so that each "=" and "≤" of its layout holds."""

import numpy as np

from etl.forms.layout import AtMost, Layout, Sum

Columns = dict[str, np.ndarray]


def fill_columns(layout: Layout, known: Columns, rng: np.random.Generator) -> Columns:
    """`known` and every other column of the layout, as whole numbers ≥ 0, row by row.

    A known total is split among its unknown parts at random; a total of known parts is their sum; a column with a limit is a
    draw below it; what no rule binds is small. Rules are worked from the top of the form down until nothing is left.
    """
    filled = dict(known)
    size = len(next(iter(known.values())))
    while len(filled) < len(layout.columns):
        if not any(_apply_sum(rule, filled, rng) for rule in layout.sums) and not any(
            _apply_limit(rule, filled, rng, layout) for rule in layout.limits
        ):
            free = next(column.no for column in layout.columns if column.no not in filled)
            filled[free] = rng.poisson(0.4, size)
    return {column.no: filled[column.no] for column in layout.columns}


def _apply_sum(rule: Sum, filled: Columns, rng: np.random.Generator) -> bool:
    """Make what the rule still lacks; False where there is nothing to make yet."""
    unknown = [part for part in rule.parts if part not in filled]
    if rule.total in filled and unknown:
        rest = filled[rule.total] - sum(filled[part] for part in rule.parts if part in filled)
        shares = np.linspace(2, 1, len(unknown))
        split = rng.multinomial(np.maximum(rest, 0), shares / shares.sum())
        filled.update({part: split[:, place] for place, part in enumerate(unknown)})
        return True
    if rule.total not in filled and not unknown:
        filled[rule.total] = sum(filled[part] for part in rule.parts)
        return True
    return False


def _apply_limit(rule: AtMost, filled: Columns, rng: np.random.Generator, layout: Layout) -> bool:
    """A draw below the limit, of a column that no sum will make later."""
    if rule.column in filled or rule.limit not in filled or any(rule.column in sum_.columns for sum_ in layout.sums):
        return False
    filled[rule.column] = rng.binomial(filled[rule.limit], 0.6)
    return True
