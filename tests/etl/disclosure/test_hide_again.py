"""A tree that changes from build to build, against an attacker with a linear program who kept every build."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.hide_again import hide_again
from etl.disclosure.lives import GIVEN, NODE, read_lives
from etl.disclosure.uncertainty import Demand
from tests.etl.disclosure.attack.bounds import Protection, Verdict, attack
from tests.etl.disclosure.attack.system import System

CLASS, MOST = 4, 10**12  # the greatest count of the class 0–4; of every other
YEAR, QUARTER = Demand(width=5, units=3, is_class=True), Demand(width=5, units=3)
COUNTRY = "VN"
Reports = dict[str, int]  # count by commune, whose name is a path: "1/2/3" is commune 3 of district 2 of province 1


@dataclass
class Office:
    """Builds of one tree, one after the other; `kept` are their rows as shown, `versions` which report each commune had."""

    demand: Demand
    kept: list[pl.DataFrame] = field(default_factory=list)
    versions: list[dict[str, int]] = field(default_factory=list)

    def build(self, reports: Reports) -> dict[str, bool]:
        """Whether each area is hidden."""
        rows = self._add_up(reports)
        must = rows["holds_none"] | (rows["level"].is_in(["province", "country"]) & (rows["units"] < self.demand.units))
        hidden = hide_again(read_lives([*self.kept, rows.select(GIVEN)]), must.to_numpy(), self.demand)
        kept = rows.with_columns(is_hidden=pl.Series(hidden), is_shown=~pl.Series(hidden)).select(NODE.names())
        before = self.versions[-1] if self.versions else {}
        old = dict(self.kept[-1].select("area_id", "value").iter_rows()) if self.kept else {}
        number = len(self.kept)
        self.versions.append({c: before.get(c, number) if old.get(c) == v else number for c, v in reports.items()})
        self.kept.append(kept)
        return dict(zip(kept["area_id"], hidden, strict=True))

    def _add_up(self, reports: Reports) -> pl.DataFrame:
        values, units, leaf = dict(reports), dict.fromkeys(reports, 1), set(reports)
        for commune, count in reports.items():
            for area in _above(commune):
                values[area], units[area] = values.get(area, 0) + count, units.get(area, 0) + 1
        levels = {area: _level(area, area in leaf) for area in values}
        below = {area: levels[area] in ("commune", "district") for area in values}
        holds_none = {
            area: below[area] and (not self.demand.is_class or count <= CLASS) for area, count in values.items()
        }
        rows = [
            {
                "area_id": area, "part": "", "above_id": next(iter(_above(area)), None), "level": levels[area],
                "value": count, "favourable": None, "low": 0, "holds_none": holds_none[area], "is_given": False,
                "high": CLASS if holds_none[area] and self.demand.is_class else MOST, "units": units[area],
            }
            for area, count in values.items()
        ]  # fmt: skip
        return pl.DataFrame(rows, schema_overrides={**{name: NODE[name] for name in GIVEN}, "units": pl.Int64})

    def attack(self) -> Verdict:
        """A report that has not changed is one figure in all builds; a district that falls under the threshold says so itself."""
        system, wanted, told = System(), {}, set()
        for number, rows in enumerate(self.kept):
            names = {area: self._name(area, number) for area in rows["area_id"]}
            for row in rows.iter_rows(named=True):
                if row["is_shown"]:
                    system.known[names[row["area_id"]]] = row["value"]
        for number, rows in enumerate(self.kept):
            names = {area: self._name(area, number) for area in rows["area_id"]}
            parts: dict[str, list] = {}
            for row in rows.iter_rows(named=True):
                area, name = row["area_id"], names[row["area_id"]]
                parts.setdefault(row["above_id"], []).append(name)
                told |= {area} if row["is_shown"] else set()
                if row["holds_none"] and not (area in told and row["level"] == "district"):
                    wanted[name] = Protection(0, CLASS if self.demand.is_class else 0)
                    system.limit(name, row["high"])
            for area, inside in parts.items():
                if area in names:
                    system.say(dict.fromkeys(inside, 1.0) | {names[area]: -1.0})
        return attack(system, wanted)

    def _name(self, area: str, number: int) -> tuple[str, str, int]:
        version = self.versions[number].get(area)
        return ("sum", area, number) if version is None else ("report", area, version)


def _above(area: str) -> list[str]:
    """The areas an area lies in, the smallest first."""
    steps = area.split("/") if area != COUNTRY else []
    return ["/".join(steps[:count]) for count in range(len(steps) - 1, 0, -1)] + ([COUNTRY] if steps else [])


def _level(area: str, is_commune: bool) -> str:
    return (
        "commune" if is_commune else ("country", "province", "district")[0 if area == COUNTRY else len(area.split("/"))]
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Reports]:
    """Two to four builds of one to three provinces, with districts or without; reports come late, are corrected, withdrawn."""
    counts = st.one_of(st.integers(0, 3), st.integers(0, 12))
    communes = [
        f"{province}/{district}/{place}" if has_districts else f"{province}/{district}-{place}"
        for province, (has_districts, sizes) in enumerate(
            draw(
                st.lists(
                    st.tuples(st.booleans(), st.lists(st.integers(1, 4), min_size=1, max_size=3)),
                    min_size=1,
                    max_size=3,
                )
            )
        )
        for district, size in enumerate(sizes)
        for place in range(size)
    ]
    builds, reports = [], {}
    for _ in range(draw(st.integers(2, 4))):
        for commune in communes:
            happens = draw(st.integers(0, 9))
            if (commune not in reports and happens < 5) or happens == 8:
                reports[commune] = draw(counts)
            elif happens == 9:
                reports.pop(commune, None)
        if reports:
            builds.append(dict(reports))
    return builds


@settings(max_examples=40, deadline=None)
@given(histories(), st.sampled_from([YEAR, QUARTER]))
def test_no_sequence_of_builds_narrows_down_a_count(builds: list[Reports], demand: Demand) -> None:
    office = Office(demand)
    for reports in builds:
        office.build(reports)
    if builds:
        verdict = office.attack()
        assert verdict.broken == {}
        assert verdict.contradictions == 0


FEW = {f"1/0-{place}": count for place, count in enumerate([1, 2, 0, 3, 2, 8])}
OTHERS = {f"2/0-{place}": count for place, count in enumerate([4, 2, 3, 0, 1])}


def test_a_build_that_hides_nothing_more_is_broken() -> None:
    office = Office(YEAR)
    office.build(FEW | OTHERS)
    office.build(FEW | OTHERS | {"1/0-9": 2})
    forgetful = office.kept[1].with_columns(is_shown=(pl.col("level") != "commune") | ~pl.col("is_hidden"))
    office.kept[1] = forgetful
    assert office.attack().broken == {("report", "1/0-9", 1): pytest.approx((2, 2))}


def test_a_total_that_would_tell_one_report_goes_and_with_it_the_countrys() -> None:
    office = Office(YEAR)
    assert not any(office.build(FEW | OTHERS)[area] for area in ("1", "2", COUNTRY))
    hidden = office.build(FEW | OTHERS | {"1/0-9": 2})
    assert [hidden[area] for area in ("1", "2", COUNTRY)] == [True, False, True]


def test_the_country_is_shown_again_before_the_province_if_others_came_elsewhere() -> None:
    office = Office(YEAR)
    office.build(FEW | OTHERS)
    late = {"1/0-9": 4} | {f"2/0-{place}": count for place, count in enumerate([3, 2, 4, 1, 3], start=10)}
    hidden = office.build(FEW | OTHERS | late)
    assert [hidden[area] for area in ("1", COUNTRY)] == [True, False] or hidden["2"]
    assert office.attack().broken == {}


def test_two_reports_that_know_each_others_count_are_not_told_together() -> None:
    office = Office(YEAR)
    office.build(FEW | OTHERS)
    assert office.build(FEW | OTHERS | {"1/0-8": 2, "1/0-9": 2})["1"]


def test_a_total_that_differs_by_what_is_shown_is_shown() -> None:
    office = Office(YEAR)
    office.build(FEW | OTHERS)
    hidden = office.build(FEW | OTHERS | {"1/0-9": 11})
    assert [hidden[area] for area in ("1/0-9", "1", COUNTRY)] == [False, False, False]


def test_what_was_shown_stays_shown_beside_a_late_small_count() -> None:
    office = Office(YEAR)
    assert not office.build(FEW | OTHERS)["1/0-5"]
    assert not office.build(FEW | OTHERS | {"1/0-9": 1})["1/0-5"]


def test_the_same_history_gives_the_same_pattern() -> None:
    first, second = Office(YEAR), Office(YEAR)
    for reports in (FEW, FEW | OTHERS, FEW | OTHERS | {"1/0-9": 1}):
        assert first.build(reports) == second.build(reports)


def test_of_a_quarter_a_late_count_may_be_none() -> None:
    office = Office(QUARTER)
    assert not office.build(FEW | OTHERS)["1"]
    assert office.build(FEW | OTHERS | {"1/0-9": 1})["1"]
    assert office.attack().broken == {}


def test_figures_that_are_all_known_leave_nothing_to_ask() -> None:
    rows = Office(YEAR)._add_up({f"1/0-{place}": 9 for place in range(4)})
    assert not np.any(hide_again(read_lives([rows.select(GIVEN)]), np.zeros(len(rows), dtype=bool), YEAR))
