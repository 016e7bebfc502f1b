"""The attacker against the sample country: he breaks nothing of what is published, and everything that is hidden alone."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.disclosure.rules import load_rules
from longdan.warehouse.open_build import current_build
from tests.etl.disclosure.attack.denunciations import attack_denunciations, read_class
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
    in_class, told = read_class(facts, COUNT, YEAR[1], RULES.yearly[COUNT]), read_told(published, COUNT)
    verdict = attack_denunciations(published, *YEAR, in_class=in_class, told=told)
    assert verdict.target_count > 1000
    assert len(told) > 1000
    assert (verdict.broken, verdict.contradictions) == ({}, 0)


def test_a_count_hidden_alone_in_its_province_is_broken(copied: Path, facts: Path) -> None:
    alone = reveal_all_but_one(copied, facts)
    verdict = attack_denunciations(copied, *YEAR)
    assert [cell[3] for cell in verdict.broken] == [alone]


def test_no_number_of_answers_is_narrowed_down(published: Path, facts: Path) -> None:
    found = list(attack_surveys(published, read_small(facts, RULES.survey_minimum), RULES.survey_minimum - 1))
    assert len(found) > 100
    assert [each for each in found if each[3] - each[2] < RULES.width - 1e-6] == []


def test_a_survey_hidden_alone_under_a_pooled_share_is_broken(copied: Path, facts: Path) -> None:
    reveal_all_but_small(copied, facts)
    assert any(low == high for _, _, low, high in attack_surveys(copied))


def reveal_all_but_one(published: Path, facts: Path) -> int:
    """Puts back every yearly count of a province but one; returns the area_no of that one."""
    with duckdb.connect(str(published)) as connection:
        connection.execute("attach $facts as facts (read_only)", {"facts": str(facts)})
        ((alone, parent),) = connection.execute(
            """
            select min(t.area_no), a.parent_no from stored.area_total t join stored.indicator i using (indicator_no)
            join stored.period p using (period_no) join stored.area a using (area_no)
            where i.indicator_id = $count and p.type = 'year' and p.end_on = $until and t.status = 'suppressed'
              and a.level = 'commune' and t.edition = 'reported'
            group by a.parent_no order by a.parent_no limit 1
            """,
            {"count": COUNT, "until": YEAR[1]},
        ).fetchall()
        connection.execute(
            """
            update stored.area_total set numerator = o.numerator, value = o.value, status = o.status
            from facts.stored.observation o
            join stored.indicator i on i.indicator_no = o.indicator_no and i.indicator_id = $count
            join stored.period p on p.period_no = o.period_no and p.type = 'year' and p.end_on = $until
            join stored.area a on a.area_no = o.area_no and a.parent_no = $parent and a.area_no <> $alone
            where area_total.indicator_no = o.indicator_no and area_total.period_no = o.period_no
              and area_total.area_no = o.area_no and area_total.form = o.form and o.breakdown is null and o.edition = 'reported'
              and o.scope = 'total'
            """,
            {"count": COUNT, "until": YEAR[1], "parent": parent, "alone": alone},
        )
    return alone


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
