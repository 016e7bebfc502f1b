"""Imports run back along data → etl → warehouse → dashboard → pages, and Streamlit stays at the edge."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PURE = {"longdan.methods", "longdan.language"}
# Each room and the rooms it may import besides itself.
ALLOWED = {
    "longdan.methods": set(),
    "longdan.language": set(),
    "longdan.warehouse": PURE,
    "etl": PURE | {"longdan.warehouse"},
    "longdan.dashboard": PURE | {"longdan.warehouse"},
    "pages": PURE | {"longdan.warehouse", "longdan.dashboard"},
    "app": PURE | {"longdan.warehouse", "longdan.dashboard"},
}
TOPS = ("longdan", "etl", "pages")
MODULES = [*sorted(path.relative_to(ROOT) for top in TOPS for path in (ROOT / top).rglob("*.py")), Path("app.py")]


def room_of(module: str) -> str | None:
    """The room a dotted module lies in; None for what is not ours."""
    return next((room for room in ALLOWED if module == room or module.startswith(room + ".")), None)


def imported_modules(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "longdan"}
    return found


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_along_the_arrows(path: Path) -> None:
    room = room_of(".".join(path.with_suffix("").parts))
    if room is None:
        return
    rooms = {room_of(module) for module in imported_modules(ROOT / path)} - {None, room}
    assert rooms <= ALLOWED[room]


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_streamlit_is_imported_only_at_the_edge(path: Path) -> None:
    at_the_edge = path.parts[0] in ("app.py", "pages") or path.parts[:3] == ("longdan", "dashboard", "ui")
    if not at_the_edge:
        assert not any(module.split(".")[0] == "streamlit" for module in imported_modules(ROOT / path))


def test_the_walk_sees_the_whole_tree() -> None:
    assert {path.parts[0] for path in MODULES} == {"longdan", "etl", "pages", "app.py"}
