"""A small real build for the tests of pages and questions: two provinces across the reform, every status, simulated and published."""

from datetime import date
from pathlib import Path

import duckdb

from etl.disclosure.area_totals import PLACED, store_ranked
from longdan.methods.period import Period, inspection_period
from longdan.warehouse.schema_version import mark_schema

SCHEMA = Path(__file__).parents[1] / "longdan" / "warehouse" / "schema.sql"
BUILD_ID = "20261122T093000000000Z"
VN, HAI_PHONG, HAI_PHONG_OLD = "VN@1900-01-01", "31@2025-07-01", "31@1900-01-01"
VINH_BAO_DISTRICT, VINH_AN, TAN_LIEN = "316@1900-01-01", "11842@1900-01-01", "11860@1900-01-01"
VINH_THUAN, VINH_BAO = "11842@2025-07-01", "11824@2025-07-01"
QUANG_NINH, MONG_CAI, HAI_HOA, MONG_CAI_1 = "22@1900-01-01", "194@1900-01-01", "06742@1900-01-01", "06712@2025-07-01"

# area_id, level, kind, name, short name, folded name, parent, former district, population
AREAS = [
    (VN, "country", "country", "Cả nước", "Cả nước", "ca nuoc", None, None, 101_000_000),
    (QUANG_NINH, "province", "province", "Tỉnh Quảng Ninh", "Quảng Ninh", "tinh quang ninh", VN, None, 1_400_000),
    (HAI_PHONG_OLD, "province", "city", "Thành phố Hải Phòng", "Hải Phòng", "thanh pho hai phong", VN, None, 2_100_000),
    (HAI_PHONG, "province", "city", "Thành phố Hải Phòng", "Hải Phòng", "thanh pho hai phong", VN, None, 4_600_000),
    (
        MONG_CAI,
        "district",
        "provincial_city",
        "Thành phố Móng Cái",
        "Móng Cái",
        "thanh pho mong cai",
        QUANG_NINH,
        None,
        None,
    ),
    (
        VINH_BAO_DISTRICT,
        "district",
        "rural_district",
        "Huyện Vĩnh Bảo",
        "Vĩnh Bảo",
        "huyen vinh bao",
        HAI_PHONG_OLD,
        None,
        None,
    ),
    (HAI_HOA, "commune", "ward", "Phường Hải Hòa", "Hải Hòa", "phuong hai hoa", MONG_CAI, None, None),
    (VINH_AN, "commune", "commune", "Xã Vĩnh An", "Vĩnh An", "xa vinh an", VINH_BAO_DISTRICT, None, None),
    (TAN_LIEN, "commune", "commune", "Xã Tân Liên", "Tân Liên", "xa tan lien", VINH_BAO_DISTRICT, None, None),
    (
        MONG_CAI_1,
        "commune",
        "ward",
        "Phường Móng Cái 1",
        "Móng Cái 1",
        "phuong mong cai 1",
        QUANG_NINH,
        MONG_CAI,
        46_588,
    ),
    (
        VINH_THUAN,
        "commune",
        "commune",
        "Xã Vĩnh Thuận",
        "Vĩnh Thuận",
        "xa vinh thuan",
        HAI_PHONG,
        VINH_BAO_DISTRICT,
        31_000,
    ),
    (VINH_BAO, "commune", "commune", "Xã Vĩnh Bảo", "Vĩnh Bảo", "xa vinh bao", HAI_PHONG, VINH_BAO_DISTRICT, 38_000),
]
ENDED = {HAI_PHONG_OLD, MONG_CAI, VINH_BAO_DISTRICT, HAI_HOA, VINH_AN, TAN_LIEN}
SUCCESSION = [
    (HAI_PHONG_OLD, HAI_PHONG, "whole"),
    (VINH_AN, VINH_THUAN, "whole"),
    (TAN_LIEN, VINH_BAO, "part"),
    (HAI_HOA, MONG_CAI_1, "whole"),
]
# edition, unit, part of it, weight, basis
CONVERSION = [
    ("current", VINH_THUAN, VINH_AN, 1.0, "whole"),
    ("current", VINH_BAO, TAN_LIEN, None, None),
    ("current", MONG_CAI_1, HAI_HOA, 1.0, "whole"),
    ("pre_2025_07", VINH_BAO_DISTRICT, VINH_THUAN, 1.0, "whole"),
    ("pre_2025_07", VINH_BAO_DISTRICT, VINH_BAO, 0.6, "population"),
    ("pre_2025_07", MONG_CAI, MONG_CAI_1, 1.0, "whole"),
]

