"""One mistake in a row: it is named with its place, that row is refused, the others load."""

from datetime import date, timedelta

import pytest

from etl.templates.layout import load_layout
from longdan.language.locale import LANGUAGES
from tests.etl.templates.conftest import ReadBack, codes

COMMUNE = "Xã Vĩnh Bảo, Thành phố Hải Phòng"
GOOD = {kind: load_layout(kind).example[0] for kind in ("dialogue", "promise", "deadline", "grievance", "oversight")}
GOOD["reception"] = load_layout("reception").example[0]
GOOD["target"] = load_layout("target").example[0]
GOOD["population"] = load_layout("population").example[0]
OTHER = {
    "dialogue": {"held_on": date(2026, 3, 21), "noticed_on": date(2026, 3, 11)},
    "promise": {"text": "Việc khác"},
    "deadline": {"petition_type": "feedback"},
    "grievance": {"period": "Tháng 8/2026"},
    "oversight": {"period": "Quý II/2026"},
    "reception": {"held_on": date(2026, 9, 6)},
    "target": {"period": "Năm 2027"},
    "population": {"population_on": date(2025, 12, 31)},
}
MISTAKES = [
    ("dialogue", {"area": "Xã Không Có Ở Đâu"}, "areas.unknown", "A"),
    (
        "dialogue",
        {"area": "Xã Hòa Bình", "held_on": date(2024, 3, 20), "noticed_on": None, "published_on": None},
        "areas.ambiguous",
        "A",
    ),
    ("dialogue", {"area": "4"}, "templates.area_code", "A"),
    ("dialogue", {"area": None}, "templates.required", "A"),
    ("dialogue", {"attendances": "nhiều người"}, "numbers.unreadable", "O"),
    ("dialogue", {"attendances": "1,725"}, "numbers.ambiguous", "O"),
    ("dialogue", {"attendances": "85 %"}, "templates.share_for_count", "O"),
    ("dialogue", {"opinions": -1}, "numbers.not_a_count", "P"),
    ("dialogue", {"held_on": "31/02/2026"}, "numbers.date_impossible", "G"),
    ("dialogue", {"opinions_other": 13}, "templates.at_most", "Q"),
    ("dialogue", {"opinions_answered_by_head": 31}, "templates.at_most", "Z"),
    ("dialogue", {"noticed_on": date(2026, 4, 1)}, "templates.not_before", "G"),
    ("dialogue", {"published_on": date(2026, 3, 1)}, "templates.not_before", "L"),
    ("dialogue", {"held_on": None, "noticed_on": None, "published_on": None}, "templates.one_of", "G"),
    ("dialogue", {"held_on": None, "from_on": date(2026, 1, 1), "events": 2}, "templates.together", "I"),
    (
        "dialogue",
        {"held_on": None, "from_on": date(2026, 1, 1), "to_on": date(2026, 6, 30)},
        "templates.needs",
        "J",
    ),
    ("promise", {"text": "Làm đường cho bà Nguyễn Thị Hoa"}, "templates.personal_data", "E"),
    ("promise", {"owner": "Ông Trần Văn Bình"}, "templates.personal_data", "G"),
    ("promise", {"evidence": "gọi 0912345678"}, "templates.personal_data", "K"),
    *(
        (kind, {"body": body, "body_name": written}, "templates.personal_data", "C")
        for kind, body, written in (
            ("deadline", "department", "Phòng của ông Nguyễn Văn An"),
            ("reception", "department", "Bà Trần Thị Bình"),
            ("oversight", "mass_organisation", "Hội Nông dân, 0912 345 678"),
        )
    ),
    ("promise", {"closed_on": None}, "templates.needs", "J"),
    ("promise", {"due_on": date(2026, 1, 1)}, "templates.not_before", "H"),
    ("deadline", {"open_over_90_days": 2}, "templates.equal", "L"),
    ("deadline", {"prolonged_cases_settled": 2}, "templates.at_most", "Q"),
    ("deadline", {"settled_overdue": None}, "templates.required", "I"),
    ("grievance", {"period": "hè 2026"}, "templates.period_unreadable", "D"),
    ("grievance", {"field": "other", "residential_area": "Thôn 3"}, "templates.not_both", "F"),
    ("grievance", {"body": "mass_organisation"}, "templates.needs", "C"),
    ("grievance", {"recommendations_answered": 7}, "templates.at_most", "M"),
    ("oversight", {"committee_members_assigned": 28}, "templates.at_most", "L"),
    ("reception", {"cases_first": 6}, "templates.at_most", "J"),
    ("target", {"indicator": "chỉ số không có"}, "templates.indicator_unknown", "B"),
    ("target", {"value": "85 %"}, "templates.target_unit", "D"),
    ("target", {"value": "đang cập nhật"}, "templates.required", "D"),
    ("target", {"indicator": "petitions_screened_share", "value": "-5 %"}, "templates.target_range", "D"),
    ("target", {"indicator": "petitions_screened_share", "value": "850 %"}, "templates.target_range", "D"),
    ("target", {"indicator": "reception_compliance_share", "value": "-5 %"}, "templates.target_least", "D"),
    ("target", {"indicator": "petitions_screened_share", "value": 85}, "templates.target_unit", "D"),
    ("target", {"value": "0,5 %"}, "templates.target_unit", "D"),
    ("target", {"value": "60,1"}, "templates.target_range", "D"),
    ("target", {"value": "-5"}, "templates.target_range", "D"),
    ("target", {"indicator": "dialogue_events", "value": -1}, "templates.target_least", "D"),
    ("population", {"population": "đang cập nhật"}, "templates.required", "B"),
    ("population", {"population": 0}, "templates.at_least", "B"),
    ("population", {"population": "không có"}, "templates.at_least", "B"),
    ("population", {"population_on": "1/1/75"}, "numbers.date_in_future", "C"),
    *(
        (kind, {name: date.today() + timedelta(days=32), **instead}, "numbers.date_in_future", column)
        for kind, name, column, instead in (
            ("dialogue", "held_on", "G", {}),
            ("dialogue", "noticed_on", "K", {}),
            ("dialogue", "published_on", "L", {}),
            ("dialogue", "from_on", "H", {"held_on": None, "noticed_on": None, "published_on": None, "events": 2}),
            ("promise", "made_on", "C", {}),
            ("promise", "closed_on", "J", {}),
            ("reception", "held_on", "D", {}),
            ("deadline", "counted_from", "F", {}),
            ("deadline", "cutoff_on", "G", {}),
            ("population", "population_on", "C", {}),
        )
    ),
    ("grievance", {"period": f"Quý I/{date.today().year + 2}"}, "templates.period_in_future", "D"),
    ("oversight", {"period": "Năm 2099"}, "templates.period_in_future", "D"),
]


