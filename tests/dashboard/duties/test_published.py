"""Published figures on reception days are repeated as printed, with their source."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from longdan.dashboard.duties.known import DELEGATED, DIRECT
from longdan.dashboard.duties.published import tell_published
from longdan.warehouse.questions.duties import list_published_shares
from tests.sample_duties import published_of, write_duties_build
from tests.sample_warehouse import HAI_PHONG_OLD, VN


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder: Path = write_duties_build(tmp_path_factory.mktemp("duties"))
    with duckdb.connect(str(published_of(folder)), read_only=True) as connection:
        yield connection.cursor()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Năm 2024, bộ trưởng: trực tiếp 23% (33 ngày), ủy quyền 77% (111 ngày)"),
        ("en", "Year 2024, ministers: 23% (33 days) in person, 77% (111 days) delegated"),
    ],
)
def test_ministers_held_33_days_in_person_and_delegated_111(
    cursor: duckdb.DuckDBPyConnection, language: str, said: str
) -> None:
    told = tell_published(list_published_shares(cursor, [VN], [DIRECT, DELEGATED]), language)
    assert told[0][0] == said
    assert told[0][1].startswith(("Chỉ số hài lòng", "Satisfaction index"))


def test_more_than_all_is_repeated_as_printed_with_its_area(cursor: duckdb.DuckDBPyConnection) -> None:
    told = tell_published(list_published_shares(cursor, [HAI_PHONG_OLD], [DIRECT, DELEGATED]), "vi")
    assert [said for said, _ in told] == ["Năm 2023, chủ tịch cấp huyện (Thành phố Hải Phòng): trực tiếp 192,5%"]


def test_an_area_of_which_nothing_is_printed_has_nothing(cursor: duckdb.DuckDBPyConnection) -> None:
    assert list_published_shares(cursor, ["22@1900-01-01"], [DIRECT, DELEGATED]).is_empty()
