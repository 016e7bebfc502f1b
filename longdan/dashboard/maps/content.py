"""One map, whole: from the rows of its areas to the bytes the browser draws it from."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from longdan.dashboard.labels import label_unit
from longdan.dashboard.maps.classes import Classes, is_count, make_classes
from longdan.dashboard.maps.clusters import ClusterLayer
from longdan.dashboard.maps.legend import list_circles, list_classes
from longdan.dashboard.maps.marks import mark_areas, name_classes
from longdan.dashboard.maps.payload import count_quanta, pack_payload
from longdan.dashboard.maps.scope import Scope
from longdan.dashboard.maps.scripts import SERVED_AT
from longdan.dashboard.sentences.rebased import REBASED, how_exact
from longdan.dashboard.sentences.values import unit_behind
from longdan.language.locale import text
from longdan.warehouse.questions.indicators import Indicator
from longdan.warehouse.questions.map import Distribution, Geometry


@dataclass(frozen=True)
class MapContent:
    """What a map shows. `values` are the rows of `map_values`, those of `geometry` first; `is_inside` tells which are looked at.

    `outline` is the geometry of the level above, drawn over it as lines; None where the map needs none. `clusters` is None
    where the map offers no such layer.
    """

    language: str
    notes: tuple[str, ...]
    indicator: Indicator
    scope: Scope
    geometry: Geometry
    outline: Geometry | None
    values: pl.DataFrame
    is_inside: pl.Series
    distribution: Distribution
    is_simulated: bool
    complete_share: float
    clusters: ClusterLayer | None = None

    @cached_property
    def looked_at(self) -> pl.DataFrame:
        """The rows of `values` that are inside."""
        return self.values.filter(self.is_inside)

    @property
    def quantum(self) -> float:
        """The finest step shown, in the unit that is stored."""
        return 10.0 ** -(self.indicator.decimals + (2 if self.indicator.unit == "share" else 0))


def write_map(content: MapContent, runtime: str) -> bytes:
    """The payload of a map (see `payload.py`); `runtime` is the address of deck.gl.

    Classes hold the values as they are shown, rounded to the quantum, so that no figure stands beside another's colour.
    """
    classes = None if is_count(content.indicator) else make_classes(*_spread(content), content.quantum)
    in_quanta = _count_limits(classes, content.quantum) if classes else None
    told = name_classes(content.values)
    letters = mark_areas(
        told.with_columns(value=count_quanta(pl.col("value"), content.quantum)),
        content.is_inside,
        in_quanta,
        unit=content.indicator.unit,
        is_survey=content.indicator.topic == "survey",
        complete_share=content.complete_share,
    )
    header = _describe(content, runtime) | _draw_marks(content, classes, letters)
    values = _name_means(told, content.indicator)
    header["classes"] = {"limits": in_quanta.limits, "has_zero": in_quanta.has_zero} if in_quanta else None
    if rebased := _count_rebased(content, values):
        header["rebased"] = rebased
    if content.clusters:
        layer = content.clusters
        header["clusters"] = {"address": layer.address, "is_shown": layer.is_shown, "kinds": layer.kinds}
    if (high := _class_high(content)) is not None:
        header["class_high"] = high
    return pack_payload(header, letters, values, content.quantum)


def _class_high(content: MapContent) -> int | None:
    """The greatest value of the class that withheld counts lie in; None where no class is told."""
    return content.looked_at["class_high"].max()


def _name_means(values: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """The values, where what is pooled or averaged over whole units does not count as shared out between parts."""
    if how_exact(indicator.aggregation) == "sum":
        return values
    return values.with_columns(pl.col("derivation").replace("rebased_apportioned", "rebased_exact"))


def _count_rebased(content: MapContent, values: pl.DataFrame) -> dict | None:
    """What the legend and every re-based area say of it; None where no figure looked at is re-based."""
    inside = values.filter(content.is_inside, pl.col("value").is_not_null())
    made = inside.filter(pl.col("derivation").is_in(REBASED))["derivation"]
    if made.is_empty():
        return None
    apportioned = (made == "rebased_apportioned").sum()
    aggregation = content.indicator.aggregation
    return {"to": content.scope.edition, "how": how_exact(aggregation), "count": made.len(), "apportioned": apportioned}


def _spread(content: MapContent) -> tuple[tuple[float, ...], bool]:
    return content.distribution.quantiles, content.distribution.has_zero


def _count_limits(classes: Classes, quantum: float) -> Classes:
    return Classes(tuple(round(limit / quantum) for limit in classes.limits), classes.has_zero)


def _draw_marks(content: MapContent, classes: Classes | None, letters: str) -> dict:
    if classes is not None:
        return {"class_count": classes.count, "circles": None, "legend": list_classes(letters, classes)}
    largest = max(content.distribution.quantiles, default=0)
    scale = max(largest, _class_high(content) or 0)
    return {
        "class_count": 0,
        "circles": {"largest": scale, "radius": _largest_radius(content.looked_at.height)} if scale else None,
        "legend": list_circles(letters, largest, (content.looked_at["value"] == 0).any()),
    }


def _largest_radius(area_count: int) -> int:
    """In pixels: the more circles, the smaller, so that they do not become one blot."""
    return 30 if area_count <= 70 else 20 if area_count <= 300 else 9


def _describe(content: MapContent, runtime: str) -> dict:
    language, indicator = content.language, content.indicator
    area_ids = content.values["area_id"].to_list()
    is_share = indicator.unit == "share"
    undrawn = content.values.filter(~pl.col("is_drawn"))
    return {
        "language": language,
        "runtime": runtime,
        "geometry": f"{SERVED_AT}/{content.geometry.path}",
        "outline": f"{SERVED_AT}/{content.outline.path}" if content.outline else None,
        "undrawn": undrawn.select("area_id", "name").rows(),
        "scope": f"{content.scope.area_id} {content.geometry.path}",
        "is_national": content.scope.is_national,
        "chosen": area_ids.index(content.scope.chosen_id) if content.scope.chosen_id in area_ids else -1,
        "levels": content.scope.levels,
        "level": content.scope.level,
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
        "notes": (*(content.clusters.said if content.clusters else ()), *content.notes),
    }


def _title(indicator: Indicator, part: str, language: str) -> str:
    """What the numerator or denominator counts, as the catalogue calls it."""
    return getattr(indicator, f"{part}_{language}") or text(f"map.{part}", language)
