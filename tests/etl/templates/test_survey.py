"""Surveys: answers by the standard scales or by the marks in the file, counts or shares, published or not."""

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.areas.find_area import AreaFinder
from etl.files.open_file import open_file
from etl.templates.read_template import read_template
from etl.templates.workbook import write_template
from tests.etl.templates.conftest import ReadBack, codes

SURVEY = {
    "area": "Thành phố Móng Cái, Tỉnh Quảng Ninh",
    "rated_body": "party_committee",
    "respondent_area": "Phường Hải Hòa, Thành phố Móng Cái, Tỉnh Quảng Ninh",
    "instrument": "Khảo sát niềm tin",
    "round": "2023",
    "fieldwork_from": date(2023, 11, 4),
    "fieldwork_to": date(2023, 11, 5),
    "sample_type": "random",
    "mode": "paper",
    "issued": 120,
    "returned": 110,
    "valid": 100,
    "result_published": "yes",
}
QUESTION = {"question": "trust_party_committee"}


def answer(label: str, count: object = None, **more: object) -> dict:
    return {**QUESTION, "answer": label, "answer_count": count, **more}


def test_respondents_and_rated_area_are_two_fields(read_back: ReadBack) -> None:
    tidied = read_back("survey", [SURVEY | answer("Rất tin tưởng", 40)])
    survey = tidied.records["survey"].row(0, named=True)
    assert survey["rated_area_id"].startswith("194@")
    assert survey["respondent_area_id"].startswith("06742@")
    assert survey["rated_body_kind"] == "party_committee"
    assert set(tidied.measures["area_id"]) == {survey["rated_area_id"]}
    assert set(tidied.measures["period_id"]) == {"round.civil.2023-11-04.2023-11-05"}


def test_the_survey_is_written_once_and_its_answers_below_it(read_back: ReadBack) -> None:
    tidied = read_back(
        "survey", [SURVEY | answer("Rất tin tưởng", 40), answer("Tin tưởng", 50), answer("Không biết", 10)]
    )
    assert codes(tidied) == []
    assert tidied.records["survey"].height == 1
    told = dict(
        tidied.measures.filter(tidied.measures["column_no"].str.contains("/")).select("column_no", "value").iter_rows()
    )
    assert told == {"trust_party_committee/1": 40, "trust_party_committee/2": 50, "trust_party_committee/5": 10}
    marks = tidied.records["answer"].select("position", "in_denominator", "is_favourable").rows()
    assert marks == [(1, True, True), (2, True, True), (5, False, False)]


@pytest.mark.parametrize(("rule", "based"), [("without_dont_know", False), ("all_valid", True)])
def test_the_denominator_rule_says_whether_dont_know_counts(read_back: ReadBack, rule: str, based: bool) -> None:
    tidied = read_back("survey", [SURVEY | {"denominator_rule": rule} | answer("Không biết", 90)])
    assert tidied.records["answer"]["in_denominator"].to_list() == [based]
    assert tidied.records["survey"]["denominator_rule"].to_list() == [rule]


def test_a_share_stays_a_share(read_back: ReadBack) -> None:
    tidied = read_back("survey", [SURVEY | answer("Rất tin tưởng", answer_share="62,4 %")])
    (row,) = [row for row in tidied.measures.iter_rows(named=True) if "/" in row["column_no"]]
    assert (row["column_no"], row["value"]) == ("trust_party_committee/1/share", pytest.approx(0.624))


def test_subgroups_are_a_breakdown_of_the_same_survey(read_back: ReadBack) -> None:
    rows = [
        SURVEY | answer("Rất tin tưởng", 90),
        answer("Rất tin tưởng", 50, subgroup_by="sex", subgroup="Nữ"),
        answer("Rất tin tưởng", 40, subgroup_by="sex", subgroup="Nam"),
    ]
    measures = read_back("survey", rows).measures
    told = (
        measures.filter(measures["column_no"] == "trust_party_committee/1")
        .select("breakdown", "category", "value")
        .rows()
    )
    assert told == [(None, None, 90), ("sex", "Nữ", 50), ("sex", "Nam", 40)]


