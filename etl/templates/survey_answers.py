"""Reads the answers of a survey's rows: standard questions by the catalogue, own ones by the marks in the file; checks sums."""

from collections import defaultdict
from dataclasses import dataclass, field

from etl.templates.questions import Question, excluded_kinds, find_question
from etl.templates.rows import Row
from etl.templates.shape_events import count
from longdan.language.fault import Fault
from longdan.language.locale import LANGUAGES
from longdan.language.names import fold_name


@dataclass(frozen=True)
class Answered:
    """A row of the sheet as an answer to a question."""

    row: Row
    question: str
    wording: str | None
    scale: str | None
    label: str
    position: int
    in_denominator: bool
    is_favourable: bool


@dataclass
class Survey:
    """The rows of one survey, in the order of the sheet."""

    survey_id: str
    rows: list[Row] = field(default_factory=list)


def has_result(row: Row) -> bool:
    """The row gives an answer or a figure."""
    return any(name in row.values for name in ("answer", "answer_count", "answer_share"))


class AnswerReader:
    """Reads the answers of one survey after the other; what is wrong is in `faults` (row, field, fault)."""

    def __init__(self) -> None:
        self.faults: list[tuple[Row, str, Fault]] = []
        self._positions: dict[tuple[str, str], list[str]] = defaultdict(list)  # own questions: labels in order

    def read(self, survey: Survey) -> list[Answered]:
        """The answers of a survey that hold; none where its result is not published."""
        answers = (self._read_answer(survey, row) for row in survey.rows)
        return self._check_sums(survey, [answer for answer in answers if answer])

    def _read_answer(self, survey: Survey, row: Row) -> Answered | None:
        values = row.values
        written = values.get("question")
        if values["result_published"] == "no":
            if has_result(row):
                self._refuse(row, "answer", "survey_unpublished_answer")
            return None
        for name in ("question", "answer"):
            if name not in values:
                return self._refuse(row, name, "required")
        if ("answer_count" in values) == ("answer_share" in values):
            return self._refuse(row, "answer_count", "survey_count_or_share")
        question = find_question(written)
        return self._standard(row, question) if question else self._own(survey, row, written)

    def _standard(self, row: Row, question: Question) -> Answered | None:
        answer = question.find_answer(row.values["answer"])
        if answer is None:
            labels = {f"labels_{name}": "; ".join(getattr(a, name) for a in question.answers) for name in LANGUAGES}
            return self._refuse(row, "answer", "survey_answer_unknown", found=row.values["answer"], **labels)
        is_based = answer.kind not in excluded_kinds(row.values["denominator_rule"])
        return Answered(
            row,
            question.code,
            question.wording_vi,
            question.scale,
            answer.vi,
            answer.position,
            is_based,
            answer.kind == "favourable",
        )

    def _own(self, survey: Survey, row: Row, written: str) -> Answered | None:
        values = row.values
        for name in ("wording", "in_denominator", "is_favourable"):
            if name not in values:
                return self._refuse(row, name, "survey_own_question", found=written)
        code = "own_" + fold_name(written).replace(" ", "_")
        labels = self._positions[survey.survey_id, code]
        if fold_name(values["answer"]) not in labels:
            labels.append(fold_name(values["answer"]))
        position = labels.index(fold_name(values["answer"])) + 1
        marks = (values["in_denominator"] == "yes", values["is_favourable"] == "yes")
        return Answered(row, code, values["wording"], None, values["answer"], position, *marks)

    def _check_sums(self, survey: Survey, answers: list[Answered]) -> list[Answered]:
        """Without the questions whose answers repeat, exceed the valid forms, or add up to more than all of them."""
        groups: dict[tuple, list[Answered]] = defaultdict(list)
        for answer in answers:
            values = answer.row.values
            groups[answer.question, values.get("subgroup_by"), values.get("subgroup")].append(answer)
        kept = []
        for group in groups.values():
            fault = _group_fault(survey, group)
            if fault:
                self.faults += [(answer.row, "answer_count", fault) for answer in group]
            else:
                kept += group
        return kept

    def _refuse(self, row: Row, name: str, code: str, found: str | None = None, **values: object) -> None:
        self.faults.append((row, name, Fault(f"templates.{code}", found=found, values=values)))


def _group_fault(survey: Survey, group: list[Answered]) -> Fault | None:
    if len({answer.position for answer in group}) < len(group):
        return Fault("templates.survey_answer_twice")
    counts = [answer.row.values["answer_count"] for answer in group if "answer_count" in answer.row.values]
    total = sum(reading.value for reading in counts if reading.value is not None)
    valid = count(survey.rows[0].values.get("valid"))
    if valid is not None and total > valid:
        return Fault("templates.survey_over_valid", values={"found_total": int(total), "found_valid": valid})
    shares = [answer.row.values["answer_share"] for answer in group if "answer_share" in answer.row.values]
    # Printed shares are rounded: each may be half of the last digit off.
    if sum(reading.share or 0 for reading in shares) > 1 + 0.005 * len(shares):
        return Fault("templates.survey_over_all")
    return None
