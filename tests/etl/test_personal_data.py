"""Names and numbers of persons in free text are found; offices, streets and places are left alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.areas.read_areas import read_areas
from etl.personal_data import find_personal_data, without_personal_data
from etl.templates.questions import standard_questions
from longdan.language.fault import Fault


@pytest.mark.parametrize(
    "written",
    [
        "Sửa đường cho bà Nguyễn Thị A",
        "theo đề nghị của ông Tư",
        "Ông Trần B nói",
        "Bà Hoa kiến nghị",
        "gia đình ông Lê Văn Ba",
        "Nguyễn Văn An phản ánh",
        "đồng chí Đỗ Đức Hiếu",
        "liên hệ 0912 345 678",
        "gọi +84 912 345 678",
        "CCCD 001099012345",
        "Phòng của ông Nguyễn Văn An",
        "Tổ của bà Trần Thị Bình",
        "Khảo sát của bà Bình 2026",
        "Ông Bà Nguyễn Văn An có hài lòng không?",
        "ÔNG NGUYỄN VĂN AN",
        "VĂN PHÒNG (BÀ TRẦN BÌNH)",
        "Biên bản Nguyễn Văn An ký",
    ],
)
def test_a_person_is_found(written: str) -> None:
    assert find_personal_data(written)


@pytest.mark.parametrize(
    "written",
    [
        "Phòng Kinh tế",
        "đồng chí Bí thư Đảng ủy chỉ đạo",
        "đường Ông Ích Khiêm",
        "trường tiểu học Nguyễn Văn Cừ",
        "Bà Rịa - Vũng Tàu",
        "Công văn số 123/UBND-VP ngày 12/05/2026",
        "kinh phí 1.500.000.000 đồng",
        "ông/bà chủ hộ",
        "anh em công nhân",
        "https://haiphong.gov.vn/tin/20260320123",
        "Sửa xong mặt đường liên thôn đoạn qua trường tiểu học",
        "Phòng Nội vụ",
        "phường Nguyễn Bỉnh Khiêm",
        "đường Trần Phú",
        "Huyện Trần Văn Thời",
        "Trường THCS Nguyễn Thị Minh Khai",
        "Khóm Nguyễn Văn Trỗi",
        "Trạm Y tế Anh Sơn Đông",
        "Chi cục Thuế Bà Rịa",
        "Cô Tô",
        "Chi cục Quản Lý Thị Trường",
        "NÂNG CAO VĂN HÓA CÔNG SỞ",
        "Gia đình Văn hóa",
        "Gia đình Ông/Bà có hài lòng không?",
        "Gia đình Anh/Chị có hài lòng không?",
        "Ông Bà có hài lòng không?",
        "Theo ông/bà, Ủy ban nhân dân xã làm tốt không?",
        "Hỗ trợ phụ nữ, trẻ em Việt Nam",
        "SIPAS 2026-2",
    ],
)
def test_offices_streets_and_documents_are_no_persons(written: str) -> None:
    assert find_personal_data(written) is None


def test_no_standard_question_or_answer_is_a_person() -> None:
    for question in standard_questions().values():
        answers = (label for answer in question.answers for label in (answer.vi, answer.en))
        assert not any(map(find_personal_data, (question.wording_vi, question.wording_en, *answers)))


@pytest.mark.parametrize("before", ["", "UBND ", "Trạm Y tế "])
@pytest.mark.parametrize("write", [str, str.upper, lambda name: name[0].lower() + name[1:]])
def test_no_unit_of_the_country_is_a_person(before: str, write: Callable[[str], str]) -> None:
    names = read_areas().area["name"].unique()
    assert [name for name in names if find_personal_data(before + write(name))] == []


def test_a_fault_does_not_repeat_somebody_it_found_in_another_column() -> None:
    told = Fault("areas.unknown", found="Ông Trần Văn Bình", values={"found_name": "Ông Trần Văn Bình", "where": "x"})
    assert without_personal_data(told) == told.without_found()
    number = Fault("numbers.too_many", found="0912345678")
    assert without_personal_data(number).found is None
    harmless = Fault("numbers.unreadable", found="50 phiếu")
    assert without_personal_data(harmless) is harmless


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["", "điện thoại ", "gọi số: "]))
def test_every_mobile_number_is_found(number: str, before: str) -> None:
    assert find_personal_data(f"{before}{number}")
