"""Reads a workbook of official forms, sheet by sheet, and what its forms say of each other."""

from etl.files.open_file import SourceFile
from etl.files.sheet import Sheet
from etl.forms.cross_form import check_across_forms
from etl.forms.cut_sheet import cut_sheet
from etl.forms.read_form import read_form
from etl.forms.recognise_form import recognise_form
from etl.forms.unit import Finder
from etl.tidied import Tidied
from longdan.language.fault import Fault, FaultError


def read_official(source_file: SourceFile, finder: Finder) -> list[Tidied] | None:
    """One Tidied for each form on each visible sheet; None where no sheet is an official form, so that another reader may try.

    A form that is known and cannot be read is a Tidied with the fault alone. Among forms, a sheet that is none gives a
    warning. Disagreements between forms of one body and period are warnings too, kept with the first form.
    """
    file = source_file.name
    sheets = [sheet for sheet in source_file.visible_sheets if not is_blank(sheet)]
    sheets = [form for sheet in sheets for form in cut_sheet(sheet)]
    found = [_read_sheet(sheet, file, finder) for sheet in sheets]
    if not any(found):
        return None
    for sheet, tidied in zip(sheets, found, strict=True):
        if tidied is None:
            warning = Fault("forms.sheet_ignored", file=file, sheet=sheet.name, is_warning=True)
            next(other for other in found if other).faults.append(warning)
    official = [tidied for tidied in found if tidied]
    official[0].faults += [fault.at(file=file) for fault in check_across_forms(official)]
    return official


def is_blank(sheet: Sheet) -> bool:
    return all(cell is None for cells in sheet.cells for cell in cells)


def _read_sheet(sheet: Sheet, file: str, finder: Finder) -> Tidied | None:
    try:
        layout = recognise_form(sheet)
    except FaultError as error:
        return Tidied("form", faults=[fault.at(file=file, sheet=sheet.name) for fault in error.faults])
    return read_form(sheet, layout, file=file, finder=finder) if layout else None
