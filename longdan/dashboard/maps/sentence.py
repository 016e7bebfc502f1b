"""The sentence that opens the map page: within what most of its areas lie, or how many are told by their class."""

from longdan.dashboard.maps.content import MapContent
from longdan.dashboard.sentences.home import mark_simulated
from longdan.dashboard.sentences.rebased import is_rebased
from longdan.dashboard.sentences.values import lower_first, say_value
from longdan.language.locale import text
from longdan.language.numbers import format_number

FEW = 8  # below this many areas, quarters of them mean nothing: the sentence gives the lowest and the highest


def say_map(content: MapContent, area_name: str, period_label: str) -> str:
    """`Quý II/2026: một nửa trong 34 tỉnh, thành phố … từ 74,1% đến 90,0%`: the middle half, no area's own place."""
    language, indicator, scope = content.language, content.indicator, content.scope
    inside = content.looked_at
    values, classes = inside["value"].drop_nulls(), inside["class_high"].drop_nulls()
    kind, ends = "none", ()
    if values.len():
        is_few = values.len() < FEW
        kind = "few" if is_few else "half"
        ends = (values.min(), values.max()) if is_few else (values.quantile(0.25), values.quantile(0.75))
    if classes.len():
        kind, ends = ("some_in_class", (values.min(), values.max())) if values.len() else ("all_in_class", ())
    figures = {
        name: say_value(value, indicator.unit, indicator.decimals, language)
        for name, value in zip(("low", "high"), ends, strict=False)
    }
    units = text(f"map.units.{scope.edition}.{scope.level}", language)
    if is_rebased(content.values):
        units = text("map.rebased.in_sentence", language, units=units)
    sentence = text(
        f"map.sentence.{kind}", language, period=period_label, area=area_name,
        indicator=lower_first(indicator.title(language)), units=units,
        shown=format_number(values.len() + classes.len(), 0, language), exact=format_number(values.len(), 0, language),
        in_class=format_number(classes.len(), 0, language), class_high=classes.max(), total=format_number(inside.height, 0, language), **figures,
    )  # fmt: skip
    return mark_simulated(sentence, content.is_simulated, language)
