"""Every template, from the command that writes it to the build that shows its figures."""

from pathlib import Path

import openpyxl
import pytest
from statsmodels.stats.proportion import proportion_confint

from etl.templates.layout import template_kinds
from tests.end_to_end.conftest import open_office
from tests.end_to_end.office import Office


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """With every template as the command writes it in `empty`, and filled with its own example in the inbox."""
    office = open_office(tmp_path_factory.mktemp("office"))
    (office.folder / "empty").mkdir()
    for kind in template_kinds():
        empty = office.folder / "empty" / f"{kind}.xlsx"
        answer = office.run("template", kind, "--to", empty)
        assert (answer.code, answer.said) == (0, f"{empty}\n")
        fill_from_example(empty, office.inbox / empty.name)
    return office


def fill_from_example(empty: Path, filled: Path) -> None:
    """Copies the rows of the example sheet to the sheet to fill in, as a person would; the note below them stays."""
    workbook = openpyxl.load_workbook(empty)
    blank, example = workbook.worksheets[0], workbook["Ví dụ"]
    for row in example.iter_rows(min_row=2):
        if all(cell.value is None for cell in row):
            break
        for cell in row:
            blank[cell.coordinate].value = cell.value
    workbook.save(filled)


def test_a_template_filled_with_its_example_has_no_fault(office: Office) -> None:
    answer = office.run("check", office.inbox)
    assert answer.said == "".join(f"{kind}.xlsx: không có lỗi.\n" for kind in template_kinds())
    assert answer.code == 0


def test_an_empty_template_is_asked_for_its_rows(office: Office) -> None:
    answer = office.run("check", office.folder / "empty")
    assert answer.code == 1
    assert answer.said.count("Trang nhập liệu chưa có dòng nào") == len(template_kinds())


def test_filled_templates_of_every_kind_load_whole(office: Office) -> None:
    office.build()
    loads = office.ask("select file_name, accepted_count > 0, rejected_count from load where kind = 'template'")
    assert sorted(loads) == [(f"{kind}.xlsx", True, 0) for kind in template_kinds()]
    assert office.ask("select count(*) > 0 from observation where origin = 'user'") == [(True,)]
    # The survey of the example: 310 of 375 answers, asked of 30,000 people, with a design effect of 1.4.
    ((low, high, effect),) = office.ask(
        """
        select ci_low, ci_high, design_effect from observation
        where indicator_id = 'trust_peoples_committee_share' and survey_id is not null and origin = 'user' and value is not null
        """
    )
    size = 375 * 29_999 / (30_000 - 375) / effect
    expected = proportion_confint(310 / 375 * size, size, method="wilson")
    assert (effect, (low, high)) == (1.4, pytest.approx(expected))


def test_a_kind_there_is_none_of_is_told_which_there_are(office: Office) -> None:
    answer = office.run("template", "salary")
    assert answer.code == 2
    assert all(kind in answer.said for kind in template_kinds())
