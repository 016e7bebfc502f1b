"""The rows of a survey template by survey: what the columns about a survey say, written once or in every row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.templates.layout import Layout
from etl.templates.rows import Row
from etl.templates.stable_id import stable_id
from longdan.language.dates import format_date
from longdan.language.fault import Fault
from longdan.language.locale import LANGUAGES
from longdan.language.numbers import Reading

KEY = ("area", "rated_body", "respondent_area", "instrument", "round")  # who was rated with which instrument when


@dataclass
class Survey:
    """The rows of one survey, in the order of the sheet."""

    survey_id: str
    rows: list[Row] = field(default_factory=list)
    giving: dict[str, Row] = field(default_factory=dict)  # the first row that says something, by column of the block

    @property
    def values(self) -> Mapping[str, object]:
        """What the columns about the survey say, each by the first row that fills it."""
        return {name: row.values[name] for name, row in self.giving.items()}


def group_surveys(layout: Layout, rows: list[Row]) -> list[Survey]:
    """The rows by survey."""
    block = [field.name for field in layout.fields if field.carried]
    surveys: dict[str, Survey] = {}
    for row in rows:
        parts = (row.area_id, *(row.values.get(name) for name in KEY[1:]))
        survey_id = stable_id("survey", *parts)
        survey = surveys.setdefault(survey_id, Survey(survey_id))
        survey.rows.append(row)
        for name in block:
            if _says(row.values.get(name)):
                survey.giving.setdefault(name, row)
    return list(surveys.values())


def find_differences(layout: Layout, survey: Survey) -> list[tuple[Row, str, Fault]]:
    """A fault at every row of a survey whose rows say different things about it; none where they agree.

    One of them is right, and nobody knows which: Excel counts dates up where a cell is dragged down.
    """
    block = [field.name for field in layout.fields if field.carried and field.name not in KEY]
    faults = {}
    for row in survey.rows:
        for name in block:
            given, first = row.values.get(name), survey.giving.get(name)
            if _says(given) and given != first.values[name]:
                faults.setdefault(row.number, (row, name, differs(layout, name, given, first)))
    if not faults:
        return []
    row, name, _ = next(iter(faults.values()))
    other = Fault("templates.survey_not_one", values={"row": row.number})
    return [faults.get(row.number, (row, name, other)) for row in survey.rows]


def differs(layout: Layout, name: str, given: object, first: Row) -> Fault:
    """A cell says something else than the first row of the same survey or question."""
    values = {f"found_first_{language}": _written(layout, name, first.values[name], language) for language in LANGUAGES}
    found = _written(layout, name, given, "vi")
    return Fault("templates.survey_differs", found=found, values={"row": first.number, **values})


def _says(value: object) -> bool:
    return value.value is not None if isinstance(value, Reading) else value is not None


def _written(layout: Layout, name: str, value: object, language: str) -> str:
    column = layout.field(name)
    if column.choices:
        return column.label(value, language)
    if isinstance(value, Reading):
        return f"{value.qualifier if value.qualifier in '<>~' else ''}{value.value:.15g}" if _says(value) else ""
    return format_date(value, language) if column.type == "date" else str(value)
