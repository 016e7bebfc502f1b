"""The origin of a value: its cells, what they replaced, what it was made of; nothing of what is hidden."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from longdan.methods.period import inspection_period
from longdan.warehouse.questions.origins import Origin, read_origin
from tests.warehouse.questions.merged_communes import (
    Q2_2025,
    Q3_2024,
    Q3_2026,
    TAM_DA,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_HUNG,
    P,
    observe,
    write_merged_communes,
)

NINE_MONTHS, HALF = inspection_period("nine_months", 2026), inspection_period("half", 2026)


@pytest.fixture
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    with write_merged_communes() as connection:
        yield connection


def ask(build: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period, units: str = "current") -> Origin:
    origin = read_origin(build, indicator_id, area_id, period.period_id, only_real=False, units=units)
    assert origin is not None
    return origin


def convert(build: duckdb.DuckDBPyConnection, to_id: str, from_id: str, weight: float | None) -> None:
    build.execute(
        "insert into stored.conversion select 'current', t.area_no, f.area_no, $weight, "
        "case when $weight = 1 then 'whole' else 'population' end, 'list' from stored.area t, stored.area f "
        "where t.area_id = $to and f.area_id = $from",
        {"to": to_id, "from": from_id, "weight": weight},
    )


def test_a_value_nobody_published_has_no_origin(build: duckdb.DuckDBPyConnection) -> None:
    assert read_origin(build, "visits", VINH_BAO, Q3_2026.period_id, only_real=False, units="current") is None


def test_a_reported_value_stands_in_a_cell_of_a_file_with_its_dates_and_what_it_replaced(
    build: duckdb.DuckDBPyConnection,
) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    build.execute("insert into stored.form values (1, 'tt06_2025.01_tcd')")
    build.execute(
        "insert into load values (1, 'cu.xlsx', 'a', 'form', 'user', null, date '2026-09-18', null, null, 1, 0, true, ''), "
        "(2, 'moi.xlsx', 'b', 'form', 'user', null, date '2026-10-02', null, 1, 1, 0, false, '')"
    )
    build.execute(
        "insert into report by name select * from (values (1, 1, date '2026-09-16', 2), (2, 2, date '2026-09-30', null)) "
        "r(report_id, load_id, signed_on, superseded_by), (select '01TCD' as sheet, 'tt06_2025.01_tcd' as form, "
        "$area as area_id, 'total' as scope, $period as period_id, false as is_partial)",
        {"area": VINH_BAO, "period": Q3_2026.period_id},
    )
    build.execute(
        "insert into stored.lineage select i.indicator_no, p.period_no, a.area_no, null, 1, '1', 2, '01TCD', 'B14' "
        "from stored.indicator i, stored.period p, stored.area a "
        "where i.indicator_id = 'visits' and p.period_id = $period and a.area_id = $area",
        {"area": VINH_BAO, "period": Q3_2026.period_id},
    )
    origin = ask(build, "visits", VINH_BAO, Q3_2026)
    (cell,) = origin.cells.to_dicts()
    assert (cell["file_name"], cell["sheet"], cell["cell"], cell["column_no"]) == ("moi.xlsx", "01TCD", "B14", "1")
    assert (cell["received_on"], cell["signed_on"]) == (date(2026, 10, 2), date(2026, 9, 30))
    assert origin.replaced["file_name"].to_list() == ["cu.xlsx"]


def test_a_converted_value_names_its_predecessors_and_none_that_is_hidden_shows_a_value(
    build: duckdb.DuckDBPyConnection,
) -> None:
    for from_id, weight in ((VINH_HUNG, 1), (TAM_DA, 1), (TAN_LIEN, 1), (VINH_AN, 0.25)):
        convert(build, VINH_BAO, from_id, weight)
    observe(build, "visits", VINH_HUNG, Q2_2025, 10)
    observe(build, "visits", TAN_LIEN, Q2_2025, None, status="suppressed", class_high=4)
    observe(
        build,
        "visits",
        VINH_BAO,
        Q2_2025,
        None,
        status="suppressed",
        edition="current",
        derivation="rebased_apportioned",
    )
    rows = {row["from_id"]: row for row in ask(build, "visits", VINH_BAO, Q2_2025).predecessors.to_dicts()}
    assert rows.keys() == {VINH_HUNG, TAN_LIEN, VINH_AN}  # Tam Đa had ended by then
    assert (rows[VINH_HUNG]["value"], rows[TAN_LIEN]["value"], rows[TAN_LIEN]["status"]) == (10, None, "suppressed")
    assert rows[TAN_LIEN]["class_high"] == 4
    assert (rows[VINH_AN]["weight"], rows[VINH_AN]["status"]) == (0.25, "not_reported")


def test_the_past_of_an_ended_unit_has_its_own_origin(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", TAM_DA, Q3_2024, 12)
    origin = ask(build, "visits", VINH_HUNG, Q3_2024)
    assert origin.figure["value"] == 12
    assert origin.predecessors.select("from_id", "value").rows() == [(TAM_DA, 12)]
    assert read_origin(build, "visits", VINH_HUNG, Q3_2024.period_id, only_real=False, units="reported") is None


def test_a_differenced_quarter_names_both_cumulative_figures(build: duckdb.DuckDBPyConnection) -> None:
    for number, period in enumerate((NINE_MONTHS, HALF), start=10):
        build.execute(
            "insert into stored.period values ($no, $id, $type, 'inspection', $start, $stop, true, 'kỳ', 'period')",
            {
                "no": number,
                "id": period.period_id,
                "type": period.type,
                "start": period.start_on,
                "stop": period.end_on,
            },
        )
        observe(build, "visits", VINH_BAO, period, number)
    observe(build, "visits", VINH_BAO, Q3_2026, 1, derivation="differenced")
    steps = ask(build, "visits", VINH_BAO, Q3_2026).steps
    assert steps["period_id"].to_list() == [NINE_MONTHS.period_id, HALF.period_id]


def test_a_sum_counts_the_units_below_by_what_they_show(build: duckdb.DuckDBPyConnection) -> None:
    observe(build, "visits", VINH_BAO, Q3_2026, 40)
    observe(build, "visits", P, Q3_2026, 40, derivation="summed", reporting_units=1, expected_units=2)
    parts = ask(build, "visits", P, Q3_2026).parts
    assert sorted(parts.rows()) == [("commune", "not_reported", None, 1), ("commune", "reported", None, 1)]
