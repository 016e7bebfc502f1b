"""What the forms and templates are called and what their columns count, as `data/forms` prints it."""

import tomllib
from dataclasses import dataclass
from functools import cache

from longdan.warehouse.open_build import ROOT

FOLDER = ROOT / "data" / "forms"


@dataclass(frozen=True)
class FormTitle:
    """A form by its printed number and title; a template of ours has neither number nor circular.

    `columns_vi` and `columns_en`: titles by the printed number, or by the field of a template.
    """

    number: str | None
    circular: str | None
    title_vi: str
    title_en: str
    columns_vi: dict[str, str]
    columns_en: dict[str, str]

    def title(self, language: str) -> str:
        return self.title_en if language == "en" else self.title_vi

    def column(self, column_no: str, language: str) -> str | None:
        return (self.columns_en if language == "en" else self.columns_vi).get(column_no)


@cache
def read_forms() -> dict[str, FormTitle]:
    """Every official form and template by its id (`tt06_2025.02_xld`, `longdan.survey`)."""
    records = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/*.toml"))]
    return {record["form"]: _name(record) for record in records if "form" in record}


def _name(record: dict) -> FormTitle:
    columns, fields = record.get("columns", []), record.get("field", [])

    def titles(language: str) -> dict[str, str]:
        printed = {column["no"]: column[f"title_{language}"] for column in columns}
        return printed | {field["name"]: field[f"heading_{language}"] for field in fields}

    return FormTitle(
        number=record.get("number"),
        circular=record.get("circular"),
        title_vi=record["title_vi"],
        title_en=record["title_en"],
        columns_vi=titles("vi"),
        columns_en=titles("en"),
    )
