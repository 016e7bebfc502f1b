"""The sample country of three provinces: every re-based figure is what its predecessors' figures make, added up by hand."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from longdan.warehouse.open_build import current_build

# What the predecessors of each re-based figure reported, straight from the observations and the conversions.
BY_HAND = """
    with made as (
        select r.numerator, r.denominator, r.indicator_id, r.area_id, r.period_id,
               sum(c.weight * o.numerator) as by_hand, sum(c.weight * o.denominator) as base_by_hand
        from observation r
        join indicator i using (indicator_id)
        join conversion c on c.edition = r.edition and c.to_id = r.area_id
        join observation o on o.area_id = c.from_id and o.indicator_id = r.indicator_id and o.period_id = r.period_id
            and o.origin = r.origin and o.edition = 'reported' and o.form = r.form and o.scope = 'total'
            and o.breakdown is null and o.body_id is null and o.numerator is not null
            and (o.denominator is not null or i.aggregation = 'sum')
        where r.edition <> 'reported' and r.breakdown is null and i.aggregation = $aggregation and r.value is not null
        group by all
    )
    select count(*), count(*) filter (abs(numerator - by_hand) > 1e-9 or abs(denominator - base_by_hand) > 1e-9) from made
"""


@pytest.fixture(scope="module")
def facts(sample_build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    path = current_build(sample_build).database.with_name("facts.duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("aggregation", ["sum", "ratio_of_sums"])
def test_every_figure_is_what_its_predecessors_make(facts: duckdb.DuckDBPyConnection, aggregation: str) -> None:
    ((compared, wrong),) = facts.execute(BY_HAND, {"aggregation": aggregation}).fetchall()
    assert compared > 100
    assert wrong == 0


def test_no_ground_has_a_reported_and_a_rebased_figure(facts: duckdb.DuckDBPyConnection) -> None:
    ((twice,),) = facts.execute(
        """
        with placed as (
            select o.edition, o.indicator_no, o.period_no, a.ground_no, o.origin = 'simulated' as is_simulated
            from stored.observation o join stored.area a using (area_no)
        )
        select count(*) from placed r
        semi join placed o on o.edition = 'reported' and o.indicator_no = r.indicator_no and o.period_no = r.period_no
            and o.ground_no = r.ground_no and o.is_simulated = r.is_simulated
        where r.edition <> 'reported'
        """
    ).fetchall()
    assert twice == 0


def test_no_period_across_the_reform_is_converted(facts: duckdb.DuckDBPyConnection) -> None:
    ((across,),) = facts.execute(
        """
        select count(*) from observation join period using (period_id)
        where edition <> 'reported' and start_on < date '2025-07-01' and end_on >= date '2025-07-01'
        """
    ).fetchall()
    assert across == 0
