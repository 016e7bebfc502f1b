"""What the official text of a merger says: which old units it names, with what it adds about each."""

import re
from dataclasses import dataclass

from longdan.language.names import fold_name, normalise_name

_BRACKETS = re.compile(r"\(([^()]*)\)?")
_COMMA_INSIDE = re.compile(r"(diện tích(?: tự nhiên)?)\s*,\s*(?=(?:và )?quy mô dân số)", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]|\bvà (?=(?:xã|phường|thị trấn|toàn bộ|một phần|phần còn lại)\b)", re.IGNORECASE)
_IN_REMARK = re.compile(r"[,;]|\bvà\b", re.IGNORECASE)
_PART_OF = re.compile(r"^(?:một phần|phần còn lại|toàn bộ)\b.*?\bcủa (?:các )?", re.IGNORECASE)
_REST_INTO = re.compile(r"^phần còn lại.*?\bvào (?:các )?", re.IGNORECASE)
_PLACE_KINDS = ("huyện", "quận", "thị xã", "thành phố", "tỉnh")


@dataclass(frozen=True, slots=True)
class Mention:
    """One old unit as a text names it.

    `name`: as written, with its kind where it has one. `places`: the units it lay in, where brackets say so. `is_part`: only
    some of it. `rest_in`: the new communes that the text says the rest went to.
    """

    name: str
    places: tuple[str, ...] = ()
    is_part: bool = False
    rest_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergerText:
    """`is_unmerged`: the unit is what it was. A text that says nothing yet ("đang cập nhật") has neither that nor mentions."""

    mentions: tuple[Mention, ...] = ()
    is_unmerged: bool = False


def read_merger_text(text: str) -> MergerText:
    """Read "Xã Đông La, Xã An Khánh (phần còn lại sau khi sáp nhập vào xã Sơn Đồng)". Never raises; what it cannot read is a
    mention that names no unit."""
    written = normalise_name(text)
    folded = fold_name(written)
    if folded.startswith(("khong sap nhap", "giu nguyen")):
        return MergerText(is_unmerged=True)
    if not folded or folded.startswith("dang cap nhat"):
        return MergerText()
    pieces = _split_outside_brackets(_COMMA_INSIDE.sub(r"\1 và ", written))
    return MergerText(tuple(mention for piece in pieces if (mention := _read_mention(piece)).name))


def _split_outside_brackets(text: str) -> list[str]:
    """The pieces between commas, each with its brackets; a bracket that is never closed reaches to the end."""
    pieces, start, position = [], 0, 0
    while cut := _BETWEEN.search(text, position):
        opened = text.rfind("(", start, cut.start())
        closed = text.find(")", opened) if opened >= 0 else -1
        if opened >= 0 and (closed < 0 or closed > cut.start()):
            position = closed + 1 if closed >= 0 else len(text)
            continue
        pieces.append(text[start : cut.start()])
        start = position = cut.end()
    return [*pieces, text[start:]]


def _read_mention(piece: str) -> Mention:
    name = " ".join(_BRACKETS.sub(" ", piece).split()).strip(" .)")
    said_first = _PART_OF.match(name)
    is_part = bool(said_first) and not fold_name(name).startswith("toan bo")
    places: list[str] = []
    rest_in: list[str] = []
    for remark in map(str.strip, _BRACKETS.findall(piece)):
        folded = fold_name(remark)
        is_part = is_part or folded.startswith(("mot phan", "phan con lai"))
        if rest := _REST_INTO.match(remark):
            rest_in += _names(remark[rest.end() :])
        elif remark.casefold().startswith(_PLACE_KINDS):
            places += _names(remark)
    return Mention(name[said_first.end() :] if said_first else name, tuple(places), is_part, tuple(rest_in))


def _names(listed: str) -> list[str]:
    """Names between commas or "và"; "mới" behind one says that the commune of that name since the reform is meant."""
    return [name for piece in _IN_REMARK.split(listed) if (name := piece.strip(" .").removesuffix(" mới"))]
