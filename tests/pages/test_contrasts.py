"""The trend page says how sure a comparison is, in both languages."""

import re

import pytest

from tests.pages.conftest import OpenPage
from tests.sample_warehouse import HAI_PHONG


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "thấp hơn cả nước (88,0%): chưa tốt bằng, khác biệt rõ rệt (99,8%)"),
        ("en", "lower than the whole country (88.0%): less good, clearly different (99.8%)"),
    ],
)
def test_the_figure_stands_beside_the_country_with_its_certainty(
    open_page: OpenPage, language: str, words: str
) -> None:
    page = open_page("pages/trends.py", area=HAI_PHONG, indicator="complaint_settled_share", lang=language)
    assert not page.exception
    assert any(words in block.proto.body for block in page.get("html"))


def test_a_card_greys_a_change_that_chance_may_have_made(open_page: OpenPage) -> None:
    page = open_page("app.py", area=HAI_PHONG, indicator="complaint_settled_share")
    cards = "\n".join(block.proto.body for block in page.get("html"))
    changes = re.findall(r'class="change (\w+)"><span aria-hidden="true">.</span> ([^<]+)<', cards)
    unsure = [colour for colour, words in changes if "chưa đủ căn cứ kết luận" in words]
    assert unsure
    assert set(unsure) == {"same"}
