"""Survey rounds of the simulated country: small samples, answers by the standard scales, shares that differ by place."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from etl.simulation.frames import as_measures, report_per_sheet
from etl.simulation.settings import load_settings
from etl.simulation.units import Units
from etl.templates.questions import Question, standard_questions
from etl.tidied import RECORDS, Tidied
from longdan.methods.period import Period

_NO_ANSWER = 0.04  # don't know or refused


def tidy_surveys(units: Units, quarters: list[tuple[int, int]], rng: np.random.Generator) -> Iterator[Tidied]:
    """One part per round."""
    for round_ in load_settings()["survey"]["rounds"]:
        yield _tidy_round(units, quarters, round_, rng)


def _tidy_round(units: Units, quarters: list[tuple[int, int]], round_: dict, rng: np.random.Generator) -> Tidied:
    settings = load_settings()["survey"]
    is_asked = units.is_valid(round_["to"]) & (rng.random(len(units)) < round_["share"])
    rows = units.rows.filter(is_asked)
    issued = rng.integers(settings["smallest"], settings["largest"], rows.height)
    returned = rng.binomial(issued, 0.94)
    valid = rng.binomial(returned, 0.97)
    period = Period("round", "civil", round_["from"], round_["to"])
    survey_id = (rows["area_id"] + f".simulated.{round_['label']}").alias("survey_id")
    quarter = (round_["to"].year, (round_["to"].month - 1) // 3 + 1)
    is_hot = units.hot_from[is_asked] <= quarters.index(min(quarter, quarters[-1]))
    questions = {code: standard_questions()[code] for code in settings["favourable"]}
    measures = pl.concat(
        _answers(rows, survey_id, question, _shares(units.trust[is_asked], is_hot, mean), valid, period, rng)
        for question, mean in ((questions[code], mean) for code, mean in settings["favourable"].items())
    )
    survey = _survey(rows, survey_id, round_, units.population[is_asked], issued, returned, valid)
    return Tidied(
        "simulated",
        measures,
        report_per_sheet(measures),
        {"survey": survey, **_wording(survey_id, questions)},
        origin="simulated",
        source_id="simulation",
    )


def _shares(trust: np.ndarray, is_hot: np.ndarray, mean: float) -> np.ndarray:
    """The true favourable share of each commune, around the national mean on the logit scale."""
    return 1 / (1 + np.exp(-(np.log(mean / (1 - mean)) + trust - 1.1 * is_hot)))


def _answers(
    rows: pl.DataFrame,
    survey_id: pl.Series,
    question: Question,
    favourable: np.ndarray,
    valid: np.ndarray,
    period: Period,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """How many chose each answer of the scale; they add up to the valid forms."""
    kinds = [answer.kind for answer in question.answers]
    weights = np.zeros((rows.height, len(kinds)))
    masses = {"favourable": favourable * (1 - _NO_ANSWER), "dont_know": np.full(rows.height, _NO_ANSWER * 0.7)}
    masses["refused"] = np.full(rows.height, _NO_ANSWER * 0.3)
    rest = (1 - favourable) * (1 - _NO_ANSWER)
    masses["neutral"] = rest * (0.6 if "neutral" in kinds else 0)
    masses["unfavourable"] = rest - masses["neutral"]
    for place, kind in enumerate(kinds):
        weights[:, place] = masses[kind] / kinds.count(kind)
    counts = rng.multinomial(valid, weights / weights.sum(axis=1, keepdims=True))
    return (
        pl.DataFrame(
            {
                "area_id": rows["area_id"],
                "survey_id": survey_id,
                "sheet": rows["province_id"],
                "column_no": [[f"{question.code}/{place + 1}" for place in range(len(kinds))]] * rows.height,
                "value": counts.astype(float),
            },
            schema_overrides={"value": pl.List(pl.Float64)},
        )
        .explode("column_no", "value")
        .pipe(as_measures, form="longdan.survey", period=period, status=pl.lit("reported"))
    )


def _survey(
    rows: pl.DataFrame,
    survey_id: pl.Series,
    round_: dict,
    population: np.ndarray,
    issued: np.ndarray,
    returned: np.ndarray,
    valid: np.ndarray,
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "survey_id": survey_id,
            "instrument": load_settings()["survey"]["instrument"],
            "round": round_["label"],
            "respondent_area_id": rows["area_id"],
            "rated_area_id": rows["area_id"],
            "rated_body_kind": "peoples_committee",
            "fieldwork_from": round_["from"],
            "fieldwork_to": round_["to"],
            "sample_type": "random",
            "mode": "face_to_face",
            "population": population.astype(int),
            "issued": issued,
            "returned": returned,
            "valid": valid,
            "denominator_rule": "without_dont_know",
            "result_published": True,
        },
        schema_overrides=RECORDS["survey"],
    )


def _wording(survey_id: pl.Series, questions: dict[str, Question]) -> dict[str, pl.DataFrame]:
    """The question and answer tables: the same standard wording in every survey."""
    question = pl.DataFrame(
        [(q.code, q.wording_vi, q.scale) for q in questions.values()],
        schema={"question": pl.String, "wording": pl.String, "scale": pl.String},
        orient="row",
    )
    answer = pl.DataFrame(
        [
            (q.code, a.vi, a.position, a.kind not in ("dont_know", "refused"), a.kind == "favourable")
            for q in questions.values()
            for a in q.answers
        ],
        schema=[name for name in RECORDS["answer"] if name != "survey_id"],
        orient="row",
    )
    ids = survey_id.to_frame()
    return {
        "question": ids.join(question, how="cross").select(RECORDS["question"].names()),
        "answer": ids.join(answer, how="cross").select(RECORDS["answer"].names()),
    }
