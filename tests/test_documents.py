"""The documents say what is so: their commands, paths, names, identifiers and figures exist where they say so."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from etl.__main__ import make_parser
from etl.templates.layout import template_kinds
from longdan.warehouse.catalogue import load_catalogue

ROOT = Path(__file__).parents[1]
GUIDE = "docs/huong-dan.md"
DOCUMENTS = ("README.md", "CHANGELOG.md", "docs/architecture.md", "docs/methods.md", "docs/glossary.md", GUIDE)
TOPS = ("app.py", "pages", "longdan", "etl", "data", "docs", "tests", ".streamlit", ".ci")
WRITTEN_BY_A_RUN = ("static", "data/inbox", "data/archive", "data/builds", ".venv", ".hypothesis")
TEXT_ENDINGS = {".py", ".toml", ".md", ".sql", ".js", ".css", ".csv", ".txt", ".yml", ".gitignore"}
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"python -m etl[^`\n|”]*")
LINK = re.compile(r"\]\(([^)#:]+)\)")
FUNCTION = re.compile(r"_?[a-z]+(?:_[a-z0-9]+)+")
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands_in(name: str) -> Iterator[list[str]]:
    """The arguments of every `python -m etl …` that a person could copy; a placeholder stands for any kind of template."""
    for found in COMMAND.findall(read(name)):
        arguments = shlex.split(found.replace("…", ""), comments=True)[3:]
        if arguments:
            yield ["survey" if argument == "LOẠI" else argument for argument in arguments]


def paths_in(name: str) -> set[str]:
    """What is written as code and begins with a folder of ours, or is linked to; patterns are opened, `<…>` stands for anything."""
    found = {word.rstrip("/") for code in CODE.findall(read(name)) for word in code.split() if "/" in word}
    ours = {word for word in found if word.split("/")[0] in TOPS}
    linked = {(ROOT / name).parent.joinpath(link).resolve().relative_to(ROOT) for link in LINK.findall(read(name))}
    return ours | {path.as_posix() for path in linked}


@cache
def words_in_use() -> frozenset[str]:
    """Every identifier in code, schema, catalogue, forms and units."""
    folders = ("etl", "longdan", "pages", "data")
    files = [path for top in folders for path in our_files(ROOT / top)]
    return frozenset(word for path in files for word in IDENTIFIER.findall(path.read_text(encoding="utf-8")))


def our_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(ROOT).as_posix()
        is_foreign = inside.startswith((*WRITTEN_BY_A_RUN, ".git/")) or "__pycache__" in inside or "_cache/" in inside
        if path.is_file() and not is_foreign and (path.suffix in TEXT_ENDINGS or path.suffix == ""):
            yield path


@pytest.mark.parametrize("name", ["README.md", GUIDE, "docs/architecture.md"])
def test_every_command_is_understood(name: str) -> None:
    commands = list(commands_in(name))
    assert commands
    for arguments in commands:
        make_parser().parse_args(arguments)


def test_the_guide_has_a_command_for_every_template() -> None:
    named = {arguments[1] for arguments in commands_in(GUIDE) if arguments[0] == "template"}
    assert named == set(template_kinds())


def test_every_command_of_the_parser_is_in_the_guide() -> None:
    known = next(action.choices for action in make_parser()._actions if action.choices)
    assert {arguments[0] for arguments in commands_in(GUIDE)} == set(known)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+) {2,}#|`make (\w+)`", read("README.md")))))
def test_every_make_target_exists(target: tuple[str, str]) -> None:
    assert re.search(rf"^{''.join(target)}:", read("Makefile"), flags=re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_exists(name: str) -> None:
    for path in paths_in(name):
        if path.startswith(WRITTEN_BY_A_RUN):
            continue
        patterns = [path.replace("{vi,en}", language) for language in ("vi", "en")]
        for pattern in patterns:
            assert any(ROOT.glob(re.sub(r"<[^>]+>", "*", pattern))), f"{name} names {path}"


def test_every_function_that_the_architecture_names_is_in_use() -> None:
    named = {code for code in CODE.findall(read("docs/architecture.md")) if FUNCTION.fullmatch(code)}
    assert len(named) > 40
    assert named <= words_in_use()


@pytest.mark.parametrize("name", ["docs/methods.md", "README.md"])
def test_every_name_in_code_type_is_in_use(name: str) -> None:
    assert {code for code in CODE.findall(read(name)) if FUNCTION.fullmatch(code)} <= words_in_use()


def test_every_identifier_of_the_glossary_is_in_use() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split(" |")]
        for line in read("docs/glossary.md").splitlines()
        if line[:1] == "|"
    ]
    named = {code for cells in rows for cell in cells[1:3] for code in CODE.findall(cell) if IDENTIFIER.fullmatch(code)}
    assert len(named) > 100
    assert named - words_in_use() == set()


def test_the_changelog_begins_with_this_version_and_a_day() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## (.+)$", read("CHANGELOG.md"), flags=re.MULTILINE)[1]
    assert re.fullmatch(rf"{re.escape(version)} – \d{{1,2}}/\d{{1,2}}/\d{{4}}", newest)


@pytest.mark.parametrize(
    ("name", "words"),
    [("README.md", "indicators with"), ("README.md", "chỉ số; các biểu"), ("CHANGELOG.md", "indicators in six topics")],
)
def test_the_number_of_indicators_is_the_catalogues(name: str, words: str) -> None:
    told = re.search(rf"(\d+) {words}", read(name))[1]
    assert int(told) == len(load_catalogue().indicators)


def test_thresholds_in_the_guide_are_those_in_force() -> None:
    minimum = tomllib.loads(read("data/catalog/disclosure.toml"))["survey"]["minimum"]
    base = tomllib.loads(read("data/catalog/reliability.toml"))["survey_base"]
    complete = tomllib.loads(read("data/settings.toml"))["complete_share"]
    for words in (
        f"khảo sát dưới {minimum} câu",
        f"dưới {base} câu",
        f"dưới {complete:.0%} đơn vị",
        f"ít nhất {complete:.0%} đơn vị",
    ):
        assert words in read(GUIDE)


def test_words_of_the_screen_in_the_guide_are_those_on_the_screen() -> None:
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "longdan/language/locales/vi").rglob("*.toml")
    )
    bold = set(re.findall(r"\*\*([^*\n]+)\*\*", read(GUIDE)))
    on_screen = {"Tổng quan", "Bản đồ", "Xu hướng", "Chỉ số", "Nguồn số liệu", "Địa bàn", "Kỳ số liệu", "So sánh với"} | {
        "Xem kỳ này", "Chỉ xem số liệu thật", "Số liệu thật đã công bố", "Phát hiện",
    }  # fmt: skip
    assert on_screen <= bold
    assert {words for words in on_screen if f'"{words}"' not in texts} == set()


def test_no_text_names_a_path_of_one_machine_or_an_index_of_packages() -> None:
    pattern = re.compile(r"(?<![\w.~/-])/(?:root|work|home|Users)/\w|--(?:extra-)?index-url|https?://[^\s/]+/simple\b")
    found = {
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in our_files(ROOT)
        for hit in [pattern.search(path.read_text(encoding="utf-8"))]
        if hit
    }
    assert found == set()
