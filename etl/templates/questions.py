"""The standard survey questions with their scales, and which answers a share is taken of (data/catalog/questions.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from longdan.language.names import fold_name

FILE = Path(__file__).parents[2] / "data/catalog/questions.toml"


@dataclass(frozen=True)
class ScaleAnswer:
    """One level of a scale. `position` counts from 1; `kind` is favourable, neutral, unfavourable, dont_know, refused."""

    position: int
    vi: str
    en: str
    kind: str


@dataclass(frozen=True)
class Question:
    """A standard question."""

    code: str
    wording_vi: str
    wording_en: str
    scale: str
    answers: tuple[ScaleAnswer, ...]

    def find_answer(self, label: str) -> ScaleAnswer | None:
        """The level with this label, in either language, with or without diacritics."""
        wanted = fold_name(label)
        return next((a for a in self.answers if wanted in (fold_name(a.vi), fold_name(a.en))), None)


@cache
def standard_questions() -> dict[str, Question]:
    """Every standard question by its code."""
    raw = _read()
    scales = {
        scale["id"]: tuple(ScaleAnswer(position, **answer) for position, answer in enumerate(scale["answers"], 1))
        for scale in raw["scale"]
    }
    return {
        entry["id"]: Question(
            entry["id"], entry["wording_vi"], entry["wording_en"], entry["scale"], scales[entry["scale"]]
        )
        for entry in raw["question"]
    }


@lru_cache(maxsize=1 << 10)
def find_question(written: str) -> Question | None:
    """The standard question whose code or wording was written; None for a question of the user's own."""
    wanted = fold_name(written.replace("_", " "))
    for question in standard_questions().values():
        names = (question.code.replace("_", " "), question.wording_vi, question.wording_en)
        if wanted in map(fold_name, names):
            return question
    return None


def question_code(written: str) -> str:
    """The code of the standard question that was written, or of a question of the user's own."""
    question = find_question(written)
    return question.code if question else "own_" + fold_name(written).replace(" ", "_")


@cache
def excluded_kinds(denominator_rule: str) -> frozenset[str]:
    """The kinds of answer that a denominator rule leaves out."""
    rules = {rule["id"]: frozenset(rule["excludes"]) for rule in _read()["denominator_rule"]}
    return rules[denominator_rule]


@cache
def _read() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
