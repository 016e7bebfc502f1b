"""A published file with one province of many communes, alike but for what a test says of some of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.loading.facts import create_schema
from etl.statistics.attention import write_attention
from etl.statistics.peers import write_peers
from etl.statistics.settings import AttentionSettings, Watch
from longdan.methods.period import Period, inspection_period

QUARTERS = [inspection_period("quarter", year, number) for year in (2024, 2025, 2026) for number in (1, 2, 3, 4)]
ROUNDS = [Period("round", "civil", date(year, 6, 1), date(year, 6, 30)) for year in (2025, 2026)]
SHARE, RATE, TRUST = 1, 2, 3  # indicator_no
WATCHES = (
    Watch("decided_share", "quarter.inspection"),
    Watch("petitions_per_1000", "quarter.inspection"),
    Watch("trust", "round.civil"),
)


@dataclass
class Crowd:
    """Commune `n` is area_no n + 1, the province 1, the country 0; communes alternate between two kinds and grow in size."""

    connection: duckdb.DuckDBPyConnection
    size: int

    def report(
        self,
        commune: int,
        period: Period,
        numerator: float,
        denominator: float,
        *,
        indicator: int = SHARE,
        **columns: object,
    ) -> None:
        """A simulated figure of a commune, reported exactly unless `columns` say otherwise."""
        usual = {"status": "reported", "qualifier": "=", "derivation": "ratio", "is_simulated": True, "survey_id": None}
        usual["design_effect"] = None
        values = usual | columns | {
            "indicator": indicator, "period": period.period_id, "area": commune + 1, "numerator": numerator,
            "denominator": denominator,
        }  # fmt: skip
        self.connection.execute(
            """
            insert into stored.area_total by name
            select $indicator as indicator_no, period_no, $area as ground_no, $is_simulated as is_simulated, $area as area_no,
                   $survey_id as survey_id, 'reported' as edition, 'total' as scope,
                   if($is_simulated, 'simulated', 'user') as origin, 'test' as form, $numerator as numerator,
                   $denominator as denominator, $numerator / $denominator as value, $qualifier as qualifier,
                   $status as status, $derivation as derivation,
                   $design_effect as design_effect
            from stored.period where period_id = $period
            """,
            values,
        )

    def judge(self, *, window_days: int = 350, fewest_places: int = 20) -> None:
        write_peers(self.connection)
        write_attention(self.connection, AttentionSettings(window_days, fewest_places, WATCHES))

    def found(self, commune: int, benchmark: str = "parent", indicator: int = SHARE) -> dict | None:
        rows = self.connection.sql(
            """
            select * from stored.attention
            where area_no = $area and benchmark = $benchmark and indicator_no = $indicator
            """,
            params={"area": commune + 1, "benchmark": benchmark, "indicator": indicator},
        ).pl()
        return next(iter(rows.to_dicts()), None)


def make_crowd(folder: Path, size: int = 60) -> Crowd:
    connection = duckdb.connect(str(folder / "published.duckdb"))
    create_schema(connection)
    for number in range(size + 2):
        level = {0: "country", 1: "province"}.get(number, "commune")
        connection.execute(
            """
            insert into stored.area by name
            select $no as area_no, $id as area_id, $id as code, $level as level, $kind as kind, $id as name, $id as short_name,
                   $id as name_en, $id as folded_name, $parent as parent_no, $no as ground_no, date '2024-01-01' as valid_from,
                   true as is_start_known, $population as population, $area as area_km2
            """,
            {
                "no": number, "id": f"{number:05}@2024-01-01", "level": level,
                "kind": level if number < 2 else ("commune", "ward")[number % 2], "parent": {0: None, 1: 0}.get(number, 1),
                "population": 10_000 + 500 * number, "area": 20.0,
            },
        )  # fmt: skip
    for number, period in enumerate([*QUARTERS, *ROUNDS]):
        connection.execute(
            """
            insert into stored.period
            values ($no, $id, $type, $calendar, $start, $stop, false, $id, $id)
            """,
            {
                "no": number, "id": period.period_id, "type": period.type, "calendar": period.calendar,
                "start": period.start_on, "stop": period.end_on,
            },
        )  # fmt: skip
    indicators = (
        (SHARE, "decided_share", "share", "higher_is_better"),
        (RATE, "petitions_per_1000", "per_1000", "neutral"),
        (TRUST, "trust", "share", "higher_is_better"),
    )
    for number, name, unit, direction in indicators:
        connection.execute(
            """
            insert into stored.indicator by name
            select $no as indicator_no, $name as indicator_id, 'petitions' as topic, $no as position, $name as title_vi,
                   $name as title_en, $unit as unit, 1 as decimals, $direction as direction, 'ratio_of_sums' as aggregation,
                   $name as definition_vi, $name as definition_en, 'open' as disclosure, 'population' as apportion
            """,
            {"no": number, "name": name, "unit": unit, "direction": direction},
        )
    return Crowd(connection, size)
