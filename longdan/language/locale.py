"""Interface texts by key, from the locale files."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
FOLDER = Path(__file__).parent / "locales"


class MissingTextError(KeyError):
    """A key that no locale file has: a mistake of ours, never of the user."""


@cache
def texts(language: str) -> dict[str, str]:
    """Every text of a language by dotted key.

    `locales/vi/faults/forms.toml` with `[identity] what = "…"` gives `faults.forms.identity.what`.
    """
    folder = FOLDER / language
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.toml")):
        prefix = ".".join(path.relative_to(folder).with_suffix("").parts)
        _flatten(prefix, tomllib.loads(path.read_text(encoding="utf-8")), found)
    return found


def text(key: str, language: str, /, **values: object) -> str:
    """The text of `key` with `{placeholders}` filled in. Raises MissingTextError for an unknown key."""
    try:
        template = texts(language)[key]
    except KeyError:
        raise MissingTextError(f"{language}: {key}") from None
    return template.format(**values) if values else template


def _flatten(prefix: str, node: dict, found: dict[str, str]) -> None:
    for name, value in node.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            _flatten(key, value, found)
        else:
            found[key] = value
