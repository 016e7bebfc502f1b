"""Whether a word can be a Vietnamese syllable: the test by which a misread encoding shows itself."""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_HIGHLAND_ONSETS = "bh|bl|br|dl|đr|dr|gr|hr|j|kl|kn|kr|pl|pr|z"
_ONSETS = f"{_HIGHLAND_ONSETS}|b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x"
_OPEN_RHYMES = (
    "a ai ao au ay âu ây e eo ê êu i ia iêu iu y yêu ya o oa oai oay oao oe oeo oi ô ôi ơ ơi u ua uây uê uôi uơ ui uy uya "
    "uyu uơi ư ưa ưi ươi ươu ưu ue ueo uai uay uao"
)
_CLOSED_RHYMES = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh iêm iên iêng im in inh yêm yên yêng om on ong oong oam oan oang "
    "oanh oăm oăn oăng oen ôm ôn ông ôông ơm ơn um un ung uan uang uanh uâng uân uên uênh uôm uôn uông uyên uyn uynh "
    "ươm ươn ương ưm ưng uăn uăng uen"
)
_STOPPED_RHYMES = (
    "ac ach ap at ăc ăk ăp ăt âc âk âp ât ec ek ep et êch êp êt ich ip it iêc iêp iêt iêk yêt oc ok op ot oac oach oap oat "
    "oăc oăt oet ôc ôk ôp ôt ooc ơp ơt uc uk up ut uât uêch uôc uôt uyêt uyt uych ưc ưt ươc ươp ươt uac uat uăt uet uach ak ik"
)
_SHAPES = {
    is_stopped: re.compile(f"(?P<onset>{_ONSETS})?(?P<rhyme>{'|'.join(rhymes.split())})")
    for is_stopped, rhymes in ((False, f"{_OPEN_RHYMES} {_CLOSED_RHYMES}"), (True, _STOPPED_RHYMES))
}
_FRONT_VOWELS = ("e", "ê", "i", "y")


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Spelling rules of one syllable in NFC, either case, old or new tone placement.

    A stopped rhyme (-c, -ch, -p, -t) bears only sắc or nặng; k, gh, ngh stand before e, ê, i, y and c, g, ng before the
    others. Also spellings of highland names: Đắk Lắk, Krông Nô, Bắc Kạn.
    """
    bare, tones = _split_tones(word.lower())
    if len(tones) > 1:
        return False
    return any(
        _fits(match["onset"] or "", match["rhyme"], is_stopped, tones)
        for is_stopped, shape in _SHAPES.items()
        if (match := shape.fullmatch(bare))
    )


def _fits(onset: str, rhyme: str, is_stopped: bool, tones: list[str]) -> bool:
    if is_stopped and tones and tones[0] not in ("sắc", "nặng"):
        return False
    is_front = rhyme.startswith(_FRONT_VOWELS)
    if onset in ("k", "gh", "ngh"):
        return is_front or (onset == "k" and (rhyme.endswith("k") or rhyme.startswith("a")))
    if onset in ("c", "ng"):
        return not is_front
    if onset == "q":
        return rhyme.startswith("u") and len(rhyme) > 1
    return True


def _split_tones(word: str) -> tuple[str, list[str]]:
    """The word without its tones, and the tones. A tone on a consonant (ñ) stays and makes the word no syllable."""
    bare, tones, base = "", [], ""
    for sign in unicodedata.normalize("NFD", word):
        base = base if unicodedata.combining(sign) else sign
        if sign in _TONES and base in "aeiouy":
            tones.append(_TONES[sign])
        else:
            bare += sign
    return unicodedata.normalize("NFC", bare), tones
