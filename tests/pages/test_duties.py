"""The page of duties: a sentence first, a card for each duty, promises that can be filtered, areas to go down to."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT
from tests.sample_duties import write_duties_build
from tests.sample_warehouse import HAI_HOA, TAN_LIEN, VINH_BAO, VINH_THUAN

Open = Callable[..., AppTest]


@pytest.fixture(scope="module")
def duties_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_duties_build(tmp_path_factory.mktemp("duties"))


@pytest.fixture
def open_duties(duties_build: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("LONGDAN_BUILDS", str(duties_build))

    def open_at(**address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
        app.switch_page("pages/duties.py")
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return open_at


def sentence_of(page: AppTest) -> str:
    return next(block.value for block in page.markdown if block.value.startswith("## ")).removeprefix("## ")


def cards_of(page: AppTest) -> str:
    return "\n".join(block.proto.body for block in page.get("html") if '<p class="title">' in block.proto.body)


def test_the_sentence_answers_with_every_duty_that_is_known(open_duties: Open) -> None:
    assert sentence_of(open_duties(area="31")) == (
        "Mô phỏng: Quý III/2026 (15/6–14/9/2026), Hải Phòng: 85,7% số ngày phải tiếp công dân đã thực hiện "
        "(71,4% trực tiếp, 14,3% ủy quyền); 1/2 xã, phường, đặc khu đã ghi nhận đối thoại trong năm 2026; "
        "2 cam kết quá hạn trong số 6."
    )


def test_the_same_in_english(open_duties: Open) -> None:
    assert sentence_of(open_duties(area="31", lang="en")) == (
        "Simulated: Q3 2026 (15 Jun–14 Sep 2026), Hải Phòng: 85.7% of the reception days required were held "
        "(71.4% in person, 14.3% delegated); dialogues are recorded in 1 of 2 communes, wards and special zones in 2026; "
        "2 of 6 promises are overdue."
    )


@pytest.mark.parametrize(
    "words",
    [
        "thiếu so với số ngày phải tiếp",
        "10 ngày trực tiếp, 2 ngày ủy quyền; phải tiếp 14 ngày.",
        "1/2 xã, phường, đặc khu đã báo cáo tiếp đủ số ngày",
        "Luật không cho ủy quyền từ 01/07/2026.",
        "Luật yêu cầu ít nhất 1 cuộc mỗi năm.",
        "Ngoài ra 1 cuộc do cấp ủy, Mặt trận và cơ quan khác tổ chức.",
        "Thông báo trước 7 ngày: 1 đúng hạn, 1 chậm, 1 không ghi ngày.",
        "Công bố kết quả trong 10 ngày: 1 đúng hạn, 0 chậm, 1 chưa đến hạn, 1 không ghi ngày.",
        "6 cam kết: 1 đã xong có minh chứng, 1 xong nhưng thiếu minh chứng, 1 còn trong hạn hoặc chưa ghi hạn, "
        "1 không thực hiện được, đã giải thích.",
        "Quá hạn lâu nhất: 326 ngày.",
        "Trễ 3 ngày",
        "Báo cáo mô phỏng: tính theo ngày ký.",
    ],
)
def test_the_cards_tell_each_duty_with_what_is_not_known(open_duties: Open, words: str) -> None:
    assert words in cards_of(open_duties(area="31"))


def test_more_days_than_required_are_told_as_they_are(open_duties: Open) -> None:
    cards = cards_of(open_duties(area=VINH_BAO))
    assert "114,3%" in cards
    assert "đủ hoặc vượt số ngày phải tiếp" in cards


@pytest.mark.parametrize(
    ("state", "count"), [("overdue", 2), ("done_without_evidence", 1), ("done", 1), ("open", 1), ("all", 6)]
)
def test_promises_are_filtered_by_their_state(open_duties: Open, state: str, count: int) -> None:
    page = open_duties(area="31", promises=state)
    assert len(page.dataframe[0].value) == count


def test_promises_overdue_open_first_with_their_office_and_days(open_duties: Open) -> None:
    table = open_duties(area="31").dataframe[0].value
    assert list(table["Số ngày quá hạn"]) == [326, 53]
    assert set(table["Cơ quan chịu trách nhiệm"]) == {"Phòng Kinh tế"}


def test_a_state_without_promises_says_so(open_duties: Open) -> None:
    page = open_duties(area=VINH_THUAN, promises="overdue")
    assert "Không có cam kết nào ở trạng thái này." in [block.value for block in page.info]


def test_the_parts_of_an_area_stand_below_each_other(open_duties: Open) -> None:
    table = open_duties(area="31").dataframe[1].value
    assert list(table["Địa bàn"]) == ["Xã Vĩnh Bảo", "Xã Vĩnh Thuận"]
    assert list(table["Ngày tiếp so với phải tiếp"]) == ["114,3%", "57,1%"]
    assert list(table["Cam kết quá hạn"]) == [2, 0]


def test_a_unit_that_ended_is_seen_from_its_last_day(open_duties: Open) -> None:
    page = open_duties(area=TAN_LIEN)
    assert "1 cuộc đối thoại trong năm 2025" in sentence_of(page)
    assert any("30/06/2025" in block.value for block in page.caption)


def test_an_area_without_anything_is_told_what_would_fill_the_page(open_duties: Open) -> None:
    page = open_duties(area=HAI_HOA)
    assert sentence_of(page) == "Phường Hải Hòa: chưa có số liệu về trách nhiệm tiếp công dân, đối thoại và cam kết."
    assert any("data/inbox" in block.value for block in page.info)


def test_only_real_figures_leave_nothing_simulated(open_duties: Open) -> None:
    page = open_duties(area="31", data="real")
    assert "Mô phỏng" not in sentence_of(page)
    assert "mô phỏng" not in cards_of(page)
