"""The area that a cell of a template names: a code, or a name followed by the units above it."""

from datetime import date

from etl.areas.find_area import AreaFinder


def find_area(finder: AreaFinder, written: str, day: date) -> str:
    """The area_id valid on `day` of `11824` or `Phường Hải Hòa, Thành phố Móng Cái, Tỉnh Quảng Ninh`.

    Looked up from the right, each inside the one before. Raises FaultError where a name is unknown or ambiguous.
    """
    within = None
    for part in reversed([part.strip() for part in written.split(",") if part.strip()]):
        within = finder.find(part, level=None, within=within, on=day)
    return within
