"""Every page opens in both languages, at any address, with words and never a traceback."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from longdan.language.locale import text
from tests.pages.conftest import ROOT, OpenPage
from tests.sample_warehouse import HAI_HOA, HAI_PHONG, MONG_CAI_1, VINH_BAO_DISTRICT, VINH_THUAN, VN

PAGES = ["app.py", *(f"pages/{path.name}" for path in sorted((ROOT / "pages").glob("*.py")))]
SETTLED = "complaint_settled_share"


def sentence_of(page: AppTest) -> str:
    return next(block.value for block in page.markdown if block.value.startswith("## ")).removeprefix("## ")


def words_of(page: AppTest) -> str:
    return "\n".join(block.value for block in [*page.markdown, *page.info, *page.warning, *page.caption])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("area", [VN, HAI_PHONG, VINH_BAO_DISTRICT, HAI_HOA, MONG_CAI_1])
def test_a_page_opens_for_every_kind_of_area(open_page: OpenPage, path: str, language: str, area: str) -> None:
    page = open_page(path, lang=language, area=area)
    assert not page.exception
    assert not page.error
    assert sentence_of(page)
    assert text("shell.simulated_strip", language) in words_of(page)


@pytest.mark.parametrize("path", PAGES)
def test_unknown_values_in_the_address_get_a_notice_and_a_default(open_page: OpenPage, path: str) -> None:
    page = open_page(path, area="99999", indicator="<b>no</b>", period="quarter.x", lang="fr", data="false", level="x")
    assert not page.exception
    assert len(page.warning) == 5
    assert sentence_of(page)
    assert not any("<b>" in warning.value for warning in page.warning)


def test_the_first_page_answers_with_the_area_above(open_page: OpenPage) -> None:
    page = open_page("app.py", area="31", indicator=SETTLED)
    assert sentence_of(page) == (
        "Mô phỏng: Quý III/2026 (15/6–14/9/2026), Hải Phòng: tỷ lệ giải quyết khiếu nại 82,1%, thấp hơn cả nước (88,0%)."
    )


def test_the_newest_complete_period_opens_and_a_newer_one_is_offered(open_page: OpenPage) -> None:
    page = open_page("app.py", area=VN, indicator="reception_visit_count")
    assert "Quý II/2026" in sentence_of(page)
    assert "Quý III/2026: mới có 41/99 đơn vị báo cáo" in words_of(page)


def test_choosing_a_period_changes_the_sentence_and_the_address(open_page: OpenPage) -> None:
    page = open_page("app.py", area="31", indicator=SETTLED)
    page.selectbox(key="period_choice").select_index(1).run()
    assert sentence_of(page).startswith("Mô phỏng: Quý II/2026 (15/3–14/6/2026), Hải Phòng")
    assert page.query_params["period"] == "quarter.inspection.2026-03-15.2026-06-14"
    assert page.query_params["area"] == HAI_PHONG


def test_choosing_an_indicator_changes_the_address(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", area="31", indicator=SETTLED)
    page.selectbox(key="indicator_choice").set_value("reception_visit_count").run()
    assert page.query_params["indicator"] == "reception_visit_count"
    assert "lượt tiếp công dân 1.234 lượt" in sentence_of(page)


def test_choosing_an_indicator_without_the_period_needs_no_notice(open_page: OpenPage) -> None:
    page = open_page("app.py", area="31", indicator=SETTLED)
    page.selectbox(key="period_choice").select_index(1).run()
    page.selectbox(key="indicator_choice").set_value("trust_peoples_committee").run()
    assert not page.warning
    assert "Đợt 1/10–31/10/2025" in sentence_of(page)


def test_the_language_switch_keeps_the_view(open_page: OpenPage) -> None:
    page = open_page("app.py", area="31", indicator=SETTLED)
    page.segmented_control(key="language_choice").set_value("en").run()
    assert sentence_of(page).startswith("Simulated: Q3 2026 (15 Jun–14 Sep 2026), Hải Phòng: share of complaints")
    assert page.query_params["lang"] == "en"


def test_an_old_district_is_shown_as_history_with_its_present_communes(open_page: OpenPage) -> None:
    words = words_of(open_page("app.py", area=VINH_BAO_DISTRICT))
    assert "Huyện Vĩnh Bảo là đơn vị trước sắp xếp, kết thúc ngày 30/06/2025" in words


def test_only_real_figures_leave_no_simulated_sentence(open_page: OpenPage) -> None:
    page = open_page("app.py", area=VN, data="real")
    assert not page.exception
    assert "Mô phỏng" not in words_of(page)
    assert sentence_of(page).startswith("Năm 2024, cả nước: chỉ số hài lòng SIPAS 83,9%")


@pytest.mark.parametrize(
    ("language", "said"), [("vi", "0–4 (không công bố số chính xác)"), ("en", "0–4 (exact number not published)")]
)
@pytest.mark.parametrize("path", ["app.py", "pages/trends.py"])
def test_a_commune_with_a_few_denunciations_says_their_class(
    open_page: OpenPage, path: str, language: str, said: str
) -> None:
    page = open_page(path, area=VINH_THUAN, indicator="denunciation_petitions_competent", lang=language)
    assert not page.exception
    assert sentence_of(page).endswith(f"{said}.")
    if path == "pages/trends.py":
        assert any(cell.startswith("0–4 ") for cell in page.dataframe[0].value.iloc[0])


def test_an_area_without_figures_is_told_what_would_fill_the_page(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", area=HAI_HOA, indicator=SETTLED)
    assert "data/inbox" in words_of(page)


def test_a_comparison_stands_in_the_address_and_strangers_are_named(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", area="31", indicator=SETTLED, **{"with": "22@1900-01-01,nowhere"})
    assert page.multiselect[0].value == ["22@1900-01-01"]
    assert ["“nowhere”" in warning.value for warning in page.warning] == [True]


def test_the_glossary_is_searched_without_diacritics(open_page: OpenPage) -> None:
    found = open_page("pages/indicators.py", q="giai quyet khieu nai")
    assert [expander.label for expander in found.expander] == ["Tỷ lệ giải quyết khiếu nại"]
    assert "Không có chỉ số nào khớp" in words_of(open_page("pages/indicators.py", q="xyz"))
    assert len(open_page("pages/indicators.py", topic="petitions").expander) == 3


@pytest.mark.parametrize(
    ("section", "column"), [("loads", "Tệp"), ("refusals", "Vấn đề"), ("findings", "Phát hiện"), ("sources", "Nguồn")]
)
def test_the_sources_page_shows_what_was_loaded_and_refused(open_page: OpenPage, section: str, column: str) -> None:
    page = open_page("pages/sources.py", section=section)
    assert not page.exception
    assert column in page.dataframe[0].value.columns


def test_a_pointer_to_a_missing_build_is_said_with_the_next_step(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "current").write_text("gone", encoding="utf-8")
    monkeypatch.setenv("LONGDAN_BUILDS", str(tmp_path))
    page = open_page("app.py")
    assert not page.exception
    assert page.error[0].value == "**Con trỏ bản dựng chỉ tới một bản không còn trên máy.**"
    assert "python -m etl build" in words_of(page)
