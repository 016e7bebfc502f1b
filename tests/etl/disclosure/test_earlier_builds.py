"""Somebody who kept the build before learns nothing from the next one: of a late report, of a corrected one, of a late survey."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from etl.disclosure.publish import publish
from etl.disclosure.rules import load_rules
from longdan.methods.period import inspection_period
from longdan.warehouse.catalogue import load_catalogue
from tests.etl.disclosure.attack.denunciations import read_class
from tests.etl.disclosure.attack.earlier import Kept, attack_builds
from tests.etl.disclosure.attack.published import Mappings
from tests.etl.small_country import VN, SmallCountry, report

COUNT = "denunciation_petitions_competent"
YEAR, QUARTER = inspection_period("year", 2026), inspection_period("quarter", 2026, 3)
HAI_PHONG, HUE = "31@1900-01-01", "46@1900-01-01"
COMMUNES = {
    HAI_PHONG: [f"1{place:04}@2025-07-01" for place in range(12)],
    HUE: [f"2{place:04}@2025-07-01" for place in range(12)],
}
ALL = [commune for communes in COMMUNES.values() for commune in communes]
LATE = COMMUNES[HAI_PHONG][0]
USUAL = {commune: (7, 2, 0, 1, 3, 12, 1, 0, 2, 4, 9, 3)[place % 12] for place, commune in enumerate(ALL)}
CATALOGUE, RULES = load_catalogue(), load_rules()


def columns(denunciations: int, corruption: int = 0) -> dict[str, float]:
    """A row of form 02/XLD in which every identity closes: 30 complaints, 5 pieces of feedback, 9 outside competence."""
    total = 35 + denunciations
    fields = {"15": denunciations - corruption, "16": corruption, "17": 0, "18": 0}
    petitions = {"1": total + 40, "2": total + 20, "3": total + 9, "4": total, "5": total, "23": 9, "24": 4, "25": 5}
    complaints = {"6": 30, "7": 30, "8": 0, "9": 10, "10": 10, "11": 10, "19": 5, "20": 5, "21": 0, "22": 0}
    return petitions | complaints | {"12": denunciations, "13": denunciations, "14": 0} | fields


class Desk:
    """A country of two provinces that is built again and again; `shown` are the records of what was shown."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown: list[Path] = []
        self.kept: list[Kept] = []

    def build(
        self,
        counts: Mapping[str, int],
        *,
        version: Mapping[str, int] | None = None,
        period: str = YEAR.period_id,
        corruption: Mapping[str, int] | None = None,
        knows: bool = True,
    ) -> Path:
        """A build of one year's or quarter's reports; one that does not know what was shown is the mistake to be found."""
        folder = self.folder / str(len(list(self.folder.iterdir())))
        folder.mkdir()
        country = SmallCountry(folder, CATALOGUE.indicators, UNITS)
        for province, communes in COMMUNES.items():
            rows = {c: columns(counts[c], (corruption or {}).get(c, 0)) for c in communes if c in counts}
            country.receive(report(rows, period=period, by=province))
        country.compute()
        country.connection.close()
        published, record = folder / "published.duckdb", folder / "record.parquet"
        publish(country.path, published, RULES, self.shown if knows else (), record)
        if record.exists():
            self.shown.append(record)
        in_class = read_class(country.path, [COUNT], YEAR.end_on, RULES.yearly[COUNT])
        self.kept.append(Kept(published, in_class, version or {}))
        return published

    def broken(self) -> list[str]:
        """The areas of which the attacker learns more than he may, from all builds together."""
        verdict = attack_builds(self.kept, Mappings(CATALOGUE), YEAR.start_on, YEAR.end_on)
        assert verdict.target_count > 0
        assert verdict.contradictions == 0
        return sorted({cell[3] for cell in verdict.broken})

    def is_broken_by(self, *late: str, **build: object) -> bool:
        """Whether a build that knows of no earlier one would tell of these communes. It is never shown."""
        shown, kept = list(self.shown), list(self.kept)
        self.build(**build, knows=False)
        broken = self.broken()
        self.shown, self.kept = shown, kept
        return set(late) <= set(broken)


