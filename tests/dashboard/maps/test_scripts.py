"""The browser's files are put below static/ whole, once, under names that tell their content."""

from importlib.metadata import version
from pathlib import Path

from longdan.dashboard.maps.scripts import BROWSER, SERVED_AT, publish_content, publish_scripts, write_loader


def below(static: Path, address: str) -> Path:
    return static / address.removeprefix(f"{SERVED_AT}/")


def test_every_module_and_the_runtime_of_the_lock_are_served(tmp_path: Path) -> None:
    scripts = publish_scripts(tmp_path)
    folder = below(tmp_path, scripts.component).parent
    words = {"words-vi.json", "words-en.json"}
    assert {path.name for path in folder.iterdir()} == {path.name for path in BROWSER.iterdir()} | words
    assert (folder / "map.css").read_bytes() == (BROWSER / "map.css").read_bytes()
    assert version("pydeck") in scripts.runtime
    assert "createDeck" in below(tmp_path, scripts.runtime).read_text(encoding="utf-8")


def test_publishing_again_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    first = publish_scripts(tmp_path)
    written = below(tmp_path, first.component).stat().st_mtime_ns
    assert publish_scripts(tmp_path) == first
    assert below(tmp_path, first.component).stat().st_mtime_ns == written
    assert len(list((tmp_path / "vendor").iterdir())) == 2


def test_what_changes_with_the_build_alone_is_served_under_a_name_of_its_content(tmp_path: Path) -> None:
    one, again, other = (publish_content(tmp_path, "clusters", content) for content in (b"{}", b"{}", b"[]"))
    assert one == again != other
    assert below(tmp_path, one).read_bytes() == b"{}"


def test_the_loader_sent_with_every_change_is_small(tmp_path: Path) -> None:
    loader = write_loader(publish_scripts(tmp_path))
    assert len(loader) < 400
    assert "/map-" in loader