@pytest.mark.parametrize(("kind", "changed", "code", "column"), MISTAKES)
def test_a_mistake_is_named_and_only_its_row_is_refused(
    read_back: ReadBack, kind: str, changed: dict, code: str, column: str
) -> None:
    alone = read_back(kind, [GOOD[kind] | OTHER[kind]])
    tidied = read_back(kind, [GOOD[kind] | changed, GOOD[kind] | OTHER[kind]])
    assert [(fault.code, fault.row, fault.column) for fault in tidied.faults] == [(code, 2, column)]
    assert tidied.measures.height == alone.measures.height
    assert {table: rows.height for table, rows in tidied.records.items()} == {
        table: rows.height for table, rows in alone.records.items()
    }


@pytest.mark.parametrize(("kind", "changed", "code", "column"), MISTAKES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_is_told_in_both_languages(
    read_back: ReadBack, kind: str, changed: dict, code: str, column: str, language: str
) -> None:
    (fault,) = read_back(kind, [GOOD[kind] | changed]).faults
    told = fault.render(language)
    assert "{" not in told
    assert fault.file == f"{kind}.xlsx"


@pytest.mark.parametrize("kind", sorted(GOOD))
def test_a_row_that_stands_twice_is_loaded_once(read_back: ReadBack, kind: str) -> None:
    alone = read_back(kind, [GOOD[kind]])
    tidied = read_back(kind, [GOOD[kind], GOOD[kind]])
    assert codes(tidied) == ["templates.duplicate_row"]
    assert tidied.faults[0].row == 3
    assert tidied.measures.height == alone.measures.height


def test_personal_data_is_not_repeated_in_the_fault(read_back: ReadBack) -> None:
    tidied = read_back("promise", [GOOD["promise"] | {"text": "Làm đường cho bà Nguyễn Thị Hoa"}])
    assert tidied.faults[0].found is None
    assert "Hoa" not in tidied.faults[0].render("vi")


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("reception", {"visits": "bà Nguyễn Thị Hoa"}),
        ("reception", {"visits": "0912345678"}),
        ("reception", {"area": "Ông Nguyễn Văn An"}),
        ("target", {"indicator": "ông Nguyễn Văn An"}),
    ],
)
def test_nor_is_a_person_in_a_column_of_figures_or_of_units(read_back: ReadBack, kind: str, changed: dict) -> None:
    (fault,) = read_back(kind, [GOOD[kind] | changed]).faults
    assert fault.found is None
    assert not any(name in fault.render("vi") for name in ("Hoa", "Văn An", "0912"))


