"""The attacker against the sample country: he breaks nothing of what is published, and everything that is hidden alone."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.disclosure.rules import load_rules
from longdan.warehouse.open_build import current_build
from tests.etl.disclosure.attack.denunciations import attack_denunciations, read_class
from tests.etl.disclosure.attack.planted import reveal_all_but_one
from tests.etl.disclosure.attack.surveys import attack_surveys, read_small
from tests.etl.disclosure.attack.told import read_told

COUNT = "denunciation_petitions_competent"
YEAR = (date(2024, 12, 15), date(2025, 12, 14))
RULES = load_rules()


@pytest.fixture(scope="module")
def published(sample_build: Path) -> Path:
    return current_build(sample_build).database


@pytest.fixture(scope="module")
def facts(published: Path) -> Path:
    return published.with_name("facts.duckdb")


@pytest.fixture
def copied(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(published, tmp_path / "published.duckdb"))


def test_no_count_of_denunciations_is_narrowed_down(published: Path, facts: Path) -> None:
    in_class, told = read_class(facts, RULES.yearly, YEAR[1]), read_told(published, RULES.yearly)
    verdict = attack_denunciations(published, *YEAR, in_class=in_class, told=told)
    assert verdict.target_count > 1000
    assert len(told) > 1000
    assert (verdict.broken, verdict.contradictions) == ({}, 0)


def test_a_count_hidden_alone_in_its_province_is_broken(copied: Path, facts: Path) -> None:
    alone = reveal_all_but_one(copied, facts, COUNT, YEAR[1])
    verdict = attack_denunciations(copied, *YEAR)
    assert [cell[3] for cell in verdict.broken] == [alone]


def test_no_number_of_answers_is_narrowed_down(published: Path, facts: Path) -> None:
    found = list(attack_surveys(published, read_small(facts, RULES.survey_minimum), RULES.survey_minimum - 1))
    assert len(found) > 100
    assert [each for each in found if each[3] - each[2] < RULES.width - 1e-6] == []


def test_a_survey_hidden_alone_under_a_pooled_share_is_broken(copied: Path, facts: Path) -> None:
    reveal_all_but_small(copied, facts)
    assert any(low == high for _, _, low, high in attack_surveys(copied))


def reveal_all_but_small(published: Path, facts: Path) -> None:
    """Puts back every share of a survey that is not itself from too few answers."""
    with duckdb.connect(str(published)) as connection:
        connection.execute("attach $facts as facts (read_only)", {"facts": str(facts)})
        connection.execute(
            """
            update stored.area_total set numerator = o.numerator, denominator = o.denominator, status = o.status
            from facts.stored.observation o
            join stored.indicator i on i.indicator_no = o.indicator_no and i.disclosure = 'survey'
            where area_total.indicator_no = o.indicator_no and area_total.period_no = o.period_no
              and area_total.area_no = o.area_no and area_total.survey_id is not distinct from o.survey_id
              and area_total.form = o.form and area_total.edition = o.edition and o.breakdown is null
              and o.sample_size >= $minimum
            """,
            {"minimum": RULES.survey_minimum},
        )
