"""The catalogue is whole, and a mistake in it is named with its file and id."""

import shutil
import tomllib
from pathlib import Path

import duckdb
import polars as pl
import pytest

from longdan.language.fault import FaultError
from longdan.warehouse.catalogue import DEFAULT_FOLDER, TOPICS, Catalogue, load_catalogue

SCHEMA = DEFAULT_FOLDER.parents[1] / "longdan/warehouse/schema.sql"
INDICATOR = """
[[indicator]]
id = "{id}"
topic = "reception"
title_vi = "Số lượt"
title_en = "Visits"
unit = "visit"
decimals = 0
direction = "neutral"
aggregation = "sum"
definition_vi = "Số lượt tiếp"
definition_en = "Visits received"
disclosure = "open"
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue with one indicator of our own beside units, topics, breaks and sources."""
    for name in ("units.toml", "sources.toml"):
        shutil.copy(DEFAULT_FOLDER / name, tmp_path)
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators/reception.toml").write_text(INDICATOR.format(id="visits"), encoding="utf-8")
    (tmp_path / "breaks.toml").write_text("break = []", encoding="utf-8")
    return tmp_path


def columns_of(table: str, schema: str = "main") -> list[str]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        rows = connection.execute(
            """
            select column_name from duckdb_columns()
            where schema_name = $schema and table_name = $table order by column_index
            """,
            {"schema": schema, "table": table},
        ).fetchall()
    return [name for (name,) in rows]


def test_the_frame_has_the_columns_of_the_warehouse(catalogue: Catalogue) -> None:
    assert set(catalogue.frame().columns) == set(columns_of("indicator", "stored")) - {"indicator_no"}
    assert set(catalogue.breaks.columns) == set(columns_of("break_in_series"))
    assert catalogue.sources.columns == columns_of("source")


def test_every_topic_has_indicators_and_one_or_more_headlines(catalogue: Catalogue) -> None:
    headlines = catalogue.frame().group_by("topic").agg(pl.col("is_headline").sum(), pl.len())
    assert set(headlines["topic"]) == set(TOPICS)
    assert headlines["is_headline"].min() >= 1
    assert headlines["len"].sum() >= 50


def test_every_denunciation_indicator_is_under_disclosure_control(catalogue: Catalogue) -> None:
    named = [i for i in catalogue.indicators if i.indicator_id.startswith("denunciation")]
    assert named
    assert {indicator.disclosure for indicator in named} == {"denunciation"}


def test_petition_counts_are_neutral(catalogue: Catalogue) -> None:
    counts = [i for i in catalogue.indicators if i.unit == "petition"]
    assert counts
    assert {indicator.direction for indicator in counts} == {"neutral"}


@pytest.mark.parametrize(
    ("indicator_id", "columns"),
    [
        ("complaint_petitions_competent", ["6", "15", "19"]),
        ("denunciation_petitions_competent", ["12", "16", "20"]),
        ("feedback_petitions_competent", ["19", "17", "21"]),
        ("petitions_eligible", ["3", "6", "9"]),
        ("petitions_not_competent", ["23", "18", "22"]),
    ],
)
def test_the_safe_long_series_join_three_generations(
    catalogue: Catalogue, indicator_id: str, columns: list[str]
) -> None:
    totals = [s for s in catalogue.by_id[indicator_id].sources if s.breakdown is None]
    assert [source.numerator for source in totals] == [(column,) for column in columns]
    assert {source.series for source in totals} == {"main"}


def test_types_of_petition_among_the_eligible_stop_with_the_form_of_2025(catalogue: Catalogue) -> None:
    indicator = catalogue.by_id["complaint_petitions_eligible"]
    assert indicator.series_of("tt06_2025") == set()
    assert indicator.series_of("tt01_2024") == indicator.series_of("tt02_2021") == {"main"}


def test_a_change_of_forms_joins_only_what_the_mapping_joins(catalogue: Catalogue) -> None:
    joins = dict(
        catalogue.breaks.filter(pl.col("on") == pl.date(2025, 9, 30), pl.col("kind") == "form")
        .select("indicator_id", "joins")
        .iter_rows()
    )
    assert joins["complaint_petitions_competent"] is True
    assert joins["complaint_petitions_eligible"] is False
    assert joins["reception_days_by_head"] is False


