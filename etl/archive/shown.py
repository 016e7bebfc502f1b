"""Where the records of what each build showed are kept: beside the files that came, `shown/<build_id>.parquet`, for good."""

import shutil
from pathlib import Path

from etl.archive.ledger import Archive


def list_shown(archive: Archive) -> list[Path]:
    """The records of all builds, the oldest first; also for a build as of an earlier day, since what was shown is known."""
    return sorted((archive.folder / "shown").glob("*.parquet"))


def keep_shown(archive: Archive, record: Path, build_id: str) -> None:
    """Keep the record of a build, before anybody can look at it. A build that shows nothing new has none."""
    if not record.exists():
        return
    target = archive.folder / "shown" / f"{build_id}.parquet"
    target.parent.mkdir(parents=True, exist_ok=True)
    arriving = target.with_name(target.name + ".arriving")
    shutil.copyfile(record, arriving)
    arriving.replace(target)
    record.unlink()
