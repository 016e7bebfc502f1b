"""Thresholds of disclosure control, from `data/catalog/disclosure.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

DEFAULT_FILE = Path(__file__).parents[2] / "data/catalog/disclosure.toml"


@dataclass(frozen=True)
class DisclosureRules:
    """`survey_minimum`: a survey share with fewer answers in its denominator is withheld.

    `units_minimum`: a sum of denunciations over fewer reporting units is withheld, since it gives away those of one.
    """

    survey_minimum: int
    units_minimum: int


def load_rules(path: Path = DEFAULT_FILE) -> DisclosureRules:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return DisclosureRules(survey_minimum=content["survey"]["minimum"], units_minimum=content["denunciation"]["units"])
