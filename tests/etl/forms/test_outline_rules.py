"""What holds for every outline: headings at any depth, numbered in any style, with or without figures and subtotals."""

from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from etl.forms.read_form import read_form
from etl.tidied import Tidied
from tests.etl.forms.filled import XLD, add_up, draw_row, sheet_of
from tests.etl.forms.gazetteer import Gazetteer

HEAD = [["UBND THÀNH PHỐ HẢI PHÒNG"], ["Biểu số: 02/XLD"], ["Số liệu tính từ ngày 15/12/2025 đến ngày 14/3/2026"]]
MS = ["MS", None, *range(1, 26)]
UNITS = ["Sở Nội vụ", "Sở Xây dựng", "Sở Y tế", "Sở Tư pháp", "Thanh tra thành phố", "Công an thành phố", "Ban Dân tộc"]
UNITS += ["UBND xã Vĩnh Bảo", "UBND xã Vĩnh Hòa", "Xã Nguyễn Bỉnh Khiêm"]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
Figures = dict[str, float]


@dataclass
class Written:
    """The rows of a table as written, and what the units in it are."""

    rows: list[tuple[str | None, str, Figures | None]]
    units: dict[str, Figures]


@dataclass
class Style:
    """How an office writes: its levels from the top down; which of them bear no number; what is numbered through."""

    levels: list[str]
    without_number: set[str]
    unit_sign: str  # number | dash | none
    count: list[int] | None  # of the units so far, where they are numbered through all headings


def write_outline(chance: Random) -> Written:
    """Up to three levels, with headings that have figures, subtotals of any kind, or neither."""
    names = chance.sample(UNITS, chance.randint(2, 10))
    written = Written([], {name: draw_row(XLD, lambda most: chance.randint(0, most)) for name in names})
    levels = ["letter", "roman"][2 - chance.randint(0, 2) :]
    style = Style(
        levels,
        without_number={chance.choice(levels)} if levels and chance.random() < 0.4 else set(),
        unit_sign=chance.choice(["number", "number", "number", "none", "dash"]),
        count=[0] if chance.random() < 0.3 else None,
    )
    _write_level(written, names, levels, style, chance)
    total = (None, chance.choice(["Tổng số", "Tổng cộng", "TỔNG"]), add_up(list(written.units.values())))
    match chance.choice(["above", "below", "none"]):
        case "above":
            written.rows.insert(0, total)
        case "below":
            written.rows.append(total)
    return written


def _write_level(written: Written, names: list[str], levels: list[str], style: Style, chance: Random) -> None:
    if not levels:
        for place, name in enumerate(names, start=1):
            written.rows.append((_number_unit(place, style), name, written.units[name]))
        return
    for place, group in enumerate(_split(names, chance)):
        number = ROMAN[place] if levels[0] == "roman" else "ABCDEGHIKL"[place]
        number = None if levels[0] in style.without_number else number
        words = ["Khối", "Cấp", "Các cơ quan", *(["Nhóm", "Lĩnh vực", "Miền"] if number else [])]
        heading = f"{chance.choice(words)} {levels[0]} {place}"
        figures = add_up([written.units[name] for name in group])
        kind = chance.choice(["figures", "nothing", "sum before", "sum behind", "named sum"])
        written.rows.append((number, heading, figures if kind == "figures" else None))
        if kind == "sum before":
            written.rows.append((None, "Tổng số", figures))
        _write_level(written, group, levels[1:], style, chance)
        if kind == "sum behind":
            written.rows.append((None, chance.choice(["Cộng", "Tổng"]), figures))
        if kind == "named sum":
            written.rows.append((None, f"Cộng {number or heading}", figures))


def _number_unit(place: int, style: Style) -> str | None:
    if style.count:
        style.count[0] += 1
        place = style.count[0]
    return {"number": str(place), "dash": "-", "none": None}[style.unit_sign]


def _split(names: list[str], chance: Random) -> list[list[str]]:
    cuts = sorted(chance.sample(range(1, len(names)), min(len(names) - 1, chance.randint(0, 3))))
    return [names[start:end] for start, end in zip([0, *cuts], [*cuts, len(names)], strict=True)]


def read(written: Written, in_column: bool) -> Tidied:
    rows = []
    for number, name, figures in written.rows:
        sign = "" if number == "-" else "."
        lead = [number, name] if in_column else [None, f"{number}{sign} {name}" if number else name]
        rows.append([*lead, *(figures.values() if figures else [None] * 25)])
    return read_form(sheet_of(*HEAD, MS, *rows), XLD, file="bao-cao.xlsx", finder=Gazetteer())


def figures_of(tidied: Tidied) -> list[list[float]]:
    """The loaded rows, in the order of the file, without the total."""
    rows = tidied.measures.filter(scope="own").partition_by("area_id", "body_name", maintain_order=True)
    return [row["value"].to_list() for row in rows]


@given(seed=st.integers(0, 2**32), in_column=st.booleans())
@settings(max_examples=200, deadline=None)
def test_every_unit_of_a_sound_table_is_loaded_once_and_nothing_else(seed: int, in_column: bool):
    written = write_outline(Random(seed))
    tidied = read(written, in_column)
    assert tidied.faults == []
    assert figures_of(tidied) == [list(figures.values()) for figures in written.units.values()]
    totals = tidied.measures.filter(scope="total")["value"].to_list()
    assert totals in ([], list(add_up(list(written.units.values())).values()))


@given(seed=st.integers(0, 2**32), in_column=st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_wrong_sum_is_told_with_its_cell_and_never_loaded(seed: int, in_column: bool):
    chance = Random(seed)
    written = write_outline(chance)
    sums = [place for place, (_, name, figures) in enumerate(written.rows) if figures and name not in written.units]
    if not sums:
        return
    place, no = chance.choice(sums), chance.choice(XLD.numbers)
    number, name, figures = written.rows[place]
    written.rows[place] = (number, name, figures | {no: figures[no] + 1})
    tidied = read(written, in_column)
    own_rules = ("forms.identity", "forms.limit")  # of the columns of the row, which the change may break too
    told = {(fault.code, fault.row) for fault in tidied.faults if fault.code not in own_rules}
    assert told in ({("forms.total", len(HEAD) + 2 + place)}, {("forms.which_rows", len(HEAD) + 2 + place)})
    assert figures_of(tidied) == [list(figures.values()) for figures in written.units.values()]
    right = add_up(list(written.units.values()))
    loaded = tidied.measures.filter(scope="total")
    assert all(value == right[column] for column, value in loaded.select("column_no", "value").iter_rows())
