"""Recognises text that was typed in the TCVN3 or VNI fonts of before Unicode, and turns it into Unicode."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from etl.files.legacy_tables import TCVN3, VNI_ALONE, VNI_PAIRS
from etl.files.sheet import Sheet
from etl.files.syllables import is_syllable
from longdan.language.fault import Fault

_TCVN3_TABLE = str.maketrans(TCVN3)
_VNI_SIGN = re.compile("|".join(map(re.escape, sorted([*VNI_PAIRS, *VNI_ALONE], key=len, reverse=True))))
_VNI = VNI_ALONE | VNI_PAIRS
_WORD = re.compile(r"[^\W\d_]+")
# Signs count, not letters only: TCVN3 put ã on the middle dot. Part of a longer Unicode word is no word.
_WESTERN_WORD = re.compile(r"(?<![A-Za-z\u00a1-\u1ef9])[A-Za-z\u00a1-\u00ff]++(?![\u0100-\u1ef9])")
_UNICODE_LETTER = re.compile(r"[\u0102-\u01b0\u1ea0-\u1ef9]")
_LEAST_WORDS = 2  # different ones, before a file is held to be typed in an old font
_LEAST_RATIO = 2  # words that only the old font explains, to words that it does not


def convert_tcvn3(text: str) -> str:
    """`Céng hßa` becomes `Cộng hòa`. Text of the capital fonts, `CéNG HßA`, becomes capitals throughout."""
    converted = text.translate(_TCVN3_TABLE)
    letters = [sign for sign in text if sign.isascii() and sign.isalpha()]
    has_capital_font = not any(letter.islower() for letter in letters) and any(
        sum(sign.isascii() and sign.isupper() for sign in word) > 1 and not word.isascii() for word in text.split()
    )
    return converted.upper() if has_capital_font else converted


def convert_vni(text: str) -> str:
    """`Coäng hoøa` becomes `Cộng hòa`."""
    return unicodedata.normalize("NFC", _VNI_SIGN.sub(lambda match: _VNI[match[0]], text))


FONTS = {"TCVN3": convert_tcvn3, "VNI": convert_vni}


@dataclass(frozen=True)
class WordCount:
    """Of the different words with a letter beyond ASCII: how many each reading turns into Vietnamese syllables."""

    vietnamese: int  # as they stand
    by_font: dict[str, int]  # only when read as that font
    unexplained: dict[str, int]  # neither as they stand nor as that font

    @property
    def best(self) -> int:
        return max(self.vietnamese, *self.by_font.values())

    @property
    def font(self) -> str | None:
        """The old font the words were typed in; None where the text is what it seems."""
        font = max(self.by_font, key=self.by_font.__getitem__)
        explained, unexplained = self.by_font[font], self.unexplained[font]
        return font if explained >= max(_LEAST_WORDS, _LEAST_RATIO * unexplained) else None


def count_words(*texts: str) -> WordCount:
    """Counts over all texts. Only words of Western letters can be of an old font; the others count as they stand."""
    plain = {word for text in texts for word in _WORD.findall(text) if _is_marked(word) and is_syllable(word)}
    western = {word for text in texts for word in _WESTERN_WORD.findall(text) if _is_marked(word)}
    western = {word for word in western if not is_syllable(word)}
    by_font = {font: sum(_is_of_font(word, font) for word in western) for font in FONTS}
    return WordCount(len(plain), by_font, {font: len(western) - count for font, count in by_font.items()})


def _is_marked(word: str) -> bool:
    return len(word) > 1 and not word.isascii()


def convert_text(text: str, font: str, is_pure: bool) -> str:
    """The text in Unicode, or untouched where it already is, or where the font does not make sense of it.

    `is_pure`: the sheet holds no Unicode Vietnamese, so that a word with two readings is taken as the font's.
    """
    if text.isascii() or _UNICODE_LETTER.search(text):
        return text
    words = [word for word in _WESTERN_WORD.findall(text) if not word.isascii()]
    of_font = [_is_of_font(word, font) for word in words]
    as_written = [len(word) > 1 and is_syllable(word) for word in words]
    needs_font = any(font_word and not plain for font_word, plain in zip(of_font, as_written, strict=True))
    foreign = sum(not font_word and not _is_same_in(word, font) for word, font_word in zip(words, of_font, strict=True))
    # Of a name of the highlands not every word is a Vietnamese syllable: Chư Păh, Kông Chro.
    is_explained = any(of_font) and (2 * foreign <= len(words) if is_pure else foreign == 0)
    return FONTS[font](text) if is_explained and (needs_font or is_pure) else text


def convert_sheets(sheets: list[Sheet]) -> list[Fault]:
    """Converts the text cells of a file in place; a warning for each sheet where something changed."""
    font = find_font(value for sheet in sheets for row in sheet.cells for value in row if isinstance(value, str))
    if font is None:
        return []
    return [fault for sheet in sheets if (fault := _convert_sheet(sheet, font))]


def find_font(texts: Iterable[str]) -> str | None:
    """The old font that texts were typed in: TCVN3, VNI, or None."""
    marked = {text for text in texts if not text.isascii()}
    return count_words(*marked).font if marked else None


def _convert_sheet(sheet: Sheet, font: str) -> Fault | None:
    is_pure = not any(isinstance(v, str) and _UNICODE_LETTER.search(v) for row in sheet.cells for v in row)
    count, example = 0, ""
    for row in sheet.cells:
        for at, value in enumerate(row):
            if isinstance(value, str) and (converted := convert_text(value, font, is_pure)) != value:
                row[at] = converted
                count, example = count + 1, example or converted
    if not count:
        return None
    values = {"font": font, "count": count, "found_example": example[:60]}
    return Fault("files.old_font", sheet=sheet.name, values=values, is_warning=True)


def _is_same_in(word: str, font: str) -> bool:
    """A word that the font writes as Unicode does: `Bình`, whose ì VNI has in the same place."""
    return FONTS[font](word) == word and is_syllable(word)


@lru_cache(maxsize=1 << 16)
def _is_of_font(word: str, font: str) -> bool:
    converted = FONTS[font](word)
    return converted != word and is_syllable(converted)
