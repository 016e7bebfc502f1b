"""Groups of areas in the address: `Tên nhóm:11824@2025-07-01,11842@2025-07-01;Nhóm 2:…`, read with every doubt as a notice."""

import re
import unicodedata
from urllib.parse import unquote

import duckdb

from longdan.dashboard.choices import Notice
from longdan.warehouse.questions.groups import Group, find_overlaps, name_areas

MOST_GROUPS = 3
MOST_MEMBERS = 60
LONGEST_NAME = 60
LONGEST = 6000  # characters: what browsers, mail and chat programs still carry as one link
_ESCAPED = {ord(sign): f"%{ord(sign):02X}" for sign in "%:;,"}
_IN_NAMES = " .,-–/()&’"
_AREA_ID = re.compile(r"[0-9A-Z]{2,8}@\d{4}-\d{2}-\d{2}")


def write_groups(groups: list[Group]) -> str | None:
    """The address of these groups; None without any."""
    return ";".join(f"{group.name.translate(_ESCAPED)}:{','.join(group.area_ids)}" for group in groups) or None


def read_groups(cursor: duckdb.DuckDBPyConnection, asked: str | None) -> tuple[list[Group], list[Notice]]:
    """The groups an address asks for, as far as they can be had, and what could not: keys below `groups.notice`.

    At most MOST_GROUPS of MOST_MEMBERS; a member that no build knows or that shares ground with an earlier one is left
    out, and so is a group without members or with those of another.
    """
    if not asked:
        return [], []
    if len(asked) > LONGEST:
        return [], [Notice("too_long", {"most": str(LONGEST)})]
    parts = [part for part in asked.split(";") if part]
    notices = [Notice("too_many_groups", {"most": str(MOST_GROUPS)})] if len(parts) > MOST_GROUPS else []
    groups: list[Group] = []
    for part in parts[:MOST_GROUPS]:
        group, doubts = _read_group(cursor, part, place=len(groups) + 1)
        notices += doubts
        if group and any(set(group.area_ids) == set(other.area_ids) for other in groups):
            notices.append(Notice("repeated", {"found": group.name}))
        elif group:
            groups.append(group)
    return groups, notices


def clean_name(written: str, place: int) -> str:
    """A name as one short line without signs that mean anything in HTML or Markdown; the group's number where it is empty."""
    composed = unicodedata.normalize("NFC", written)
    plain = " ".join("".join(sign if sign.isalnum() or sign in _IN_NAMES else " " for sign in composed).split())
    return plain[:LONGEST_NAME].strip(" .,-–/&") or str(place)


def _read_group(cursor: duckdb.DuckDBPyConnection, part: str, place: int) -> tuple[Group | None, list[Notice]]:
    written, colon, listed = part.rpartition(":")
    name = clean_name(unquote(written), place)
    asked = list(dict.fromkeys(one for one in listed.split(",") if one)) if colon else []
    if not asked:
        return None, [Notice("empty", {"found": clean_name(unquote(part), place)})]
    notices = []
    if len(asked) > MOST_MEMBERS:
        notices.append(Notice("too_many_members", {"found": name, "most": str(MOST_MEMBERS)}))
    kept = asked[:MOST_MEMBERS]
    names = name_areas(cursor, [one for one in kept if _AREA_ID.fullmatch(one)])
    notices += [Notice("unknown_member", {"found": one, "group": name}) for one in kept if one not in names]
    members = [one for one in kept if one in names]
    for first, second in find_overlaps(cursor, members).rows():
        if first in members and second in members:
            members.remove(second)
            notices.append(Notice("overlap", {"found": names[second], "other": names[first], "group": name}))
    return (Group(name, tuple(members)) if members else None), notices