def test_a_survey_whose_result_is_not_published_is_kept_without_a_result(read_back: ReadBack) -> None:
    tidied = read_back("survey", [SURVEY | {"result_published": "no"}, SURVEY | {"result_published": "no"} | QUESTION])
    assert codes(tidied) == []
    assert tidied.records["survey"]["result_published"].to_list() == [False]
    unpublished = tidied.measures.filter(tidied.measures["status"] == "unpublished")
    assert unpublished.select("column_no", "value").rows() == [("trust_party_committee/0", None)]


def test_a_question_of_ones_own_needs_its_wording_and_marks(read_back: ReadBack) -> None:
    own = {"question": "Nước sạch", "answer": "Tốt", "answer_count": 60}
    assert codes(read_back("survey", [SURVEY | own])) == ["templates.survey_own_question"]
    marks = {"wording": "Ông/bà thấy nước sạch thế nào?", "in_denominator": "yes", "is_favourable": "yes"}
    tidied = read_back(
        "survey", [SURVEY | own | marks, own | marks | {"answer": "Kém", "is_favourable": "no", "answer_count": 30}]
    )
    assert codes(tidied) == []
    assert tidied.records["answer"].select("question", "position", "is_favourable").rows() == [
        ("own_nuoc_sach", 1, True),
        ("own_nuoc_sach", 2, False),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"valid": 111}, "templates.at_most"),
        ({"returned": 121}, "templates.at_most"),
        ({"fieldwork_to": date(2023, 11, 1)}, "templates.not_before"),
        ({"fieldwork_to": date.today() + timedelta(days=32)}, "numbers.date_in_future"),
        ({"fieldwork_from": "4/11/75"}, "numbers.date_in_future"),
        ({"answer": "Khá tin tưởng"}, "templates.survey_answer_unknown"),
        ({"answer_count": 101}, "templates.survey_over_valid"),
        ({"answer_count": None}, "templates.survey_count_or_share"),
        ({"answer_share": "40 %"}, "templates.survey_count_or_share"),
        ({"answer_count": None, "answer_share": "40"}, "templates.bare_share"),
        ({"answer_count": None, "answer_share": "140 %"}, "templates.share_out_of_range"),
        ({"result_published": "no"}, "templates.survey_unpublished_answer"),
        ({"subgroup_by": "sex"}, "templates.together"),
        ({"subgroup_by": "residential_area", "subgroup": "nhà ông Tư"}, "templates.personal_data"),
        ({"instrument": "Khảo sát của bà Trần Thị Bình"}, "templates.personal_data"),
        ({"round": "ông Nguyễn Văn An"}, "templates.personal_data"),
        ({"question": "gọi 0912345678"}, "templates.personal_data"),
        ({"wording": "Ông Nguyễn Văn An có làm tốt không?"}, "templates.personal_data"),
        ({"answer": "Bà Trần Thị Bình"}, "templates.personal_data"),
        ({"question": None}, "templates.required"),
        ({"instrument": None}, "templates.required"),
    ],
)
def test_a_mistake_is_named(read_back: ReadBack, changed: dict, code: str) -> None:
    tidied = read_back("survey", [SURVEY | answer("Rất tin tưởng", 40) | changed])
    assert code in codes(tidied)
    assert not tidied.measures["column_no"].str.contains("trust_party_committee/").any()
    assert all("{" not in fault.render(language) for fault in tidied.faults for language in ("vi", "en"))


def test_a_design_effect_is_kept_with_its_survey_and_blank_where_none_is_given(read_back: ReadBack) -> None:
    given_one = read_back(
        "survey", [SURVEY | {"design_effect": 1.8} | answer("Tin tưởng", 90), answer("Không biết", 5)]
    )
    assert (codes(given_one), given_one.records["survey"]["design_effect"].to_list()) == ([], [1.8])
    without = read_back("survey", [SURVEY | answer("Tin tưởng", 40)])
    assert without.records["survey"]["design_effect"].to_list() == [None]


