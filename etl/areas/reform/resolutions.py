"""What was decided about each disagreement, from data/areas/merger_disagreements.toml and overlap_disagreements.toml."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from etl.areas.reform.overlap_check import Tolerance
from etl.areas.unit import DATA

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which side holds (list, text, both spellings, boundaries), and why, in both languages, by which source.

    `says`: what text and list said when it was decided, empty where only borders were compared.
    """

    outcome: str
    reason_vi: str
    reason_en: str
    source_id: str
    says: tuple[str, ...] = ()

    @property
    def is_corrected(self) -> bool:
        """The list has been corrected, so that the disagreement is gone."""
        return self.outcome == "text"

    def reason(self, language: str) -> str:
        return self.reason_vi if language == "vi" else self.reason_en


def read_merger_resolutions() -> dict[Key, Resolution]:
    """By (kind, code of the commune, what it is about)."""
    document = _read("merger_disagreements.toml")
    return {
        (row["kind"], row["commune"], row["about"]): _resolution(document, row, (row["text"], row["list"]))
        for row in document["disagreement"]
    }


def read_overlap_resolutions() -> dict[Key, Resolution]:
    """By (kind, code of the commune, code of the district)."""
    document = _read("overlap_disagreements.toml")
    return {
        (row["kind"], commune, district): _resolution(document, row)
        for row in document["disagreement"]
        for commune, district in row["pairs"]
    }


def read_tolerance() -> Tolerance:
    document = _read("overlap_disagreements.toml")
    return Tolerance(outside=document["outside_share"], absent=document["absent_share"])


def find_unresolved(found: Iterable[Key], resolutions: Collection[Key]) -> list[Key]:
    """Disagreements about which nothing was decided."""
    return sorted(set(found) - set(resolutions))


def find_outdated(found: Collection[Key], resolutions: dict[Key, Resolution]) -> list[Key]:
    """Decisions that no longer apply: about what is no disagreement, or what was to be corrected and still is one."""
    return sorted(key for key, resolution in resolutions.items() if (key in found) == resolution.is_corrected)


def _read(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _resolution(document: dict, row: dict, says: tuple[str, ...] = ()) -> Resolution:
    reasons = {reason["id"]: reason for reason in document["reason"]}
    reason = reasons[row["reason"]]
    return Resolution(row["resolution"], reason["vi"], reason["en"], reason["source_id"], says)
