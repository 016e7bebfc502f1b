"""How sure each kind of weight is, from `data/catalog/apportionment.toml`."""

import tomllib
from pathlib import Path

from longdan.methods.apportioned_interval import chain_precisions

DEFAULT_FILE = Path(__file__).parents[3] / "data/catalog/apportionment.toml"


def load_precisions(path: Path = DEFAULT_FILE) -> dict[str, float]:
    """basis of `stored.conversion` → φ of the number of cases in a part. By area both steps err: to people, and to cases."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))["precision"]
    by_people = given["cases_by_people"]
    by_area = chain_precisions(given["people_by_area"], by_people)
    return {"official": by_people, "population": by_people, "area": by_area}
