"""The name of a unit as people write it: with or without its kind, its committee, diacritics, and the units above it."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from etl.areas.kinds import read_kinds
from etl.areas.unit import DATA
from longdan.language.names import fold_name, normalise_name

_NUMBER = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True)
class WrittenName:
    """`forms`: the ways to read the name itself, the literal one first. `parents`: the names after the commas."""

    forms: tuple[str, ...]
    parents: tuple[str, ...]


def read_written_name(text: str) -> WrittenName:
    """Take apart "UBND xã Vĩnh Bảo" or "P. Mỹ An, Ngũ Hành Sơn, Đà Nẵng"."""
    name, *parents = [part.strip() for part in text.split(",")]
    return WrittenName(_forms(name), tuple(part for part in parents if part))


def _forms(name: str) -> tuple[str, ...]:
    """The name as it stands; without its committee; with the short form of its kind written out."""
    bare = _without_committee(name)
    forms = [name, bare]
    for kind in read_kinds():
        for short in kind.short:
            cut = re.match(rf"{short}(\.\s*|\s+)(?=\S)", bare, re.IGNORECASE)
            if cut:
                forms.append(f"{kind.prefix} {bare[cut.end() :]}")
    return tuple(dict.fromkeys(forms))


def _without_committee(name: str) -> str:
    words = name.split()
    for committee in _committees():
        length = len(committee.split())
        if len(words) > length and fold_name(" ".join(words[:length])) == committee:
            return " ".join(words[length:])
    return name


@cache
def _committees() -> tuple[str, ...]:
    return tuple(tomllib.loads((DATA / "kinds.toml").read_text(encoding="utf-8"))["committees"])


def exact_key(name: str) -> str:
    """With diacritics; case, composition, tone placement and leading zeros (Phường 01) make no difference."""
    return _NUMBER.sub("", normalise_name(name).casefold())


def folded_key(name: str) -> str:
    return _NUMBER.sub("", fold_name(name))


def compact_key(name: str) -> str:
    """Without spaces: Avương and A Vương."""
    return folded_key(name).replace(" ", "")


# From the strictest to the loosest: a looser one is asked only where the stricter ones find nothing.
KEYS: tuple[Callable[[str], str], ...] = (exact_key, folded_key, compact_key)
