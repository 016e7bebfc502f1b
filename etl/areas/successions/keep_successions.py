"""The correspondences that were taken in, kept as one table for every later build."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.areas.successions.read_successions import CORRESPONDENCE
from longdan.language.locale import text

FOLDER = "successions"


@dataclass(frozen=True)
class ImportSummary:
    """`listed` rows in the file, `unit_count` units they speak of; `replaced` rows kept earlier that they replaced."""

    listed: int
    unit_count: int
    replaced: int

    def describe(self, language: str) -> str:
        return text("successions.imported", language, listed=self.listed, units=self.unit_count, replaced=self.replaced)


def read_kept(archive: Path) -> pl.DataFrame:
    """What was taken in so far, in the columns CORRESPONDENCE; no rows where nothing was."""
    path = _table(archive)
    return pl.read_csv(path, schema=CORRESPONDENCE) if path.exists() else pl.DataFrame(schema=CORRESPONDENCE)


def merge_kept(kept: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """The rows given, and of those kept what speaks of another unit, day or level."""
    return pl.concat([_not_named(kept, given), given])


def keep(archive: Path, kept: pl.DataFrame, given: pl.DataFrame) -> ImportSummary:
    """Put the merged table in the place of the earlier one."""
    target = _table(archive)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    merge_kept(kept, given).write_csv(draft)
    draft.replace(target)
    replaced = kept.height - _not_named(kept, given).height
    return ImportSummary(given.height, given["from_code"].n_unique(), replaced)


def _not_named(kept: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    level = pl.col("to_code").str.len_chars().alias("to_length")
    named = given.select("from_code", "effective_on", level)
    return (
        kept.with_columns(level)
        .join(named, on=["from_code", "effective_on", "to_length"], how="anti")
        .drop("to_length")
    )


def _table(archive: Path) -> Path:
    return archive / FOLDER / "successions.csv"
