"""The words by which an official form is read, from `data/forms/words.toml`."""

import tomllib
from functools import cache

from etl.forms.layout import FOLDER
from longdan.language.names import fold_name, normalise_name


@cache
def load_words() -> dict:
    return tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))


def folded(cell: object) -> str:
    """The folded text of a cell; empty for anything but text."""
    return fold_name(cell) if isinstance(cell, str) else ""


def is_one_of(cell: object, key: str) -> bool:
    return folded(cell) in load_words()[key]


def first_words(cell: object, key: str, level: str | None = None) -> str | None:
    """The longest listed beginning that the cell has, folded; None without one."""
    words = load_words()[key]
    return _longest_start(folded(cell), words[level] if level else words)


def names_department(cell: object) -> bool:
    """The cell begins like the name of a department, its diacritics counted."""
    written = normalise_name(cell).casefold() if isinstance(cell, str) else ""
    return _longest_start(written, load_words()["department_starts"]) is not None


def _longest_start(text: str, starts: list[str]) -> str | None:
    found = [start for start in starts if text == start or text.startswith(start + " ")]
    return max(found, key=len, default=None)
