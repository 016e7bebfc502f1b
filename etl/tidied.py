"""What every reader returns: one file, tidied, with what was refused. The only thing the build takes in."""

from dataclasses import dataclass, field

import polars as pl

from longdan.language.fault import Fault
from longdan.warehouse.catalogue import SOURCE

# One row per cell of a file (see `measure` in schema.sql). Areas and periods by their text ids.
MEASURE = pl.Schema(
    {
        "sheet": pl.String,  # which of `reports` it belongs to
        "cell": pl.String,  # F12
        "form": pl.String,  # tt06_2025.02_xld, longdan.dialogue, papi, published
        "column_no": pl.String,  # the form's own column number, or the template's column name
        "area_id": pl.String,
        "body_kind": pl.String,  # null: the area as such (scores, published figures)
        "body_name": pl.String,  # only of a department, office or mass organisation; else null
        "scope": pl.String,  # own | subordinates | total
        "period_id": pl.String,
        "covered_from": pl.Date,  # the window printed in the file
        "covered_to": pl.Date,
        "breakdown": pl.String,  # field | outcome | residential_area | audience | sex | …; null for the total
        "category": pl.String,
        "survey_id": pl.String,
        "value": pl.Float64,  # null unless status is reported or nil; loading marks what is a partial_period
        "qualifier": pl.String,  # = > < ~
        "status": pl.String,
    }
)

# One row per report in the file: what a later file replaces as a whole.
REPORT = pl.Schema(
    {
        "sheet": pl.String,
        "form": pl.String,
        "area_id": pl.String,  # of the reporting body
        "body_kind": pl.String,
        "body_name": pl.String,
        "scope": pl.String,
        "period_id": pl.String,
        "survey_id": pl.String,  # of a survey: two of them may rate one body in the same days
        "signed_on": pl.Date,
        "is_partial": pl.Boolean,  # replaces only the rows it holds
    }
)

# Other tables of the schema a file may fill, by their names there. Ids are text; `origin` and `source_id` come from the load.
RECORDS: dict[str, pl.Schema] = {
    "survey": pl.Schema(
        {
            "survey_id": pl.String,
            "instrument": pl.String,
            "round": pl.String,
            "respondent_area_id": pl.String,
            "rated_area_id": pl.String,
            "rated_body_kind": pl.String,
            "fieldwork_from": pl.Date,
            "fieldwork_to": pl.Date,
            "sample_type": pl.String,  # random | quota | purposive | census | conference | self_selected
            "mode": pl.String,  # paper | face_to_face | phone | online | mixed | conference
            "population": pl.Int64,
            "issued": pl.Int64,
            "returned": pl.Int64,
            "valid": pl.Int64,
            "design_effect": pl.Float64,  # null for a simple random sample
            "denominator_rule": pl.String,
            "result_published": pl.Boolean,
        }
    ),
    "question": pl.Schema({"survey_id": pl.String, "question": pl.String, "wording": pl.String, "scale": pl.String}),
    "answer": pl.Schema(
        {
            "survey_id": pl.String,
            "question": pl.String,
            "label": pl.String,
            "position": pl.Int64,
            "in_denominator": pl.Boolean,
            "is_favourable": pl.Boolean,
        }
    ),
    "dialogue": pl.Schema(
        {
            "dialogue_id": pl.String,
            "area_id": pl.String,
            "body_kind": pl.String,
            "led_by": pl.String,
            "kind": pl.String,
            "audience": pl.String,
            "held_on": pl.Date,
            "noticed_on": pl.Date,
            "published_on": pl.Date,
            "attendances": pl.Int64,
            "registered_speakers": pl.Int64,
            "preparatory_meetings": pl.Int64,
        }
    ),
    "promise": pl.Schema(
        {
            "promise_id": pl.String,
            "dialogue_id": pl.String,
            "area_id": pl.String,
            "text": pl.String,
            "field": pl.String,
            "owner": pl.String,
            "due_on": pl.Date,
            "status": pl.String,
            "closed_on": pl.Date,
            "evidence": pl.String,
        }
    ),
    "target": pl.Schema({"indicator_id": pl.String, "area_id": pl.String, "period_id": pl.String, "value": pl.Float64}),
    "population": pl.Schema({"area_id": pl.String, "population": pl.Int64, "population_on": pl.Date}),
    "source": SOURCE,
}


@dataclass
class Tidied:
    """One file, tidied. Frames follow the schemas above; `records` holds only the tables the file fills."""

    kind: str  # form | template | counts | scores | published | simulated
    measures: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MEASURE))
    reports: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=REPORT))
    records: dict[str, pl.DataFrame] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)  # refused rows and warnings
    origin: str = "user"  # official | press | user | simulated
    source_id: str | None = None
    refused_rows: int | None = None  # where `faults` does not tell every refused row on its own

    @property
    def refused_count(self) -> int:
        return len(self.refused) if self.refused_rows is None else self.refused_rows

    @property
    def refused(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.is_warning]


def empty_record(table: str) -> pl.DataFrame:
    """An empty frame of one of the record tables."""
    return pl.DataFrame(schema=RECORDS[table])
