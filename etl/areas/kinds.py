"""What the official name of a unit says: its kind, the name without it, and both in English."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache

from etl.areas.unit import DATA


@dataclass(frozen=True)
class Kind:
    """A kind of unit (`ward`) with the word its names begin with and that word's short forms, folded."""

    level: str
    kind: str
    prefix: str
    short: tuple[str, ...]
    english: str


@cache
def read_kinds() -> tuple[Kind, ...]:
    rows = tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    return tuple(Kind(**row | {"short": tuple(row["short"])}) for row in rows)


def describe_name(name: str, level: str) -> tuple[str, str, str]:
    """(kind, short name, English name) of a unit's full name: ("ward", "Móng Cái 1", "Mong Cai 1 Ward").

    ValueError where the name begins with no kind of that level: a fault of a list, told where the list is read.
    """
    if level == "country":
        return "country", name, "Viet Nam"
    for kind in read_kinds():
        if kind.level == level and name.casefold().startswith(f"{kind.prefix} ".casefold()):
            short_name = name[len(kind.prefix) + 1 :]
            return kind.kind, short_name, _english_name(short_name, kind)
    raise ValueError(f"no kind of {level} begins the name {name!r}")


def _english_name(short_name: str, kind: Kind) -> str:
    bare = _without_diacritics(short_name)
    return f"{kind.english} {bare}" if bare.isdigit() else f"{bare} {kind.english}"


def _without_diacritics(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
