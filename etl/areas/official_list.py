"""Import an official list of communes: check it against what is known and keep it for every later build."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from etl.areas.read_areas import build_history, imported_lists
from etl.areas.read_official_list import place_fault, read_official_list
from longdan.language.fault import FaultError
from longdan.language.locale import text


@dataclass(frozen=True)
class ImportSummary:
    """`listed` rows in the file; `added` rows of `area` that no list had; `kept_as` the file in the archive."""

    listed: int
    added: int
    kept_as: Path

    def describe(self, language: str) -> str:
        return text("areas.imported", language, listed=self.listed, added=self.added, kept_as=self.kept_as.name)


def import_official_list(path: Path, archive: Path) -> ImportSummary:
    """Read, check and keep a list in `archive/areas`; the same list twice adds nothing.

    Raises FaultError, and keeps nothing, where the list is faulty.
    """
    listed = read_official_list(path)
    tidy = listed.write_csv()
    target = archive / "areas" / f"{hashlib.sha256(tidy.encode()).hexdigest()[:16]}.csv"
    earlier = imported_lists(archive)
    known = len(build_history(earlier).units)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".draft")
    draft.write_text(tidy, encoding="utf-8")
    try:
        added = len(build_history({*earlier, draft}).units) - known
    except FaultError as error:
        draft.unlink()
        raise FaultError(place_fault(fault, path) for fault in error.faults) from None
    draft.replace(target)
    return ImportSummary(listed.height, added, target)
