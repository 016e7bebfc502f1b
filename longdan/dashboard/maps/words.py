"""What every map says and never changes: the browser fetches it once, in its language, beside the scripts."""

from dataclasses import asdict

from longdan.dashboard import palette
from longdan.dashboard.maps.classes import CLASS_COUNT
from longdan.dashboard.maps.labels import read_labels
from longdan.dashboard.maps.marks import STATUS, SURE, UNSURE, VALUE, letter_fills
from longdan.dashboard.maps.notes import STANDING
from longdan.dashboard.maps.payload import STATUSES
from longdan.dashboard.sentences.rebased import HOW
from longdan.dashboard.sentences.values import say_status
from longdan.language.locale import text

TEXTS = (
    "zoom_in",
    "zoom_out",
    "fit",
    "level",
    "open",
    "search",
    "none_found",
    "rest",
    "failed",
    "no_graphics",
    "try_again",
    "interval",
    "reporting",
    "clusters",
    "cluster_high",
    "cluster_low",
)
QUALIFIER_WORDS = {">": "over", "<": "under", "~": "about"}
MOST_CLASSES = CLASS_COUNT + 1  # zero may be one of its own
LEVELS = ("province", "district", "commune")
REBASED_TO = ("current", "pre_2025_07")


def write_words(language: str) -> dict:
    """Texts, names on the map, statuses and the letters of their marks, in the order of their numbers; colours."""
    return {
        "colours": {"ink": palette.INK, "accent": palette.ACCENT, "circle": palette.BETTER, "unsure": palette.SAME}
        | {"high": palette.CLUSTER_HIGH, "low": palette.CLUSTER_LOW},
        "fills_by_count": [
            {letter: asdict(fill) for letter, fill in letter_fills(count).items()} for count in range(MOST_CLASSES + 1)
        ],
        "labels": read_labels(language),
        "legend_texts": {letter: text(f"map.legend.{status}", language) for status, letter in STATUS.items()}
        | {kind: text(f"map.legend.{kind}", language) for kind in ("unsure", "zero")},
        "level_names": {level: text(f"map.level_names.{level}", language) for level in LEVELS},
        "notes_by_name": {name: text(f"map.{name}", language) for name in STANDING},
        "statuses": [_say_status(status, language) for status in STATUSES],
        "class_text": text("figures.class.short", language),
        "letters": {
            "statuses": [STATUS.get(status, STATUS["not_reported"]) for status in STATUSES],
            "value": VALUE,
            "in_class": STATUS["in_class"],
            "sure": SURE,
            "unsure": UNSURE,
        },
        "rebased_texts": {
            edition: {how: text(f"figures.rebased.{edition}.{how}", language) for how in HOW}
            | {"legend": text(f"map.rebased.legend.{edition}", language)}
            for edition in REBASED_TO
        },
        "texts": {name: text(f"map.component.{name}", language) for name in TEXTS}
        | {"simulated": text("figures.simulated", language)}
        | {name: text(f"map.rebased.{name}", language) for name in ("short_exact", "short_apportioned")},
        "qualifier_texts": {
            sign: text(f"figures.qualifier.{word}", language) for sign, word in QUALIFIER_WORDS.items()
        },
    }


def _say_status(status: str, language: str) -> str:
    if status == "in_class":
        return text("figures.class.note", language)
    return "" if status == "reported" else say_status(status, language)