@pytest.mark.parametrize("name", ["Phòng Nội vụ", "Ban Quản lý chợ Nguyễn Văn Cừ", "Chi cục Thuế Bà Rịa"])
def test_the_name_of_a_department_is_read(read_back: ReadBack, name: str) -> None:
    tidied = read_back("reception", [GOOD["reception"] | {"body": "department", "body_name": name}])
    assert (codes(tidied), tidied.reports["body_name"].to_list()) == ([], [name])


def test_a_choice_that_is_not_in_the_list_is_refused_with_the_list(read_csv) -> None:
    head = "Địa phương,Cơ quan thực hiện,Kỳ báo cáo,Số cuộc kiểm tra"
    (tidied,) = read_csv(f"{head}\n11824,Tòa án,Quý III/2026,3\n11824,UBND,Quý III/2026,3\n")
    assert [(fault.code, fault.row, fault.column) for fault in tidied.faults] == [("templates.not_a_choice", 2, "B")]
    assert "Ủy ban nhân dân" in tidied.faults[0].expected("vi")
    assert tidied.measures["value"].to_list() == [3]


def test_a_bound_is_no_mistake(read_back: ReadBack) -> None:
    row = GOOD["dialogue"] | {"opinions": "trên 30"}
    assert codes(read_back("dialogue", [row])) == []


def test_nil_is_zero_and_a_blank_is_not(read_back: ReadBack) -> None:
    row = GOOD["oversight"] | {
        "inspections": "không phát sinh",
        "supervisions": None,
        "conclusions_due": "đang cập nhật",
    }
    row |= {"conclusions_executed": None}
    measures = read_back("oversight", [row]).measures
    told = {
        column: (value, status) for column, value, status in measures.select("column_no", "value", "status").iter_rows()
    }
    assert told["inspections"] == (0, "nil")
    assert told["supervisions"] == (None, "not_reported")
    assert told["conclusions_due"] == (None, "not_reported")


def test_a_required_figure_that_is_announced_for_later_is_told_as_it_stands(read_back: ReadBack) -> None:
    tidied = read_back("population", [GOOD["population"] | {"population": "đang cập nhật"}])
    assert [(fault.code, fault.cell, fault.found) for fault in tidied.faults] == [
        ("templates.required", "B2", "đang cập nhật")
    ]


def test_mistakes_are_told_from_the_first_row_to_the_last(read_back: ReadBack) -> None:
    """Also where one is found only when the whole sheet is read: a row that stands twice."""
    first, second = GOOD["population"], GOOD["population"] | {"population_on": date(2025, 12, 31)}
    tidied = read_back("population", [first, second | {"population": None}, first, second | {"area": None}])
    assert [fault.row for fault in tidied.faults] == sorted(fault.row for fault in tidied.faults)
    assert len(tidied.faults) == 3


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("target", {"indicator": "petitions_screened_share", "value": "100 %"}),
        ("target", {"indicator": "reception_compliance_share", "value": "120 %"}),
        ("target", {"indicator": "complaint_decided_share", "value": "110 %"}),
        ("target", {"period": f"Năm {date.today().year + 5}"}),
        ("population", {"population": 1}),
        ("promise", {"due_on": date(2075, 1, 1)}),
        ("reception", {"held_on": date.today() + timedelta(days=30)}),
        ("oversight", {"period": f"Năm {date.today().year}"}),
    ],
)
def test_what_may_be_is_read(read_back: ReadBack, kind: str, changed: dict) -> None:
    assert codes(read_back(kind, [GOOD[kind] | changed])) == []
