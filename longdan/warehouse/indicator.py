"""One indicator of the catalogue, and the forms that give it."""

from dataclasses import dataclass, fields

import polars as pl

_OFFICIAL = "tt"  # the forms of the Government Inspectorate's circulars begin with it: tt06_2025.02_xld


@dataclass(frozen=True)
class IndicatorSource:
    """One form that gives an indicator: the columns added up, and which of its cells. See `[[indicator.from]]`."""

    form: str
    numerator: tuple[str, ...] = ()  # column numbers or template fields; "-3" is subtracted
    denominator: tuple[str, ...] = ()  # empty for counts
    series: str = "main"  # sources with the same word may be joined in one line
    breakdown: str | None = None  # the observation is this cell of a breakdown of the indicator …
    category: str | None = None
    where: dict[str, str] | None = None  # {breakdown, category} of the cells that the numerator takes; else undivided
    denominator_where: dict[str, str] | None = None  # the same for the denominator
    by: str | None = None  # one observation per category of that breakdown of the measures
    per_population: int | None = None  # the denominator is the area's population, the value per so many people
    required: str | None = (
        None  # quantity of data/catalog/rules that the body owes: a share's denominator, or a sum itself
    )
    may_exceed: bool = False  # the numerator is no part of the denominator, so that the share may be over 1
    question: str | None = None  # of longdan.survey: favourable answers over the answers in the denominator

    @property
    def circular(self) -> str | None:
        """`tt06_2025` of an official form; None for templates, scores and published figures."""
        return self.form.partition(".")[0] if self.form.startswith(_OFFICIAL) else None


@dataclass(frozen=True)
class Indicator:
    """One indicator; the fields are the columns of `stored.indicator`, and `sources`."""

    indicator_id: str
    topic: str
    position: int
    title_vi: str
    title_en: str
    unit: str
    decimals: int
    direction: str
    aggregation: str
    apportion: str  # the weakest weights that may share out a divided unit's figure: population | area | never
    numerator_vi: str | None
    numerator_en: str | None
    denominator_vi: str | None
    denominator_en: str | None
    definition_vi: str
    definition_en: str
    caveat_vi: str | None
    caveat_en: str | None
    legal_basis: str | None
    comparability_vi: str | None
    comparability_en: str | None
    disclosure: str
    scale_min: float | None
    scale_max: float | None
    is_headline: bool
    is_flow: bool
    sources: tuple[IndicatorSource, ...] = ()

    @property
    def most(self) -> float | None:
        """The most that a value can be; None where there is no limit."""
        if self.unit != "share":
            return self.scale_max
        return None if any(source.required or source.may_exceed for source in self.sources) else 1.0

    def series_of(self, circular: str) -> set[str]:
        """The series that the forms of a circular (`tt06_2025`) feed; empty where it does not give the indicator."""
        return {source.series for source in self.sources if source.circular == circular}


_POLARS = {str: pl.String, str | None: pl.String, int: pl.Int64, bool: pl.Boolean, float | None: pl.Float64}
# The columns of `stored.indicator`, without `indicator_no`.
INDICATOR = pl.Schema({field.name: _POLARS[field.type] for field in fields(Indicator) if field.name != "sources"})
