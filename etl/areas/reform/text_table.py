"""The file of merger texts: one row per commune of 01/07/2025."""

import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.areas.reform.merger_text import MergerText, read_merger_text
from etl.areas.reform.unit_index import Match, UnitIndex
from longdan.language.fault import Fault, FaultError
from longdan.language.names import fold_name

# Province, kind, name and text of what was merged, as the site of the maps of the reform names them.
COLUMNS = ("tentinh", "loai", "tenhc", "truocsapnhap")
_PROVINCE_KIND = re.compile(r"^(?:thu do|thanh pho|tinh)\s+")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text: where it stands, the commune as the file names it, and the unit that is (None: no unit has that name)."""

    row: int
    written: str
    match: Match
    text: str
    content: MergerText

    @property
    def new_id(self) -> str | None:
        return self.match.units[0].area_id if len(self.match.units) == 1 else None


def read_text_table(path: Path, new_units: UnitIndex, regions: dict[str, str]) -> list[TextRow]:
    """Every row of the csv, in its order. Raises FaultError for what is no such file."""
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError):
        raise FaultError(Fault("reform.texts_unreadable", path.name)) from None
    missing = [column for column in COLUMNS if column not in frame.columns]
    if missing:
        raise FaultError(Fault("reform.texts_columns", path.name, values={"columns": ", ".join(missing)}))
    rows = enumerate(frame.select(COLUMNS).fill_null("").iter_rows(), start=2)
    return [_read_row(number, cells, new_units, regions) for number, cells in rows]


def _read_row(number: int, cells: tuple[str, ...], new_units: UnitIndex, regions: dict[str, str]) -> TextRow:
    province, kind, name, text = cells
    region = regions.get(_PROVINCE_KIND.sub("", fold_name(province)), "")
    written = f"{kind.capitalize()} {name}"
    return TextRow(number, f"{written}, {province}", new_units.find(written, region), text, read_merger_text(text))
