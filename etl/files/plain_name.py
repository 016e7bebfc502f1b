"""A path that every library can open, also for a file whose name or folder is no UTF-8."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from longdan.language.names import printable_name


@contextmanager
def plainly_named(path: Path) -> Iterator[Path]:
    """The path itself; where only Python could open it, a copy of the file by its printable name, side files included."""
    if printable_name(str(path)) == str(path):
        yield path
        return
    with TemporaryDirectory() as folder:
        for file in sorted(path.parent.iterdir()) if path.parent.is_dir() else ():
            if file.stem == path.stem and file.is_file():
                shutil.copyfile(file, Path(folder, printable_name(file.name)))
        yield Path(folder, printable_name(path.name))
