"""An office with an empty inbox."""

from pathlib import Path

import pytest

from tests.end_to_end.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return open_office(tmp_path)


def open_office(folder: Path) -> Office:
    office = Office(folder)
    office.inbox.mkdir(parents=True)
    return office
