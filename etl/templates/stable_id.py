"""Ids of surveys, dialogues and promises from what they are, so that the same one has the same id in every file."""

import hashlib
from datetime import date

from longdan.language.names import fold_name


def stable_id(kind: str, *parts: str | date | None) -> str:
    """`survey-3f9a41c20b7d`: the same for the same parts, whatever their spelling of diacritics and spaces."""
    written = "|".join(part.isoformat() if isinstance(part, date) else fold_name(part or "") for part in parts)
    return f"{kind}-{hashlib.sha256(written.encode()).hexdigest()[:12]}"


def dialogue_id(area_id: str, body_kind: str, held_on: date, audience: str | None) -> str:
    """One dialogue: an area's body, a day and an audience."""
    return stable_id("dialogue", area_id, body_kind, held_on, audience)
