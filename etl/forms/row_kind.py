"""What a row of an official form is, by its words: a unit, a heading, a total, a subtotal, a part, a note."""

from etl.forms.numbering import find_marks
from etl.forms.unit import named_level, strip_committee
from etl.forms.words import first_words, folded, is_one_of, load_words, names_department
from longdan.language.names import normalise_name

LEVELS = ("commune", "district", "province")


def row_kind(name: str) -> str:
    """`total` of the whole form, `subtotal`, `section` (a heading), `part` (of the row above), `note` or `unit`."""
    if is_one_of(name, "total"):
        return "total"
    if first_words(name, "note_starts"):
        return "note"
    if first_words(name, "part_starts"):
        return "part"
    if names_section(name):
        return "section"
    summed = summed_words(name)
    if summed and is_one_of(summed, "total"):
        return "total"
    return "subtotal" if summed and _names_summed(summed) else "unit"


def names_section(name: str) -> bool:
    """Words that only a heading over several units has: "Sở, ngành", "Cấp xã", "UBND xã, phường"."""
    is_listed = is_one_of(name, "section") or is_one_of(strip_committee(name), "section")
    return is_listed or first_words(name, "section_starts") is not None


def summed_words(name: str) -> str | None:
    """What stands behind the word of a sum: `I` of "Cộng mục I", `cấp xã` of "Tổng cấp xã"; None for any other name."""
    if is_one_of(name, "total") or names_department(name):  # "Tổng công ty …"
        return None
    written = normalise_name(name)
    starts = sorted(load_words()["sum_starts"], key=len, reverse=True)
    start = next((start for start in starts if written.casefold().startswith((start + " ", start + "("))), None)
    if start is None:
        return None
    words = written[len(start) :].strip(" :").split(" ")
    return " ".join(words[1:] if folded(words[0]) in load_words()["summed_starts"] and len(words) > 1 else words)


def _names_summed(summed: str) -> bool:
    bare = strip_committee(summed)
    return (
        bool(find_marks(summed)) or names_section(summed) or names_department(summed) or bool(named_level(bare, LEVELS))
    )
