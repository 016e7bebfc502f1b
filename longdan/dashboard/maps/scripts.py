"""The browser's side of the map as files the server hands out once: our modules, their words, deck.gl from pydeck.

A path names its content, so a browser keeps it for ever and a new version is never mistaken for an old one. They are put
there by the app itself, on the first map after a start: so they always match the code and the lock that run.
"""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

from longdan.dashboard.maps.words import write_words
from longdan.language.locale import LANGUAGES

BROWSER = Path(__file__).with_name("browser")
SERVED_AT = "app/static"  # where Streamlit serves static/, relative to the page


@dataclass(frozen=True)
class Scripts:
    """Addresses relative to the app."""

    component: str
    runtime: str  # deck.gl; defines the globals createDeck and updateDeck


def publish_scripts(static: Path) -> Scripts:
    """Puts the scripts below `static`/vendor where they are not yet, each folder whole or not at all."""
    modules = {path.name: path.read_bytes() for path in sorted(BROWSER.iterdir())} | _write_words()
    digest = hashlib.sha256(b"".join(name.encode() + content for name, content in modules.items())).hexdigest()[:12]
    ours = _publish(static / "vendor" / f"map-{digest}", modules)
    runtime = Path(str(files("pydeck") / "nbextension" / "static" / "index.js"))
    theirs = _publish(static / "vendor" / f"pydeck-{version('pydeck')}", {runtime.name: runtime.read_bytes()})
    return Scripts(f"{ours}/component.js", f"{theirs}/{runtime.name}")


def publish_content(static: Path, name: str, content: bytes) -> str:
    """Puts one file below `static`/vendor where it is not yet, and returns its address."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    return f"{_publish(static / 'vendor' / f'{name}-{digest}', {f'{name}.json': content})}/{name}.json"


def _write_words() -> dict[str, bytes]:
    return {
        f"words-{language}.json": json.dumps(write_words(language), ensure_ascii=False).encode("utf-8")
        for language in LANGUAGES
    }


def _publish(folder: Path, contents: dict[str, bytes]) -> str:
    """Writes files into a folder made under another name first, and returns the folder's address."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        made.chmod(0o755)
        for name, content in contents.items():
            (made / name).write_bytes(content)
        try:
            os.rename(made, folder)
        except OSError:  # another process was first: its folder holds the same
            shutil.rmtree(made)
            if not folder.is_dir():
                raise
    return f"{SERVED_AT}/vendor/{folder.name}"


def write_loader(scripts: Scripts) -> str:
    """The few lines that Streamlit sends with every change: they fetch the component once and hand it the change."""
    return f"""export default async (component) =>
  (await import(new URL("{scripts.component}", document.baseURI))).draw(component);
"""
