"""Where one value comes from, in words: what a reader of a figure may ask, section by section."""

from dataclasses import dataclass

import polars as pl

from longdan.dashboard.sentences.reliability import say_interval, say_units
from longdan.dashboard.sentences.values import lower_first, say_status, say_value
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import format_period
from longdan.warehouse.forms import read_forms
from longdan.warehouse.indicator import IndicatorSource
from longdan.warehouse.questions.origins import Origin

MOST_CELLS = 12  # of a sum over many cells the first tell where it stands


@dataclass(frozen=True)
class Section:
    """A heading, sentences under it, and a table of words where there are several things of a kind."""

    heading: str
    lines: tuple[str, ...] = ()
    table: pl.DataFrame | None = None


def describe_origin(origin: Origin, mappings: tuple[IndicatorSource, ...], language: str) -> list[Section]:
    """The sections in the order in which they are asked; those without content are left out.

    `mappings` are the catalogue's sources of the indicator: they name the columns where no cell of a file does.
    """
    cells = _describe_cells(origin, language)
    sections = [
        Section(_heading("value", language), _say_value(origin, language)),
        Section(_heading("rule", language), _say_rule(origin, language)),
        Section(_heading("predecessors", language), table=_show_predecessors(origin, language)),
        Section(_heading("steps", language), table=_show_steps(origin, language)),
        Section(_heading("parts", language), _say_parts(origin, language)),
        Section(_heading("counts", language), _say_counts(origin, language)),
        Section(_heading("form", language), _say_form(origin, mappings, language)),
        Section(_heading("file", language), *cells),
        Section(_heading("replaced", language), table=_show_replaced(origin, language)),
        Section(_heading("source", language), _say_source(origin, language)),
        Section(_heading("remarks", language), _say_remarks(origin, language)),
    ]
    return [section for section in sections if section.lines or section.table is not None]


def _heading(name: str, language: str) -> str:
    return text(f"origins.heading.{name}", language)


def _line(name: str, language: str, **values: object) -> str:
    return text(f"origins.line.{name}", language, **values)


def _say_value(origin: Origin, language: str) -> tuple[str, ...]:
    figure = origin.figure
    said = (
        _figure(figure, origin.meaning, language)
        if figure["value"] is not None
        else say_status(figure["status"], language)
    )
    place = f"{figure[f'area_{language}']}, {format_period(figure['period_id'], language)}"
    interval = say_interval(figure, _Meaning(origin.meaning), language) if figure["value"] is not None else ""
    behind = " · ".join(part for part in (interval, say_units(figure, language)) if part)
    return tuple(part for part in (f"{place}: {said}", behind) if part)


class _Meaning:
    """What the words for intervals read of an indicator."""

    def __init__(self, meaning: dict) -> None:
        self.unit, self.decimals = meaning["unit"], meaning["decimals"]


def _figure(row: dict, meaning: dict, language: str) -> str:
    return say_value(row["value"], meaning["unit"], meaning["decimals"], language, row["qualifier"])


def _say_rule(origin: Origin, language: str) -> tuple[str, ...]:
    if origin.figure["status"] == "suppressed":
        return (text("origins.rule.withheld", language),)
    if origin.figure["value"] is None:
        return (_line("status", language, status=say_status(origin.figure["status"], language)),)
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


def _say_counts(origin: Origin, language: str) -> tuple[str, ...]:
    figure, meaning, lines = origin.figure, origin.meaning, []
    for name in ("numerator", "denominator"):
        words, count = lower_first(meaning[f"{name}_{language}"] or ""), figure[name]
        value = format_number(count, 0 if count == int(count) else 1, language) if count is not None else ""
        if words or (value and figure["denominator"] is not None):
            kind = name if words and value else f"{name}_{'only' if words else 'bare'}"
            lines.append(_line(kind, language, value=value, meaning=words))
    return (*lines, _line("definition", language, definition=meaning[f"definition_{language}"]))


def _say_form(origin: Origin, mappings: tuple[IndicatorSource, ...], language: str) -> tuple[str, ...]:
    form = origin.figure["form"]
    if form == "published":
        return (_line("published_form", language),)
    named = read_forms().get(form)
    if named is None:
        return (_line("other_form", language, form=form.upper()),)
    title = named.title(language)
    first = (
        _line("form", language, number=named.number, circular=named.circular, title=title)
        if named.number
        else _line("template", language, title=title)
    )
    kind = "column" if named.number else "field"
    columns = {one: named.column(one, language) for one in _columns_of(form, origin.cells, mappings)}
    return (first, *(_line(kind, language, number=one, title=words) for one, words in columns.items() if words))


