"""Tells personal data in text: a title before a name, a full name, a telephone or identity number.

For any text that is kept, of a template or of an official form, and is no unit of the official list. No resident's name is
ever stored (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15), so it rather refuses a street too many than lets a name pass. The words
are in data/forms/personal.toml.
"""

import re
import tomllib
from functools import cache, lru_cache

from etl.forms.layout import FOLDER
from longdan.language.fault import Fault

_LATIN = (*range(0x41, 0x180), *range(0x1A0, 0x1B1), *range(0x1EA0, 0x1EFA))  # with every Vietnamese letter
_CAPITALISED = rf"[{''.join(chr(sign) for sign in _LATIN if chr(sign).isupper())}]\w*"
_NUMBERS = re.compile(
    r"(?<![\w./-])(?:(?:\+?84|0)(?:[ .-]?\d){9,10}"  # telephone
    r"|\d{12}|\d{9})(?![\w./-]*\w)"  # citizen's card and the older identity card
)


@lru_cache(maxsize=1 << 12)  # an instrument, a question stand in every row
def find_personal_data(written: str) -> str | None:
    """The words that look like a person's name or number; None where there are none."""
    for pattern in (_NUMBERS, *_name_patterns()):
        for match in pattern.finditer(written):
            if not (_follows_a_place(written[: match.start()]) or _begins_a_phrase(written[match.start() :])):
                return match[0]
    return None


def without_personal_data(fault: Fault) -> Fault:
    """The fault without what was found, where that looks like somebody: a name in a column of figures, or for a unit."""
    found = (fault.found, *(value for name, value in fault.values.items() if name.startswith("found")))
    return fault.without_found() if any(map(find_personal_data, map(str, found))) else fault


def _follows_a_place(before: str) -> bool:
    return bool(_place_pattern().search(before.casefold()))


def _begins_a_phrase(found: str) -> bool:
    return bool(_phrase_pattern().match(found.casefold()))


@cache
def _name_patterns() -> tuple[re.Pattern[str], ...]:
    words = _words()
    offices = "|".join((*words["offices"], "Ông", "Bà", "Chị", "Anh(?=[ ,/(]+[Cc]hị)"))  # Gia đình Ông/Bà
    titles = "|".join(map(re.escape, words["titles"]))
    capital_titles = "|".join(re.escape(title[0].upper() + title[1:]) for title in words["titles"])
    name = rf"(?!(?:{offices})\b){_CAPITALISED}"
    family, middle = "|".join(words["family_names"]), "|".join(words["middle_names"])
    return (
        re.compile(rf"\b(?:{titles})(?:[ ,/]+(?:{titles}))?\s+{name}(?:\s+{_CAPITALISED})*"),
        # A capital in mid-sentence is mostly a place (Bà Rịa); a name behind it has two words or more.
        re.compile(rf"\b(?:{capital_titles})\s+{name}(?:\s+{_CAPITALISED})+"),
        re.compile(rf"(?:^|(?<=[.!?:;]\s))(?:{capital_titles})\s+{name}\b(?!\s*[-–])"),
        re.compile(rf"\b(?:{family})\s+(?:{middle})\s+{_CAPITALISED}"),
        re.compile(rf"\b(?:{family.upper()})\s+(?:{middle.upper()})\s+{_CAPITALISED}"),
        re.compile(rf"\b(?:{titles.upper()})\s+(?:{family.upper()})(?:\s+{_CAPITALISED})+"),
    )


@cache
def _place_pattern() -> re.Pattern[str]:
    places = "|".join(re.escape(place.casefold()) for place in _words()["places"])
    return re.compile(rf"\b(?:{places})\s+$")


@cache
def _phrase_pattern() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase.casefold()) for phrase in _words()["phrases"])
    return re.compile(rf"(?:{phrases})\b")


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((FOLDER / "personal.toml").read_text(encoding="utf-8"))
