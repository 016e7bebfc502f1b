"""Surveys: one record each, their questions and answers, and a measure per answer and subgroup.

`column_no` is `<question>/<position>` of a count, `<question>/<position>/share` where the file gives only the share
(no count is worked out from it), `<question>/0` with the status `unpublished` where the result is not published, and
`population`, `issued`, `returned`, `valid` of the survey itself.
"""

from collections.abc import Iterator
from dataclasses import replace

from etl.templates.layout import Layout
from etl.templates.measures import UNPUBLISHED, Figure, Shaped
from etl.templates.questions import find_question
from etl.templates.rows import Row
from etl.templates.shape_events import count
from etl.templates.stable_id import stable_id
from etl.templates.survey_answers import Answered, AnswerReader, Survey, has_result

_SIZES = ("population", "issued", "returned", "valid")


def shape_surveys(layout: Layout, rows: list[Row]) -> Shaped:
    """An answer that does not hold is a fault at its row and field; the rest is shaped."""
    reader = AnswerReader()
    figures: list[tuple[Row, Figure]] = []
    records: dict[str, list[dict]] = {"survey": [], "question": [], "answer": []}
    for survey in _group(rows):
        answers = reader.read(survey)
        records["survey"].append(_survey(survey))
        records["question"] += _questions(survey, answers)
        records["answer"] += _answers(survey, answers)
        figures += _figures(survey, answers)
    return Shaped(figures, records, reader.faults)


def _group(rows: list[Row]) -> list[Survey]:
    """The rows by survey: who was rated with which instrument in which round."""
    surveys: dict[str, Survey] = {}
    for row in rows:
        values = row.values
        parts = (row.area_id, values.get("rated_body"), values.get("respondent_area"))
        survey_id = stable_id("survey", *parts, values["instrument"], values["round"])
        surveys.setdefault(survey_id, Survey(survey_id)).rows.append(row)
    return list(surveys.values())


def _survey(survey: Survey) -> dict:
    values = survey.rows[0].values
    is_published = values["result_published"] == "yes"
    names = ("instrument", "round", "fieldwork_from", "fieldwork_to", "sample_type", "mode", "denominator_rule")
    return {
        "survey_id": survey.survey_id,
        "respondent_area_id": values.get("respondent_area", values["area"]),
        "rated_area_id": values["area"],
        "rated_body_kind": values.get("rated_body"),
        "result_published": is_published,
        **{name: values[name] for name in names},
        **{name: count(values.get(name)) for name in _SIZES},
        "design_effect": values["design_effect"].value if "design_effect" in values else None,
    }


def _questions(survey: Survey, answers: list[Answered]) -> list[dict]:
    asked = {answer.question: answer for answer in answers}
    return [
        {"survey_id": survey.survey_id, "question": code, "wording": answer.wording, "scale": answer.scale}
        for code, answer in asked.items()
    ]


def _answers(survey: Survey, answers: list[Answered]) -> list[dict]:
    names = ("question", "label", "position", "in_denominator", "is_favourable")
    given = {(answer.question, answer.position): answer for answer in answers}
    return [
        {"survey_id": survey.survey_id, **{name: getattr(answer, name) for name in names}} for answer in given.values()
    ]


def _figures(survey: Survey, answers: list[Answered]) -> Iterator[tuple[Row, Figure]]:
    first = survey.rows[0]
    for name in _SIZES:
        if name in first.values:
            yield first, Figure(name, first.values[name], cell=first.cell(name), survey_id=survey.survey_id)
    for row in survey.rows:
        if row.values["result_published"] == "no" and "question" in row.values and not has_result(row):
            code = find_question(row.values["question"])
            yield row, Figure(f"{code.code}/0" if code else "own/0", UNPUBLISHED, survey_id=survey.survey_id)
    for answer in answers:
        yield answer.row, _figure(survey, answer)


def _figure(survey: Survey, answer: Answered) -> Figure:
    values = answer.row.values
    column_no, name = f"{answer.question}/{answer.position}", "answer_count"
    reading = values.get(name)
    if reading is None:
        column_no, name = f"{column_no}/share", "answer_share"
        reading = replace(values[name], value=values[name].share, is_percent=False)
    part = (values.get("subgroup_by"), values.get("subgroup"))
    return Figure(column_no, reading, *part, cell=answer.row.cell(name), survey_id=survey.survey_id)
