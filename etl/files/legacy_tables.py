"""How the fonts of before Unicode laid Vietnamese letters over Western European ones.

TCVN3: Vietnamese standard TCVN 5712:1993, third character set (the "ABC" fonts, .VnTime); one sign per letter, and no
capitals with a tone: those are small letters in a font of capitals (.VnTimeH). VNI for Windows (VNI-Times): a base
letter followed by a sign for its marks; i, y, đ, ơ, ư with signs of their own.
"""

_TCVN3_RUNS = (  # first code of a run, the letters of the run
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3 = {chr(first + at): letter for first, letters in _TCVN3_RUNS for at, letter in enumerate(letters)}

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_BASES = (
    ("aeouyôö", {"ô": "ơ", "ö": "ư"}, _VNI_TONES, ""),
    ("aeo", {}, _VNI_CIRCUMFLEX, "\u0302"),
    ("a", {}, _VNI_BREVE, "\u0306"),
)


def _vni_pairs() -> dict[str, str]:
    """Two signs → the letter in decomposed form; either sign may be a capital, the base decides."""
    pairs = {}
    for bases, letters, signs, mark in _VNI_BASES:
        for base in bases:
            for sign, tone in signs.items():
                letter = letters.get(base, base) + mark + tone
                for second in (sign, sign.upper()):
                    pairs[base + second] = letter
                    pairs[base.upper() + second] = letter.upper()
    return pairs


VNI_PAIRS = _vni_pairs()
VNI_ALONE = _VNI_ALONE | {sign.upper(): letter.upper() for sign, letter in _VNI_ALONE.items()}
