"""The dated rules of `data/catalog/rules`, as the rows of the table `rule`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from etl.rules.check_rules import check_rules
from longdan.language.fault import Fault, FaultError

DEFAULT_FOLDER = Path(__file__).parents[2] / "data/catalog/rules"
RULE = pl.Schema(
    {
        "rule_id": pl.String,
        "quantity": pl.String,
        "body_kind": pl.String,
        "level": pl.String,
        "area_id": pl.String,
        "condition": pl.String,
        "bound": pl.String,
        "amount": pl.Int64,
        "unit": pl.String,
        "per": pl.String,
        "valid_from": pl.Date,
        "valid_to": pl.Date,
        "may_delegate": pl.Boolean,
        "source": pl.String,
        "checked": pl.String,
    }
)
_NAMES = {"id": "rule_id", "body": "body_kind", "from": "valid_from", "until": "valid_to"}


def read_rules(folder: Path = DEFAULT_FOLDER) -> pl.DataFrame:
    """Every rule, one row each, with the columns of `rule`. Raises FaultError with every mistake found."""
    records = list(_read_records(folder))
    if faults := check_rules(records):
        raise FaultError(faults)
    rows = [{_NAMES.get(key, key): value for key, value in record.items()} for _, record in records]
    return pl.DataFrame([dict.fromkeys(RULE) | row for row in rows], schema=RULE)


def _read_records(folder: Path) -> Iterator[tuple[str, dict]]:
    """(file name, record) of every rule; what stands at the head of a file holds for all in it."""
    for path in sorted(folder.glob("*.toml")):
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise FaultError(Fault("catalogue.not_toml", file=path.name, values={"error": error})) from error
        shared = {key: value for key, value in content.items() if key != "rule"}
        for record in content["rule"]:
            yield path.name, shared | record