QUARTERS = [inspection_period("quarter", year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)][:11]
Q3_2026, Q2_2026, Q3_2025 = QUARTERS[10], QUARTERS[9], QUARTERS[6]
NINE_MONTHS = [inspection_period("nine_months", year) for year in (2025, 2026)]
DENUNCIATION_YEAR = inspection_period("year", 2025)
YEARS = [Period("year", "civil", date(year, 1, 1), date(year, 12, 31)) for year in (2022, 2023, 2024)]
SPAN = Period("span", "civil", date(2016, 1, 1), date(2020, 12, 31))
ROUNDS = [Period("round", "civil", date(year, 10, 1), date(year, 10, 31)) for year in (2024, 2025)]
LABELS = {
    "quarter": "Quý {roman}/{year}|Q{number} {year}",
    "nine_months": "9 tháng {year}|Nine months {year}",
    "year": "Năm {year}|{year}",
    "span": "{start}–{end}|{start}–{end}",
    "round": "Đợt khảo sát {month}/{year}|Survey round {month}/{year}",
}

# id, topic, title_vi, title_en, unit, decimals, direction, aggregation, denominator_vi, denominator_en, is_headline
INDICATORS = [
    ("trust_peoples_committee", "survey", "Tỷ lệ tin tưởng UBND", "Share who trust the People's Committee",
     "share", 1, "higher_is_better", "pooled", "phiếu hợp lệ", "valid forms", True),
    ("satisfaction_sipas", "survey", "Chỉ số hài lòng SIPAS", "SIPAS satisfaction index",
     "share", 1, "higher_is_better", "none", None, None, False),
    ("dialogue_attendance_count", "dialogue", "Lượt người dự đối thoại", "Attendances at dialogues",
     "visit", 0, "neutral", "sum", None, None, False),
    ("reception_visit_count", "reception", "Lượt tiếp công dân", "Visits received",
     "visit", 0, "neutral", "sum", None, None, True),
    ("complaint_settled_share", "petitions", "Tỷ lệ giải quyết khiếu nại", "Share of complaints settled",
     "share", 1, "higher_is_better", "ratio_of_sums", "vụ việc khiếu nại đã thụ lý", "complaint cases accepted", True),
    ("petition_overdue_share", "petitions", "Tỷ lệ đơn quá hạn", "Share of petitions overdue",
     "share", 1, "lower_is_better", "ratio_of_sums", "đơn thuộc thẩm quyền", "petitions within competence", True),
    ("denunciation_petitions_competent", "petitions", "Số đơn tố cáo thuộc thẩm quyền", "Denunciations within competence",
     "petition", 0, "neutral", "sum", None, None, False),
]  # fmt: skip

# (numerator, denominator) for each of QUARTERS; None where the area did not report.
SETTLED = {
    VN: [(8200, 10000), (8300, 10000), (8400, 10000), (8500, 10000), (8550, 10000), (8600, 10000),
         (8650, 10000), (8700, 10000), (8720, 10000), (8760, 10000), (8800, 10000)],
    HAI_PHONG: [(70, 100), (74, 100), (72, 100), (78, 100), (80, 100), (79, 100),
                (76, 100), (80, 100), (84, 100), (859, 1000), (821, 1000)],
    VINH_THUAN: [None, None, None, None, None, None, (4, 8), (6, 8), (9, 12), None, (10, 12)],
}  # fmt: skip
OVERDUE = {HAI_PHONG: [None, None, None, None, None, None, (20, 100), (18, 100), (16, 100), (12, 100), (9, 100)]}
VISITS = {
    VN: [65000, 66000, 64000, 65500, 66500, 65200, 64100, 65900, 66800, 65000, 30000],
    HAI_PHONG: [1500, 1520, 1490, 1600, 1580, 1610, 1550, 1640, 1700, 1725, 1234],
}


