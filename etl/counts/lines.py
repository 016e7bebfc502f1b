"""The lines of a long list, small enough to hold: each different text is kept once, a line holds its numbers."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.counts.headings import Headings
from etl.files.delimited import collect_table, open_table
from longdan.language.numbers import MOST_COUNTED

BLANK = 2**32 - 1  # the code of a cell without text
KEYS = ("form", "column", "area", "start", "end", "scope")
_FIRST_ROW = 2  # under the headings


@dataclass(frozen=True)
class Lines:
    """`frame`: one row per line that is not blank, 40 bytes each, in no order: row, the codes of the texts in KEYS,
    `number` where the value is plain digits of a possible count, else `written`, the code of its text.

    `texts`: stripped, by code.
    """

    frame: pl.DataFrame
    texts: list[str]

    def text(self, code: int) -> str:
        """The text of a code; empty for BLANK."""
        return "" if code == BLANK else self.texts[code]


def read_lines(path: Path, headings: Headings) -> Lines:
    """Raises FaultError where a line has too many cells."""
    table = open_table(path)
    names = table.collect_schema().names()
    categories = pl.Categories.random()
    keeps_categories = pl.Series([], dtype=pl.Categorical(categories))  # Polars holds the texts only while one is alive

    def coded(text: pl.Expr) -> pl.Expr:
        return text.cast(keeps_categories.dtype).to_physical().fill_null(BLANK)

    read = headings.positions.keys() & {*KEYS, "value"}
    cells = {field: pl.col(names[headings.positions[field] - 1]) for field in sorted(read)}
    number = cells["value"].cast(pl.Int64, strict=False)
    is_plain = number.is_not_null() & number.is_between(0, MOST_COUNTED)
    frame = collect_table(
        table.with_row_index("row", offset=_FIRST_ROW)
        .filter(pl.any_horizontal(pl.col(names).is_not_null()))  # reads every column: else a spare cell goes unseen
        .select(
            "row",
            *(coded(cells.get(field, pl.lit(None, pl.String))).alias(field) for field in KEYS),
            number=pl.when(is_plain).then(number),
            written=coded(pl.when(~is_plain.fill_null(False)).then(cells["value"])),
        ),
        path,
    )
    return Lines(frame, [text.strip() for text in categories.to_series()] if len(frame) else [])
