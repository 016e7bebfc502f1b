"""Whether the answers of a question fit together and fit the number of valid forms."""

from collections import defaultdict

from etl.templates.rows import Row
from etl.templates.shape_events import count
from etl.templates.survey_answers import Answered
from etl.templates.survey_rows import Survey
from longdan.language.fault import Fault

ANSWERED_SHARE = 0.8  # of the valid forms: below it more answers are missing than a question is left blank by


def check_sums(survey: Survey, answers: list[Answered]) -> tuple[list[Answered], list[tuple[Row, str, Fault]]]:
    """The answers without the questions in which they repeat or add up to more than all; what is wrong at which row.

    A question whose answers add up to far fewer than the valid forms is kept, with a warning; not where they are all
    favourable or none is, so that what is missing would make the share 100 % or 0 %.
    """
    groups: dict[tuple, list[Answered]] = defaultdict(list)
    for answer in answers:
        values = answer.row.values
        groups[answer.question, values.get("subgroup_by"), values.get("subgroup")].append(answer)
    kept, faults = [], []
    for group in groups.values():
        fault = _fault(survey, group)
        if fault:
            faults += [(answer.row, "answer_count", fault) for answer in group]
            continue
        kept += group
        warning = _warning(survey, group)
        if warning:
            faults.append((group[0].row, "answer_count", warning))
    return kept, faults


def _fault(survey: Survey, group: list[Answered]) -> Fault | None:
    if len({answer.position for answer in group}) < len(group):
        return Fault("templates.survey_answer_twice")
    valid = count(survey.values.get("valid"))
    total = _total(group)
    if valid is not None and total > valid:
        return Fault("templates.survey_over_valid", values={"found_total": int(total), "found_valid": valid})
    shares = [answer.row.values["answer_share"] for answer in group if "answer_share" in answer.row.values]
    # Printed shares are rounded: each may be half of the last digit off.
    if sum(reading.share or 0 for reading in shares) > 1 + 0.005 * len(shares):
        return Fault("templates.survey_over_all")
    sides = {answer.is_favourable for answer in group if answer.in_denominator}
    if len(sides) == 1 and (few := _few_answers(survey, group)):
        return Fault("templates.survey_one_side", values=few)
    return None


def _warning(survey: Survey, group: list[Answered]) -> Fault | None:
    """Of a question to everybody, given in counts."""
    values = _few_answers(survey, group)
    return Fault("templates.survey_few_answers", values=values, is_warning=True) if values else None


def _few_answers(survey: Survey, group: list[Answered]) -> dict[str, int] | None:
    """The sum of the answers and the forms, where the sum is far below."""
    values = group[0].row.values
    if "subgroup" in values or any("answer_share" in answer.row.values for answer in group):
        return None
    forms = next((n for name in ("valid", "returned") if (n := count(survey.values.get(name))) is not None), None)
    total = _total(group)
    return {"found_total": int(total), "found_forms": forms} if forms and total < ANSWERED_SHARE * forms else None


def _total(group: list[Answered]) -> float:
    counts = [answer.row.values["answer_count"] for answer in group if "answer_count" in answer.row.values]
    return sum(reading.value for reading in counts)
