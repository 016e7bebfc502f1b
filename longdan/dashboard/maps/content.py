"""One map, whole: from the rows of its areas to the bytes the browser draws it from."""

from dataclasses import dataclass

import polars as pl

from longdan.dashboard import palette
from longdan.dashboard.labels import label_unit
from longdan.dashboard.maps.classes import Classes, make_classes
from longdan.dashboard.maps.labels import read_labels
from longdan.dashboard.maps.legend import list_circles, list_classes
from longdan.dashboard.maps.marks import letter_fills, mark_areas
from longdan.dashboard.maps.payload import STATUSES, pack_payload
from longdan.dashboard.maps.scope import Scope
from longdan.dashboard.maps.scripts import SERVED_AT
from longdan.dashboard.sentences.values import say_status, unit_behind
from longdan.language.locale import text
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.map import Distribution, Geometry

RELATIVE_UNITS = ("share", "score", "ratio", "per_1000")  # drawn as classes; everything else is a count
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
    "interval",
    "reporting",
)
QUALIFIER_WORDS = {">": "over", "<": "under", "~": "about"}


@dataclass(frozen=True)
class MapContent:
    """What a map shows. `values` are the rows of `map_values` in the order of `geometry`, `inside` those looked at.

    `outline` is the geometry of the level above, drawn over it as lines; None where the map needs none.
    """

    language: str
    notes: tuple[str, ...]
    indicator: Indicator
    scope: Scope
    geometry: Geometry
    outline: Geometry | None
    values: pl.DataFrame
    inside: frozenset[str]
    distribution: Distribution
    is_simulated: bool
    complete_share: float

    @property
    def quantum(self) -> float:
        """The finest step shown, in the unit that is stored."""
        return 10.0 ** -(self.indicator.decimals + (2 if self.indicator.unit == "share" else 0))


def is_count(indicator: Indicator) -> bool:
    """Whether values are drawn as circles, since a count fills a large area with colour for nothing but its size."""
    return indicator.unit not in RELATIVE_UNITS


def write_map(content: MapContent, runtime: str) -> bytes:
    """The payload of a map (see `payload.py`); `runtime` is the address of deck.gl."""
    classes = None if is_count(content.indicator) else make_classes(*_spread(content), content.quantum)
    letters = mark_areas(
        content.values,
        content.inside,
        classes,
        is_survey=content.indicator.topic == "survey",
        complete_share=content.complete_share,
    )
    header = _describe(content, runtime) | _draw_marks(content, classes, letters)
    return pack_payload(header, letters, content.values, content.quantum)


def _spread(content: MapContent) -> tuple[tuple[float, ...], bool]:
    return content.distribution.quantiles, content.distribution.has_zero


def _draw_marks(content: MapContent, classes: Classes | None, letters: str) -> dict:
    fills = {
        letter: {"colour": fill.colour, "pattern": fill.pattern}
        for letter, fill in letter_fills(classes).items()
        if letter in letters
    }
    if classes is not None:
        return {"fills": fills, "circles": None, "legend": list_classes(letters, classes, content.language)}
    inside = content.values.filter(pl.col("area_id").is_in(list(content.inside)))
    largest = max(content.distribution.quantiles, default=0)
    return {
        "fills": fills,
        "circles": {"largest": largest, "radius": _largest_radius(len(content.inside))} if largest else None,
        "legend": list_circles(letters, largest, (inside["value"] == 0).any(), content.language),
    }


def _largest_radius(area_count: int) -> int:
    """In pixels: the more circles, the smaller, so that they do not become one blot."""
    return 30 if area_count <= 70 else 20 if area_count <= 300 else 9


def _describe(content: MapContent, runtime: str) -> dict:
    language, indicator = content.language, content.indicator
    area_ids = content.geometry.area_ids
    is_share = indicator.unit == "share"
    return {
        "language": language,
        "runtime": runtime,
        "geometry": f"{SERVED_AT}/{content.geometry.path}",
        "outline": f"{SERVED_AT}/{content.outline.path}" if content.outline else None,
        "scope": f"{content.scope.area_id} {content.geometry.path}",
        "is_national": content.scope.is_national,
        "chosen": area_ids.index(content.scope.chosen_id) if content.scope.chosen_id in area_ids else -1,
        "levels": [
            {
                "level": level,
                "text": text(f"map.level_names.{level}", language),
                "is_shown": level == content.scope.level,
            }
            for level in content.scope.levels
        ],
        "colours": {"ink": palette.INK, "accent": palette.ACCENT, "circle": palette.BETTER},
        "number": {
            "scale": 100 if is_share else 1,
            "decimals": indicator.decimals,
            "sign": "%" if is_share else "",
            "unit": "%" if is_share else unit_behind(indicator.unit, language),
        },
        "numerator_title": _title(indicator, "numerator", language),
        "denominator_title": _title(indicator, "denominator", language),
        "title": indicator.title(language),
        "legend_title": label_unit(indicator.unit, language),
        "is_simulated": content.is_simulated,
        "labels": read_labels(language),
        "notes": content.notes,
        "statuses": ["" if status == "reported" else say_status(status, language) for status in STATUSES],
        "texts": {name: text(f"map.component.{name}", language) for name in TEXTS}
        | {"simulated": text("figures.simulated", language)},
        "qualifier_texts": {
            sign: text(f"figures.qualifier.{word}", language) for sign, word in QUALIFIER_WORDS.items()
        },
    }


def _title(indicator: Indicator, part: str, language: str) -> str:
    """What the numerator or denominator counts, as the catalogue calls it."""
    return getattr(indicator, f"{part}_{language}") or text(f"map.{part}", language)
