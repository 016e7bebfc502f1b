"""The faults of a long list: the first of each kind in full, the rest counted, and how many lines were refused in all."""

from collections import Counter
from collections.abc import Callable

import polars as pl

from longdan.language.fault import Fault

LISTED = 100  # faults of one kind that are told in full


class Refusals:
    """Collects refused lines. A line with several faults is one refused line."""

    def __init__(self) -> None:
        self._rows: list[pl.Series] = []
        self._listed: list[Fault] = []
        self._first_row: dict[str, int] = {}
        self._listed_count: Counter[str] = Counter()
        self._further_count: Counter[str] = Counter()

    def add(self, code: str, lines: pl.DataFrame, describe: Callable[[dict], Fault]) -> None:
        """One fault for each of `lines` (row, and whatever `describe` reads to word the fault at its place)."""
        if not lines.height:
            return
        self._rows.append(lines["row"])
        room = LISTED - self._listed_count[code]
        for line in lines.sort("row").head(room).iter_rows(named=True):
            self._listed.append(describe(line).at(row=line["row"]))
            self._first_row.setdefault(code, line["row"])
        self._listed_count[code] += min(room, lines.height)
        self._further_count[code] += max(lines.height - room, 0)

    def refuse(self, rows: pl.Series) -> None:
        """Lines that another line's fault takes with it."""
        self._rows.append(rows)

    @property
    def rows(self) -> pl.Series:
        """The refused lines, each once."""
        return pl.concat([pl.Series("row", [], pl.UInt32), *self._rows]).unique()

    @property
    def faults(self) -> list[Fault]:
        """By row; after them, for each kind that has more than is listed, how many more."""
        further = [
            Fault("counts.further", values={"count": count, "first": self._first_row[code]})
            for code, count in self._further_count.items()
            if count
        ]
        return sorted(self._listed, key=lambda fault: fault.row or 0) + further
