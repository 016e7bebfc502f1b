"""Names of areas as sentences need them."""

from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.warehouse.questions.areas import Area


def name_area(area: Area, language: str) -> str:
    """The official name; in English the country has one of its own."""
    return area.name_en if language == "en" and area.level == "country" else area.name


def name_in_sentence(area: Area, language: str) -> str:
    """`cả nước`, `Hải Phòng`, `Xã Vĩnh Thuận`: a province goes by its short name, which no other province bears."""
    if area.level == "country":
        return text("figures.country_in_sentence", language)
    return area.short_name if area.level == "province" else area.name


def describe_found(row: dict, language: str) -> str:
    """A row of `search_areas` with what tells it from others of its name: `Xã Vĩnh An · Huyện Vĩnh Bảo · đến 30/06/2025`."""
    parts = [row["name"], row["parent_name"], row["grandparent_name"]]
    if row["valid_to"]:
        parts.append(text("shell.filters.until", language, date=format_date(row["valid_to"], language)))
    return " · ".join(part for part in parts if part)