@pytest.mark.parametrize(
    ("written", "found"),
    [(0.4, "0.4"), (0, "0"), (-1, "-1"), (51, "51"), ("180 %", "180%"), ("trên 2", ">2"), ("không có", "0")],
)
def test_a_design_effect_that_can_be_none_refuses_its_survey(read_back: ReadBack, written: object, found: str) -> None:
    rows = [SURVEY | {"design_effect": written} | answer("Tin tưởng", 40), answer("Không biết", 5)]
    tidied = read_back("survey", rows)
    assert codes(tidied) == ["templates.between", "templates.block_refused"]
    fault = tidied.faults[0]
    assert (fault.row, fault.column, fault.found) == (2, "J", found)
    assert "“Hệ số thiết kế (deff)”" in fault.render("vi")
    assert "từ 0,5 đến 50" in fault.render("vi")
    assert "from 0.5 to 50" in fault.render("en")
    assert not tidied.records.get("survey")


def test_a_file_written_before_the_column_was_there_is_still_read(tmp_path: Path, finder: AreaFinder) -> None:
    path = tmp_path / "survey.xlsx"
    write_template("survey", path, rows=[SURVEY | answer("Tin tưởng", 90)])
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].delete_cols(10)
    workbook.save(path)
    (tidied,) = read_template(open_file(path), finder)
    assert (codes(tidied), tidied.records["survey"]["design_effect"].to_list()) == ([], [None])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_template_explains_and_shows_the_design_effect(tmp_path: Path, language: str) -> None:
    path = tmp_path / "survey.xlsx"
    write_template("survey", path, language=language)
    data, example, instruction = openpyxl.load_workbook(path).worksheets[:3]
    (heading,) = [cell for cell in data[1] if "deff" in str(cell.value)]
    assert example.cell(2, heading.column).value == 1.4
    assert any(
        row[0].value == heading.value and ("Để trống" if language == "vi" else "Blank") in row[2].value
        for row in instruction.iter_rows()
        if row[0].value
    )


def test_an_answer_given_twice_refuses_the_question(read_back: ReadBack) -> None:
    tidied = read_back("survey", [SURVEY | answer("Tin tưởng", 40), answer("tin tuong", 41)])
    assert codes(tidied) == ["templates.survey_answer_twice"] * 2


def test_answers_that_add_up_to_more_than_everybody_refuse_the_question_and_no_other(read_back: ReadBack) -> None:
    other = {"question": "satisfaction_services", "answer": "Hài lòng", "answer_count": 90}
    tidied = read_back("survey", [SURVEY | answer("Tin tưởng", 60), answer("Ít tin tưởng", 50), other])
    assert codes(tidied) == ["templates.survey_over_valid"] * 2
    assert tidied.records["question"]["question"].to_list() == ["satisfaction_services"]


def test_the_rows_below_a_refused_survey_say_which_row_to_mend(read_back: ReadBack) -> None:
    tidied = read_back("survey", [SURVEY | {"valid": 111} | answer("Tin tưởng", 60), answer("Ít tin tưởng", 30)])
    assert codes(tidied) == ["templates.at_most", "templates.block_refused"]
    assert tidied.faults[1].row == 3
    assert not tidied.records.get("survey")


def test_the_same_survey_has_the_same_id_in_another_file_and_another_round_has_not(read_back: ReadBack) -> None:
    first = read_back("survey", [SURVEY | answer("Tin tưởng", 60)]).records["survey"]["survey_id"]
    again = read_back("survey", [SURVEY | {"instrument": "KHẢO SÁT NIỀM TIN"} | answer("Tin tưởng", 61)]).records[
        "survey"
    ]
    later = read_back("survey", [SURVEY | {"round": "2024"} | answer("Tin tưởng", 60)]).records["survey"]["survey_id"]
    assert first.to_list() == again["survey_id"].to_list()
    assert first.to_list() != later.to_list()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 5000), min_size=6, max_size=6))
def test_any_counts_that_fit_the_valid_forms_are_read_back_as_they_are(read_back: ReadBack, counts: list[int]) -> None:
    labels = ("Rất tin tưởng", "Tin tưởng", "Ít tin tưởng", "Không tin tưởng", "Không biết", "Không trả lời")
    size = {"valid": sum(counts), "returned": sum(counts), "issued": sum(counts)}
    rows = [SURVEY | size | answer(label, count) for label, count in zip(labels, counts, strict=True)]
    measures = read_back("survey", rows).measures
    told = measures.filter(measures["column_no"].str.contains("/")).sort("column_no")["value"].to_list()
    assert told == counts
