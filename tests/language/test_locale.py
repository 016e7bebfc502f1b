"""Both languages say the same things with the same placeholders, and the code asks only for what there is."""

import ast
import string
from pathlib import Path

import pytest

from longdan.language.locale import LANGUAGES, MissingTextError, text, texts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for top in ("etl", "longdan", "pages") for path in (ROOT / top).rglob("*.py")] + [ROOT / "app.py"]
PARTS = ("what", "expected", "next")


def placeholders(template: str) -> set[str]:
    names = (name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    return {name.removesuffix("_vi").removesuffix("_en") for name in names}


def calls_of(name: str) -> list[tuple[str, str]]:
    """(file, first argument) of every call of a function or class with a literal first argument."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.append((str(path.relative_to(ROOT)), first.value))
    return found


def test_both_languages_have_the_same_keys() -> None:
    vietnamese, english = (set(texts(language)) for language in LANGUAGES)
    assert vietnamese - english == set()
    assert english - vietnamese == set()


def test_a_text_has_the_same_placeholders_in_both_languages() -> None:
    """`{title_vi}` and `{title_en}` are the same thing; a date is written from other parts in each language."""
    vietnamese, english = (texts(language) for language in LANGUAGES)
    keys = [key for key in vietnamese if not key.startswith("dates.")]
    assert [key for key in keys if placeholders(vietnamese[key]) != placeholders(english[key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something(language: str) -> None:
    assert [key for key, value in texts(language).items() if not isinstance(value, str) or not value.strip()] == []


def test_every_text_that_the_code_asks_for_by_name_exists() -> None:
    asked = calls_of("text")
    assert len(asked) > 50
    assert [(path, key) for path, key in asked if key not in texts("vi")] == []


def test_every_fault_that_the_code_raises_has_its_three_texts() -> None:
    raised = calls_of("Fault")
    assert len(raised) > 50
    keys = {(path, f"faults.{code}.{part}") for path, code in raised for part in PARTS}
    assert sorted(key for key in keys if key[1] not in texts("vi")) == []


def test_a_text_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(MissingTextError, match=r"vi: nothing\.of"):
        text("nothing.of.the.sort", "vi")


def test_braces_are_filled_in_only_where_values_are_given() -> None:
    assert "{" not in text("faults.place.row", "vi", row=12)
    assert "12" in text("faults.place.row", "en", row=12)
