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
from etl.templates.refused_row import RefusedRow
from etl.templates.rows import Row
from etl.templates.shape_events import count
from etl.templates.survey_answers import Answered, AnswerReader, has_result
from etl.templates.survey_gaps import find_gaps
from etl.templates.survey_rows import Survey, find_differences, group_surveys
from etl.templates.survey_sums import check_sums
from longdan.language.fault import Fault

_SIZES = ("population", "issued", "returned", "valid")


def shape_surveys(layout: Layout, rows: list[Row], refused: list[RefusedRow]) -> Shaped:
    """An answer that does not hold is a fault at its row and field, with what it leaves incomplete; the rest is shaped.

    `refused` are the rows of the sheet that could not be read.
    """
    surveys, faults = [], []
    for survey in group_surveys(layout, rows):
        differences = find_differences(layout, survey)
        faults += differences
        if not differences:
            surveys.append(survey)
    kept, found = _read_answers(layout, surveys, refused)
    figures: list[tuple[Row, Figure]] = []
    records: dict[str, list[dict]] = {"survey": [], "question": [], "answer": []}
    for survey in surveys:
        answers = kept[survey.survey_id]
        records["survey"].append(_survey(survey))
        records["question"] += _questions(survey, answers)
        records["answer"] += _answers(survey, answers)
        figures += _figures(survey, answers)
    return Shaped(figures, records, faults + found)


def _read_answers(
    layout: Layout, surveys: list[Survey], refused: list[RefusedRow]
) -> tuple[dict[str, list[Answered]], list[tuple[Row, str, Fault]]]:
    """The answers that hold by survey, and what is wrong with the others: first of each, then of what lacks one, then of sums."""
    reader = AnswerReader(layout)
    read = {survey.survey_id: reader.read(survey) for survey in surveys}
    unread = [RefusedRow(row.number, row.number, row.values, frozenset()) for row, _, _ in reader.faults]
    gaps = find_gaps([answer for answers in read.values() for answer in answers], [*refused, *unread])
    gaps += _contradicted(read, reader.contradicted)
    lacking = {row.number: (row, name, fault) for row, name, fault in gaps}
    kept, faults = {}, [*reader.faults, *lacking.values()]
    for survey in surveys:
        whole = [answer for answer in read[survey.survey_id] if answer.row.number not in lacking]
        kept[survey.survey_id], found = check_sums(survey, whole)
        faults += found
    return kept, faults


def _contradicted(
    read: dict[str, list[Answered]], rows: dict[tuple[str, str], Row]
) -> Iterator[tuple[Row, str, Fault]]:
    """The answers of an own question of which two rows say different things, in every group of respondents."""
    for (survey_id, question), row in rows.items():
        fault = Fault("templates.survey_gap", values={"row": row.number})
        yield from ((answer.row, "answer", fault) for answer in read[survey_id] if answer.question == question)


def _survey(survey: Survey) -> dict:
    values = survey.values
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
    for name in _SIZES:
        if row := survey.giving.get(name):
            yield row, Figure(name, row.values[name], cell=row.cell(name), survey_id=survey.survey_id)
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
