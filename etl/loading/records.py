"""The record tables a file may fill (surveys, dialogues, promises, targets, populations, sources) and its faults."""

import duckdb
import polars as pl

from longdan.language.fault import Fault

# A later row of the same key replaces the earlier, so that a corrected file corrects.
_STATEMENTS = {
    "survey": "insert or replace into survey by name select * from rows",
    "question": "insert into question by name select * from rows",
    "answer": "insert into answer by name select * from rows",
    "dialogue": "insert or replace into dialogue by name select * from rows",
    "promise": "insert or replace into promise by name select * from rows",
    "target": "insert into target by name select * from rows",
    "source": "insert or replace into source by name select * from rows",
    "population": """
        update stored.area set population = rows.population, population_on = rows.population_on
        from rows where rows.area_id = stored.area.area_id
    """,
}
_KEYS = {"survey": "survey_id", "dialogue": "dialogue_id", "promise": "promise_id", "source": "source_id"}


def add_records(
    connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, *, origin: str, source_id: str | None
) -> None:
    """Store the rows of one record table, with the origin and source of their load."""
    rows = frame
    if table in ("question", "answer"):
        connection.execute(_FORGET[table])
    if table in _KEYS:
        rows = rows.unique(subset=_KEYS[table], keep="last", maintain_order=True)
    if table in ("survey", "dialogue", "promise", "target"):
        rows = rows.with_columns(source_id=pl.lit(source_id, dtype=pl.String))
    if table in ("survey", "dialogue", "promise"):
        rows = rows.with_columns(origin=pl.lit(origin))
    if table == "survey":
        rows = _body(rows, "rated_area_id", "rated_body_kind", "rated_body_id")
    if table == "dialogue":
        rows = _body(rows, "area_id", "body_kind", "body_id")
    connection.execute(_STATEMENTS[table])


# Questions and answers of a survey that arrives again give way to the new ones.
_FORGET = {
    "question": "delete from question where survey_id in (select survey_id from frame)",
    "answer": "delete from answer where survey_id in (select survey_id from frame)",
}


def add_faults(connection: duckdb.DuckDBPyConnection, load_id: int, faults: list[Fault]) -> None:
    """Every refused row and warning, with its texts in both languages."""
    if not faults:
        return
    rows = pl.DataFrame([_fault_row(load_id, fault) for fault in faults], infer_schema_length=None)  # noqa: F841
    connection.execute("insert into rejected_row by name select * from rows")


def _body(rows: pl.DataFrame, area: str, kind: str, body_id: str) -> pl.DataFrame:
    return rows.with_columns(pl.concat_str(area, pl.lit("/"), kind).alias(body_id)).drop(kind)


def _fault_row(load_id: int, fault: Fault) -> dict:
    """What was found stands in `found` alone, so that the published row need only leave that out."""
    public = fault.without_found()
    texts = {
        f"{name}_{language}": read(language)
        for name, read in (("what", public.what), ("expected", public.expected), ("next", public.next_step))
        for language in ("vi", "en")
    }
    return {
        "load_id": load_id,
        "sheet": fault.sheet,
        "row": fault.row,
        "column_name": fault.column,
        "code": fault.code,
        "found": fault.found,
        **texts,
        "is_warning": fault.is_warning,
    }
