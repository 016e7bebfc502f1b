"""A view asks every question on a cursor of its own, whoever else asks at the time."""

import threading
from pathlib import Path

import polars as pl
import pytest

from longdan.dashboard.view import View
from longdan.warehouse.open_build import current_build, open_build
from longdan.warehouse.questions.areas import read_area
from longdan.warehouse.questions.indicators import list_indicators, make_indicator
from tests.sample_warehouse import BUILD_ID, HAI_PHONG, Q3_2026, write_sample_build


@pytest.fixture
def view(tmp_path: Path) -> View:
    connection = open_build(current_build(write_sample_build(tmp_path)))
    catalogue = list_indicators(connection.cursor())
    return View(
        page="map",
        language="vi",
        area=read_area(connection.cursor(), HAI_PHONG),
        indicator=make_indicator(
            catalogue.row(by_predicate=pl.col("indicator_id") == "complaint_settled_share", named=True)
        ),
        period_id=Q3_2026.period_id,
        units="current",
        origin="all",
        build_id=BUILD_ID,
        has_simulated=True,
        connection=connection,
        periods=pl.DataFrame(),
        say=print,
        build_date="22/11/2026",
    )


def test_an_answer_is_read_by_who_asked_for_it(view: View) -> None:
    first = view.cursor.execute("select 'the first'")
    view.cursor.execute("select 'the second'")
    assert first.fetchone() == ("the first",)


def test_a_question_is_answered_while_a_run_before_it_still_asks(view: View) -> None:
    is_asking, may_end = threading.Event(), threading.Event()

    def wait() -> int:
        is_asking.set()
        may_end.wait(timeout=60)
        return 1

    slow = view.cursor
    slow.create_function("wait", wait, [], "integer", side_effects=True)
    run_before = threading.Thread(target=slow.execute, args=("select wait()",))
    run_before.start()
    assert is_asking.wait(timeout=60)
    try:
        assert view.move() == view.address()
    finally:
        may_end.set()
        run_before.join()
