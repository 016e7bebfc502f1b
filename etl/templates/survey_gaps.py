"""The questions that a refused row leaves with a gap: a share of the answers that remain would be false."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator

from etl.forms.words import is_one_of
from etl.templates.questions import question_code, standard_questions
from etl.templates.refused_row import RefusedRow
from etl.templates.rows import Row
from etl.templates.survey_answers import Answered
from etl.templates.survey_rows import KEY
from longdan.language.fault import Fault
from longdan.language.names import fold_name

_GROUP = ("subgroup_by", "subgroup")
_PLACE = (*KEY, "question", *_GROUP)
_RESULT = ("answer", "answer_count", "answer_share")
_NEAR = 50  # rows in which the neighbours of a row are looked for
_UNREAD = object()

Place = tuple[object, ...]  # of an answer: the survey, the question and the part of the respondents


def find_gaps(answers: list[Answered], refused: list[RefusedRow]) -> list[tuple[Row, str, Fault]]:
    """A fault at every answer whose question, asked of the same people, lacks a row that was refused.

    Where it cannot be read what a refused row belongs to, it is what stands next to it and can have this answer.
    """
    gaps = _Gaps(answers, refused)
    rows: dict[Place, int] = {}
    for row in sorted(filter(_is_answer, refused), key=lambda row: row.number):
        for place in gaps.places_of(row):
            rows.setdefault(place, row.number)
    return [
        (answer.row, "answer", Fault("templates.survey_gap", values={"row": rows[place]}))
        for answer in answers
        if (place := _place(answer.row.values)) in rows
    ]


class _Gaps:
    def __init__(self, answers: list[Answered], refused: list[RefusedRow]) -> None:
        self._long_blocks = {row.block for row in refused if row.block != row.number}
        self._answers = sorted(answers, key=lambda answer: answer.row.number)
        self._numbers = [answer.row.number for answer in self._answers]
        self._groups: dict[Place, list[Answered]] = defaultdict(list)
        for answer in answers:
            self._groups[_place(answer.row.values)].append(answer)
        self._questions = {answer.question for answer in answers} | standard_questions().keys()

    def places_of(self, row: RefusedRow) -> Iterator[Place]:
        """The places that the row may belong to."""
        wanted = self._wanted(row)
        if _UNREAD not in wanted:
            yield wanted
            return
        if "area" in row.unread and row.block in self._long_blocks:
            return  # rows below each other with an area of their own
        at = bisect(self._numbers, row.number)
        for neighbours in (self._answers[max(0, at - _NEAR) : at][::-1], self._answers[at : at + _NEAR]):
            places = (_place(answer.row.values) for answer in neighbours)
            nearest = next((place for place in places if _agree(wanted, place)), None)
            if nearest and self._can_have(nearest, row):
                yield nearest

    def _wanted(self, row: RefusedRow) -> Place:
        """A question that the sheet has nowhere else may be another one misspelt."""
        place = _place(row.values)
        unread = {name for name in _PLACE if name in row.unread}
        unread |= {*_GROUP} if unread & {*_GROUP} else set()
        if place[_PLACE.index("question")] not in self._questions:
            unread.add("question")
        return tuple(_UNREAD if name in unread else part for name, part in zip(_PLACE, place, strict=True))

    def _can_have(self, place: Place, row: RefusedRow) -> bool:
        """The question can have the answer of the row, and has not."""
        label = row.values.get("answer")
        if label is None:
            return True
        question = standard_questions().get(place[_PLACE.index("question")])
        if question is None:
            given = {fold_name(answer.label) for answer in self._groups[place]}
            return "question" not in row.values and fold_name(label) not in given
        level = question.find_answer(label)
        if level is None:
            return "question" in row.values and question_code(row.values["question"]) == question.code
        return level.position not in {answer.position for answer in self._groups[place]}


def _is_answer(row: RefusedRow) -> bool:
    """The row may give an answer: it is no note and no total."""
    if any(is_one_of(row.values.get(name), "total") for name in ("area", "question", "answer")):
        return False
    return any(name in row.values or name in row.unread for name in _RESULT)


def _place(values: dict[str, object]) -> Place:
    given = {name: values.get(name) for name in _PLACE}
    for name in ("instrument", "round", "subgroup"):
        given[name] = fold_name(given[name]) if given[name] is not None else None
    if given["question"] is not None:
        given["question"] = question_code(given["question"])
    return tuple(given.values())


def _agree(wanted: Place, place: Place) -> bool:
    return all(part is _UNREAD or part == other for part, other in zip(wanted, place, strict=True))