def write_sample_build(folder: Path) -> Path:
    """Writes a build and its pointer into a builds folder, and returns that folder."""
    (folder / BUILD_ID).mkdir(parents=True)
    with duckdb.connect(str(folder / BUILD_ID / "published.duckdb")) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        _insert_areas(connection)
        _insert_periods(connection)
        _insert_catalogue(connection)
        _insert_observations(connection)
        _insert_loads(connection)
        connection.execute(
            f"create temp table judged as select o.*, {PLACED} from stored.observation o join stored.area a using (area_no)"
        )
        connection.execute("delete from stored.observation")
        store_ranked(connection)
    mark_schema(folder / BUILD_ID)
    (folder / "current").write_text(BUILD_ID, encoding="utf-8")
    return folder


def _insert_areas(connection: duckdb.DuckDBPyConnection) -> None:
    numbers = {row[0]: number for number, row in enumerate(AREAS, start=1)}
    for area_id, level, kind, name, short_name, folded, parent, former, population in AREAS:
        code, valid_from = area_id.split("@")
        connection.execute(
            "insert into stored.area by name select $no as area_no, $no as ground_no, $id as area_id, $code as code, $level as level, "
            "$kind as kind, $name as name, $short as short_name, $english as name_en, $folded as folded_name, "
            "$parent as parent_no, $former as former_district_no, $start::date as valid_from, $stop::date as valid_to, "
            "$start <> '1900-01-01' as is_start_known, $population as population",
            {
                "no": numbers[area_id], "id": area_id, "code": code, "level": level, "kind": kind, "name": name,
                "short": short_name, "english": "Vietnam" if level == "country" else name, "folded": folded,
                "parent": numbers.get(parent), "former": numbers.get(former), "start": valid_from,
                "stop": "2025-06-30" if area_id in ENDED else None, "population": population,
            },
        )  # fmt: skip
    for from_id, to_id, relation in SUCCESSION:
        connection.execute(
            "insert into stored.succession values ($old, $new, date '2025-07-01', $relation, null, null, 'sample')",
            {"old": numbers[from_id], "new": numbers[to_id], "relation": relation},
        )
    for edition, to_id, from_id, weight, basis in CONVERSION:
        connection.execute(
            "insert into stored.conversion values ($edition, $to, $from, $weight, $basis, 'sample')",
            {"edition": edition, "to": numbers[to_id], "from": numbers[from_id], "weight": weight, "basis": basis},
        )


def _insert_periods(connection: duckdb.DuckDBPyConnection) -> None:
    periods = sorted(
        [*QUARTERS, *NINE_MONTHS, DENUNCIATION_YEAR, *YEARS, SPAN, *ROUNDS], key=lambda one: (one.end_on, one.start_on)
    )
    for number, period in enumerate(periods, start=1):
        words = LABELS[period.type].format(
            roman=["I", "II", "III", "IV"][period.number - 1], number=period.number, year=period.year,
            month=period.start_on.month, start=period.start_on.year, end=period.end_on.year,
        )  # fmt: skip
        connection.execute(
            "insert into stored.period values ($no, $id, $type, $calendar, $start, $stop, $cumulative, $vi, $en)",
            {
                "no": number, "id": period.period_id, "type": period.type, "calendar": period.calendar,
                "start": period.start_on, "stop": period.end_on, "cumulative": period.is_cumulative,
                "vi": words.split("|")[0], "en": words.split("|")[1],
            },
        )  # fmt: skip


def _insert_catalogue(connection: duckdb.DuckDBPyConnection) -> None:
    for number, row in enumerate(INDICATORS, start=1):
        names = (
            "id", "topic", "vi", "en", "unit", "decimals", "direction", "aggregation",
            "denominator_vi", "denominator_en", "headline",
        )  # fmt: skip
        connection.execute(
            "insert into stored.indicator by name select $no as indicator_no, $id as indicator_id, $topic as topic, "
            "$no as position, $vi as title_vi, $en as title_en, $unit as unit, $decimals as decimals, "
            "$direction as direction, $aggregation as aggregation, $denominator_vi as denominator_vi, "
            "$denominator_en as denominator_en, 'Định nghĩa: ' || $vi as definition_vi, "
            "'Definition: ' || $en as definition_en, 'Lưu ý khi đọc' as caveat_vi, 'Read with care' as caveat_en, "
            "'Thông tư 06/2025/TT-TTCP' as legal_basis, "
            "if($aggregation in ('sum', 'ratio_of_sums'), 'population', 'never') as apportion, 'open' as disclosure, $headline as is_headline",
            dict(zip(names, row, strict=True)) | {"no": number},
        )
    connection.execute(
        "insert into break_in_series values (null, date '2025-07-01', 'reform', 'Sắp xếp đơn vị hành chính', "
        "'Reorganisation of units', true, null), ('complaint_settled_share', date '2025-09-30', 'form', "
        "'Biểu mẫu mới theo Thông tư 06/2025', 'New form under Circular 06/2025', false, null)"
    )


