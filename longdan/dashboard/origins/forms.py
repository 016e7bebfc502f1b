"""What is counted, and in which columns of which form."""

import polars as pl

from longdan.dashboard.origins.words import say_line
from longdan.dashboard.reliability import effective_size
from longdan.dashboard.sentences.reliability import format_effect
from longdan.dashboard.sentences.values import lower_first
from longdan.language.numbers import format_number
from longdan.warehouse.forms import read_forms
from longdan.warehouse.indicator import IndicatorSource
from longdan.warehouse.questions.origins import Origin


def say_counts(origin: Origin, language: str) -> tuple[str, ...]:
    figure, meaning, lines = origin.figure, origin.meaning, []
    for name in ("numerator", "denominator"):
        words, count = lower_first(meaning[f"{name}_{language}"] or ""), figure[name]
        value = format_number(count, 0 if count == int(count) else 1, language) if count is not None else ""
        if words or (value and figure["denominator"] is not None):
            kind = name if words and value else f"{name}_{'only' if words else 'bare'}"
            lines.append(say_line(kind, language, value=value, meaning=words))
    if figure["design_effect"] and figure["denominator"]:
        lines.append(_say_design_effect(figure, language))
    return (*lines, say_line("definition", language, definition=meaning[f"definition_{language}"]))


def _say_design_effect(figure: dict, language: str) -> str:
    """That of one survey as its report gives it; that of a total as it was pooled."""
    kind = "design_effect" if figure["reporting_units"] is None else "design_effect_pooled"
    answers, size = (format_number(count, 0, language) for count in (figure["denominator"], effective_size(figure)))
    effect = format_effect(figure["design_effect"], language)
    return say_line(kind, language, effect=effect, answers=answers, size=size)


def say_form(origin: Origin, mappings: tuple[IndicatorSource, ...], language: str) -> tuple[str, ...]:
    form = origin.figure["form"]
    if form == "published":
        return (say_line("published_form", language),)
    named = read_forms().get(form)
    if named is None:
        return (say_line("other_form", language, form=form.upper()),)
    title = named.title(language)
    first = (
        say_line("form", language, number=named.number, circular=named.circular, title=title)
        if named.number
        else say_line("template", language, title=title)
    )
    kind = "column" if named.number else "field"
    columns = {one: named.column(one, language) for one in _columns_of(form, origin.cells, mappings)}
    return (first, *(say_line(kind, language, number=one, title=words) for one, words in columns.items() if words))


def _columns_of(form: str, cells: pl.DataFrame, mappings: tuple[IndicatorSource, ...]) -> list[str]:
    """The columns that were read; of a value without cells those that the catalogue would read."""
    read = cells.filter(pl.col("form") == form)["column_no"].unique(maintain_order=True).to_list()
    mapped = [
        one.lstrip("-") for source in mappings if source.form == form for one in source.numerator + source.denominator
    ]
    return read or list(dict.fromkeys(mapped))
