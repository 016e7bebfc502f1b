"""What dialogues, promises and days of reception hold beyond their plain columns."""

from etl.templates.layout import Layout
from etl.templates.measures import Figure, Shaped, event_figures, row_figures
from etl.templates.rows import Row
from etl.templates.stable_id import dialogue_id, stable_id
from longdan.language.numbers import Reading


def shape_dialogues(layout: Layout, rows: list[Row]) -> Shaped:
    """One record per dialogue; a total over several events makes measures only."""
    figures = [(row, figure) for row in rows for figure in row_figures(layout, row)]
    events = [row for row in rows if _is_one_event(row)]
    figures += [(row, figure) for row in events for figure in event_figures(layout, row)]
    return Shaped(figures, {"dialogue": [_dialogue(row) for row in events]})


def _is_one_event(row: Row) -> bool:
    return "held_on" in row.values and row.values["events"].value == 1


def _dialogue(row: Row) -> dict:
    values = row.values
    return {
        "dialogue_id": dialogue_id(row.area_id, values["body"], values["held_on"], values.get("audience")),
        "area_id": row.area_id,
        "body_kind": values["body"],
        **{name: values.get(name) for name in ("led_by", "kind", "audience", "held_on", "noticed_on", "published_on")},
        **{name: count(values.get(name)) for name in ("attendances", "registered_speakers", "preparatory_meetings")},
    }


def shape_promises(layout: Layout, rows: list[Row]) -> Shaped:
    """One record per promise, and the measure `promises`, 1 a row."""
    figures = [(row, figure) for row in rows for figure in event_figures(layout, row, "promises")]
    return Shaped(figures, {"promise": [_promise(row) for row in rows]})


def _promise(row: Row) -> dict:
    values = row.values
    at_dialogue = "audience" in values
    names = ("text", "field", "owner", "due_on", "status", "closed_on", "evidence")
    return {
        "promise_id": stable_id("promise", row.area_id, values["body"], values["made_on"], values["text"]),
        "dialogue_id": dialogue_id(row.area_id, values["body"], values["made_on"], values["audience"])
        if at_dialogue
        else None,
        "area_id": row.area_id,
        **{name: values.get(name) for name in names},
    }


def shape_reception(layout: Layout, rows: list[Row]) -> Shaped:
    """A measure `days` besides: the days on which the head, a delegate or the staff received, each day counted once."""
    figures = [(row, figure) for row in rows for figure in row_figures(layout, row)]
    seen = set()
    for row in rows:
        values = row.values
        day = (row.area_id, values["body"], values.get("body_name"), values["held_on"], values["received_by"])
        if day not in seen:
            seen.add(day)
            figures.append((row, Figure("days", Reading(1.0), "received_by", values["received_by"])))
    return Shaped(figures)


def count(reading: Reading | None) -> int | None:
    """A figure for a record table, which has no room for "over" or "about": null unless it is given exactly."""
    return int(reading.value) if reading and reading.value is not None and reading.qualifier == "=" else None
