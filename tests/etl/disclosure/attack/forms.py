"""What everybody knows of the official forms: their rules, and which of their columns count denunciations."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FORMS = Path(__file__).resolve().parents[4] / "data/forms"
# What no form prints and everybody knows: eligible petitions were screened, and screened ones came in.
PLAIN_LIMITS = {"tt02_2021.01_xld": [("9", "8"), ("8", "1")], "tt01_2024.01_xld": [("6", "1")]}


@dataclass(frozen=True)
class Count:
    """The column of a count of denunciations, and what bounds it: any of `within` less all of `less`.

    `flows`: the columns that are counted from zero in each period, so that periods add up.
    """

    column: str
    within: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()


# Denunciations within competence are bounded by all petitions, less complaints and feedback; conclusions by nothing open.
COUNTS = {
    "tt06_2025.02_xld": Count("12", ("2", "1"), ("6", "19")),
    "tt01_2024.01_xld": Count("16", ("4", "1"), ("15", "17")),
    "tt02_2021.01_xld": Count("20", ("8", "1"), ("19", "21")),
    "tt06_2025.04_gqtc": Count("7", flows=("7", "8", "9", "10", "11", "12", "13")),
    "tt02_2021.03_kqgq": Count("6", flows=("6", "24", "26", "28", "30", "31")),
}
FORMS = (*COUNTS, "tt06_2025.05_kqth")


@cache
def rules_of(form: str) -> list[dict]:
    circular, name = form.split(".")
    return tomllib.loads((_FORMS / circular / f"{name}.toml").read_text(encoding="utf-8")).get("rule", [])


@cache
def counted_in(form: str) -> frozenset[str]:
    """The column of the count, and those that it is split into: of a report with any of them the count is known to be there."""
    column = COUNTS[form].column
    sums = [rule for rule in rules_of(form) if rule["kind"] == "sum" and rule["total"] == column]
    return frozenset({column}.union(*(rule["parts"] for rule in sums)))


@cache
def alike(form: str) -> tuple[str, ...]:
    """The forms that count the same, of every generation."""
    return tuple(other for other, count in COUNTS.items() if bool(count.within) == bool(COUNTS[form].within))
