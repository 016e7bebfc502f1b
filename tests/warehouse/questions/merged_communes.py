"""A build of one district whose communes were merged, renamed and divided in turn; real DuckDB, written by hand.

Of D (until 30/06/2025): Tam Đa became Vĩnh Hưng on 01/01/2025, which with Tân Liên became Vĩnh Bảo on 01/07/2025. Vĩnh An was
divided then: 0.25 of it to Vĩnh Bảo, the rest to Vĩnh Thuận, which also took in all of Kim Sơn of the district E.
"""

from datetime import date

import duckdb
import polars as pl

from longdan.methods.period import Period, inspection_period
from tests.sample_warehouse import SCHEMA

P, D, E = "31@1900-01-01", "316@1900-01-01", "317@1900-01-01"
TAM_DA, VINH_HUNG, TAN_LIEN, VINH_AN = "11866@1900-01-01", "11866@2025-01-01", "11860@1900-01-01", "11842@1900-01-01"
KIM_SON, VINH_BAO, VINH_THUAN = "11900@1900-01-01", "11824@2025-07-01", "11842@2025-07-01"
# area_id, level, name, parent, valid_to
AREAS = [
    (P, "province", "Thành phố Hải Phòng", None, None),
    (D, "district", "Huyện Vĩnh Bảo", P, "2025-06-30"),
    (E, "district", "Huyện Kim Sơn", P, "2025-06-30"),
    (TAM_DA, "commune", "Xã Tam Đa", D, "2024-12-31"),
    (VINH_HUNG, "commune", "Xã Vĩnh Hưng", D, "2025-06-30"),
    (TAN_LIEN, "commune", "Xã Tân Liên", D, "2025-06-30"),
    (VINH_AN, "commune", "Xã Vĩnh An", D, "2025-06-30"),
    (KIM_SON, "commune", "Xã Kim Sơn", E, "2025-06-30"),
    (VINH_BAO, "commune", "Xã Vĩnh Bảo", P, None),
    (VINH_THUAN, "commune", "Xã Vĩnh Thuận", P, None),
]
SUCCESSION = [
    (TAM_DA, VINH_HUNG, "2025-01-01", "whole", 1.0),
    (VINH_HUNG, VINH_BAO, "2025-07-01", "whole", 1.0),
    (TAN_LIEN, VINH_BAO, "2025-07-01", "whole", 1.0),
    (VINH_AN, VINH_BAO, "2025-07-01", "part", 0.25),
    (VINH_AN, VINH_THUAN, "2025-07-01", "part", 0.75),
    (KIM_SON, VINH_THUAN, "2025-07-01", "whole", 1.0),
]
Q3_2024, Q2_2025, Q3_2026 = (
    inspection_period("quarter", year, number) for year, number in ((2024, 3), (2025, 2), (2026, 3))
)
ROUND = Period("round", "civil", date(2024, 11, 1), date(2024, 11, 30))
PERIODS = [Q3_2024, Q2_2025, Q3_2026, ROUND]
INDICATORS = [
    ("visits", "visit", "sum"), ("settled", "share", "ratio_of_sums"), ("trust", "share", "pooled"),
    ("papi", "score", "population_weighted"),
]  # fmt: skip


def write_merged_communes() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    numbers = {row[0]: number for number, row in enumerate(AREAS, start=1)}
    for area_id, level, name, parent, valid_to in AREAS:
        code, valid_from = area_id.split("@")
        row = {
            "no": numbers[area_id], "id": area_id, "code": code, "level": level, "name": name, "folded": name.casefold(),
            "parent": numbers.get(parent), "start": valid_from, "stop": valid_to,
        }  # fmt: skip
        connection.execute(
            "insert into stored.area by name select $no as area_no, $id as area_id, $code as code, $level as level, "
            "'commune' as kind, $name as name, $name as short_name, $name as name_en, $folded as folded_name, "
            "$parent as parent_no, $no as ground_no, $start::date as valid_from, $stop::date as valid_to, "
            "true as is_start_known",
            row,
        )
    for start, end, day, relation, share in SUCCESSION:
        connection.execute(
            "insert into stored.succession values ($from, $to, $day, $relation, $share, $basis, 'list')",
            {
                "from": numbers[start], "to": numbers[end], "day": day, "relation": relation, "share": share,
                "basis": "whole" if share == 1 else "population",
            },
        )  # fmt: skip
    for number, period in enumerate(PERIODS, start=1):
        connection.execute(
            "insert into stored.period values ($no, $id, $type, $calendar, $start, $stop, false, 'kỳ', 'period')",
            {
                "no": number, "id": period.period_id, "type": period.type, "calendar": period.calendar,
                "start": period.start_on, "stop": period.end_on,
            },
        )  # fmt: skip
    for number, (indicator_id, unit, aggregation) in enumerate(INDICATORS, start=1):
        connection.execute(
            "insert into stored.indicator by name select $no as indicator_no, $id as indicator_id, 'petitions' as topic, "
            "$no as position, $id as title_vi, $id as title_en, $unit as unit, 0 as decimals, 'neutral' as direction, "
            "$aggregation as aggregation, $apportion as apportion, 'x' as definition_vi, 'x' as definition_en, 'open' as disclosure",
            {
                "no": number, "id": indicator_id, "unit": unit, "aggregation": aggregation,
                "apportion": "area" if aggregation in ("sum", "ratio_of_sums") else "never",
            },
        )  # fmt: skip
    return connection


def observe(
    connection: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period: Period,
    numerator: float | None, denominator: float | None = None, **other: object,
) -> None:  # fmt: skip
    """A published figure of an area; `other` are columns of `stored.area_total`."""
    value = numerator if denominator is None or numerator is None else numerator / denominator
    row = {
        "numerator": numerator, "denominator": denominator, "value": value, "is_simulated": False, "edition": "reported",
        "scope": "total", "origin": "official", "form": "tt06_2025.01_tcd", "qualifier": "=", "status": "reported",
        "derivation": "reported", "series": "main",
    } | other  # fmt: skip
    keys = connection.execute(
        "select i.indicator_no, p.period_no, a.area_no from stored.indicator i, stored.period p, stored.area a "
        "where i.indicator_id = $indicator and p.period_id = $period and a.area_id = $area",
        {"indicator": indicator_id, "period": period.period_id, "area": area_id},
    ).fetchall()[0]
    row |= dict(zip(("indicator_no", "period_no", "ground_no", "area_no"), (*keys, keys[2]), strict=True))
    frame = pl.DataFrame([row])  # noqa: F841
    connection.execute("insert into stored.area_total by name from frame")
