"""The marks of the sheets of an xlsx workbook, from its XML parts (ECMA-376), read as a stream."""

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from etl.files.marks import MAX_RECTANGLE_CELLS, Marks, shows_percent

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_CELL_NAME = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_xlsx_marks(path: Path) -> dict[str, Marks]:
    """Marks by name of the sheet. Raises BadZipFile, KeyError, ParseError, ExpatError or ValueError for a damaged workbook."""
    with zipfile.ZipFile(path) as archive:
        _check_claimed_strings(archive)
        targets = _read_targets(archive)
        percent_styles = _read_percent_styles(archive)
        marks = {}
        for sheet in _find_all(_parse(archive, "xl/workbook.xml"), "sheet"):
            part = targets.get(sheet.get(_RELATION_ID) or sheet.get(_STRICT_RELATION_ID) or "")
            if part and "worksheets/" in part:
                with archive.open(part) as stream:
                    marks[sheet.get("name", "")] = _SheetScan(percent_styles).scan(stream)
        return marks


class _SheetScan:
    """One pass over a sheet's XML. A cell may leave out its name: it then follows the one before it."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.marks = Marks()
        self.percent_styles = percent_styles
        self.row = self.column = 0
        self.is_error = self.is_percent = self.is_number = False
        self.texts: dict[str, str] = {}  # the formula `f` and value `v` of a cell with one; the `v` of a failed one
        self.part = ""  # which of them is being read

    def scan(self, stream) -> Marks:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(stream)
        return self.marks

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if self.row > MAX_ROWS:
                raise ValueError(f"no such row: {self.row}")
        elif name in ("v", "is") and self.column:
            self.marks.add_cell(self.row, self.column, self.is_percent)
        if self.column and (name == "f" or (name == "v" and (self.is_error or self.texts))):
            self.part = name
            self.texts[name] = ""

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            self.row, self.column = parse_cell_name(attributes["r"])
        kind = attributes.get("t", "n")
        self.is_error = kind == "e"
        self.is_percent = kind == "n" and attributes.get("s") in self.percent_styles
        self.is_number = kind == "n"  # a formula that gives an empty text has an empty value, and that is its result
        if self.texts:
            self.texts = {}

    def _text(self, data: str) -> None:
        if self.part:
            self.texts[self.part] += data

    def _end(self, tag: str) -> None:
        if not self.texts:  # nearly every cell
            return
        name = tag.rpartition(" ")[2]
        if name in ("v", "f"):
            self.part = ""
        elif name == "c" and self.is_error and "v" in self.texts:
            self.marks.errors[self.row, self.column] = self.texts["v"]
        elif name == "c" and self.is_number and "f" in self.texts and not self.texts.get("v"):
            self.marks.add_cell(self.row, self.column, self.is_percent)
            self.marks.errors[self.row, self.column] = f"={self.texts['f']}"


def parse_cell_name(name: str) -> tuple[int, int]:
    """`F12` is (12, 6). ValueError for a place that no sheet has."""
    match = _CELL_NAME.fullmatch(name)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    if match is None or column > MAX_COLUMNS or not 1 <= int(match[2]) <= MAX_ROWS:
        raise ValueError(f"no such cell: {name}")
    return int(match[2]), column


def _check_claimed_strings(archive: zipfile.ZipFile) -> None:
    """ValueError where the table of texts claims more than it has room for: the reader behind would reserve them."""
    for part in archive.infolist():
        if part.filename.lower().endswith("sharedstrings.xml"):
            with archive.open(part) as stream:
                _, root = next(ElementTree.iterparse(stream, events=("start",)))
            if max(int(root.get("uniqueCount", 0)), int(root.get("count", 0))) > MAX_RECTANGLE_CELLS:
                raise ValueError("more texts than cells")


def _read_targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part names by relation id; a target is relative to xl/ unless it begins with a slash."""
    relations = _find_all(_parse(archive, "xl/_rels/workbook.xml.rels"), "Relationship")
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in relations
    }


def _read_percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """The cell styles, by their index as text, whose number format writes a percent sign."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = _parse(archive, "xl/styles.xml")
    codes = {int(node.get("numFmtId", 0)): node.get("formatCode", "") for node in _find_all(styles, "numFmt")}
    cell_styles = (xf for block in _find_all(styles, "cellXfs") for xf in block)
    return {str(at) for at, xf in enumerate(cell_styles) if shows_percent(int(xf.get("numFmtId", 0)), codes)}


def _parse(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(part))


def _find_all(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """Elements by local name, whatever the namespace: strict and transitional workbooks differ in it."""
    return root.findall(f".//{{*}}{name}")
