"""The first page names the places that stand out, with their figures and how sure, and says nothing where nothing was judged."""

from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.maps.sample_map import insert_clusters
from tests.pages.conftest import ROOT, OpenPage
from tests.sample_warehouse import (
    BUILD_ID,
    HAI_PHONG,
    MONG_CAI,
    Q2_2026,
    Q3_2026,
    VINH_BAO,
    VINH_THUAN,
    write_sample_build,
)

# area, benchmark, value, certainty, judgement, value before, certainty and judgement of its change
JUDGED = [
    (VINH_THUAN, "parent", 0.5, "clear", "worse", 0.8, "sign", "worse"),
    (VINH_THUAN, "peer", 0.5, "sign", "worse", 0.8, "none", "same"),
    (VINH_BAO, "parent", 0.79, "none", "same", None, None, None),
    (HAI_PHONG, "parent", 0.77, "sign", "worse", None, None, None),
]


@pytest.fixture
def judged_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """The first page on a build in which Xã Vĩnh Thuận stands out."""
    write_sample_build(tmp_path)
    with duckdb.connect(str(tmp_path / BUILD_ID / "published.duckdb")) as connection:
        for area_id, benchmark, value, certainty, judgement, before, change, course in JUDGED:
            connection.execute(
                """
                insert into stored.attention
                select a.area_no, i.indicator_no, true, $benchmark, f.period_no, l.period_no, 100 * $value, 100, $value, 0.8,
                       0.65, 0.92, 99, $certainty, $judgement, $before, $change, $course
                from stored.area a, stored.indicator i, stored.period f, stored.period l
                where a.area_id = $area and i.indicator_id = 'complaint_settled_share' and f.period_id = $first
                  and l.period_id = $last
                """,
                {
                    "area": area_id, "benchmark": benchmark, "value": value, "certainty": certainty, "judgement": judgement,
                    "before": before, "change": change, "course": course, "first": Q2_2026.period_id,
                    "last": Q3_2026.period_id,
                },
            )  # fmt: skip
        insert_clusters(connection)
    monkeypatch.setenv("LONGDAN_BUILDS", str(tmp_path))

    def open_at(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / page), default_timeout=30)
        for name, value in address.items():
            app.query_params[name] = value
        return app.run()

    return open_at


def words_of(page: AppTest) -> str:
    return "\n".join([block.value for block in page.markdown] + [block.proto.body for block in page.get("html")])


def show_all(page: AppTest, area_id: str) -> str:
    shown = page.toggle(key=f"attend_all_{area_id}").set_value(True).run()
    assert not shown.exception
    return words_of(shown)


def test_a_province_names_its_places_that_stand_out(judged_page: OpenPage) -> None:
    page = judged_page("app.py", area=HAI_PHONG)
    assert not page.exception
    said = words_of(page)
    assert "1 trong 2 địa bàn ở Hải Phòng có ít nhất một mặt chưa tốt bằng" in said
    assert "Riêng do ngẫu nhiên đã có thể có khoảng 0,0." in said
    assert "Đơn thư, khiếu nại, tố cáo (rõ rệt)" in said
    assert "nơi tương đồng" not in said
    assert "Xã Vĩnh Bảo" not in said.split("Cần quan tâm")[1]


def test_the_figures_of_its_places_come_on_demand(judged_page: OpenPage) -> None:
    assert (
        "tỷ lệ giải quyết khiếu nại 50,0% (15/3–14/9/2026), nơi cùng cấp trên 80,0%: chưa tốt bằng, khác biệt rõ rệt (99,8%); "
        "nơi tương đồng 80,0%: chưa tốt bằng, có dấu hiệu (95%); năm trước 80,0%, thay đổi kém thuận lợi hơn so với nơi khác, "
        "có dấu hiệu (95%)." in show_all(judged_page("app.py", area=HAI_PHONG), HAI_PHONG)
    )


def test_a_province_is_itself_set_beside_the_others_of_the_country(judged_page: OpenPage) -> None:
    said = words_of(judged_page("app.py", area=HAI_PHONG))
    assert "Mô phỏng: Thành phố Hải Phòng so với 98 địa bàn cùng cả nước: trong 1 chỉ số có 0 chưa tốt bằng" in said
    assert "và 1 có dấu hiệu chưa tốt bằng (95%)" in said


def test_a_name_leads_to_its_place(judged_page: OpenPage) -> None:
    page = judged_page("app.py", area=HAI_PHONG)
    page.button(key=f"attend_{VINH_THUAN}").click().run()
    assert not page.exception
    assert "Xã Vĩnh Thuận so với 98 địa bàn cùng Hải Phòng" in words_of(page)


def test_a_commune_has_its_own_figures_that_do_not_stand_out_too(judged_page: OpenPage) -> None:
    page = judged_page("app.py", area=VINH_BAO, lang="en")
    assert "of 1 indicators none with signs (95%) of being less good" in words_of(page)
    said = show_all(page, VINH_BAO)
    assert "79.0%" in said
    assert "not enough to conclude that it differs" in said


@pytest.mark.parametrize("area", [HAI_PHONG, MONG_CAI])
def test_nothing_is_said_where_nothing_was_judged(open_page: OpenPage, area: str) -> None:
    page = open_page("app.py", area=area)
    assert not page.exception
    assert "Cần quan tâm" not in words_of(page)


def test_simulated_places_are_not_named_to_who_wants_real_figures(judged_page: OpenPage) -> None:
    assert "Cần quan tâm" not in words_of(judged_page("app.py", area=HAI_PHONG, data="real"))


@pytest.mark.parametrize(("language", "said"), [("vi", "1 cùng thấp"), ("en", "1 low together")])
def test_clusters_inside_a_province_are_told_with_the_way_to_their_layer(
    judged_page: OpenPage, language: str, said: str
) -> None:
    page = judged_page("app.py", area=HAI_PHONG, lang=language)
    (sentence,) = [block.value for block in page.markdown if said in block.value]
    assert sentence.startswith("Mô phỏng: " if language == "vi" else "Simulated: ")
    (link,) = [one.proto for one in page.get("page_link") if "clusters=on" in one.proto.query_string]
    assert link.page == "map"
    assert {"level=commune", "indicator=complaint_settled_share"} <= set(link.query_string.split("&"))


@pytest.mark.parametrize("area", [VINH_BAO, MONG_CAI])
def test_nothing_is_said_of_clusters_inside_a_commune_or_district(judged_page: OpenPage, area: str) -> None:
    assert not [
        one for one in judged_page("app.py", area=area).get("page_link") if "clusters" in one.proto.query_string
    ]
