"""The switch of administrative units: in the address, on every page, and from a unit to its counterpart."""

import pytest

from longdan.language.locale import text
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import PAGES, sentence_of, words_of
from tests.sample_warehouse import HAI_HOA, HAI_PHONG, MONG_CAI, QUARTERS, VINH_BAO_DISTRICT, VINH_THUAN, VN

VISITS = "reception_visit_count"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("edition", ["reported", "current", "pre"])
@pytest.mark.parametrize("area", [VN, HAI_PHONG, VINH_BAO_DISTRICT, HAI_HOA, VINH_THUAN])
def test_a_page_opens_on_any_units(open_page: OpenPage, path: str, edition: str, area: str) -> None:
    page = open_page(path, area=area, edition=edition, indicator=VISITS)
    assert not page.exception
    assert not page.warning
    assert sentence_of(page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_unknown_edition_gets_a_notice_and_todays_units(open_page: OpenPage, language: str) -> None:
    page = open_page("app.py", area="31", edition="1997", lang=language)
    assert [warning.value for warning in page.warning] == [text("shell.notice.unknown_edition", language, found="1997")]
    assert page.segmented_control(key="units_choice").value == "current"


def test_the_choice_stands_in_the_address_unless_it_is_the_usual_one(open_page: OpenPage) -> None:
    page = open_page("app.py", area=VN)
    assert "edition" not in page.query_params
    page.segmented_control(key="units_choice").set_value("reported").run()
    assert page.query_params["edition"] == "reported"
    page.segmented_control(key="units_choice").set_value("current").run()
    assert "edition" not in page.query_params


def test_a_commune_leads_to_its_former_district(open_page: OpenPage) -> None:
    page = open_page("pages/trends.py", area=VINH_THUAN, indicator=VISITS)
    page.segmented_control(key="units_choice").set_value("pre_2025_07").run()
    assert (page.query_params["area"], page.query_params["edition"]) == (VINH_BAO_DISTRICT, "pre")
    assert "Huyện Vĩnh Bảo: lượt tiếp công dân 140 lượt" in sentence_of(page)


def test_a_district_that_became_one_commune_leads_to_it(open_page: OpenPage) -> None:
    page = open_page("app.py", area=MONG_CAI, edition="pre")
    page.segmented_control(key="units_choice").set_value("current").run()
    assert page.query_params["area"].startswith("06712@")


def test_a_district_that_became_several_stays_and_offers_them(open_page: OpenPage) -> None:
    page = open_page("app.py", area=VINH_BAO_DISTRICT, edition="pre")
    page.segmented_control(key="units_choice").set_value("current").run()
    assert page.query_params["area"] == VINH_BAO_DISTRICT
    assert "Nay thuộc:" in words_of(page)
    page.button(key=f"counterpart_{VINH_THUAN}").click().run()
    assert page.query_params["area"] == VINH_THUAN


def test_a_shared_link_to_a_unit_of_another_time_offers_its_counterpart(open_page: OpenPage) -> None:
    page = open_page("app.py", area=VINH_THUAN, edition="pre")
    assert "Xã Vĩnh Thuận có từ ngày 01/07/2025" in words_of(page)
    page.button(key=f"counterpart_{VINH_BAO_DISTRICT}").click().run()
    assert (page.query_params["area"], page.query_params["edition"]) == (VINH_BAO_DISTRICT, "pre")


def test_a_commune_has_a_past_on_todays_units_only(open_page: OpenPage) -> None:
    past = QUARTERS[0].period_id
    page = open_page("pages/trends.py", area=VINH_THUAN, indicator=VISITS, period=past)
    assert "80 lượt" in sentence_of(page)
    assert "quy đổi: cộng đủ 1 đơn vị cũ" in page.dataframe[0].value["Cách tính"].to_list()
    as_reported = open_page("pages/trends.py", area=VINH_THUAN, indicator=VISITS, period=past, edition="reported")
    assert len(as_reported.warning) == 1
    assert "80 lượt" not in sentence_of(as_reported)


def test_what_a_line_is_made_of_is_said_beside_it(open_page: OpenPage) -> None:
    words = words_of(open_page("pages/trends.py", area=VINH_BAO_DISTRICT, indicator=VISITS, edition="pre"))
    assert "nằm vắt qua ranh giới cũ, phải phân bổ: Xã Vĩnh Bảo (60%)" in words
    survey = open_page(
        "pages/trends.py", area=VINH_BAO_DISTRICT, indicator="trust_peoples_committee", edition="pre", lang="en"
    )
    assert not survey.exception