def _insert_observations(connection: duckdb.DuckDBPyConnection) -> None:
    for area_id, pairs in SETTLED.items():
        for period, pair in zip(QUARTERS, pairs, strict=True):
            is_old = period.end_on < date(2025, 9, 30)
            _observe(
                connection, "complaint_settled_share", area_id, period.period_id, pair,
                series="before_2025" if is_old else "main", form="tt01_2024.01_kqgq" if is_old else "tt06_2025.03_gqkn",
                units=(95, 99) if area_id == HAI_PHONG else None,
            )  # fmt: skip
    for period, pair in zip(QUARTERS, OVERDUE[HAI_PHONG], strict=True):
        if pair:
            _observe(connection, "petition_overdue_share", HAI_PHONG, period.period_id, pair, form="longdan.deadline")
    for area_id, counts in VISITS.items():
        for period, count in zip(QUARTERS, counts, strict=True):
            units = (41, 99) if (area_id, period) == (VN, Q3_2026) else (95, 99)
            _observe(connection, "reception_visit_count", area_id, period.period_id, (count, None), units=units)
    _observe(connection, "reception_visit_count", VINH_THUAN, Q3_2026.period_id, (0, None), status="nil")
    _observe(connection, "reception_visit_count", VINH_BAO, Q3_2026.period_id, None, status="suppressed")
    _observe(connection, "reception_visit_count", MONG_CAI_1, Q3_2025.period_id, (55, None), status="partial_period")
    _observe(connection, "reception_visit_count", VINH_BAO_DISTRICT, QUARTERS[4].period_id, (120, None))
    _observe(
        connection, "reception_visit_count", VINH_THUAN, QUARTERS[0].period_id, (80, None), units=(1, 1),
        edition="current", derivation="rebased_exact",
    )  # fmt: skip
    _observe(
        connection, "reception_visit_count", VINH_BAO_DISTRICT, Q2_2026.period_id, (140, None), units=(2, 2),
        interval=(120, 160), edition="pre_2025_07", derivation="rebased_apportioned",
    )  # fmt: skip
    for period, pair in zip(ROUNDS, [(160, 200), (170, 200)], strict=True):
        _observe(
            connection, "trust_peoples_committee", HAI_PHONG, period.period_id, pair, form="longdan.survey",
            interval=(pair[0] / pair[1] - 0.055, pair[0] / pair[1] + 0.045), survey_id=f"trust-{period.year}",
        )  # fmt: skip
    _observe(connection, "trust_peoples_committee", QUANG_NINH, ROUNDS[0].period_id, None, status="unpublished")
    _observe_denunciations(connection)
    for period, value in zip(YEARS, [0.8008, 0.8266, 0.8394], strict=True):
        _publish(connection, "satisfaction_sipas", VN, period.period_id, value, "=", "sipas")
    _publish(connection, "dialogue_attendance_count", VINH_BAO_DISTRICT, SPAN.period_id, 2600, ">", "vinh_bao_2021")


def _observe_denunciations(connection: duckdb.DuckDBPyConnection) -> None:
    """Of three communes one is shown, one told by its class, one withheld without it."""
    for area_id, count, class_high in (
        (HAI_PHONG, 31, None),
        (MONG_CAI_1, 9, None),
        (VINH_THUAN, None, 4),
        (VINH_BAO, None, None),
    ):
        _observe(
            connection, "denunciation_petitions_competent", area_id, DENUNCIATION_YEAR.period_id,
            (count, None) if count else None, status="reported" if count else "suppressed", class_high=class_high,
            form="tt06_2025.02_xld",
        )  # fmt: skip


