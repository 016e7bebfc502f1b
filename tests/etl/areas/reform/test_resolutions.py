"""Every disagreement has a resolution, and every resolution still applies."""

from datetime import date

import pytest

from etl.areas.national_lists import read_corrections
from etl.areas.reform.overlap_check import OverlapCheck, check_overlaps
from etl.areas.reform.resolutions import (
    Resolution,
    find_outdated,
    find_unresolved,
    read_merger_resolutions,
    read_overlap_resolutions,
    read_tolerance,
)
from etl.areas.unit import REFORM
from etl.boundaries.coverage import Coverage
from etl.boundaries.import_boundaries import import_boundaries
from etl.boundaries.overlaps import overlap_shares
from tests.etl.areas.reform.conftest import SHARED

BOUNDARIES = SHARED / "boundaries"
OUTCOMES = {"list", "text", "both spellings", "boundaries"}


@pytest.fixture(scope="module")
def borders(areas, tmp_path_factory) -> OverlapCheck:
    if not BOUNDARIES.exists():
        pytest.skip(f"the boundaries are not beside the checkout ({BOUNDARIES})")

    def read(name: str, level: str, day: date) -> Coverage:
        return import_boundaries(
            BOUNDARIES / name,
            level=level,
            edition_on=day,
            code_column="code",
            area=areas.area,
            archive=tmp_path_factory.mktemp("archive"),
        ).coverage

    old = read("districts_2024.gpkg", "district", date(2024, 1, 1))
    new = read("communes_2025.gpkg", "commune", REFORM)
    drawn = {*old.area_ids, *new.area_ids}
    overlaps = overlap_shares(old, new, sliver=0)
    return check_overlaps(overlaps, drawn, areas.area, areas.succession, read_tolerance())


def test_every_disagreement_of_the_texts_has_a_resolution_that_still_applies(national):
    keys = {one.key for one in national.disagreements}
    assert find_unresolved(keys, read_merger_resolutions()) == []
    assert find_outdated(keys, read_merger_resolutions()) == []


def test_what_was_decided_about_is_what_both_sides_say(national):
    resolutions = read_merger_resolutions()
    assert {one.key: (one.text, one.listed) for one in national.disagreements} == {
        key: resolution.says for key, resolution in resolutions.items() if not resolution.is_corrected
    }


def test_every_disagreement_of_the_borders_has_a_resolution_that_still_applies(borders):
    keys = {one.key for one in borders.disagreements}
    assert find_unresolved(keys, read_overlap_resolutions()) == []
    assert find_outdated(keys, read_overlap_resolutions()) == []


def test_districts_that_are_not_drawn_are_told_and_no_disagreements(borders, areas):
    district = areas.area.filter(areas.area["area_id"].is_in(list(borders.not_drawn)))
    assert set(district["parent_id"].str.head(2)) == {
        "22",
        "24",
        "46",
    }  # Quảng Ninh; Chũ and Phú Xuân began on 01/01/2025
    quang_ninh = district.filter(district["parent_id"].str.head(2) == "22")["code"]
    assert quang_ninh.len() == 13
    assert not {one.district for one in borders.disagreements} & set(quang_ninh)


def test_the_texts_agree_with_the_list_on_nearly_every_pair(national):
    both, in_texts, in_list = national.pairs
    assert national.text_count == 3_321
    assert both >= in_texts - 3
    assert both >= in_list - 5


def test_where_the_text_was_right_the_list_is_corrected():
    corrected = {(row["from"], code) for row in read_corrections()["merger"] for code in row["to"]}
    right = [(about, commune) for (_, commune, about), one in read_merger_resolutions().items() if one.is_corrected]
    assert ("09013", "09817") in right
    assert set(right) <= corrected


@pytest.mark.parametrize("read", [read_merger_resolutions, read_overlap_resolutions])
def test_a_resolution_names_its_outcome_its_reason_and_a_source_that_is_described(read, areas):
    for resolution in read().values():
        assert resolution.outcome in OUTCOMES
        assert resolution.reason("vi") != resolution.reason("en") != ""
        assert resolution.source_id in set(areas.source["source_id"])


def test_a_disagreement_nobody_decided_about_is_unresolved_and_one_that_is_gone_outdated():
    held, corrected = Resolution("list", "vi", "en", "x"), Resolution("text", "vi", "en", "x")
    gone, new = ("relation", "1", "2"), ("unread", "3", "4")
    assert find_unresolved([new], {gone: held}) == [new]
    assert find_outdated([new], {gone: held}) == [gone]
    assert find_outdated([new], {gone: corrected}) == []
    assert find_outdated([gone], {gone: corrected}) == [gone]
