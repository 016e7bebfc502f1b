"""Which `schema.sql` a build was written by: an app of another version does not open it but makes a new one."""

from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path

_MARK = "schema"  # a file in the folder of a build


@cache
def schema_version() -> str:
    """That of this checkout."""
    return sha256(resources.files("longdan.warehouse").joinpath("schema.sql").read_bytes()).hexdigest()[:16]


def mark_schema(build: Path) -> None:
    (build / _MARK).write_text(schema_version(), encoding="utf-8")


def is_of_this_schema(build: Path) -> bool:
    """False too of a build that says nothing of it."""
    mark = build / _MARK
    return mark.is_file() and mark.read_bytes() == schema_version().encode()
