"""The browser's side of the map as files the server hands out once: our modules, and deck.gl from the installed pydeck.

A path names its content, so a browser keeps it for ever and a new version is never mistaken for an old one. They are put
there by the app itself, on the first map after a start: so they always match the code and the lock that run.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

BROWSER = Path(__file__).with_name("browser")
SERVED_AT = "app/static"  # where Streamlit serves static/, relative to the page


@dataclass(frozen=True)
class Scripts:
    """Addresses relative to the app."""

    component: str
    style: str
    runtime: str  # deck.gl; defines the globals createDeck and updateDeck


def publish_scripts(static: Path) -> Scripts:
    """Puts the scripts below `static`/vendor where they are not yet, each folder whole or not at all."""
    modules = sorted(BROWSER.iterdir())
    digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in modules)).hexdigest()[:12]
    ours = _publish(static / "vendor" / f"map-{digest}", modules)
    runtime = Path(str(files("pydeck") / "nbextension" / "static" / "index.js"))
    theirs = _publish(static / "vendor" / f"pydeck-{version('pydeck')}", [runtime])
    return Scripts(f"{ours}/component.js", f"{ours}/map.css", f"{theirs}/index.js")


def _publish(folder: Path, sources: list[Path]) -> str:
    """Copies files into a folder made under another name first, and returns the folder's address."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        made.chmod(0o755)
        for source in sources:
            shutil.copyfile(source, made / source.name)
        try:
            os.rename(made, folder)
        except OSError:  # another process was first: its folder holds the same
            shutil.rmtree(made)
            if not folder.is_dir():
                raise
    return f"{SERVED_AT}/vendor/{folder.name}"


def write_loader(scripts: Scripts) -> str:
    """The few lines that Streamlit sends with every change: they fetch the component once and hand it the change."""
    return f"""export default async (component) => {{
  const {{ draw }} = await import(new URL("{scripts.component}", document.baseURI));
  return draw(component, new URL("{scripts.style}", document.baseURI));
}};
"""
