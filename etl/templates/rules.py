"""The rules that one row of a template must keep: which figures bound which, which dates follow which."""

from collections.abc import Callable, Mapping

from etl.templates.layout import Layout
from longdan.language.fault import Fault
from longdan.language.locale import LANGUAGES
from longdan.language.numbers import Reading, format_number

Rule = Mapping[str, object]
Values = Mapping[str, object]


def check_rules(layout: Layout, values: Values) -> list[tuple[str, Fault]]:
    """(field the fault stands at, fault) of every rule of the layout that the row breaks."""
    found = (_TESTS[rule["test"]](layout, rule, values) for rule in layout.rules)
    return [broken for broken in found if broken]


def _at_most(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    """The parts together are at most the whole. A whole that is itself a bound ("trên 2.600") bounds nothing."""
    whole = values.get(rule["whole"])
    parts = [name for name in rule["parts"] if _figure(values.get(name)) is not None]
    if _figure(whole) is None or whole.qualifier != "=" or not parts:
        return None
    total = sum(values[name].value for name in parts if values[name].qualifier in "=>")
    if total <= whole.value:
        return None
    found = {"found_total": _plain(total), "found_whole": _plain(whole.value)}
    return parts[0], Fault("templates.at_most", values={**_names(layout, parts, rule["whole"]), **found})


def _equal(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    """Both sides add up to the same, where every figure is given exactly."""
    sides = [[values.get(name) for name in rule[side]] for side in ("left", "right")]
    if any(_figure(reading) is None or reading.qualifier != "=" for side in sides for reading in side):
        return None
    left, right = (sum(reading.value for reading in side) for side in sides)
    if left == right:
        return None
    names = _names(layout, rule["left"], rule["right"])
    return rule["left"][0], Fault(
        "templates.equal", values={**names, "found_total": _plain(left), "found_whole": _plain(right)}
    )


def _not_before(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    earlier, later = values.get(rule["earlier"]), values.get(rule["later"])
    if earlier is None or later is None or earlier <= later:
        return None
    return rule["later"], Fault(
        "templates.not_before", found=f"{later:%d/%m/%Y}", values=_names(layout, [rule["later"]], rule["earlier"])
    )


def _together(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    blank = [name for name in rule["fields"] if values.get(name) is None]
    if not blank or len(blank) == len(rule["fields"]):
        return None
    return blank[0], Fault("templates.together", values=_names(layout, rule["fields"], blank[0]))


def _one_of(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    if sum(values.get(name) is not None for name in rule["fields"]) == 1:
        return None
    return rule["fields"][0], Fault("templates.one_of", values=_names(layout, rule["fields"], rule["fields"][0]))


def _not_both(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    if sum(values.get(name) is not None for name in rule["fields"]) <= 1:
        return None
    return rule["fields"][0], Fault("templates.not_both", values=_names(layout, rule["fields"], rule["fields"][0]))


def _needs(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    """`needs` is filled wherever `field` is (or, with `values`, has one of them)."""
    given = values.get(rule["field"])
    if given is None or given not in rule.get("values", (given,)) or values.get(rule["needs"]) is not None:
        return None
    return rule["needs"], Fault("templates.needs", values=_names(layout, [rule["field"]], rule["needs"]))


def _between(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    """One plain number from `least` to `most`: no share, and no bound ("trên 2"), which is not one number."""
    reading = values.get(rule["field"])
    if _figure(reading) is None:
        return None
    is_plain = reading.qualifier in "=~" and not reading.is_percent
    if is_plain and rule["least"] <= reading.value <= rule["most"]:
        return None
    limits = {
        f"{side}_{language}": format_number(rule[side], 0 if rule[side] == int(rule[side]) else 1, language)
        for side in ("least", "most")
        for language in LANGUAGES
    }
    sign = reading.qualifier if reading.qualifier in "<>" else ""
    found = f"{sign}{_plain(reading.value)}{'%' if reading.is_percent else ''}"
    values = {**_names(layout, [rule["field"]], []), **limits}
    return rule["field"], Fault("templates.between", found=found, values=values)


def _at_least(layout: Layout, rule: Rule, values: Values) -> tuple[str, Fault] | None:
    reading = values.get(rule["field"])
    if _figure(reading) is None or reading.value >= rule["least"]:
        return None
    limits = {f"least_{language}": format_number(rule["least"], 0, language) for language in LANGUAGES}
    values = {**_names(layout, [rule["field"]], []), **limits}
    return rule["field"], Fault("templates.at_least", found=_plain(reading.value), values=values)


def _figure(reading: object) -> float | None:
    return reading.value if isinstance(reading, Reading) else None


def _names(layout: Layout, parts: list[str], whole: str | list[str]) -> dict[str, str]:
    """`parts_vi`, `whole_vi`, … : the headings concerned, as a fault's texts name them."""
    wholes = [whole] if isinstance(whole, str) else whole
    return {
        f"{side}_{language}": " + ".join(f"“{layout.field(name).heading(language)}”" for name in names)
        for side, names in (("parts", parts), ("whole", wholes))
        for language in LANGUAGES
    }


def _plain(number: float) -> str:
    return f"{number:.15g}" if not float(number).is_integer() else str(int(number))


_TESTS: dict[str, Callable[[Layout, Rule, Values], tuple[str, Fault] | None]] = {
    "at_most": _at_most,
    "equal": _equal,
    "not_before": _not_before,
    "together": _together,
    "one_of": _one_of,
    "not_both": _not_both,
    "needs": _needs,
    "between": _between,
    "at_least": _at_least,
}
