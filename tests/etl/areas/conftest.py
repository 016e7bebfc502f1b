import pytest

from etl.areas.find_area import AreaFinder
from etl.areas.read_areas import AreaTables, read_areas


@pytest.fixture(scope="session")
def areas() -> AreaTables:
    return read_areas()


@pytest.fixture(scope="session")
def finder(areas: AreaTables) -> AreaFinder:
    return AreaFinder(areas.area, areas.succession)
