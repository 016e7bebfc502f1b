"""Reads delimited text: its encoding and delimiter found, its cells all text."""

import csv
from pathlib import Path

from etl.files.sheet import Sheet
from longdan.language.fault import Fault


def read_delimited(path: Path) -> tuple[list[Sheet], list[Fault]]:
    text = path.read_bytes().decode("utf-8-sig")
    dialect = max(",;\t", key=text[:4096].count)
    rows = [[cell or None for cell in row] for row in csv.reader(text.splitlines(), delimiter=dialect)]
    width = max(map(len, rows), default=0)
    return [Sheet(path.stem, [row + [None] * (width - len(row)) for row in rows])], []
