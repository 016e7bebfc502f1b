"""Reads the answers of a survey's rows: standard questions by the catalogue, own ones by the marks in the file."""

from collections import defaultdict
from dataclasses import dataclass

from etl.templates.layout import Layout
from etl.templates.questions import Question, excluded_kinds, find_question, question_code
from etl.templates.rows import Row
from etl.templates.survey_rows import Survey, differs
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


def has_result(row: Row) -> bool:
    """The row gives an answer or a figure."""
    return any(name in row.values for name in ("answer", "answer_count", "answer_share"))


class AnswerReader:
    """Reads the answers of one survey after the other; what is wrong is in `faults` (row, field, fault)."""

    def __init__(self, layout: Layout) -> None:
        self.faults: list[tuple[Row, str, Fault]] = []
        self.contradicted: dict[tuple[str, str], Row] = {}  # (survey, own question) to the row that says otherwise
        self._layout = layout
        self._positions: dict[tuple[str, str], list[str]] = defaultdict(list)  # own questions: labels in order
        self._firsts: dict[tuple[str, ...], Row] = {}  # own questions: the row that first says what one is

    def read(self, survey: Survey) -> list[Answered]:
        """The answers of a survey that can be read; none where its result is not published."""
        answers = (self._read_answer(survey, row) for row in survey.rows)
        return [answer for answer in answers if answer]

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
        given = "answer_count" if "answer_count" in values else "answer_share"
        if values[given].value is None:
            return self._refuse(row, given, "required")
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
        code, label = question_code(written), fold_name(values["answer"])
        if self._is_contradicted(survey, row, code, label):
            return None
        labels = self._positions[survey.survey_id, code]
        if label not in labels:
            labels.append(label)
        position = labels.index(label) + 1
        marks = (values["in_denominator"] == "yes", values["is_favourable"] == "yes")
        return Answered(row, code, values["wording"], None, values["answer"], position, *marks)

    def _is_contradicted(self, survey: Survey, row: Row, code: str, label: str) -> bool:
        """The wording is that of the question, the marks are those of one answer, in every group of respondents."""
        for name, of in (("wording", (code,)), ("in_denominator", (code, label)), ("is_favourable", (code, label))):
            first = self._firsts.setdefault((survey.survey_id, name, *of), row)
            given, before = row.values[name], first.values[name]
            if fold_name(given) != fold_name(before):
                self.faults.append((row, name, differs(self._layout, name, given, first)))
                self.contradicted.setdefault((survey.survey_id, code), row)
                return True
        return False

    def _refuse(self, row: Row, name: str, code: str, found: str | None = None, **values: object) -> None:
        self.faults.append((row, name, Fault(f"templates.{code}", found=found, values=values)))
