"""Conservation: whatever a reform does to the units, the sum over the new ones is the sum over the old ones."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.etl.small_country import (
    OLD_Q1,
    PETITIONS,
    REFORM,
    SCREENED_SHARE,
    VN,
    SmallCountry,
    report,
)

TODAY = date(2025, 7, 1)


@st.composite
def reforms(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Old commune → new commune → weight, in two provinces. Weights of a commune add up to 1; most go whole."""
    became = {}
    for province in ("01", "02"):
        new = [f"{province}{place}@{TODAY}" for place in range(draw(st.integers(1, 4)))]
        for place in range(draw(st.integers(1, 6))):
            parts = draw(st.lists(st.sampled_from(new), min_size=1, max_size=3, unique=True))
            shares = draw(st.lists(st.integers(1, 997), min_size=len(parts), max_size=len(parts)))
            weights = [share / sum(shares) for share in shares]
            became[f"{province}9{place}@1900-01-01"] = dict(zip(parts, weights, strict=True))
    return became


def build_country(folder: Path, became: dict[str, dict[str, float]]) -> SmallCountry:
    provinces = sorted({unit[:2] for unit in became})
    units = [(VN, "country", "country", "Cả nước", None, None, None, None, None)]
    units += [
        (_province(code), "province", "province", f"Tỉnh {code}", VN, None, None, None, None) for code in provinces
    ]
    units += [_district(code) for code in provinces]
    units += [
        (old, "commune", "commune", f"Xã {old}", f"{old[:2]}x@1900-01-01", None, None, REFORM, 1_000) for old in became
    ]
    new = sorted({unit for parts in became.values() for unit in parts})
    units += [
        (unit, "commune", "commune", f"Xã {unit}", _province(unit[:2]), None, REFORM, None, 1_000) for unit in new
    ]
    country = SmallCountry(folder, (PETITIONS, SCREENED_SHARE), units)
    for unit in new:
        made_of = [
            (old, parts[unit], "whole" if parts[unit] == 1 else "area")
            for old, parts in became.items()
            if unit in parts
        ]
        country.convert(unit, *made_of)
    return country


def _province(code: str) -> str:
    return f"{code}@1900-01-01"


def _district(code: str) -> tuple:
    return (
        f"{code}x@1900-01-01",
        "district",
        "rural_district",
        f"Huyện {code}",
        _province(code),
        None,
        None,
        REFORM,
        None,
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(became=reforms(), data=st.data())
def test_the_sum_over_the_new_units_is_the_sum_over_the_old_ones(became: dict, data: st.DataObject) -> None:
    figures = {old: (data.draw(st.integers(0, 10**6)), data.draw(st.integers(1, 10**6))) for old in became}
    with TemporaryDirectory() as folder:
        country = build_country(Path(folder), became)
        rows = {old: {"1": whole, "2": part} for old, (part, whole) in figures.items()}
        country.receive(report(rows, period=OLD_Q1))
        country.compute()
        for province in ("01", "02", ""):
            assert sum_of(country, "petitions", "numerator", "current", province) == pytest.approx(
                sum(whole for old, (_, whole) in figures.items() if old.startswith(province)), abs=1e-9, rel=1e-12
            )
            for side in ("numerator", "denominator"):
                assert sum_of(country, "screened_share", side, "current", province) == pytest.approx(
                    sum_of(country, "screened_share", side, "reported", province), abs=1e-9, rel=1e-12
                )
        check_intervals(country)
        country.connection.close()


def sum_of(country: SmallCountry, indicator_id: str, side: str, edition: str, province: str) -> float:
    """Over the communes of one edition, in a province or (empty) everywhere."""
    ((found,),) = country.connection.execute(
        """
        select sum(if($side = 'numerator', numerator, denominator)) from observation join area using (area_id)
        where indicator_id = $indicator_id and edition = $edition and level = 'commune' and area_id like $province || '%'
        """,
        {"indicator_id": indicator_id, "side": side, "edition": edition, "province": province},
    ).fetchall()
    return found


def check_intervals(country: SmallCountry) -> None:
    """Every apportioned count has an interval around it; a unit of whole predecessors has none."""
    ((wrong,),) = country.rows(
        """
        select count(*) from observation
        where edition = 'current' and indicator_id = 'petitions' and value > 0
          and (derivation = 'rebased_apportioned') <> coalesce(ci_low <= value + 1e-9 and ci_high >= value - 1e-9, false)
        """
    )
    assert wrong == 0


def test_units_that_nothing_happened_to_are_not_touched(tmp_path: Path) -> None:
    country = SmallCountry(
        tmp_path, (PETITIONS,), [(VN, "country", "country", "Cả nước", None, None, None, None, None)]
    )
    country.receive(report({(VN, "total"): {"1": 5}}, period=OLD_Q1, by=VN))
    country.compute()
    assert country.rows("select edition, value from observation") == [("reported", 5)]
    country.connection.close()
