"""One tidied file into the warehouse: its load, reports, measures, records and refused rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import polars as pl

from etl.loading.bodies import with_body_id
from etl.loading.records import add_faults, add_records
from etl.series.periods import add_periods
from etl.tidied import Tidied
from longdan.language.fault import Fault


@dataclass(frozen=True)
class Arrival:
    """Where a tidied file came from and when; files of one day and `take_in` came together."""

    file_name: str
    sha256: str
    received_on: date
    take_in: str = ""


class Loader:
    """Loads tidied files one after the other; holds the numbers given to periods, forms, bodies and reports so far."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._load_count = 0
        self._report_count = 0

    def load(self, parts: Iterable[Tidied], arrival: Arrival) -> int:
        """Store everything a file says, part by part, so that a large one is never held whole. Returns its load_id."""
        self._load_count += 1
        load_id = self._load_count
        self._connection.begin()
        self._open_load(load_id, arrival)
        for part in parts:
            self._add(load_id, part)
        self._connection.commit()
        return load_id

    def refuse(self, arrival: Arrival, faults: list[Fault]) -> int:
        """A file that was refused as a whole: kept visible as a load with nothing accepted."""
        return self.load([Tidied(kind="refused", faults=faults)], arrival)

    def _open_load(self, load_id: int, arrival: Arrival) -> None:
        self._connection.execute(
            """
            insert into load by name
            select $load_id as load_id, $file_name as file_name, $sha256 as sha256, 'refused' as kind, 'user' as origin,
                   $received_on as received_on, $take_in as take_in, 0 as accepted_count, 0 as rejected_count, false as is_superseded
            """,
            {
                "load_id": load_id,
                "file_name": arrival.file_name,
                "sha256": arrival.sha256,
                "received_on": arrival.received_on,
                "take_in": arrival.take_in,
            },
        )

    def _add(self, load_id: int, tidied: Tidied) -> None:
        if tidied.measures.height:
            add_periods(self._connection, tidied.measures["period_id"].unique().drop_nulls())
            self._add_forms(tidied.measures)
            self._add_bodies(tidied.measures)
        reports = self._add_reports(load_id, tidied.reports)
        self._add_measures(tidied.measures, reports)
        for table, frame in tidied.records.items():
            add_records(self._connection, table, frame, origin=tidied.origin, source_id=tidied.source_id)
        add_faults(self._connection, load_id, tidied.faults)
        self._count(load_id, tidied)

    def _count(self, load_id: int, tidied: Tidied) -> None:
        self._connection.execute(
            """
            update load set
                kind = $kind, origin = $origin, source_id = $source_id,
                signed_on = greatest(signed_on, $signed_on),
                accepted_count = accepted_count + $accepted, rejected_count = rejected_count + $rejected
            where load_id = $load_id
            """,
            {
                "load_id": load_id,
                "kind": tidied.kind,
                "origin": tidied.origin,
                "source_id": tidied.source_id,
                "signed_on": tidied.reports["signed_on"].max() if tidied.reports.height else None,
                "accepted": tidied.measures.height + sum(frame.height for frame in tidied.records.values()),
                "rejected": tidied.refused_count,
            },
        )

    def _add_forms(self, measures: pl.DataFrame) -> None:
        forms = measures.select(pl.col("form").unique())  # noqa: F841
        self._connection.execute(
            """
            insert into stored.form
            select (select count(*) from stored.form) + row_number() over (order by form), form
            from forms where form not in (select form from stored.form)
            """
        )

    def _add_bodies(self, measures: pl.DataFrame) -> None:
        bodies = with_body_id(  # noqa: F841
            measures.select("area_id", "body_kind", "body_name").unique().filter(pl.col("body_kind").is_not_null())
        )
        self._connection.execute(
            """
            insert into stored.body
            select (select count(*) from stored.body) + row_number() over (order by body_id),
                   body_id, area_no, body_kind, coalesce(body_name, a.name)
            from bodies join stored.area a using (area_id)
            where body_id not in (select body_id from stored.body)
            """
        )

    def _add_reports(self, load_id: int, reports: pl.DataFrame) -> pl.DataFrame:
        numbered = with_body_id(reports).with_row_index("report_id", offset=self._report_count + 1)
        self._report_count += reports.height
        if reports.height:
            self._connection.execute(
                """
                insert into report by name
                select report_id, $load_id as load_id, sheet, form, area_id, body_id, scope, period_id, survey_id, signed_on,
                       is_partial, null as superseded_by
                from numbered
                """,
                {"load_id": load_id},
            )
        return numbered.select("report_id", "sheet", "form", "period_id")

    def _add_measures(self, measures: pl.DataFrame, reports: pl.DataFrame) -> None:
        """A measure belongs to the report of its sheet, form and period; a reader that gives none is at fault.

        What a body counted in a period inside which its area was born (not merely renamed) is a `partial_period`.
        """
        if not measures.height:
            return
        rows = with_body_id(measures).join(reports, on=["sheet", "form", "period_id"], how="left")
        orphans = rows["report_id"].null_count()
        if orphans or rows.height != measures.height:
            raise ValueError(f"{orphans} measures without a report, {rows.height - measures.height} with more than one")
        before = self._measure_count()
        self._connection.execute(
            """
            insert into stored.measure by name
            select m.report_id, m.cell, f.form_no, m.column_no, a.area_no, b.body_no, m.scope, p.period_no,
                   m.covered_from, m.covered_to, m.breakdown, m.category, m.survey_id, m.value, m.qualifier,
                   case when m.status in ('reported', 'nil') and m.body_id is not null and p.type not in ('round', 'span')
                             and a.valid_from > p.start_on and a.valid_from <= p.end_on and not a.is_continued
                        then 'partial_period' else m.status end as status
            from rows m
            join stored.form f on f.form = m.form
            join stored.area a on a.area_id = m.area_id
            join stored.period p on p.period_id = m.period_id
            left join stored.body b on b.body_id = m.body_id
            """
        )
        lost = measures.height - (self._measure_count() - before)
        if lost:
            raise ValueError(f"{lost} measures name an area that is not in the warehouse")

    def _measure_count(self) -> int:
        return self._connection.execute("select count(*) from stored.measure").fetchall()[0][0]
