"""Of a small yearly count below province its class is told, and never where that, or its absence, would give a count away."""

from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.disclosure.publish import publish
from etl.disclosure.rules import DisclosureRules
from etl.disclosure.told_class import mark_told
from longdan.methods.period import inspection_period
from tests.etl.conftest import MakeCountry
from tests.etl.disclosure.attack.bounds import Protection, attack
from tests.etl.disclosure.attack.system import System
from tests.etl.disclosure.counts import counts_of, judge
from tests.etl.small_country import (
    DISTRICT,
    HAI_PHONG,
    OLD_Q1,
    OLD_TAN_LIEN,
    OLD_VINH_AN,
    OLD_VINH_BAO,
    VINH_BAO,
    VN,
    Cell,
    SmallCountry,
    desk_of,
    given_by,
    indicator,
    over,
    report,
)

COUNT = indicator("denunciations", given_by("12"), disclosure="denunciation")
YEAR = inspection_period("year", 2024).period_id
COMMUNES = (OLD_VINH_BAO, OLD_VINH_AN, OLD_TAN_LIEN)
TOLD, WITHHELD = ("suppressed", None, 4), ("suppressed", None, None)


def shown(value: float) -> tuple:
    return ("reported", value, None)


def published(
    make_country: MakeCountry, folder: Path, *reports: object, threshold: int = 5
) -> duckdb.DuckDBPyConnection:
    country: SmallCountry = make_country(COUNT)
    for each in reports:
        country.receive(each)
    country.compute()
    country.connection.close()
    rules = DisclosureRules(survey_minimum=30, units_minimum=2, yearly={"denunciations": threshold})
    publish(country.path, folder / "published.duckdb", rules)
    return duckdb.connect(str(folder / "published.duckdb"), read_only=True)


def year_of(*counts: float | Cell, desk: float | None = None) -> object:
    rows = {commune: {"12": count} for commune, count in zip(COMMUNES, counts, strict=True)}
    return report(rows | ({desk_of(DISTRICT): {"12": desk}} if desk is not None else {}), period=YEAR)


def told(connection: duckdb.DuckDBPyConnection, *area_ids: str, period: str = YEAR) -> list[tuple]:
    """Status, value and class of each area as a whole."""
    query = """
        select status::varchar, value, class_high from observation
        where area_id = $area and period_id = $period and body_id is null
    """
    return [connection.execute(query, {"area": area, "period": period}).fetchone() for area in area_ids]


@pytest.mark.parametrize(
    ("counts", "found", "district"),
    [
        ((2, 9, 1), [TOLD, WITHHELD, TOLD], shown(12)),  # the 9 is what the total leaves of the others
        ((0, 9, 4), [TOLD, shown(9), TOLD], shown(13)),  # either may be all of what the 9 leaves; none is of the class
        ((7, 9, 8), [shown(7), shown(9), shown(8)], shown(24)),
        # Withheld without a class the 5 is known to be 5 or more, so that a total of 8 would leave 3 for the others at most.
        ((2, 5, 1), [TOLD, WITHHELD, TOLD], WITHHELD),
        ((1, 2, 1), [TOLD, TOLD, TOLD], TOLD),
    ],
)
def test_a_small_yearly_count_says_its_class(
    make_country: MakeCountry, tmp_path: Path, counts: tuple, found: list, district: tuple
) -> None:
    with published(make_country, tmp_path, year_of(*counts)) as connection:
        assert told(connection, *COMMUNES) == found
        assert told(connection, DISTRICT) == [district]


def test_a_total_from_province_up_has_no_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(1, 2, 1)) as connection:
        assert told(connection, HAI_PHONG, VN) == [WITHHELD, WITHHELD]


def test_the_class_ends_below_the_threshold(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(7, 40, 8), threshold=10) as connection:
        assert told(connection, *COMMUNES) == [("suppressed", None, 9), WITHHELD, ("suppressed", None, 9)]


def test_a_quarter_says_no_class(make_country: MakeCountry, tmp_path: Path) -> None:
    quarter = report({commune: {"12": 1} for commune in COMMUNES}, period=OLD_Q1)
    with published(make_country, tmp_path, quarter) as connection:
        assert told(connection, *COMMUNES, period=OLD_Q1) == [WITHHELD] * 3


def test_a_re_based_count_says_no_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(1, 2, 9)) as connection:
        assert told(connection, *COMMUNES[:2]) == [TOLD, TOLD]
        assert told(connection, VINH_BAO) == [WITHHELD]  # that both make less than 5 is known to nobody


def test_a_bound_says_no_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(over(2), 9, 1)) as connection:
        assert told(connection, *COMMUNES) == [WITHHELD, WITHHELD, TOLD]


def test_what_was_not_reported_says_no_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(1, Cell(None, "not_reported"), 2)) as connection:
        assert told(connection, OLD_VINH_AN) == [("not_reported", None, None)]


def test_the_desk_of_a_district_says_its_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(2, 9, 1, desk=3)) as connection:
        desks = connection.execute(
            "select status::varchar, value, class_high from observation where scope = 'own' and area_id = $area",
            {"area": DISTRICT},
        ).fetchall()
    assert desks == [TOLD]


def test_no_figure_has_a_class(make_country: MakeCountry, tmp_path: Path) -> None:
    with published(make_country, tmp_path, year_of(7, 9, 8)) as connection:
        assert connection.execute("select count(class_high) from observation").fetchall() == [(0,)]


def is_told(area: int, *rows: tuple) -> bool:
    counts = counts_of(*rows)
    is_year = pl.col("type") == "year"
    marked = mark_told(counts.filter(is_year), counts.filter(~is_year), 5)
    return marked.filter(area_no=area)["is_class_told"].item()