def test_columns_of_a_numerator_are_counted_once(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators:
        for source in indicator.sources:
            assert len(set(source.numerator)) == len(source.numerator), indicator.indicator_id
            assert len(set(source.denominator)) == len(source.denominator), indicator.indicator_id


@pytest.mark.parametrize(
    ("indicator_id", "most"),
    [
        ("petitions_screened_share", 1.0),
        ("complaint_decided_share", None),  # a decision on a case accepted earlier
        ("reception_compliance_share", None),  # more days than the law asks for
        ("papi_total", 60),
        ("reception_visits", None),
    ],
)
def test_a_share_ends_at_the_whole_unless_its_numerator_is_no_part_of_it(
    catalogue: Catalogue, indicator_id: str, most: float | None
) -> None:
    assert catalogue.by_id[indicator_id].most == most


def test_every_share_that_says_it_may_pass_the_whole_has_no_upper_limit(catalogue: Catalogue) -> None:
    said = {i.indicator_id for i in catalogue.indicators if i.unit == "share" and "100 %" in (i.caveat_en or "")}
    assert said <= {i.indicator_id for i in catalogue.indicators if i.most is None}


def test_a_catalogue_of_ones_own_loads(folder: Path) -> None:
    loaded = load_catalogue(folder)
    assert [indicator.indicator_id for indicator in loaded.indicators] == ["visits"]
    assert loaded.frame()["is_headline"].to_list() == [False]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("unit =", "unti ="), "catalogue.unknown_key"),
        (("decimals = 0\n", ""), "catalogue.missing_key"),
        (('title_en = "Visits"\n', ""), "catalogue.missing_language"),
        (('unit = "visit"', 'unit = "furlong"'), "catalogue.not_one_of"),
        (('unit = "visit"', 'unit = "share"'), "catalogue.missing_key"),
        (('direction = "neutral"', 'direction = "up"'), "catalogue.not_one_of"),
        (('aggregation = "sum"', 'aggregation = "mean"'), "catalogue.not_one_of"),
        (('topic = "reception"', 'topic = "weather"'), "catalogue.not_one_of"),
        (('"open"\n', '"open"\nfrom = [{ form = "papi" }]\n'), "catalogue.missing_key"),
        (('"open"\n', '"open"\nfrom = [{ form = "papi", nominator = ["1"] }]\n'), "catalogue.unknown_key"),
        (("id = ", "id == "), "catalogue.not_toml"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_id(folder: Path, change: tuple[str, str], code: str) -> None:
    path = folder / "indicators/reception.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(FaultError) as raised:
        load_catalogue(folder)
    fault = next(fault for fault in raised.value.faults if fault.code == code)
    assert fault.file == "reception.toml"
    assert fault.sheet in ("visits", "")
    assert fault.render("vi") != fault.render("en")


def test_an_id_used_twice_is_refused(folder: Path) -> None:
    (folder / "indicators/other.toml").write_text(INDICATOR.format(id="visits"), encoding="utf-8")
    with pytest.raises(FaultError) as raised:
        load_catalogue(folder)
    assert {(fault.code, fault.sheet) for fault in raised.value.faults} == {("catalogue.duplicate_id", "visits")}


def test_a_break_of_an_unknown_indicator_is_refused(folder: Path) -> None:
    (folder / "breaks.toml").write_text(
        '[[break]]\non = 2025-09-30\nkind = "unit"\nindicators = ["gone"]\njoins = false\ntext_vi = "a"\ntext_en = "b"',
        encoding="utf-8",
    )
    with pytest.raises(FaultError) as raised:
        load_catalogue(folder)
    assert raised.value.faults[0].code == "catalogue.not_one_of"
    assert raised.value.faults[0].found == "gone"


def columns_of_form(form: str) -> set[str]:
    """The columns that a file of this form gives: printed numbers, or what the template's reader makes of its fields."""
    circular, _, name = form.partition(".")
    if circular != "longdan":
        return {column["no"] for column in read_layout(f"{circular}/{name}.toml")["columns"]}
    layout = read_layout(f"templates/{name}.toml")
    measures = {field["name"] for field in layout["field"] if field.get("role") == "measure" and "cell_of" not in field}
    parents = {field["cell_of"]["measure"] for field in layout["field"] if "cell_of" in field}
    limits = {limit[key] for limit in layout.get("elapsed", []) for key in ("measure", "base")}
    made = {"promise": {"promises"}, "reception": {"days"}, "survey": {"issued", "returned", "valid"}}
    return measures | parents | limits | made.get(name, set())


def read_layout(path: str) -> dict:
    return tomllib.loads((DEFAULT_FOLDER.parent / "forms" / path).read_text(encoding="utf-8"))


def test_every_mapping_names_columns_that_its_form_has(catalogue: Catalogue) -> None:
    known = {
        form: columns_of_form(form) for form in {s.form for i in catalogue.indicators for s in i.sources} - {"papi"}
    }
    missing = {
        (indicator.indicator_id, source.form, column)
        for indicator in catalogue.indicators
        for source in indicator.sources
        if source.form in known
        for column in source.numerator + source.denominator
        if column.removeprefix("-") not in known[source.form]
    }
    assert missing == set()


def test_every_survey_indicator_asks_a_standard_question(catalogue: Catalogue) -> None:
    questions = tomllib.loads((DEFAULT_FOLDER / "questions.toml").read_text(encoding="utf-8"))["question"]
    asked = {source.question for indicator in catalogue.indicators for source in indicator.sources if source.question}
    assert asked == {question["id"] for question in questions}
