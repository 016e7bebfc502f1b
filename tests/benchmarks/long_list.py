"""A long list of counts as an information system exports it, with every form, unit and period there was."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from etl.forms.layout import Layout, load_layouts
from etl.simulation.fill import fill_columns
from longdan.methods.period import Period, inspection_period

_FIRST_YEAR, _LAST_YEAR = 2021, 2026
_HEADINGS = ("Biểu mẫu", "Cột", "Mã đơn vị", "Từ ngày", "Đến ngày", "Giá trị")


def write_long_list(path: Path, count: int, area: pl.DataFrame) -> None:
    """`count` lines in UTF-8, the newest periods first; each form's rules hold."""
    rng = np.random.default_rng(20260914)
    written = 0
    with path.open("wb") as file:
        for layout, period in _reports():
            lines = _lines(layout, period, area, rng).head(count - written)
            file.write(lines.write_csv(include_header=written == 0).encode())
            written += lines.height
            if written == count:
                return
    raise ValueError(f"the calendar has {written} lines, not {count}")


def _reports() -> Iterator[tuple[Layout, Period]]:
    for year in range(_LAST_YEAR, _FIRST_YEAR - 1, -1):
        quarters = [inspection_period("quarter", year, number) for number in (1, 2, 3, 4)]
        for period in (*quarters, *(inspection_period(type_, year) for type_ in ("half", "nine_months", "year"))):
            yield from ((layout, period) for layout in load_layouts().values() if layout.is_in_force(period.end_on))


def _lines(layout: Layout, period: Period, area: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    codes = area.filter(
        pl.col("level") == "commune",
        pl.lit(period.end_on).is_between("valid_from", pl.col("valid_to").fill_null(period.end_on)),
    )["code"].sort()
    filled = fill_columns(layout, {"1": rng.poisson(9, len(codes))}, rng)
    values = np.stack([filled[no] for no in layout.numbers], axis=1).astype(int).reshape(-1)
    size = len(layout.numbers)
    columns = (
        pl.repeat(layout.form, len(values), eager=True),
        pl.Series(list(layout.numbers) * len(codes)),
        codes.gather(np.repeat(np.arange(len(codes)), size)),
        pl.repeat(period.start_on, len(values), eager=True),
        pl.repeat(period.end_on, len(values), eager=True),
        pl.Series(values),
    )
    return pl.DataFrame([column.alias(name) for name, column in zip(_HEADINGS, columns, strict=True)])
