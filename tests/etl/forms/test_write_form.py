"""Whatever is written as an official form is read back as it was."""

from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.forms.layout import Layout, load_layouts
from etl.forms.read_form import read_form
from etl.forms.recognise_form import recognise_form
from etl.forms.write_form import FilledForm
from longdan.methods.period import inspection_period
from tests.etl.forms.filled import add_up, draw_row, write_and_open
from tests.etl.forms.gazetteer import DISTRICT_VINH_BAO, HAI_PHONG, HOA_BINH, NGUYEN_BINH_KHIEM, VINH_BAO, Gazetteer

# Each generation with a body and units of its time: lines of the head, the area, the units.
NEW = (("UBND THÀNH PHỐ HẢI PHÒNG", "THANH TRA THÀNH PHỐ"), HAI_PHONG)
OLD = (("UBND THÀNH PHỐ HẢI PHÒNG", "UBND HUYỆN VĨNH BẢO"), DISTRICT_VINH_BAO)


def write_whole(layout: Layout, rows: list[dict[str, int]], folder: Path):
    is_new = layout.in_force_to is None
    (lines, area_id), units = (NEW, [VINH_BAO, NGUYEN_BINH_KHIEM]) if is_new else (OLD, [HOA_BINH])
    names = {VINH_BAO: "UBND xã Vĩnh Bảo", NGUYEN_BINH_KHIEM: "Xã Nguyễn Bỉnh Khiêm", HOA_BINH: "UBND xã Hòa Bình"}
    rows = rows[: len(units)]
    quarters = (inspection_period("quarter", year, number) for year in range(2021, 2027) for number in range(1, 5))
    period = next(quarter for quarter in quarters if layout.is_in_force(quarter.end_on))
    named = [(names[unit], row) for unit, row in zip(units, rows, strict=True)]
    form = FilledForm(
        layout, lines, period.start_on, period.end_on, named, add_up(rows), "Hải Phòng", date(2026, 3, 17)
    )
    expected = {(unit, "own"): row for unit, row in zip(units, rows, strict=True)}
    return write_and_open(folder, form)[0], expected | {(area_id, "total"): add_up(rows)}


@pytest.mark.parametrize("layout", load_layouts().values(), ids=load_layouts().keys())
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_written_form_is_recognised_and_read_back_without_a_fault(layout: Layout, seed: int):
    figures = Random(seed)
    rows = [draw_row(layout, lambda limit: figures.randint(0, limit)) for _ in range(2)]
    with TemporaryDirectory() as folder:
        sheet, expected = write_whole(layout, rows, Path(folder))
    assert recognise_form(sheet) == layout
    tidied = read_form(sheet, layout, file="bao-cao.xlsx", finder=Gazetteer())
    assert tidied.faults == []
    found: dict[tuple[str, str], dict[str, float]] = {}
    for measure in tidied.measures.iter_rows(named=True):
        found.setdefault((measure["area_id"], measure["scope"]), {})[measure["column_no"]] = measure["value"]
    assert found == expected
    assert tidied.reports["signed_on"].to_list() == [date(2026, 3, 17)]


def test_equal_headings_side_by_side_are_one_merged_cell(tmp_path: Path):
    layout = load_layouts()["tt06_2025.02_xld"]
    sheet = write_whole(layout, [dict.fromkeys(layout.numbers, 0)] * 2, tmp_path)[0]
    blocks = {(block.first_row, block.first_column, block.last_row, block.last_column) for block in sheet.merged}
    # Rows 9 to 11 hold the headings; column D is number 3, E to W are within competence, X to Z are not.
    assert {(9, 4, 11, 4), (9, 5, 9, 23), (10, 7, 10, 12), (9, 24, 9, 26)} <= blocks
