"""A long list enters the warehouse part by part, and a later one replaces what it holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.areas.read_areas import AreaTables
from etl.counts import count_parts
from etl.loading.facts import create_facts, write_areas
from etl.loading.load_tidied import Arrival, Loader
from etl.loading.supersede import supersede_reports

Q3, Q2 = "2026-06-15,2026-09-14", "2026-03-15,2026-06-14"


@pytest.fixture
def facts(tmp_path: Path, areas: AreaTables) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = create_facts(tmp_path / "facts.duckdb")
    write_areas(connection, areas.area, areas.succession, areas.source)
    yield connection
    connection.close()


def arrive(day: int) -> Arrival:
    return Arrival("ket_xuat.csv", str(day), date(2026, 10, day))


def test_every_line_is_loaded_or_counted_as_refused(read, facts, monkeypatch):
    monkeypatch.setattr(count_parts, "PART_ROWS", 1)
    lines = [f"02/XLD,{no},11824,{window},{no}" for window in (Q3, Q2) for no in (24, 25)]
    Loader(facts).load(read(*lines, f"02/XLD,24,99999,{Q3},1", f"02/XLD,99,11824,{Q3},1"), arrive(1))
    counts = facts.sql("select kind, accepted_count, rejected_count from load").fetchall()
    assert counts == [("counts", 4, 2)]
    assert facts.sql("select count(*) from rejected_row").fetchall() == [(2,)]
    loaded = facts.sql("select cell, column_no, body_id, period_id, value from measure order by cell").fetchall()
    assert loaded == [
        (
            f"F{row}",
            no,
            "11824@2025-07-01/peoples_committee",
            f"quarter.inspection.{window.replace(',', '.')}",
            float(no),
        )
        for row, (window, no) in enumerate([(Q3, "24"), (Q3, "25"), (Q2, "24"), (Q2, "25")], start=2)
    ]


def test_a_later_list_with_every_column_replaces_the_units_earlier_report(read, facts):
    loader = Loader(facts)
    for day, value in ((1, 0), (2, 3)):
        whole = (f"06/QLKNTC,{no},11824,{Q3},{value if no == 17 else 0}" for no in range(1, 18))
        loader.load(read(*whole), arrive(day))
    assert supersede_reports(facts) == 1
    assert facts.sql("select load_id, is_superseded from load order by load_id").fetchall() == [(1, True), (2, False)]


def test_a_list_of_some_columns_replaces_no_whole_report(read, facts):
    loader = Loader(facts)
    loader.load(read(*(f"06/QLKNTC,{no},11824,{Q3},0" for no in range(1, 18))), arrive(1))
    loader.load(read(f"06/QLKNTC,17,11824,{Q3},3"), arrive(2))
    assert supersede_reports(facts) == 0
