"""The published figures are in the catalogue's terms, in areas that existed, and add up where their sources say so."""

from pathlib import Path

import polars as pl
import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import read_areas
from etl.published.read_published import FOLDER, read_published
from etl.tidied import MEASURE, RECORDS, REPORT, Tidied
from longdan.language.fault import FaultError

HEAD = """
origin = "press"

[source]
id = "article"
title_vi = "Bài báo"
title_en = "An article"
"""
FIGURE = """
[[figure]]
indicator = "reception_visits"
area = "68@1900-01-01"
period = "year.civil.2023-01-01.2023-12-31"
value = 259
"""


@pytest.fixture(scope="module")
def finder() -> AreaFinder:
    areas = read_areas()
    return AreaFinder(areas.area, areas.succession)


@pytest.fixture(scope="module")
def published(finder: AreaFinder) -> dict[str, Tidied]:
    return {path.stem: tidied for path, tidied in read_published(finder)}


@pytest.fixture(scope="module")
def measures(published: dict[str, Tidied]) -> pl.DataFrame:
    return pl.concat([tidied.measures for tidied in published.values()])


def printed(tidied: Tidied, column_no: str, **where: str | None) -> list[float | None]:
    """The numbers of a column, of the undivided figure unless a breakdown is asked for."""
    rows = tidied.measures.filter(pl.col("column_no") == column_no)
    for column, value in {"breakdown": None, **where}.items():
        rows = rows.filter(pl.col(column).eq_missing(pl.lit(value)))
    return rows["value"].to_list()


def total(tidied: Tidied, indicator_id: str, **where: str) -> float:
    return sum(printed(tidied, f"{indicator_id}/value", **where))


def by_type(tidied: Tidied, state: str) -> float:
    """Complaints, denunciations and feedback that are eligible, or within competence, added up."""
    return sum(total(tidied, f"{kind}_petitions_{state}") for kind in ("complaint", "denunciation", "feedback"))


def read(finder: AreaFinder, folder: Path, content: str) -> Tidied:
    """What a file of our own with this content says."""
    (folder / "article.toml").write_text(HEAD + content, encoding="utf-8")
    return next(read_published(finder, folder))[1]


def test_nothing_that_we_publish_is_refused(published: dict[str, Tidied]) -> None:
    assert len(published) == len(list(FOLDER.glob("*.toml")))
    assert [fault.render("en") for tidied in published.values() for fault in tidied.faults] == []


def test_the_frames_follow_the_contract(published: dict[str, Tidied]) -> None:
    for tidied in published.values():
        assert tidied.measures.schema == MEASURE
        assert tidied.reports.schema == REPORT
        assert tidied.records["source"].height == 1
        assert {table: frame.schema for table, frame in tidied.records.items()} == {
            table: RECORDS[table] for table in tidied.records
        }
        joined = tidied.measures.join(tidied.reports, on=["sheet", "form", "period_id"], how="left", suffix="_report")
        assert joined.height == tidied.measures.height
        assert joined["is_partial"].all()


def test_no_figure_is_given_twice_in_one_source(measures: pl.DataFrame) -> None:
    key = ["sheet", "column_no", "area_id", "body_kind", "period_id", "breakdown", "category", "survey_id"]
    assert measures.filter(measures.select(key).is_duplicated()).is_empty()


def test_a_total_of_five_years_is_one_span_with_its_lower_bound(published: dict[str, Tidied]) -> None:
    rows = published["vinh_bao_2021"].measures.filter(pl.col("column_no") == "dialogue_attendances/value")
    assert rows.select("body_kind", "period_id", "value", "qualifier").rows() == [
        ("party_committee", "span.civil.2016-01-01.2020-12-31", 2600.0, ">"),
        ("peoples_committee", "span.civil.2016-01-01.2020-12-31", 6247.0, "="),
    ]
    assert sum(printed(published["vinh_bao_2021"], "dialogue_events/value")) == 191
    assert sum(printed(published["vinh_bao_2021"], "dialogue_opinions/value")) == 2312


def test_a_survey_without_a_result_is_there_without_a_number(published: dict[str, Tidied]) -> None:
    tidied = published["hai_hoa_2021"]
    assert tidied.measures.select("area_id", "value", "status").unique().rows() == [
        ("194@1900-01-01", None, "unpublished")
    ]
    assert tidied.records["survey"].select(
        "respondent_area_id", "rated_area_id", "result_published"
    ).unique().rows() == [("06742@1900-01-01", "194@1900-01-01", False)]


