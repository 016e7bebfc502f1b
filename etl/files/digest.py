"""The SHA-256 of a file: the name under which the archive keeps it, and how a source is told from another."""

import hashlib
from pathlib import Path

from longdan.language.fault import Fault, FaultError


def sha256_of(path: Path) -> str:
    """The digest of the bytes, in hex. Raises FaultError where the file cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise FaultError(Fault("files.unreadable", file=path.name, values={"reason": error.strerror})) from None
