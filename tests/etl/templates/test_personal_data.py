"""Names and numbers of persons in free text are found; offices, streets and places are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.templates.personal_data import find_personal_data


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
    ],
)
def test_offices_streets_and_documents_are_no_persons(written: str) -> None:
    assert find_personal_data(written) is None


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["", "điện thoại ", "gọi số: "]))
def test_every_mobile_number_is_found(number: str, before: str) -> None:
    assert find_personal_data(f"{before}{number}")