# What the sources print, number for number: (file, indicator, breakdown, values in the order of the file).
PRINTED = [
    ("lam_dong_2023", "petitions_total", None, [7156]),
    ("lam_dong_2023", "petitions_not_competent", "handling", [780, 1742, 183]),
    ("lam_dong_2023", "complaint_petitions_settled", "verdict", [11, 10, 74, 179]),
    ("lam_dong_2023", "denunciation_petitions_settled", "verdict", [9, 15, 11, 70]),
    ("thanh_hoa_2022", "reception_visits", "channel", [4176, 9321]),
    ("thanh_hoa_2022", "petitions_total", "eligibility", [1238, 9466]),
    ("thanh_hoa_2022", "petitions_not_competent", None, [3123]),
    ("government_2022", "reception_visits", None, [284_309]),
    ("government_2022", "reception_persons", None, [305_920]),
    ("government_2022", "reception_cases", None, [221_258]),
    ("government_2022", "reception_large_groups", None, [2314]),
    ("government_2022", "petitions_total", None, [344_820]),
    ("government_2022", "petitions_screened", None, [330_421]),
    ("government_2022", "petitions_eligible", None, [286_950]),
    ("government_2025_reception", "reception_visits", None, [261_566]),
    ("government_2025_reception", "reception_persons", None, [301_960]),
    ("government_2025_reception", "reception_cases", None, [219_463]),
    ("government_2025_reception", "reception_large_groups", None, [2917]),
    ("lam_dong_2017_04", "reception_visits", "kind", [161, 98]),
    ("lam_dong_2017_04", "reception_persons", "kind", [201, 115]),
    ("ninh_thuan_2020_h1", "reception_visits", None, [866, 1012]),
    ("ninh_thuan_2020_h1", "reception_persons", None, [964, 1091]),
    ("ninh_thuan_2020_h1", "reception_large_groups", None, [5, 12]),
    ("ninh_thuan_2020_h1", "reception_large_group_persons", None, [75, 241]),
    ("dak_nong_2020_05", "reception_visits", "part_as_printed", [27, 2]),
    ("dak_nong_2020_05", "reception_visits", "field", [26]),
    ("ha_noi_2018", "dialogue_events", "level_and_kind", [42, 30, 433, 173]),
    ("ha_noi_2018", "dialogue_attendances", "level_and_kind", [11_000, 3600]),
    ("kim_thanh_2023", "dialogue_events", "level", [4, 94]),
]


@pytest.mark.parametrize(("file", "indicator", "breakdown", "values"), PRINTED)
def test_figures_stand_as_their_sources_print_them(
    published: dict[str, Tidied], file: str, indicator: str, breakdown: str | None, values: list[int]
) -> None:
    assert printed(published[file], f"{indicator}/value", breakdown=breakdown) == values


@pytest.mark.parametrize(
    ("file", "indicator", "numerator", "denominator", "share"),
    [
        ("government_2025_settlement", "cases_settled_share", 18_108, 22_068, 0.821),
        ("prolonged_cases_2025", "prolonged_cases_settled_share", 203, 226, 0.898),
    ],
)
def test_a_share_stands_with_the_counts_that_its_source_prints(
    published: dict[str, Tidied], file: str, indicator: str, numerator: int, denominator: int, share: float
) -> None:
    counts = [printed(published[file], f"{indicator}/{part}") for part in ("numerator", "denominator")]
    assert counts == [[numerator], [denominator]]
    assert numerator / denominator == pytest.approx(share, abs=0.0005)


def test_above_and_nearly_are_bounds(published: dict[str, Tidied]) -> None:
    """ "trên 11.000 lượt", "gần 3.600 lượt"."""
    rows = published["ha_noi_2018"].measures.filter(pl.col("column_no") == "dialogue_attendances/value")
    assert rows["qualifier"].to_list() == [">", "<"]


def test_what_a_source_says_wrongly_stands_with_its_correction(published: dict[str, Tidied]) -> None:
    """A share called a rise in percent is one in points; two papers print one share differently; a report is signed too early."""
    source = {name: tidied.records["source"].row(0, named=True) for name, tidied in published.items()}
    assert "điểm phần trăm" in source["sipas_2024"]["correction"]
    assert "89,8 % và 89,9 %" in source["prolonged_cases_2025"]["correction"]
    assert "trước khi hết tháng 6" in source["ninh_thuan_2020_h1"]["correction"]
    for name, row in source.items():
        is_page = (row["address"] or "").startswith("http")
        assert row["retrieved_on"] or not is_page, f"{name}: a page has the day on which it was read"


def test_lam_dong_2023_closes(published: dict[str, Tidied]) -> None:
    source = published["lam_dong_2023"]
    assert total(source, "petitions_eligible") == 5591 == by_type(source, "eligible")
    assert total(source, "petitions_competent") == 2886 == by_type(source, "competent")
    assert total(source, "petitions_not_competent", breakdown="handling") + 2886 == 5591
    for name, settled in (("complaint_petitions_settled", 274), ("denunciation_petitions_settled", 105)):
        assert total(source, name) == total(source, name, breakdown="verdict") == settled


