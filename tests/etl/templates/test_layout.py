"""The layouts hold together: every name they use exists, every heading is told from every other."""

import pytest

from etl.templates.cells import _READERS
from etl.templates.layout import Layout, load_layout, template_kinds
from etl.templates.questions import excluded_kinds, find_question, standard_questions
from etl.templates.rules import _TESTS
from longdan.language.names import fold_name
from longdan.warehouse.catalogue import load_catalogue

KINDS = ("deadline", "dialogue", "grievance", "oversight", "population", "promise", "reception", "survey", "target")


def test_the_kinds_are_the_nine_of_the_product() -> None:
    assert template_kinds() == KINDS


@pytest.fixture(params=KINDS)
def layout(request: pytest.FixtureRequest) -> Layout:
    return load_layout(request.param)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_headings_fold_to_the_same(layout: Layout, language: str) -> None:
    headings = [fold_name(field.heading(language)) for field in layout.fields]
    assert len(set(headings)) == len(headings)


def test_every_type_and_rule_has_a_reader(layout: Layout) -> None:
    assert {field.type for field in layout.fields} <= set(_READERS)
    assert {rule["test"] for rule in layout.rules} <= set(_TESTS)


def test_rules_keys_periods_and_examples_name_fields_of_the_layout(layout: Layout) -> None:
    names = {field.name for field in layout.fields}
    in_rules = [
        name for rule in layout.rules for key in ("parts", "fields", "left", "right") for name in rule.get(key, ())
    ]
    in_rules += [
        rule[key] for rule in layout.rules for key in ("whole", "earlier", "later", "field", "needs") if key in rule
    ]
    in_periods = [name for way in layout.period for part, name in way.items() if part != "type"]
    in_limits = [name for limit in layout.elapsed for name in (limit.start, limit.end)]
    in_examples = [name for row in layout.example for name in row]
    assert {*in_rules, *in_periods, *in_limits, *in_examples, *layout.key} <= names


def test_both_languages_help_with_the_same_fields(layout: Layout) -> None:
    assert all(bool(field.help_vi) == bool(field.help_en) for field in layout.fields)


def test_a_kind_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_layout("budget")


def test_every_column_that_the_catalogue_asks_of_a_template_is_one_that_it_gives() -> None:
    for indicator in load_catalogue().indicators:
        for source in indicator.sources:
            kind = source.form.removeprefix("longdan.")
            if kind in KINDS and not source.question:
                asked = {column.lstrip("-") for column in (*source.numerator, *source.denominator)}
                assert asked <= _columns_of(load_layout(kind)), indicator.indicator_id


def _columns_of(layout: Layout) -> set[str]:
    measured = {field.cell_of.get("measure", field.name) for field in layout.of_role("measure")}
    limits = {column for limit in layout.elapsed for column in (limit.measure, limit.base)}
    beyond = {"promise": {"promises"}, "reception": {"days"}, "survey": {"population", "issued", "returned", "valid"}}
    return measured | limits | beyond.get(layout.kind, set())


def test_every_question_that_the_catalogue_asks_is_a_standard_one() -> None:
    asked = {s.question for indicator in load_catalogue().indicators for s in indicator.sources if s.question}
    assert asked <= set(standard_questions())


@pytest.mark.parametrize("written", ["trust_peoples_council", "Trust peoples council", "TRUST_PEOPLES_COUNCIL"])
def test_a_standard_question_is_found_by_its_code(written: str) -> None:
    assert find_question(written).code == "trust_peoples_council"


def test_a_standard_question_is_found_by_its_wording() -> None:
    question = standard_questions()["satisfaction_dialogue"]
    assert find_question(question.wording_vi) is question
    assert find_question(question.wording_en) is question


def test_dont_know_is_left_out_by_the_standard_rule_and_counted_by_the_other() -> None:
    assert excluded_kinds("without_dont_know") == {"dont_know", "refused"}
    assert excluded_kinds("without_neutral") == {"neutral", "dont_know", "refused"}
    assert excluded_kinds("all_valid") == frozenset()