UNITS = [
    (VN, "country", "country", "Cả nước", None, None, None, None, None),
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", VN, None, None, None, None),
    (HUE, "province", "city", "Thành phố Huế", VN, None, None, None, None),
    *(
        (commune, "commune", "commune", f"Xã {commune[:5]}", province, None, None, None, 9_000)
        for province, communes in COMMUNES.items()
        for commune in communes
    ),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def status(published: Path, area_id: str, indicator_id: str = COUNT, category: str | None = None) -> str:
    query = """
        select status::varchar from observation where indicator_id = $indicator and area_id = $area and edition = 'reported'
          and category is not distinct from $category and period_id in ($year, $quarter) and body_id is null
    """
    names = {"indicator": indicator_id, "area": area_id, "category": category}
    with duckdb.connect(str(published), read_only=True) as connection:
        ((found,),) = connection.execute(
            query, names | {"year": YEAR.period_id, "quarter": QUARTER.period_id}
        ).fetchall()
    return found


def without(*communes: str) -> dict[str, int]:
    return {commune: count for commune, count in USUAL.items() if commune not in communes}


@pytest.mark.parametrize("count", [1, 2, 4])
def test_a_late_report_is_told_by_a_build_that_knows_no_other_and_not_by_the_real_one(desk: Desk, count: int) -> None:
    assert status(desk.build(without(LATE)), HAI_PHONG) == "reported"
    late = without(LATE) | {LATE: count}
    assert desk.is_broken_by(LATE, counts=late)
    published = desk.build(late)
    assert desk.broken() == []
    assert {status(published, area) for area in (HAI_PHONG, VN)} == {"suppressed"}
    assert status(published, HUE) == "reported"


def test_neither_the_old_nor_the_new_count_of_a_corrected_report_is_told(desk: Desk) -> None:
    corrected, old = COMMUNES[HAI_PHONG][1], USUAL[COMMUNES[HAI_PHONG][1]]
    desk.build(USUAL)
    counts, version = USUAL | {corrected: old + 2}, {corrected: 1}
    assert desk.is_broken_by(corrected, counts=counts, version=version)
    published = desk.build(counts, version=version)
    assert desk.broken() == []
    assert status(published, HAI_PHONG) == "suppressed"


def test_a_withdrawn_report_is_not_told(desk: Desk) -> None:
    gone = COMMUNES[HAI_PHONG][1]
    desk.build(USUAL)
    assert desk.is_broken_by(gone, counts=without(gone))
    desk.build(without(gone))
    assert desk.broken() == []


def test_reports_that_come_one_by_one_are_not_told_by_any_of_the_builds(desk: Desk) -> None:
    late = [commune for commune in COMMUNES[HAI_PHONG] if USUAL[commune] < 5][:4]
    statuses = []
    for count in range(len(late) + 1):
        published = desk.build(without(*late[count:]))
        statuses.append(status(published, HAI_PHONG))
        assert desk.broken() == []
    assert statuses[:3] == ["reported", "suppressed", "suppressed"]


def test_a_total_returns_when_enough_reports_have_come(desk: Desk) -> None:
    late = [commune for commune in COMMUNES[HAI_PHONG] if USUAL[commune] < 5]
    desk.build(without(*late))
    assert status(desk.build(without(*late[1:])), HAI_PHONG) == "suppressed"
    assert status(desk.build(USUAL), HAI_PHONG) == "reported"
    assert desk.broken() == []


def test_a_late_report_that_is_shown_itself_hides_no_count_but_what_else_it_says(desk: Desk) -> None:
    late = COMMUNES[HAI_PHONG][5]
    assert USUAL[late] == 12
    desk.build(without(late))
    published = desk.build(USUAL)
    assert desk.broken() == []
    assert status(published, late) == status(published, HAI_PHONG) == "reported"
    for category in ("administration", "corruption"):
        assert status(published, HAI_PHONG, category=category) == "suppressed"
    assert status(published, HAI_PHONG, "petitions_competent") == "suppressed"
    assert status(published, HAI_PHONG, "complaint_petitions_competent") == "reported"


def test_a_field_that_one_commune_corrects_is_not_told(desk: Desk) -> None:
    corrected = COMMUNES[HAI_PHONG][5]
    desk.build(USUAL)
    published = desk.build(USUAL, corruption={corrected: 1})
    assert status(published, HAI_PHONG) == "reported"
    assert status(published, HAI_PHONG, category="corruption") == "suppressed"
    assert status(published, HAI_PHONG, category="administration") == "suppressed"
    assert status(published, HUE, category="corruption") == "reported"
    assert status(published, VN, category="corruption") == "suppressed"


def test_a_late_report_does_not_tell_that_a_quarter_had_one(desk: Desk) -> None:
    period = QUARTER.period_id
    desk.build(without(LATE), period=period)
    assert desk.is_broken_by(LATE, counts=USUAL, period=period)
    published = desk.build(USUAL, period=period)
    assert desk.broken() == []
    assert status(published, HAI_PHONG) == "suppressed"


def test_a_late_report_of_a_quarter_in_which_nothing_arose_is_told_freely_but_hides_as_any(desk: Desk) -> None:
    """Who came late may not depend on what he says: also a total that has not grown would tell."""
    counts = without(LATE)
    desk.build(counts)
    assert status(desk.build(counts | {LATE: 0}), HAI_PHONG) == "suppressed"
    assert desk.broken() == []


def test_what_has_not_changed_keeps_its_pattern_and_adds_nothing_to_the_record(desk: Desk) -> None:
    first = desk.build(USUAL)
    again = desk.build(USUAL)
    assert len(desk.shown) == 1
    assert pattern(again) == pattern(first)


def test_the_pattern_of_one_year_does_not_depend_on_another_period(desk: Desk) -> None:
    desk.build(without(LATE))
    hidden = pattern(desk.build(USUAL))
    desk.build(USUAL, period=QUARTER.period_id)
    assert pattern(desk.build(USUAL)) == hidden


def test_a_build_as_of_an_earlier_day_is_one_that_everybody_sees(desk: Desk) -> None:
    """It may show what was shown then, and nothing between."""
    late = [commune for commune in COMMUNES[HAI_PHONG] if USUAL[commune] < 5]
    first = pattern(desk.build(without(*late)))
    desk.build(USUAL)
    assert pattern(desk.build(without(*late))) == first
    assert status(desk.build(without(*late[1:])), HAI_PHONG) == "suppressed"
    assert desk.broken() == []


def pattern(published: Path) -> list[tuple]:
    query = """
        select indicator_id, area_id, period_id, breakdown, category, status::varchar from observation
        where status = 'suppressed' order by all
    """
    with duckdb.connect(str(published), read_only=True) as connection:
        return connection.execute(query).fetchall()
