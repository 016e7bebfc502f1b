"""The record of what builds showed lies in the archive, in the order of the builds, and for good."""

from pathlib import Path

from etl.archive.ledger import Archive
from etl.archive.shown import keep_shown, list_shown


def test_records_are_listed_in_the_order_of_the_builds(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    assert list_shown(archive) == []
    for build_id in ("20260920T000000000000Z", "20260919T000000000000Z"):
        record = tmp_path / "shown.parquet"
        record.write_bytes(build_id.encode())
        keep_shown(archive, record, build_id)
        assert not record.exists()
    assert [path.read_bytes().decode()[:8] for path in list_shown(archive)] == ["20260919", "20260920"]


def test_a_build_that_shows_nothing_new_leaves_no_record(tmp_path: Path) -> None:
    keep_shown(Archive(tmp_path / "archive"), tmp_path / "shown.parquet", "20260920T000000000000Z")
    assert not (tmp_path / "archive").exists()