def test_thanh_hoa_2022_closes(published: dict[str, Tidied]) -> None:
    source = published["thanh_hoa_2022"]
    assert total(source, "reception_visits") == total(source, "reception_visits", breakdown="channel") == 13497
    assert total(source, "petitions_total") == total(source, "petitions_total", breakdown="eligibility") == 10704
    assert total(source, "petitions_eligible") == 9466
    assert total(source, "petitions_competent") + total(source, "petitions_not_competent") == 9466
    assert total(source, "petitions_competent") == by_type(source, "competent") == 6343


def test_lam_dong_april_2017_closes(published: dict[str, Tidied]) -> None:
    for name, total in (("reception_visits", 259), ("reception_persons", 316)):
        assert printed(published["lam_dong_2017_04"], f"{name}/value") == [total]
        assert sum(printed(published["lam_dong_2017_04"], f"{name}/value", breakdown="kind")) == total


def test_the_wrong_denominator_of_2022_is_put_right(published: dict[str, Tidied]) -> None:
    source = published["government_2022"]
    numerator, denominator = (
        printed(source, f"petitions_eligible_share/{part}")[0] for part in ("numerator", "denominator")
    )
    assert numerator / denominator == pytest.approx(0.868, abs=0.0005)
    assert numerator == by_type(source, "eligible")
    assert "83,2 %" in source.records["source"]["correction"][0]


def test_the_mean_of_ratios_gives_way_to_the_ratio_of_sums(published: dict[str, Tidied]) -> None:
    source = published["supervision_2016_2021"]
    minister = source.measures.filter(pl.col("category") == "minister")
    assert dict(minister.select("column_no", "value").iter_rows()) == {
        "reception_compliance_direct_share/numerator": 381,
        "reception_compliance_direct_share/denominator": 960,
    }


def test_shares_over_100_percent_are_kept(measures: pl.DataFrame) -> None:
    can_tho = measures.filter(pl.col("area_id") == "92@1900-01-01", pl.col("category") == "district_chair")
    assert can_tho["value"].to_list() == [2.7]


def test_linh_cang_has_its_base_and_its_population(published: dict[str, Tidied]) -> None:
    source = published["linh_cang_2017"]
    where = {"breakdown": "residential_area"}
    assert printed(source, "satisfaction_new_rural_share/numerator", **where) == [71]
    assert printed(source, "satisfaction_new_rural_share/denominator", **where) == [72]
    assert source.records["survey"]["population"].to_list() == [76]


def test_a_figure_of_ones_own_is_read(finder: AreaFinder, tmp_path: Path) -> None:
    tidied = read(finder, tmp_path, FIGURE)
    assert tidied.faults == []
    assert tidied.measures.select("cell", "column_no", "value", "qualifier", "status").rows() == [
        ("figure 1", "reception_visits/value", 259.0, "=", "reported")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("68@1900-01-01", "68@2025-07-01"), "catalogue.not_one_of"),
        (("68@1900-01-01", "99999@1900-01-01"), "areas.unknown"),
        (("12-31", "02-30"), "catalogue.not_one_of"),
        (("reception_visits", "visits"), "catalogue.not_one_of"),
        (("year.civil.2023-01-01.2023-12-31", "2023"), "catalogue.not_one_of"),
        (("value = 259", 'value = 259\nqualifier = "trên"'), "catalogue.not_one_of"),
        (("value = 259", ""), "catalogue.not_one_of"),
        (("value = 259", 'value = 259\nstatus = "unpublished"'), "catalogue.not_one_of"),
        (("value = 259", 'value = 259\nsurvey = "none"'), "catalogue.not_one_of"),
        (("value = 259", 'value = 259\nbreakdown = "kind"'), "catalogue.missing_key"),
        (("value = 259", "vlaue = 259"), "catalogue.unknown_key"),
    ],
)
def test_a_wrong_figure_is_refused_and_the_others_stand(
    finder: AreaFinder, tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    tidied = read(finder, tmp_path, FIGURE + FIGURE.replace(*change))
    assert tidied.measures.height == 1
    assert code in {fault.code for fault in tidied.faults}
    assert {(fault.file, fault.sheet, fault.row) for fault in tidied.faults} == {("article.toml", "figure", 2)}


@pytest.mark.parametrize(
    "content", ['origin = "rumour"\n[source]\nid = "a"\ntitle_vi = "a"\ntitle_en = "a"', 'origin = "press"', "origin ="]
)
def test_a_file_without_a_sound_head_is_refused_as_a_whole(finder: AreaFinder, tmp_path: Path, content: str) -> None:
    (tmp_path / "a.toml").write_text(content, encoding="utf-8")
    with pytest.raises(FaultError) as raised:
        list(read_published(finder, tmp_path))
    assert all(fault.file == "a.toml" and fault.render("vi") for fault in raised.value.faults)
