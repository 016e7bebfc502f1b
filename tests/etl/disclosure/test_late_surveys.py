"""A survey that comes late, or is corrected: pooled shares of two builds must not tell it where it is withheld itself."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, NODE, read_lives
from etl.disclosure.publish import publish
from etl.disclosure.rules import load_rules
from etl.disclosure.uncertainty import Demand
from tests.etl.disclosure.attack.bounds import measure
from tests.etl.disclosure.attack.surveys import KINDS
from tests.etl.disclosure.attack.system import System
from tests.etl.disclosure.test_publish import TRUST
from tests.etl.indicators.test_surveys import FIELDWORK, survey
from tests.etl.small_country import HAI_PHONG, VN, SmallCountry

SMALL, MOST, WIDTH = 29, 10**12, 5
COMMUNES = [f"1{place:04}@2025-07-01" for place in range(6)]
LARGE = {commune: (40 + 10 * place, 30, 0) for place, commune in enumerate(COMMUNES[1:])}
UNITS = [
    (VN, "country", "country", "Cả nước", None, None, None, None, None),
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", VN, None, None, None, None),
    *((each, "commune", "commune", f"Xã {each[:5]}", HAI_PHONG, None, None, None, 9_000) for each in COMMUNES),
]
Answers = dict[str, tuple[int, int]]  # favourable answers and all, by commune "province/commune"


def publish_surveys(folder: Path, answers: dict[str, tuple], shown: list[Path]) -> dict[str, tuple]:
    """(favourable, answers, status) by area; adds the record of what it shows."""
    folder.mkdir()
    country = SmallCountry(folder, (TRUST,), UNITS)
    for commune, given_answers in answers.items():
        country.receive(survey(commune, given_answers))
    country.compute()
    country.connection.close()
    publish(country.path, folder / "published.duckdb", load_rules(), list(shown), folder / "record.parquet")
    if (folder / "record.parquet").exists():
        shown.append(folder / "record.parquet")
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select area_id, numerator, denominator, status::varchar from observation where period_id = $period",
            {"period": FIELDWORK},
        ).fetchall()
    return {area: (favourable, base, status) for area, favourable, base, status in rows}


@pytest.mark.parametrize(("late", "is_shown"), [((12, 5, 0), False), ((30, 20, 0), True)])
def test_a_late_survey_is_told_only_where_it_is_shown_itself(tmp_path: Path, late: tuple, is_shown: bool) -> None:
    shown: list[Path] = []
    before = publish_surveys(tmp_path / "before", LARGE, shown)
    after = publish_surveys(tmp_path / "after", LARGE | {COMMUNES[0]: late}, shown)
    assert before[HAI_PHONG][2] == "reported"
    assert {after[area][2] for area in (COMMUNES[0], HAI_PHONG, VN)} == {"reported" if is_shown else "suppressed"}
    assert {after[commune][2] for commune in LARGE} == {"reported"}


def test_a_build_that_forgets_tells_the_late_survey(tmp_path: Path) -> None:
    before = publish_surveys(tmp_path / "before", LARGE, [])
    after = publish_surveys(tmp_path / "after", LARGE | {COMMUNES[0]: (12, 5, 0)}, [])
    known = [commune for commune in LARGE if before[commune][2] == "reported"]
    told = after[HAI_PHONG][1] - sum(before[commune][1] for commune in known)
    assert (after[COMMUNES[0]][2], told) == ("suppressed", 17)


def test_the_same_surveys_add_nothing_to_the_record(tmp_path: Path) -> None:
    shown: list[Path] = []
    surveys = LARGE | {COMMUNES[0]: (12, 5, 0)}
    once, again = (publish_surveys(tmp_path / name, surveys, shown) for name in ("once", "again"))
    assert len(shown) == 1
    assert once == again


@st.composite
def rounds(draw: st.DrawFn) -> list[Answers]:
    """Two or three builds of surveys of one or two provinces, many of them small or of one opinion."""
    sizes = st.one_of(st.integers(8, 29), st.integers(30, 60), st.integers(30, 300))
    communes = [f"{province}/{place}" for province in range(draw(st.integers(1, 2))) for place in range(5)]
    builds, found = [], {}
    for _ in range(draw(st.integers(2, 3))):
        for commune in communes:
            happens = draw(st.integers(0, 9))
            if (commune not in found and happens < 5) or happens == 9:
                base = draw(sizes)
                found[commune] = (draw(st.sampled_from([0, base // 2, base * 4 // 5, base])), base)
        if found:
            builds.append(dict(found))
    return builds


def add_up(answers: Answers) -> pl.DataFrame:
    pooled = dict(answers)
    for commune, (favourable, base) in answers.items():
        for area in (commune.split("/")[0], VN):
            before = pooled.get(area, (0, 0))
            pooled[area] = (before[0] + favourable, before[1] + base)
    rows = [
        {
            "area_id": area, "part": area if area in answers else "", "value": base, "favourable": favourable,
            "above_id": area.split("/")[0] if area in answers else VN if area != VN else None,
            "level": "commune" if area in answers else "country" if area == VN else "province",
            "low": 1, "high": SMALL if base <= SMALL else MOST, "holds_none": False, "is_given": False,
        }
        for area, (favourable, base) in pooled.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema={name: NODE[name] for name in GIVEN})


def hide_in_turn(builds: list[Answers]) -> list[pl.DataFrame]:
    kept: list[pl.DataFrame] = []
    for answers in builds:
        rows = add_up(answers)
        must = (rows["value"] <= SMALL).to_numpy()
        hidden = pl.Series(hide_again(read_lives([*kept, rows]), must, Demand(WIDTH, of_kinds=True)))
        kept.append(rows.with_columns(is_hidden=hidden, is_shown=~hidden))
    return kept


def attack_rounds(kept: list[pl.DataFrame]) -> dict:
    """The range of each withheld number of answers of every build, from all builds: a survey is the same while its answers are."""
    system, wanted = System(), []
    for number, rows in enumerate(kept):
        nodes = [(row, _name(row, number)) for row in rows.iter_rows(named=True)]
        for row, name in nodes:
            if row["is_shown"]:
                numbers = (row["value"], row["favourable"], row["value"] - row["favourable"])
                system.known |= {(name, kind): amount for kind, amount in zip(KINDS, numbers, strict=True)}
    for number, rows in enumerate(kept):
        nodes = [(row, _name(row, number)) for row in rows.iter_rows(named=True)]
        for row, name in nodes:
            system.say({(name, "favourable"): 1.0, (name, "other"): 1.0, (name, "answers"): -1.0})
            if row["is_hidden"]:
                system.limit((name, "answers"), min(row["high"], 10**5))
                wanted += [(name, kind) for kind in KINDS]
            parts = [part for below, part in nodes if below["above_id"] == row["area_id"]]
            for kind in KINDS if parts else ():
                system.say(dict.fromkeys(((part, kind) for part in parts), 1.0) | {(name, kind): -1.0})
    return measure(system, dict.fromkeys(wanted))


def _name(row: dict, number: int) -> tuple:
    return (row["area_id"], row["favourable"], row["value"]) if row["part"] else (row["area_id"], number)


@settings(max_examples=25, deadline=None)
@given(rounds())
def test_no_sequence_of_builds_narrows_down_a_number_of_answers(builds: list[Answers]) -> None:
    ranges = attack_rounds(hide_in_turn(builds))
    assert {key: found for key, found in ranges.items() if found[1] - found[0] < WIDTH - 1e-6} == {}
