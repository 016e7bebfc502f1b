"""The layer of clusters over a map of communes: which are in one, and what is said of them.

Clusters change with the build and not with the period, so the browser fetches them once, as it does geometry.
"""

import json
from dataclasses import dataclass
from datetime import date

import polars as pl

from longdan.dashboard.sentences.home import mark_simulated
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import format_window, label_period
from longdan.methods.clusters import FALSE_DISCOVERIES
from longdan.methods.period import parse_period

KINDS = ("high", "low")


@dataclass(frozen=True)
class ClusterLayer:
    """`address` of the file for the browser, relative to the app. Where it is shown, `kinds` are those that occur among the areas
    looked at, and `said` the first sentences at the foot; else both are empty."""

    address: str
    kinds: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        return bool(self.said)


def write_areas(rows: pl.DataFrame) -> bytes:
    """The file: the area_ids of each kind. `rows` as of `list_clusters`."""
    areas = {kind: rows.filter(kind=kind)["area_id"].to_list() for kind in KINDS}
    return json.dumps(areas, separators=(",", ":")).encode()


def list_kinds(rows: pl.DataFrame, inside: frozenset[str]) -> tuple[str, ...]:
    """The kinds of clusters among the areas looked at."""
    found = set(rows.filter(pl.col("area_id").is_in(list(inside)))["kind"])
    return tuple(kind for kind in KINDS if kind in found)


def say_clusters(
    rows: pl.DataFrame, inside: frozenset[str], area_name: str, period_id: str, language: str, *, is_simulated: bool
) -> tuple[str, ...]:
    """How many communes of those looked at are in how many clusters, how many of them by chance, and of which months.

    `rows` as of `list_clusters`, `inside` every commune looked at; the clusters themselves were found over the whole country.
    """
    judged = rows.filter(pl.col("area_id").is_in(list(inside)))
    found = judged.filter(pl.col("kind") != "none")
    counts = {
        "judged": judged.height,
        "unjudged": len(inside) - judged.height,
        "places": found.height,
        "clusters": found["cluster_no"].n_unique(),
        **{kind: found.filter(kind=kind).height for kind in KINDS},
    }
    values = {name: format_number(count, 0, language) for name, count in counts.items()}
    values |= {"area": area_name, "chance": format_share(FALSE_DISCOVERIES, language, 0)}
    said = text(f"map.clusters.{'found' if found.height else 'none'}", language, **values)
    unjudged = (text("map.clusters.unjudged", language, **values),) if counts["unjudged"] else ()
    return mark_simulated(said, is_simulated, language), _say_window(rows, period_id, language), *unjudged


def _say_window(rows: pl.DataFrame, period_id: str, language: str) -> str:
    """Of which days the figures are, and that the period shown is another where it is."""
    first, last = _window(rows)
    window, shown = format_window(first, last, language), parse_period(period_id)
    is_inside = first <= shown.start_on and shown.end_on <= last
    key = "window" if is_inside else "other_window"
    return text(f"map.clusters.{key}", language, window=window, period=label_period(period_id, language))


def _window(rows: pl.DataFrame) -> tuple[date, date]:
    starts = [parse_period(one).start_on for one in rows["first_period_id"].unique()]
    ends = [parse_period(one).end_on for one in rows["last_period_id"].unique()]
    return min(starts), max(ends)
