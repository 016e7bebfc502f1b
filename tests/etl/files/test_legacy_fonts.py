"""Text typed in the fonts of before Unicode."""

import unicodedata

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from etl.areas.read_areas import read_areas
from etl.files.delimited import collect_table, open_table
from etl.files.legacy_fonts import convert_tcvn3, convert_text, convert_vni, count_words, find_font
from etl.files.legacy_tables import TCVN3, VNI_ALONE, VNI_PAIRS
from etl.files.open_file import open_file
from etl.files.syllables import is_syllable

VOWELS = "aăâeêioôơuưy"
SMALL = [
    *VOWELS,
    "đ",
    *(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in "\u0300\u0301\u0303\u0309\u0323"),
]
CAPITALS = [letter.upper() for letter in SMALL]
VNI = {unicodedata.normalize("NFC", letter): signs for signs, letter in (VNI_PAIRS | VNI_ALONE).items()}
OLD_TCVN3 = {letter: sign for sign, letter in TCVN3.items()}


def type_in(table: dict[str, str], text: str) -> str:
    """The signs a typist in the old font left in the file."""
    return "".join(table.get(sign, sign) for sign in text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("phêng §ång T©m, tØnh §¾k L¾k".replace("phê", "ph\u00adê"), "phường Đồng Tâm, tỉnh Đắk Lắk"),
        ("UBND Hµ Néi", "UBND Hà Nội"),
    ],
)
def test_tcvn3_is_recognised_and_converted(typed, meant):
    assert find_font([typed]) == "TCVN3"
    assert convert_tcvn3(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("UÛY BAN NHAÂN DAÂN PHÖÔØNG", "ỦY BAN NHÂN DÂN PHƯỜNG"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_vni_is_recognised_and_converted(typed, meant):
    assert find_font([typed]) == "VNI"
    assert convert_vni(typed) == meant


TYPED = {unicodedata.normalize("NFC", letter): signs.lower() for signs, letter in (VNI_PAIRS | VNI_ALONE).items()}
TYPED |= {letter.upper(): signs[0].upper() + signs[1:] for letter, signs in TYPED.items()}  # "Ñaø Naüng"


@pytest.mark.parametrize(
    "name",
    ["Tính đến ngày", "Xã Hòa Bình", "Xã Nguyễn Bỉnh Khiêm", "Huyện Chư Păh", "Thị trấn Plei Kần", "Xã Avương"],
)
def test_a_cell_with_letters_that_vni_has_in_common_or_with_a_highland_name_is_converted(name):
    assert convert_text(type_in(TYPED, name), "VNI", is_pure=True) == name


@pytest.mark.parametrize("table", [OLD_TCVN3, TYPED], ids=["TCVN3", "VNI"])
def test_the_names_of_the_country_are_converted(table, tmp_path):
    """All but those that begin with a capital with a tone, which TCVN3 does not have."""
    names = [name for name in read_areas().area["name"].unique().sort() if table is not OLD_TCVN3 or _is_typable(name)]
    path = tmp_path / "ten.csv"
    path.write_bytes("\n".join(f"{type_in(table, name)};1" for name in names).encode("cp1252"))
    read = [row[0] for row in open_file(path).sheets[0].cells]
    wrong = [name for name, found in zip(names, read, strict=True) if found != name]
    assert len(wrong) <= len(names) / 1000, wrong


def _is_typable(name: str) -> bool:
    return all(sign.isascii() or sign in OLD_TCVN3 for sign in name)


@pytest.mark.parametrize("letter", [*SMALL, *"ĂÂÊÔƠƯĐ"])
def test_every_letter_of_tcvn3_is_converted(letter):
    assert convert_tcvn3(type_in(OLD_TCVN3, letter)) == letter


@pytest.mark.parametrize("letter", [*SMALL, *CAPITALS])
def test_every_letter_of_vni_is_converted(letter):
    assert convert_vni(type_in(VNI, letter)) == letter


@pytest.mark.parametrize(
    "texts",
    [
        ["Cộng hòa xã hội chủ nghĩa Việt Nam", "Ủy ban nhân dân"],
        ["xã hòa bình", "và", "tháng", "Hà", "Cà Mau"],
        ["Café Noël", "Élysée", "René Müller", "Loïc", "Anaïs", "Hôtel à côté", "São Tomé"],
        ["Petitions 2026", "25 m²", "± 5 °C", "§ 5", "«abc»", "3 × 4 · 5 µm"],
        [],
    ],
)
def test_unicode_ascii_and_western_names_are_left_alone(texts):
    assert find_font(texts) is None


@given(
    st.lists(
        st.sampled_from(
            [
                "xã",
                "Phường",
                "Đồng",
                "Tâm",
                "huyện",
                "Như",
                "Xuân",
                "thị",
                "trấn",
                "Quỳnh",
                "Côi",
                "Hòa",
                "Bình",
                "và",
                "số",
                "15",
            ]
        )
    )
)
def test_unicode_vietnamese_is_never_taken_for_an_old_font(words):
    assert find_font([" ".join(words)]) is None


@given(st.sampled_from(["TCVN3", "VNI"]), st.text())
def test_a_cell_with_unicode_vietnamese_is_never_touched(font, text):
    assert convert_text(text + "ệ", font, is_pure=True) == text + "ệ"


def test_a_mixed_sheet_keeps_its_unicode_and_french_cells(tmp_path):
    path = tmp_path / "cu.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Biểu 1")
        sheet.write_column("A1", ["X· VÜnh B¶o", "Ph\u00adêng Mü An", "Xã Vĩnh Thuận", "Café René", "xã", 15])
    source = open_file(path)
    assert [row[0] for row in source.sheets[0].cells] == [
        "Xã Vĩnh Bảo",
        "Phường Mỹ An",
        "Xã Vĩnh Thuận",
        "Café René",
        "xã",
        15,
    ]
    (fault,) = source.faults
    assert (fault.code, fault.is_warning, fault.sheet, fault.file) == ("files.old_font", True, "Biểu 1", "cu.xlsx")
    assert fault.what("vi").startswith("2 ô gõ bằng phông chữ cũ TCVN3")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
@pytest.mark.parametrize("table", [OLD_TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_a_csv_typed_in_an_old_font_is_converted(tmp_path, table, encoding):
    path = tmp_path / "cu.csv"
    typed = type_in(table, "Đơn vị;Số đơn\nXã Vĩnh Bảo;15\nPhường Mỹ An;23\n")
    path.write_bytes(typed.encode(encoding))
    assert open_file(path).sheets[0].cells == [["Đơn vị", "Số đơn"], ["Xã Vĩnh Bảo", "15"], ["Phường Mỹ An", "23"]]
    assert collect_table(open_table(path), path).rows(named=True) == [
        {"Đơn vị": "Xã Vĩnh Bảo", "Số đơn": "15"},
        {"Đơn vị": "Phường Mỹ An", "Số đơn": "23"},
    ]


@pytest.mark.parametrize(
    "word",
    [
        "nghĩa",
        "người",
        "quý",
        "quới",
        "giếng",
        "khuỷu",
        "hòa",
        "hoà",
        "thuở",
        "yên",
        "iả",
        "ương",
        "Đắk",
        "Krông",
        "Kạn",
        "xã",
    ],
)
def test_vietnamese_syllables_are_known(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["cèt", "Café", "Noël", "Müller", "xz", "ngei", "kõ", "ñy", "quèc", "héi"])
def test_other_words_are_no_vietnamese_syllables(word):
    assert not is_syllable(word)


def test_words_are_counted_by_the_reading_that_explains_them():
    counted = count_words("Céng hßa, xã, Café")
    assert (counted.vietnamese, counted.by_font["TCVN3"], counted.unexplained["TCVN3"]) == (1, 2, 1)
