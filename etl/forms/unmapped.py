"""Official forms that are known by name and not read, from `data/forms/unmapped.toml`: named, and refused as such."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache

from etl.forms.layout import FOLDER
from longdan.language.fault import Fault, FaultError


def refuse_family(lines: Iterable[str]) -> None:
    """Raises FaultError where a line of the head calls the sheet a form of an unmapped family (`01/TTr`)."""
    for line in lines:
        for family in _load_unmapped()["family"]:
            if match := re.search(rf"(?<!\d)(\d\d?)\s*/\s*{family['letters']}\b", line, re.IGNORECASE):
                raise _not_mapped(f"{int(match[1]):02d}/{family['letters']}", family)


def refuse_gap(circular: str | None, number: str) -> None:
    """Raises FaultError for a form whose columns are not known in this circular (folder name), though in another."""
    for gap in _load_unmapped()["gap"]:
        if gap["circular"] == circular and number in gap["numbers"]:
            raise _not_mapped(number, gap)


def _not_mapped(number: str, entry: dict) -> FaultError:
    values = {"number": number, "title_vi": entry["title_vi"], "title_en": entry["title_en"]}
    return FaultError(Fault("forms.not_mapped", values=values))


@cache
def _load_unmapped() -> dict[str, list[dict]]:
    return tomllib.loads((FOLDER / "unmapped.toml").read_text(encoding="utf-8"))