@pytest.mark.parametrize(
    ("room", "rooms", "found"),
    [
        (20, (4, 4, 4, 4), True),
        (20, (9, 2, 1, 1), False),  # 5 or more in the year would tell of the first quarter
        (20, (9, 3, 2, -4), True),  # reports that contradict themselves leave no room
        (20, (9, None, 1, 1), True),
        (20, (9, 2, 1), True),  # of the fourth quarter nothing is known
        (4, (9, 2, 1, 1), True),  # that it is less than 5 is known without its class
        (None, (9, 2, 1, 1), False),
    ],
)
def test_no_class_is_told_where_a_year_over_it_would_tell_of_a_quarter(
    room: int | None, rooms: tuple, found: bool
) -> None:
    quarters = [(2, 1, "commune", number, 0, left) for number, left in enumerate(rooms, start=1)]
    assert is_told(2, (1, None, "province", 0, 9, None), (2, 1, "commune", 0, 1, room), *quarters) == found


@pytest.mark.parametrize(("total", "found"), [(2, True), (1, False)])
def test_a_quarter_of_the_whole_province_leaves_its_communes_no_more_room(total: int, found: bool) -> None:
    quarters = [
        row
        for number in (1, 2, 3, 4)
        for row in ((1, None, "province", number, total, None), (3, 2, "commune", number, 0, 9))
    ]
    district = (2, 1, "district", 0, 9, None), *((2, 1, "district", number, 0, None) for number in (1, 2, 3, 4))
    assert is_told(3, (1, None, "province", 0, 9, None), *district, (3, 2, "commune", 0, 1, 20), *quarters) == found


@pytest.mark.parametrize(
    ("rooms", "values", "found"),
    [
        ((9, 9), (1, 1), False),  # 5 or more in both would be one at least in each
        ((9, 9, 9), (1, 1, 1), True),
        ((9, 9, 0), (1, 1, 0), False),
        ((9, 9, 1), (1, 1, 0), True),
        ((9, 9), (1, 7), False),
        ((9, 9, 9), (1, 1, 7), True),
        ((), (), True),  # no commune of it reported by itself
    ],
)
def test_a_district_says_its_class_where_its_communes_could_hold_the_threshold_without_any_one(
    rooms: tuple, values: tuple, found: bool
) -> None:
    communes = [
        (3 + number, 2, "commune", 0, value, room)
        for number, (room, value) in enumerate(zip(rooms, values, strict=True))
    ]
    assert is_told(2, (1, None, "province", 0, 9, None), (2, 1, "district", 0, 9, None), *communes) == found


@st.composite
def provinces(draw: st.DrawFn) -> list[tuple]:
    """A year of one or two provinces of districts of communes, which also lie in the province itself; small counts mostly."""
    count = st.one_of(st.integers(0, 3), st.integers(0, 12))
    inside, rows, area = [], [], 1
    for _ in range(draw(st.integers(1, 2))):
        province, area = area + 1, area + 1
        total = 0
        for size in draw(st.lists(st.integers(0, 4), min_size=1, max_size=3)):
            area += 1
            values = [draw(count) for _ in range(size or 1)]
            above = area if size else province
            communes = [(area + bool(size) + place, above, "commune", 0, value, draw(st.sampled_from([None, value, value + 2])))
                        for place, value in enumerate(values)]  # fmt: skip
            inside += communes + ([(area, province, "district", 0, sum(values), None)] if size else [])
            area, total = communes[-1][0], total + sum(values)
        rows.append((province, 1, "province", 0, total, None))
    return [(1, None, "country", 0, sum(row[4] for row in rows), None), *rows, *inside]


def describe(counts: pl.DataFrame) -> System:
    """What a reader knows of the counts, their classes and what it says that there is none."""
    rows = list(counts.iter_rows(named=True))
    system = System({row["area_no"]: float(row["value"]) for row in rows if not row["is_hidden"]})
    for row in rows:
        parts = [part["area_no"] for part in rows if part["parent_no"] == row["area_no"]]
        if parts:
            system.say(dict.fromkeys(parts, 1.0) | {row["area_no"]: -1.0})
        if row["room"] is not None:
            system.limit(row["area_no"], float(row["room"]))
        if row["is_hidden"] and row["level"] in ("commune", "district"):
            if row["value"] < 5:
                system.limit(row["area_no"], 4.0)
            elif row["is_class_told"]:
                system.say({row["area_no"]: -1.0}, is_at_most=True, amount=-5.0)
    return system


# The 5, withheld without a class, leaves the others 3 of the province's 8.
FIVE_LEFT_OVER = [
    (1, None, "country", 0, 28, None), (2, 1, "province", 0, 8, None), (3, 1, "province", 0, 20, None),
    *((4 + place, 2, "commune", 0, value, None) for place, value in enumerate((2, 5, 1))), (7, 3, "commune", 0, 20, None),
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(provinces())
@example(FIVE_LEFT_OVER)
def test_the_class_of_some_and_its_absence_of_others_narrow_no_count_down(rows: list[tuple]) -> None:
    judged = judge(*rows)
    small = judged.filter(pl.col("level") == "commune", pl.col("value") < 5).select("area_no", "room")
    wanted = {area: Protection(0, min(4, 4 if room is None else room)) for area, room in small.iter_rows()}
    verdict = attack(describe(judged), wanted)
    assert (verdict.broken, verdict.contradictions) == ({}, 0)


def test_a_district_that_reports_more_than_its_communes_is_withheld_with_what_tells_it() -> None:
    rows = [(1, None, "country", 0, 40, None), (2, 1, "province", 0, 40, None), (3, 2, "district", 0, 3, None),
            (4, 3, "commune", 0, 1, None), (5, 2, "district", 0, 37, None)]  # fmt: skip
    assert judge(*rows)["is_hidden"].all()
