"""Files that are damaged, locked, foreign or harmful: each is refused with a reason, none with a traceback."""

import io
import struct
import tomllib
import zipfile
from pathlib import Path

import msoffcrypto
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.files.open_file import open_file
from etl.files.recognise import MAX_FILE_BYTES, MAX_TEXT_BYTES
from longdan.language.fault import Fault, FaultError
from longdan.language.locale import FOLDER

SMALL_XLS = (Path(__file__).parent / "small.xls").read_bytes()


def make_workbook(*cells: tuple[str, str | float]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as workbook:
        sheet = workbook.add_worksheet()
        for name, value in cells:
            sheet.write(name, value)
    return target.getvalue()


WORKBOOK = make_workbook(("A1", "Xã Vĩnh Bảo"), ("B1", 15), ("A2", "Xã Vĩnh Thuận"), ("B2", 23))


def add_part(content: bytes, name: str, part: bytes) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return target.getvalue()


def zip_of(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return target.getvalue()


def lock_workbook() -> bytes:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(WORKBOOK)).encrypt("mật khẩu", target)
    return target.getvalue()


def lock_xls() -> bytes:
    """The record of who wrote the file becomes FILEPASS with XOR obfuscation, the mark of an encrypted xls."""
    start = SMALL_XLS.index(struct.pack("<HH", 0x5C, 112))
    return SMALL_XLS[:start] + struct.pack("<HHH", 0x2F, 112, 0) + SMALL_XLS[start + 6 :]


def change_part(old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with the XML of one part changed."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    return zip_of(**{name.replace("/", "__"): part for name, part in parts.items()})


def understate_size(content: bytes) -> bytes:
    """The directory of the zip says that the last part is 10 bytes long."""
    end = content.rindex(b"PK\x01\x02")
    return content[: end + 24] + struct.pack("<I", 10) + content[end + 28 :]


def damage_packed(method: int) -> bytes:
    """The workbook packed by a method of compression, one byte inside its largest part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive, zipfile.ZipFile(target, "w", method) as packed:
        for name in archive.namelist():
            packed.writestr(name, archive.read(name))
        largest = max(packed.infolist(), key=lambda part: part.compress_size)
    content = bytearray(target.getvalue())
    content[largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2] ^= 0xFF
    return bytes(content)


def name_badly(content: bytes) -> bytes:
    """The first name of the directory is said to be UTF-8 and is not."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 9] + b"\x08" + content[at + 10 : at + 46] + b"\xff" + content[at + 47 :]


def place_outside(content: bytes) -> bytes:
    """The directory of a zip with one part says, in its 64 bits, that the part lies before the beginning of the file."""
    at, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    extra = struct.pack("<HHQ", 1, 8, 2**64 - 1)
    entry = content[at : at + 30] + struct.pack("<H", len(extra)) + content[at + 32 : at + 42] + b"\xff" * 4
    entry += content[at + 46 : end] + extra
    return content[:at] + entry + content[end : end + 12] + struct.pack("<I", len(entry)) + content[end + 16 :]


BOMB = add_part(WORKBOOK, "xl/media/a.bin", bytes(30_000_000))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n;;;\n", "empty"),
        (make_workbook(), "empty"),
        (lock_workbook(), "locked"),
        (lock_xls(), "locked"),
        (WORKBOOK[: len(WORKBOOK) // 2], "damaged"),
        (SMALL_XLS[: len(SMALL_XLS) // 2], "damaged"),
        (b"PK\x03\x04" + b"x" * 500, "damaged"),
        (add_part(WORKBOOK, "xl/vbaProject.bin", b"macro"), "macro"),
        (BOMB, "bomb"),
        (understate_size(BOMB), "damaged"),
        (damage_packed(zipfile.ZIP_DEFLATED), "damaged"),
        (damage_packed(zipfile.ZIP_BZIP2), "damaged"),
        (damage_packed(zipfile.ZIP_LZMA), "damaged"),
        (name_badly(WORKBOOK), "damaged"),
        (place_outside(zip_of(xl__workbook__xml=b"x")), "damaged"),
        (make_workbook(("A1", 1), ("XFD1048576", 2)), "too_wide"),
        (change_part(b'r="A1"', b'r="ZZZ99999999999"'), "damaged"),
        (change_part(b'uniqueCount="2"', b'uniqueCount="4294967295"', "xl/sharedStrings.xml"), "damaged"),
        (change_part(b'r="A1"', b'r="XFD2000000"'), "damaged"),
        (change_part(b'r="A1"', b'r="A0"'), "damaged"),
        (change_part(b'<row r="1"', b'<row r="99999999"'), "damaged"),
        (b"%PDF-1.7\n", "wrong_kind_pdf"),
        (b"\x89PNG\r\n\x1a\n", "wrong_kind_image"),
        (b"\xff\xd8\xff\xe0 JFIF", "wrong_kind_image"),
        (b"  <html><body><table><tr><td>1</td></tr></table></body></html>", "wrong_kind_html"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "wrong_kind_xml"),
        (b'{"don": 15}', "wrong_kind_json"),
        (b"{\\rtf1 don}", "wrong_kind_word"),
        (zip_of(word__document=b"x"), "wrong_kind_word"),
        (zip_of(ppt__slides=b"x"), "wrong_kind_slides"),
        (zip_of(readme=b"x"), "wrong_kind_archive"),
        (b"\x1f\x8b\x08\x00", "wrong_kind_archive"),
        (b"SQLite format 3\x00", "wrong_kind_database"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "wrong_kind_unknown"),
    ],
)
def test_a_file_that_cannot_be_data_is_refused_with_its_reason(tmp_path, content, code):
    path = tmp_path / "so_lieu.xlsx"
    path.write_bytes(content)
    with pytest.raises(FaultError) as caught:
        open_file(path)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file) == (f"files.{code}", "so_lieu.xlsx")
    assert fault.render("vi") != fault.render("en")


@pytest.mark.parametrize(("head", "limit"), [(b"PK", MAX_FILE_BYTES), (b"a,b", MAX_TEXT_BYTES)])
def test_a_file_of_the_limit_is_refused_unread(tmp_path, head, limit):
    path = tmp_path / "lon.csv"
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(limit)
    with pytest.raises(FaultError) as caught:
        open_file(path)
    assert caught.value.faults[0].code == "files.too_large"
    assert f"{limit // 1_000_000} MB" in caught.value.faults[0].render("vi")


def test_every_refusal_is_explained_in_both_languages():
    vietnamese, english = (
        tomllib.loads((FOLDER / language / "faults/files.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    )
    assert vietnamese.keys() == english.keys()
    values = {
        "size": 1,
        "limit": 2,
        "rows": 3,
        "columns": 4,
        "reason": "x",
        "font": "VNI",
        "count": 5,
        "found_example": "x",
        "place": 6,
        "example": "x.xlsx",
    }
    for code in vietnamese:
        fault = Fault(f"files.{code}", values=values)
        assert fault.render("vi").count("\n") == fault.render("en").count("\n") == 2


def opens_or_is_refused(folder, content: bytes) -> bool:
    path = folder / "bat_ky"
    path.write_bytes(content)
    try:
        return bool(open_file(path).sheets)
    except FaultError as error:
        return bool(error.faults[0].render("vi"))


several = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@several
@given(st.binary(max_size=400) | st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_random_bytes_never_end_in_a_traceback(tmp_path, content):
    assert opens_or_is_refused(tmp_path, content)


@several
@given(st.sampled_from([WORKBOOK, SMALL_XLS]), st.floats(0, 1, exclude_max=True))
def test_a_file_cut_off_anywhere_never_ends_in_a_traceback(tmp_path, content, part):
    assert opens_or_is_refused(tmp_path, content[: int(len(content) * part)])


@several
@given(st.lists(st.tuples(st.integers(0, len(SMALL_XLS) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_damaged_xls_never_ends_in_a_traceback(tmp_path, capfd, changes):
    content = bytearray(SMALL_XLS)
    for at, byte in changes:
        content[at] = byte
    assert opens_or_is_refused(tmp_path, bytes(content))
    assert "panicked" not in capfd.readouterr().err


@several
@given(st.data())
def test_a_workbook_with_damaged_xml_never_ends_in_a_traceback(tmp_path, data):
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:at] + data.draw(st.binary(max_size=4)) + parts[name][at + 1 :]
    assert opens_or_is_refused(tmp_path, zip_of(**{name.replace("/", "__"): part for name, part in parts.items()}))
