"""Questions about the catalogue: which indicators there are, and which of them have figures."""

from dataclasses import dataclass, fields

import duckdb
import polars as pl

from longdan.warehouse.questions.units import editions_of

RATE_UNITS = ("share", "score", "per_1000", "ratio")


@dataclass(frozen=True)
class Indicator:
    """What a page needs to name an indicator and to say its figures; see `stored.indicator` in schema.sql."""

    indicator_id: str
    topic: str
    title_vi: str
    title_en: str
    unit: str
    decimals: int
    direction: str
    aggregation: str
    apportion: str
    numerator_vi: str | None
    numerator_en: str | None
    denominator_vi: str | None
    denominator_en: str | None

    @property
    def is_rate(self) -> bool:
        """Whether areas of any size can be set against each other; a count only grows with its area."""
        return self.unit in RATE_UNITS

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_vi

    def denominator(self, language: str) -> str | None:
        return self.denominator_en if language == "en" else self.denominator_vi


def make_indicator(row: dict) -> Indicator:
    """An Indicator of a row that has at least its columns."""
    return Indicator(**{field.name: row[field.name] for field in fields(Indicator)})


def list_indicators(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """The whole catalogue in order of topic and position, with has_figures and has_real_figures (boolean).

    Topics come in the order of their first indicator in the catalogue.
    """
    sql = """
        with figures as (
            select indicator_no, bool_or(origin <> 'simulated') as has_real_figures
            from (
                select indicator_no, origin, status from stored.area_total
                union all select indicator_no, origin, status from stored.observation
            ) where status <> 'not_applicable' group by indicator_no
        )
        select i.* exclude (indicator_no), f.indicator_no is not null as has_figures,
               coalesce(f.has_real_figures, false) as has_real_figures
        from stored.indicator i left join figures f using (indicator_no)
        order by min(i.indicator_no) over (partition by i.topic), i.position, i.indicator_id
    """
    return cursor.sql(sql).pl()


def list_indicators_of(cursor: duckdb.DuckDBPyConnection, area_id: str, *, only_real: bool, units: str) -> set[str]:
    """The ids of the indicators of which an area has a figure or the class of one, reported by itself or re-based to `units`."""
    sql = """
        select distinct indicator_id from area_total
        where area_id = $area_id and coalesce(value, class_high) is not null and not ($only_real and is_simulated)
          and list_contains($editions::varchar[], edition::varchar)
    """
    params = {"area_id": area_id, "only_real": only_real, "editions": editions_of(units)}
    found = cursor.sql(sql, params=params).fetchall()
    return {indicator_id for (indicator_id,) in found}
