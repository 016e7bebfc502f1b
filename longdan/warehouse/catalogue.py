"""The catalogue: what each indicator means and which columns of which form give it, read from `data/catalog`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from longdan.language.fault import Fault, FaultError
from longdan.warehouse.catalogue_rules import check_catalogue, check_keys
from longdan.warehouse.indicator import INDICATOR, Indicator, IndicatorSource

TOPICS = ("survey", "dialogue", "reception", "petitions", "grievances", "oversight")  # in the order of the menus
DEFAULT_FOLDER = Path(__file__).parents[2] / "data/catalog"


@dataclass(frozen=True)
class Catalogue:
    """Everything in `data/catalog` that this module knows.

    `breaks` has the columns of `break_in_series`, `sources` those of `source`; `units` says what stands behind a value
    (`unit`, `label_vi`, `label_en`).
    """

    indicators: tuple[Indicator, ...]
    breaks: pl.DataFrame
    sources: pl.DataFrame
    units: pl.DataFrame

    @cached_property
    def by_id(self) -> dict[str, Indicator]:
        return {indicator.indicator_id: indicator for indicator in self.indicators}

    def frame(self) -> pl.DataFrame:
        """One row per indicator with the columns of `stored.indicator`, without `indicator_no`."""
        rows = [{name: getattr(indicator, name) for name in INDICATOR} for indicator in self.indicators]
        return pl.DataFrame(rows, schema=INDICATOR)


BREAK = pl.Schema(
    {
        "indicator_id": pl.String,  # null: every indicator
        "on": pl.Date,
        "kind": pl.String,
        "text_vi": pl.String,
        "text_en": pl.String,
        "joins": pl.Boolean,
        "area_id": pl.String,  # null: everywhere
    }
)
SOURCE = pl.Schema(
    {
        "source_id": pl.String,
        "title_vi": pl.String,
        "title_en": pl.String,
        "publisher": pl.String,
        "address": pl.String,
        "licence": pl.String,
        "published_on": pl.Date,
        "retrieved_on": pl.Date,
        "quote": pl.String,
        "correction": pl.String,
    }
)


def load_catalogue(folder: Path = DEFAULT_FOLDER) -> Catalogue:
    """Read and check the whole catalogue. Raises FaultError with every mistake found, each with its file and id."""
    units = _read_units(folder / "units.toml")
    indicators = _number_indicators(list(_read_indicators(folder / "indicators")))
    faults = check_catalogue(indicators, set(units["unit"]), set(TOPICS))
    if faults:
        raise FaultError(faults)
    built = tuple(_build_indicator(record) for _, record in indicators)
    return Catalogue(
        indicators=built,
        breaks=_read_breaks(folder / "breaks.toml", built),
        sources=_read_sources(folder / "sources.toml"),
        units=units,
    )


def _read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FaultError(Fault("catalogue.not_toml", file=path.name, values={"error": error})) from error


def _read_units(path: Path) -> pl.DataFrame:
    units = pl.DataFrame(
        _read_toml(path)["unit"], schema={"id": pl.String, "label_vi": pl.String, "label_en": pl.String}
    )
    return units.rename({"id": "unit"})


def _read_indicators(folder: Path) -> Iterator[tuple[str, dict]]:
    """(file name, record) of every indicator; a `topic` at the head of a file holds for all in it."""
    for path in sorted(folder.glob("*.toml")):
        content = _read_toml(path)
        for record in content.get("indicator", []):
            yield path.name, {"topic": content.get("topic"), **record}


def _number_indicators(indicators: list[tuple[str, dict]]) -> list[tuple[str, dict]]:
    """In the order of the topics; within one, its own file first, then others that add to it (PAPI to the surveys)."""
    order = {topic: number for number, topic in enumerate(TOPICS)}
    ordered = sorted(
        indicators,
        key=lambda item: (order.get(item[1]["topic"], len(order)), item[0] != f"{item[1]['topic']}.toml", item[0]),
    )
    return [(file, {**record, "position": position}) for position, (file, record) in enumerate(ordered, start=1)]


def _build_indicator(record: dict) -> Indicator:
    sources = tuple(_build_source(source) for source in record.get("from", []))
    values = {name: record.get(name) for name in INDICATOR}
    values |= {"indicator_id": record["id"], "is_headline": record.get("headline", False)}
    values |= {"is_flow": record.get("flow", False), "apportion": record.get("apportion", _usual_apportion(record))}
    return Indicator(**values, sources=sources)


def _usual_apportion(record: dict) -> str:
    """Counts and what is made of them may be shared out, by area where populations are not known; nothing else may."""
    return "area" if record["aggregation"] in ("sum", "ratio_of_sums") else "never"


def _build_source(record: dict) -> IndicatorSource:
    columns = {name: tuple(record.get(name, ())) for name in ("numerator", "denominator")}
    return IndicatorSource(**{**record, **columns})


def _read_breaks(path: Path, indicators: tuple[Indicator, ...]) -> pl.DataFrame:
    records = _read_toml(path)["break"]
    faults = check_keys(path.name, "break", records, {indicator.indicator_id for indicator in indicators})
    if faults:
        raise FaultError(faults)
    return pl.DataFrame([row for record in records for row in _expand_break(record, indicators)], schema=BREAK)


def _expand_break(record: dict, indicators: tuple[Indicator, ...]) -> Iterator[dict]:
    """One row per indicator concerned.

    A change of form concerns every indicator that either circular gives, and joins those whose mapping says so with
    the same series on both sides. Other breaks name their indicators, or concern all (`indicator_id` null).
    """
    row = {name: record.get(name) for name in BREAK} | {"on": date.fromisoformat(str(record["on"]))}
    if "between" in record:
        before, after = record["between"]
        for indicator in indicators:
            old, new = indicator.series_of(before), indicator.series_of(after)
            if old | new:
                yield row | {"indicator_id": indicator.indicator_id, "joins": bool(old & new)}
    else:
        for indicator_id in record.get("indicators", [None]):
            yield row | {"indicator_id": indicator_id}


def _read_sources(path: Path) -> pl.DataFrame:
    records = _read_toml(path)["source"]
    faults = check_keys(path.name, "source", records, set())
    if faults:
        raise FaultError(faults)
    rows = [{name: record.get(name) for name in SOURCE} | {"source_id": record["id"]} for record in records]
    return pl.DataFrame(rows, schema=SOURCE)
