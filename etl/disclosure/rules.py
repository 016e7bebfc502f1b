"""Thresholds of disclosure control, from `data/catalog/disclosure.toml`."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_FILE = Path(__file__).parents[2] / "data/catalog/disclosure.toml"


@dataclass(frozen=True)
class DisclosureRules:
    """`survey_minimum`: a survey share with fewer answers in its denominator is withheld.

    `units_minimum`: a sum of denunciations over fewer reporting units is withheld, since it gives away those of one.
    `width`: what is withheld must stay uncertain over a range at least so wide.
    `survey_bases`: indicators that tell how many answered; withheld where any share of the same surveys is.
    `yearly`: the counts published below province, as totals of a year, by indicator: exact from this threshold up.
    `beside_open`: totals of such a count and of open figures alone, so that they say what the count says.
    `within`, `less`: indicators that stay open and bound such a count from above, by any of the first less all of the second.
    """

    survey_minimum: int
    units_minimum: int
    width: int = 5
    survey_bases: tuple[str, ...] = ()
    yearly: dict[str, int] = field(default_factory=dict)
    beside_open: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    less: tuple[str, ...] = ()


def load_rules(path: Path = DEFAULT_FILE) -> DisclosureRules:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    denunciation = content["denunciation"]
    return DisclosureRules(
        survey_minimum=content["survey"]["minimum"],
        units_minimum=denunciation["units"],
        width=denunciation["width"],
        survey_bases=tuple(content["survey"]["bases"]),
        yearly=denunciation["yearly"],
        beside_open=tuple(denunciation["beside_open"]),
        within=tuple(denunciation["within"]),
        less=tuple(denunciation["less"]),
    )
