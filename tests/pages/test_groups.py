"""Groups on the trend page: read from the address, changed by the controls, refused with words."""

import pytest

from longdan.language.locale import text
from tests.pages.conftest import OpenPage
from tests.sample_warehouse import HAI_PHONG, VINH_BAO, VINH_BAO_DISTRICT, VINH_THUAN

SETTLED = "complaint_settled_share"
TRENDS = "pages/trends.py"


def captions_of(page) -> str:
    return "\n".join(caption.value for caption in page.caption)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_group_of_the_address_is_a_line_of_the_table(open_page: OpenPage, language: str) -> None:
    address = {"area": HAI_PHONG, "indicator": SETTLED, "lang": language, "group": f"Hai xã:{VINH_THUAN},{VINH_BAO}"}
    page = open_page(TRENDS, **address)
    assert not page.exception
    assert not page.warning
    table = page.dataframe[0].value
    rows = table[table.iloc[:, 0] == "Hai xã"]
    assert not rows.empty
    assert any("83" in figure for figure in rows.iloc[:, 2])  # 10 of 12 in the newest quarter


def test_a_group_with_a_hidden_member_shows_no_figure(open_page: OpenPage) -> None:
    group = f"Hai xã:{VINH_THUAN},{VINH_BAO}"
    page = open_page(TRENDS, area=HAI_PHONG, indicator="reception_visit_count", group=group)
    table = page.dataframe[0].value
    rows = table[table.iloc[:, 0] == "Hai xã"]
    hidden = rows[rows.iloc[:, 4] == text("figures.status.suppressed", "vi")]
    assert set(hidden.iloc[:, 2]) == {""}
    assert set(hidden.iloc[:, 3]) == {""}
    assert "kỳ không công bố vì có thành viên không công bố" in captions_of(page)


def test_what_an_address_asks_wrongly_is_said_and_never_drawn(open_page: OpenPage) -> None:
    page = open_page(TRENDS, area=HAI_PHONG, indicator=SETTLED, group=f"<img src=x>:{VINH_THUAN},nowhere;b:;")
    assert not page.exception
    assert len(page.warning) == 2
    assert not any("<" in block.value for block in [*page.warning, *page.caption])


def test_a_former_district_becomes_a_group_with_one_press(open_page: OpenPage) -> None:
    page = open_page(TRENDS, area=VINH_THUAN, indicator=SETTLED)
    page.button(key="group_preset").click().run()
    assert not page.exception
    assert page.query_params["group"] == f"Huyện Vĩnh Bảo (cũ):{VINH_BAO},{VINH_THUAN}"
    page.button(key="group_remove_0").click().run()
    assert "group" not in page.query_params


def test_a_score_is_refused_for_a_group_with_a_word(open_page: OpenPage) -> None:
    page = open_page(TRENDS, area="VN", indicator="satisfaction_sipas", group=f"Hai xã:{VINH_THUAN},{VINH_BAO}")
    assert "không cộng được cho nhóm" in captions_of(page)


def test_a_group_stands_beside_a_closed_district(open_page: OpenPage) -> None:
    page = open_page(TRENDS, area=VINH_BAO_DISTRICT, indicator="reception_visit_count", group=f"Xã:{VINH_THUAN}")
    assert not page.exception
