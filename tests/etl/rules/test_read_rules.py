"""The catalogue's rules are whole, dated without gaps or overlaps, and its mistakes are told."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from etl.rules.read_rules import read_rules
from longdan.language.fault import FaultError

RULES = read_rules()
NATIONAL = RULES.filter(pl.col("area_id").is_null())
SUBJECT = ("quantity", "body_kind", "level", "condition")


def write(folder: Path, content: str) -> Path:
    (folder / "rules.toml").write_text(content, encoding="utf-8")
    return folder


def test_every_rule_names_its_source_and_where_it_was_read() -> None:
    assert RULES.height > 30
    assert RULES.filter(pl.col("source").str.len_chars() < 10).is_empty()
    assert set(RULES["checked"]) == {"law", "press", "memory"}


def test_no_two_national_rules_of_one_subject_hold_on_one_day_and_the_next_begins_where_one_ends() -> None:
    for rows in NATIONAL.sort("valid_from").partition_by(*SUBJECT):
        ended = rows["valid_to"].to_list()[:-1]
        assert [end + timedelta(days=1) for end in ended] == rows["valid_from"].to_list()[1:]


def test_a_rule_of_one_place_asks_for_more_than_the_one_that_holds_everywhere() -> None:
    local = RULES.filter(pl.col("area_id").is_not_null())
    both = local.join(NATIONAL, on=["quantity", "body_kind", "level", "per"], suffix="_national", nulls_equal=True)
    overlapping = both.filter(pl.col("valid_from_national") <= pl.col("valid_from"))
    assert overlapping.height
    assert (overlapping["amount"] >= overlapping["amount_national"]).all()


def test_a_rule_file_with_mistakes_is_told_what_is_wrong_in_each_record(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        """
        quantity = "reception_days"
        bound = "least"
        unit = "day"
        checked = "law"
        [[rule]]
        id = "one"
        amount = 1
        per = "fortnight"
        from = 2020-01-01
        source = "Luật"
        [[rule]]
        id = "one"
        amount = 1
        from = 2020-01-01
        colour = "red"
        """,
    )
    with pytest.raises(FaultError) as raised:
        read_rules(folder)
    codes = sorted(fault.code for fault in raised.value.faults)
    assert codes == sorted(
        ["catalogue.not_one_of", "catalogue.unknown_key", "catalogue.missing_key"] + 2 * ["catalogue.duplicate_id"]
    )


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match=r"rules\.toml"):
        read_rules(write(tmp_path, "rule = ["))