def _observe(
    connection: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str,
    pair: tuple | None, *, status: str = "reported", form: str = "tt06_2025.01_tcd", series: str = "main",
    units: tuple[int, int] | None = None, interval: tuple | None = None, survey_id: str | None = None,
    edition: str = "reported", derivation: str = "ratio", class_high: int | None = None,
) -> None:  # fmt: skip
    """A simulated observation: (numerator, denominator), a null denominator for a count, no pair for no figure."""
    numerator, denominator = pair or (None, None)
    connection.execute(
        "insert into stored.observation by name select i.indicator_no, p.period_no, a.area_no, $survey as survey_id, "
        "$edition as edition, 'total' as scope, 'simulated' as origin, $form as form, $numerator as numerator, "
        "$denominator as denominator, $value as value, $denominator as sample_size, $low as ci_low, $high as ci_high, "
        "'=' as qualifier, $status as status, $derivation as derivation, $reporting as reporting_units, "
        "$expected as expected_units, $series as series, $class_high as class_high "
        "from stored.indicator i, stored.period p, stored.area a "
        "where i.indicator_id = $indicator and p.period_id = $period and a.area_id = $area",
        {
            "class_high": class_high, "survey": survey_id, "form": form, "numerator": numerator, "denominator": denominator,
            "value": numerator / denominator if denominator else numerator, "low": interval and interval[0],
            "high": interval and interval[1], "status": "not_reported" if pair is None and status == "reported" else status,
            "reporting": units and units[0], "expected": units and units[1], "series": series,
            "indicator": indicator_id, "period": period_id, "area": area_id, "edition": edition,
            "derivation": derivation,
        },
    )  # fmt: skip


def _publish(
    connection: duckdb.DuckDBPyConnection, indicator_id: str, area_id: str, period_id: str, value: float,
    qualifier: str, source_id: str,
) -> None:  # fmt: skip
    connection.execute(
        "insert into stored.observation by name select i.indicator_no, p.period_no, a.area_no, 'reported' as edition, "
        "'total' as scope, 'press' as origin, 'published' as form, $value as value, $qualifier as qualifier, "
        "'reported' as status, 'reported' as derivation, $source as source_id, 'main' as series "
        "from stored.indicator i, stored.period p, stored.area a "
        "where i.indicator_id = $indicator and p.period_id = $period and a.area_id = $area",
        {
            "value": value, "qualifier": qualifier, "source": source_id,
            "indicator": indicator_id, "period": period_id, "area": area_id,
        },
    )  # fmt: skip


def _insert_loads(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "insert into source values ('sipas', 'Chỉ số hài lòng 2022–2024', 'Satisfaction index 2022–2024', 'Bộ Nội vụ', "
        "null, null, date '2025-04-06', date '2026-01-15', null, null), ('vinh_bao_2021', 'Đối thoại ở Vĩnh Bảo', "
        "'Dialogues in Vĩnh Bảo', 'Cổng thông tin Hải Phòng', null, null, date '2021-10-20', null, 'trên 2.600', null)"
    )
    connection.execute(
        "insert into load values (1, 'mô phỏng', repeat('a', 64), 'simulated', 'simulated', null, date '2026-11-22', null, "
        "null, 900, 0, false, ''), (2, '02_XLD_hai_phong.xlsx', repeat('b', 64), 'form', 'user', null, date '2026-10-02', "
        "date '2026-09-30', null, 40, 1, false, ''), (3, 'sipas.csv', repeat('c', 64), 'published', 'press', 'sipas', "
        "date '2026-01-15', null, null, 3, 0, false, '')"
    )
    connection.execute(
        "insert into report values (1, 2, '02XLD', 'tt06_2025.02_xld', $area, null, 'total', $period, null, date '2026-09-30', "
        "false, null)",
        {"area": HAI_PHONG, "period": Q3_2026.period_id},
    )
    connection.execute(
        "insert into rejected_row values (2, '02XLD', 14, 'G', 'forms.identity', null, "
        "'Cột 6 không bằng tổng cột 7 và 8.', 'Column 6 is not the sum of columns 7 and 8.', 'cột 6 = 7 + 8', "
        "'column 6 = 7 + 8', 'sửa ô rồi nộp lại', 'mend the cell and load the file again', false)"
    )
    connection.execute(
        "insert into finding values ('total_differs', $area, $period, 'reception_visit_count', "
        "'Báo cáo của thành phố khác tổng các xã.', 'The report of the city differs from the sum of its communes.')",
        {"area": HAI_PHONG, "period": Q3_2026.period_id},
    )
