"""A form is told by what stands in it: its number or title, its printed columns, its circular or dates."""

import pytest

from etl.forms.recognise_form import recognise_form
from longdan.language.fault import FaultError
from tests.etl.forms.filled import sheet_of


def window(start: str, end: str) -> list[str]:
    return [f"Số liệu tính từ ngày {start} đến ngày {end}"]


IN_2022, IN_2024, IN_2026 = (
    window("15/12/2021", "14/3/2022"),
    window("15/3/2024", "14/6/2024"),
    window("15/12/2025", "14/3/2026"),
)


def numbered(count: int) -> list:
    return ["MS", *range(1, count + 1)]


@pytest.mark.parametrize(
    ("head", "count", "form"),
    [
        ([["Biểu số: 01/TCD"], IN_2022], 29, "tt02_2021.01_tcd"),
        ([["Biểu số: 01/TCD"], IN_2024], 29, "tt01_2024.01_tcd"),
        ([["Biểu số: 01/TCD"], IN_2026], 21, "tt06_2025.01_tcd"),
        ([["Biểu số 01/TCĐ", "TT 02/2021/TT-TTCP"], IN_2024], 29, "tt02_2021.01_tcd"),
        ([["BIỂU 2/XLD"], IN_2026], 25, "tt06_2025.02_xld"),
        ([["Biểu số: 02 / XLD"], IN_2022], 30, "tt02_2021.02_xld"),
        ([["TỔNG HỢP KẾT QUẢ XỬ LÝ ĐƠN KHIẾU NẠI"], IN_2022], 30, "tt02_2021.02_xld"),
        ([["Tổng hợp kết quả xử lý đơn"], IN_2022], 26, "tt02_2021.01_xld"),
        ([["Biểu số: 01/XLD"], IN_2024], 22, "tt01_2024.01_xld"),
        # A form that was used after its circular had ended.
        ([["Biểu số: 01/TCD"], window("15/12/2025", "14/3/2026")], 21, "tt06_2025.01_tcd"),
        ([["Biểu số: 02/TCD"], IN_2024], 16, "tt02_2021.02_tcd"),
    ],
)
def test_number_or_title_columns_and_dates_tell_the_form(head: list, count: int, form: str):
    layout = recognise_form(sheet_of(*head, numbered(count), ["Xã Vĩnh Bảo", 1]))
    assert layout is not None
    assert layout.form == form


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ([["Biểu số: 01/TTr"], numbered(20)], "forms.not_mapped", "01/TTr"),
        ([["Biểu số: 3/PCTN"]], "forms.not_mapped", "03/PCTN"),
        ([["Biểu số: 02/XLD"], IN_2024, numbered(26)], "forms.not_mapped", "Thông tư 01/2024"),
        ([["Biểu số: 02/XLD"], IN_2026, numbered(19)], "forms.columns", "TT 06/2025/TT-TTCP: 25"),
        ([["Biểu số: 02/XLD"], IN_2026, ["Đơn vị", "Tổng số đơn"]], "forms.number_row", "02/XLD"),
        ([["Biểu số: 01/TCD"], numbered(29)], "forms.generation", "01/TCD"),
    ],
)
def test_a_form_that_cannot_be_read_as_such_is_named_and_refused(lines: list, code: str, said: str):
    with pytest.raises(FaultError) as refusal:
        recognise_form(sheet_of(*lines))
    [fault] = refusal.value.faults
    assert fault.code == code
    for language in ("vi", "en"):
        assert said in fault.render(language)


@pytest.mark.parametrize(
    "lines",
    [
        [["Kết quả khảo sát niềm tin"], ["Câu hỏi", "Tỷ lệ"]],
        [["Báo cáo kết quả tiếp công dân, giải quyết khiếu nại"], ["Nội dung", "Số liệu"]],
        [["Bảng điểm"], ["Tỉnh", 1, 2, 3, 4, 5, 6]],
    ],
)
def test_a_sheet_that_is_no_official_form_is_left_to_other_readers(lines: list):
    assert recognise_form(sheet_of(*lines)) is None
