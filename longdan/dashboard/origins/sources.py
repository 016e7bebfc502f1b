"""Who published a figure, and what to keep in mind with it."""

from longdan.dashboard.origins.words import say_line
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.warehouse.questions.origins import Origin


def say_source(origin: Origin, language: str) -> tuple[str, ...]:
    source, kind = origin.source, text(f"figures.origin.{origin.figure['origin']}", language)
    if source is None:
        return (say_line("origin", language, origin=kind),)
    published = [
        say_line(name, language, date=format_date(source[name], language))
        for name in ("published_on", "retrieved_on")
        if source[name]
    ]
    publisher = [say_line("publisher", language, publisher=source["publisher"])] if source["publisher"] else []
    told = [say_line(name, language, **{name: source[name]}) for name in ("quote", "correction") if source[name]]
    lines = (source[f"title_{language}"], ", ".join(publisher + published), source["address"] or "", *told)
    return (*(line for line in lines if line), say_line("origin", language, origin=kind))


def say_remarks(origin: Origin, language: str) -> tuple[str, ...]:
    meaning, lines = origin.meaning, []
    for row in origin.breaks.to_dicts():
        kind = "break" if row["joins"] else "break_no_join"
        day = format_date(row["on"], language)
        lines.append(say_line(kind, language, date=day, text=row[f"text_{language}"].rstrip(".")))
    if comparability := meaning[f"comparability_{language}"]:
        lines.append(comparability)
    if caveat := meaning[f"caveat_{language}"]:
        lines.append(say_line("caveat", language, caveat=caveat))
    if meaning["legal_basis"]:
        lines.append(say_line("legal", language, legal=meaning["legal_basis"].rstrip(".")))
    return tuple(lines)
