"""The value itself, and by which rule it was made."""

from longdan.dashboard.origins.words import say_figure, say_line
from longdan.dashboard.sentences.reliability import say_interval, say_units
from longdan.dashboard.sentences.values import say_absence
from longdan.language.locale import text
from longdan.language.numbers import format_number
from longdan.language.periods import format_period
from longdan.warehouse.questions.origins import Origin


def say_value(origin: Origin, language: str) -> tuple[str, ...]:
    figure = origin.figure
    said = say_figure(figure, origin.meaning, language)
    place = f"{figure[f'area_{language}']}, {format_period(figure['period_id'], language)}"
    interval = say_interval(figure, _Meaning(origin.meaning), language) if figure["value"] is not None else ""
    behind = " · ".join(part for part in (interval, say_units(figure, language)) if part)
    return tuple(part for part in (f"{place}: {said}", behind) if part)


class _Meaning:
    """What the words for intervals read of an indicator."""

    def __init__(self, meaning: dict) -> None:
        self.unit, self.decimals = meaning["unit"], meaning["decimals"]


def say_rule(origin: Origin, language: str) -> tuple[str, ...]:
    if (high := origin.figure["class_high"]) is not None:
        return (text("origins.rule.class", language, high=high, threshold=high + 1),)
    if origin.figure["status"] == "suppressed":
        return (text("origins.rule.withheld", language),)
    if origin.figure["value"] is None:
        return (say_line("status", language, status=say_absence(origin.figure, language)),)
    if origin.is_rebased:
        return _say_rebased(origin, language)
    return (_say_made(origin, language),)


def _say_rebased(origin: Origin, language: str) -> tuple[str, ...]:
    aggregation = origin.meaning["aggregation"]
    if aggregation == "population_weighted":
        return (text("origins.rule.population_weighted", language),)
    rules = [origin.figure["derivation"]]
    if aggregation in ("ratio_of_sums", "pooled"):
        rules.append("rebased_ratio" if aggregation == "ratio_of_sums" else "rebased_pooled")
    return tuple(text(f"origins.rule.{rule}", language) for rule in rules)


def _say_made(origin: Origin, language: str) -> str:
    figure = origin.figure
    rule = figure["derivation"]
    if rule == "reported":
        return text(f"origins.rule.{'published' if figure['form'] == 'published' else 'reported'}", language)
    if rule == "differenced":
        if origin.steps.height < 2:
            return text("origins.rule.differenced_plain", language)
        longer, shorter = (format_period(one, language) for one in origin.steps["period_id"].to_list())
        return text("origins.rule.differenced", language, longer=longer, shorter=shorter)
    units = {name: figure[f"{name}_units"] for name in ("reporting", "expected")}
    is_own = figure["level"] == "commune" or not units["expected"] or not origin.cells.is_empty()
    if is_own:
        return text(f"origins.rule.{rule}_own", language)
    return text(
        f"origins.rule.{rule}", language, **{name: format_number(n or 0, 0, language) for name, n in units.items()}
    )


def say_parts(origin: Origin, language: str) -> tuple[str, ...]:
    """Of a value added up from below: how many of the areas directly below show what."""
    is_added = origin.figure["derivation"] in ("summed", "ratio") and origin.cells.is_empty()
    if not is_added or origin.figure["form"] == "published":
        return ()
    return tuple(
        say_line(
            "parts",
            language,
            count=format_number(row["areas"], 0, language),
            status=say_absence(row, language),
        )
        for row in origin.parts.to_dicts()
    )
