"""The sample build with duties in it: rules, dialogues, promises, reports, and days of reception of one province and its communes."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from etl.rules.read_rules import read_rules
from etl.rules.store_rules import store_rules
from longdan.dashboard.duties.known import DELEGATED, DIRECT, HELD
from tests.sample_warehouse import (
    BUILD_ID,
    HAI_PHONG,
    HAI_PHONG_OLD,
    Q3_2026,
    TAN_LIEN,
    VINH_AN,
    VINH_BAO,
    VINH_THUAN,
    VN,
    YEARS,
    write_sample_build,
)

AS_OF = date(2026, 11, 22)
# id, area, held on, announced on, published on, audience
DIALOGUES = [
    ("d1", VINH_BAO, date(2026, 3, 20), date(2026, 3, 10), date(2026, 3, 27), "residents"),
    ("d2", VINH_BAO, date(2026, 10, 5), date(2026, 10, 1), None, "residents"),
    ("d3", VINH_BAO, date(2026, 11, 15), None, None, "voters"),
    ("d4", VINH_THUAN, date(2026, 5, 2), date(2026, 4, 1), date(2026, 5, 4), "cadres_party_members"),
    ("d5", TAN_LIEN, date(2025, 4, 1), date(2025, 3, 30), None, "residents"),
]
PARTY_DIALOGUE = ("d6", VINH_THUAN, date(2026, 6, 2))  # the Party committee's: not the duty of the People's Committee
# id, dialogue, area, status, due on, closed on, evidence
PROMISES = [
    ("p1", "d1", VINH_BAO, "in_progress", date(2026, 9, 30), None, None),
    ("p2", "d1", VINH_BAO, "done", date(2026, 9, 30), date(2026, 9, 15), "Biên bản 12/BB-KT"),
    ("p3", "d1", VINH_BAO, "done", date(2026, 9, 30), date(2026, 9, 15), None),
    ("p4", None, VINH_THUAN, "not_started", date(2026, 12, 31), None, None),
    ("p5", "d5", TAN_LIEN, "in_progress", date(2025, 12, 31), None, None),
    ("p6", None, VINH_AN, "not_possible", None, date(2025, 6, 1), None),
]
# area: held in person, delegated, required
DAYS = {HAI_PHONG: (10, 2, 14), VINH_BAO: (8, 0, 7), VINH_THUAN: (2, 2, 7)}


def write_duties_build(folder: Path) -> Path:
    """The sample build in a folder of builds, with everything the page of duties asks for; all of it simulated."""
    write_sample_build(folder)
    with duckdb.connect(str(published_of(folder))) as connection:
        store_rules(connection, read_rules().filter(pl.col("area_id").is_null()))
        connection.executemany(
            "insert into dialogue by name select ? as dialogue_id, ? as area_id, ?::date as held_on, ?::date as noticed_on, "
            "?::date as published_on, ? as audience, 'simulated' as origin",
            DIALOGUES,
        )
        connection.execute(
            "insert into stored.body select 900, area_id || '/party_committee', area_no, 'party_committee', 'Đảng ủy' "
            "from stored.area where area_id = $area",
            {"area": VINH_THUAN},
        )
        connection.execute(
            "insert into dialogue by name select $id as dialogue_id, $area as area_id, $area || '/party_committee' as body_id, "
            "$day::date as held_on, 'residents' as audience, 'simulated' as origin",
            dict(zip(("id", "area", "day"), PARTY_DIALOGUE, strict=True)),
        )
        connection.executemany(
            "insert into promise by name select ? as promise_id, ? as dialogue_id, ? as area_id, ? as status, ?::date as due_on, "
            "?::date as closed_on, ? as evidence, 'Sửa đường' as text, 'Phòng Kinh tế' as owner, 'simulated' as origin",
            PROMISES,
        )
        connection.execute(
            "insert into report values (2, 1, '31', 'tt06_2025.01_tcd', $area, null, 'total', $period, null, date '2026-09-18', "
            "false, null), (3, 1, '31', 'tt06_2025.02_xld', $area, null, 'total', $period, null, date '2026-09-23', false, null)",
            {"area": HAI_PHONG, "period": Q3_2026.period_id},
        )
        connection.execute("delete from report where report_id = 1")
        connection.execute("insert into build_info values ('as_of', $day)", {"day": str(AS_OF)})
        _add_days(connection)
        _add_published(connection)
    return folder


def published_of(folder: Path) -> Path:
    return folder / BUILD_ID / "published.duckdb"


def _add_days(connection: duckdb.DuckDBPyConnection) -> None:
    indicators = {HELD: lambda one: one[0] + one[1], DIRECT: lambda one: one[0], DELEGATED: lambda one: one[1]}
    for number, (indicator_id, count) in enumerate(indicators.items(), start=101):
        connection.execute(
            "insert into stored.indicator by name select * replace ($no as indicator_no, $no as position, $id as indicator_id, "
            "'reception' as topic, false as is_headline) from stored.indicator where indicator_id = 'complaint_settled_share'",
            {"no": number, "id": indicator_id},
        )
        for area_id, days in DAYS.items():
            connection.execute(
                "insert into stored.area_total by name select $no as indicator_no, p.period_no, a.ground_no, true as is_simulated, "
                "a.area_no, 'reported' as edition, 'total' as scope, 'simulated' as origin, 'tt06_2025.01_tcd' as form, "
                "$held as numerator, $required as denominator, $held / $required as value, '=' as qualifier, "
                "'reported' as status, 'ratio' as derivation, 2 as reporting_units, 2 as expected_units, 'main' as series "
                "from stored.period p, stored.area a where p.period_id = $period and a.area_id = $area",
                {"no": number, "held": count(days), "required": days[2], "period": Q3_2026.period_id, "area": area_id},
            )


def _add_published(connection: duckdb.DuckDBPyConnection) -> None:
    """What the press printed by office: area, office, period, indicator, days, share."""
    printed = [
        (VN, "minister", YEARS[2], DIRECT, 33, 0.23),
        (VN, "minister", YEARS[2], DELEGATED, 111, 0.77),
        (HAI_PHONG_OLD, "district_chair", YEARS[1], DIRECT, None, 1.925),
    ]
    for area_id, office, period, indicator_id, held, share in printed:
        connection.execute(
            "insert into stored.observation by name select i.indicator_no, p.period_no, a.area_no, 'reported' as edition, "
            "'total' as scope, 'office' as breakdown, $office as category, 'press' as origin, 'published' as form, "
            "$days as numerator, $share as value, '=' as qualifier, 'reported' as status, 'reported' as derivation, "
            "'sipas' as source_id, 'published' as series from stored.indicator i, stored.period p, stored.area a "
            "where i.indicator_id = $indicator and p.period_id = $period and a.area_id = $area",
            {
                "office": office, "days": held, "share": share, "indicator": indicator_id,
                "period": period.period_id, "area": area_id,
            },
        )  # fmt: skip
