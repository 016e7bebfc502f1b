"""The control chart of the trend page: asked for by a switch, carried by the address, and honest where there is none."""

from pathlib import Path

import duckdb
import pytest

from longdan.language.locale import text
from longdan.methods.period import inspection_period
from tests.pages.conftest import OpenPage
from tests.sample_warehouse import BUILD_ID, HAI_PHONG, Q2_2026, VN, write_sample_build

VISITS = {"indicator": "reception_visit_count", "area": VN, "period": Q2_2026.period_id}
EARLIER = {inspection_period("quarter", 2023, 3): 65_300, inspection_period("quarter", 2023, 4): 90_000}


@pytest.fixture(scope="session")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample build with two more quarters of visits to the whole country, of which one is far too many."""
    folder = write_sample_build(tmp_path_factory.mktemp("control"))
    with duckdb.connect(str(folder / BUILD_ID / "published.duckdb")) as connection:
        for number, (period, visits) in enumerate(EARLIER.items(), start=900):
            connection.execute(
                "insert into stored.period by name select $no as period_no, $id as period_id, type, calendar, $start as start_on, "
                "$stop as end_on, is_cumulative, label_vi, label_en from stored.period where period_id = $like",
                {
                    "no": number, "id": period.period_id, "start": period.start_on, "stop": period.end_on,
                    "like": Q2_2026.period_id,
                },
            )  # fmt: skip
            connection.execute(
                "insert into stored.area_total by name select t.* replace ($no as period_no, $visits as value, $visits as numerator) "
                "from stored.area_total t join stored.area a on a.area_no = t.ground_no join stored.period p using (period_no) "
                "join stored.indicator i using (indicator_no) where i.indicator_id = 'reception_visit_count' "
                "and a.area_id = $area and p.period_id = $like",
                {"no": number, "visits": visits, "area": VN, "like": Q2_2026.period_id},
            )
    return folder


def words_of(page) -> str:
    return "\n".join(
        [block.value for block in [*page.markdown, *page.caption]] + [block.proto.body for block in page.get("html")]
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Quý IV/2023 vượt giới hạn trên: có nguyên nhân riêng cần xem."),
        ("en", "Q4 2023 above the upper limit: look for a cause of its own."),
    ],
)
def test_the_address_opens_the_control_chart(open_page: OpenPage, language: str, words: str) -> None:
    page = open_page("pages/trends.py", chart="control", lang=language, **VISITS)
    assert not page.exception
    assert words in words_of(page)
    assert page.toggle(key="control_chosen").value


def test_the_switch_stands_in_the_address_and_leaves_it_again(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", **VISITS)
    assert "vượt giới hạn" not in words_of(page)
    page.toggle(key="control_chosen").set_value(True).run()
    assert page.query_params["chart"] == "control"
    assert "vượt giới hạn trên" in words_of(page)
    page.toggle(key="control_chosen").set_value(False).run()
    assert "chart" not in page.query_params


def test_simulated_limits_say_so(open_page: OpenPage) -> None:
    assert "Mô phỏng: Qua 12 kỳ, dao động thông thường" in words_of(
        open_page("pages/trends.py", chart="control", **VISITS)
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "từ mốc thay đổi gần nhất mới có 4 kỳ so được với nhau, cần ít nhất 12"),
        ("en", "4 comparable periods since the newest break, at least 12 are needed"),
    ],
)
def test_where_a_break_leaves_too_few_the_reason_is_said(open_page: OpenPage, language: str, words: str) -> None:
    page = open_page(
        "pages/trends.py", chart="control", area=HAI_PHONG, indicator="complaint_settled_share", lang=language
    )
    assert not page.exception
    assert words in words_of(page)


def test_an_unknown_kind_of_chart_is_the_usual_one(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", chart="x", **VISITS)
    assert not page.exception
    assert not page.toggle(key="control_chosen").value


@pytest.mark.parametrize(("language", "signal"), [("vi", "vượt giới hạn trên"), ("en", "above the upper limit")])
def test_the_table_below_the_chart_has_its_limits_and_signals(open_page: OpenPage, language: str, signal: str) -> None:
    columns = [text(f"tables.{name}", language) for name in ("control_low", "control_centre", "control_high", "signal")]
    page = open_page("pages/trends.py", chart="control", lang=language, **VISITS)
    table = page.dataframe[0].value
    assert [name for name in table.columns if name in columns] == columns
    period = text("tables.period", language)
    (outside,) = table[table[columns[-1]] == signal][period]
    assert outside.startswith("Quý IV/2023" if language == "vi" else "Q4 2023")
    blank = table[table[columns[1]] == ""]  # behind the period looked at, so the chart is not made of it
    assert [("III/2026" in one or "Q3 2026" in one) for one in blank[period]] == [True]
    assert (blank[columns[-1]] == "").all()
    plain = open_page("pages/trends.py", lang=language, **VISITS)
    assert not set(columns) & set(plain.dataframe[0].value.columns)