def _columns_of(form: str, cells: pl.DataFrame, mappings: tuple[IndicatorSource, ...]) -> list[str]:
    """The columns that were read; of a value without cells those that the catalogue would read."""
    read = cells.filter(pl.col("form") == form)["column_no"].unique(maintain_order=True).to_list()
    mapped = [
        one.lstrip("-") for source in mappings if source.form == form for one in source.numerator + source.denominator
    ]
    return read or list(dict.fromkeys(mapped))


def _describe_cells(origin: Origin, language: str) -> tuple[tuple[str, ...], pl.DataFrame | None]:
    cells = origin.cells
    if cells.is_empty():
        return ((_line("no_file", language),) if _lacks_file(origin) else ()), None
    rows = [
        {
            "file": row["file_name"],
            "sheet": row["sheet"],
            "cell": row["cell"],
            "counts": row["column_no"],
            "dates": _say_dates(row, language),
        }
        for row in cells.head(MOST_CELLS).to_dicts()
    ]
    left = cells.height - MOST_CELLS
    return ((text("origins.and_so_on", language, count=left),) if left > 0 else ()), _table(rows, language)


def _lacks_file(origin: Origin) -> bool:
    return origin.figure["is_simulated"] and not origin.is_rebased


def _say_dates(row: dict, language: str) -> str:
    dates = [(name, row[f"{name}_on"]) for name in ("received", "signed") if row[f"{name}_on"]]
    return ", ".join(_line(name, language, date=format_date(day, language)) for name, day in dates)


def _show_replaced(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {"file": row["file_name"], "sheet": row["sheet"], "dates": _say_dates(row, language)}
        for row in origin.replaced.to_dicts()
    ]
    return _table(rows, language)


def _show_predecessors(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {
            "unit": row["name"],
            "weight": format_share(row["weight"], language, 1) if row["weight"] is not None else "–",
            "basis": text(f"origins.basis.{row['basis'] or 'unknown'}", language),
            "value": _figure(row, origin.meaning, language)
            if row["value"] is not None
            else say_status(row["status"], language),
        }
        for row in origin.predecessors.to_dicts()
    ]
    return _table(rows, language)


def _show_steps(origin: Origin, language: str) -> pl.DataFrame | None:
    rows = [
        {
            "period": format_period(row["period_id"], language),
            "value": _figure(row, origin.meaning, language)
            if row["value"] is not None
            else say_status(row["status"], language),
        }
        for row in origin.steps.to_dicts()
    ]
    return _table(rows, language)


def _say_parts(origin: Origin, language: str) -> tuple[str, ...]:
    """Of a value added up from below: how many of the areas directly below show what."""
    is_added = origin.figure["derivation"] in ("summed", "ratio") and origin.cells.is_empty()
    if not is_added or origin.figure["form"] == "published":
        return ()
    return tuple(
        _line(
            "parts",
            language,
            count=format_number(row["areas"], 0, language),
            status=say_status(row["status"], language),
        )
        for row in origin.parts.to_dicts()
    )


def _say_source(origin: Origin, language: str) -> tuple[str, ...]:
    source, kind = origin.source, text(f"figures.origin.{origin.figure['origin']}", language)
    if source is None:
        return (_line("origin", language, origin=kind),)
    published = [
        _line(name, language, date=format_date(source[name], language))
        for name in ("published_on", "retrieved_on")
        if source[name]
    ]
    publisher = [_line("publisher", language, publisher=source["publisher"])] if source["publisher"] else []
    told = [_line(name, language, **{name: source[name]}) for name in ("quote", "correction") if source[name]]
    lines = (source[f"title_{language}"], ", ".join(publisher + published), source["address"] or "", *told)
    return (*(line for line in lines if line), _line("origin", language, origin=kind))


def _say_remarks(origin: Origin, language: str) -> tuple[str, ...]:
    meaning, lines = origin.meaning, []
    for row in origin.breaks.to_dicts():
        kind = "break" if row["joins"] else "break_no_join"
        day = format_date(row["on"], language)
        lines.append(_line(kind, language, date=day, text=row[f"text_{language}"].rstrip(".")))
    if comparability := meaning[f"comparability_{language}"]:
        lines.append(comparability)
    if caveat := meaning[f"caveat_{language}"]:
        lines.append(_line("caveat", language, caveat=caveat))
    if meaning["legal_basis"]:
        lines.append(_line("legal", language, legal=meaning["legal_basis"].rstrip(".")))
    return tuple(lines)


def _table(rows: list[dict], language: str) -> pl.DataFrame | None:
    if not rows:
        return None
    table = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    return table.rename({name: text(f"origins.column.{name}", language) for name in table.columns})
