"""Reports on the same thing of which nobody can say which is the later: neither is used, and both are asked back."""

import duckdb
import polars as pl

from etl.loading.arrivals import number_arrivals
from etl.loading.records import add_faults
from longdan.language.fault import Fault


def refuse_unordered(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    """Refuse the latest reports on one thing where they differ, came together and bear no later date; a fault for each.

    "On one thing" as in `supersede_reports`, which may then take any of those that remain. One that came afterwards with the
    content of one of them, such as the same report with its date of signature, settles which it was. The names of files and
    their order in a folder say nothing. Supplements replace single cells and are not judged.
    """
    number_arrivals(connection)
    faults: list[Fault] = []
    while (rivals := _list_rivals(connection)).height:
        for group in rivals.partition_by("thing", maintain_order=True):
            latest = group.filter(pl.col("place") == 1)
            again = group.filter(
                (pl.col("place") > 1) & pl.col("came_later"), pl.col("content").is_in(latest["content"].implode())
            )
            if again.height:
                _settle(connection, latest["report_id"].to_list(), again["report_id"][0])
            else:
                faults += _refuse(connection, latest)
    return faults


def _list_rivals(connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """All reports on each thing of which the latest, `place` 1, are several that differ; `came_later` than those."""
    return connection.sql(
        """
        with placed as (
            select r.report_id, r.load_id, r.sheet, r.period_id, l.file_name, l.arrival,
                   first_value(r.report_id) over later_first as thing, rank() over later_first as place
            from report r join received l using (load_id)
            where not r.is_partial and r.superseded_by is null and l.origin <> 'simulated' and r.form <> 'published'
            window later_first as (
                partition by r.form, r.area_id, r.body_id, r.scope, r.period_id, r.survey_id
                order by coalesce(r.signed_on, l.received_on) desc, l.arrival desc
            )
        ),
        tied as (select * from placed qualify count(*) filter (place = 1) over (partition by thing) > 1),
        content as (
            select report_id, md5(string_agg(cell, chr(10) order by cell)) as content
            from (
                select report_id, row(
                    column_no, area_no, body_no, scope, covered_from, covered_to, breakdown, category, survey_id, value,
                    qualifier, status
                )::varchar as cell
                from stored.measure semi join tied using (report_id)
            )
            group by report_id
        )
        select p.*, coalesce(content, '') as content, period.start_on, period.end_on,
               p.arrival > min(p.arrival) filter (p.place = 1) over of_thing as came_later
        from tied p left join content using (report_id) left join period using (period_id)
        window of_thing as (partition by p.thing)
        qualify count(distinct coalesce(content, '')) filter (p.place = 1) over of_thing > 1
        order by p.thing, p.place, p.load_id, p.report_id
        """
    ).pl()


def _settle(connection: duckdb.DuckDBPyConnection, report_ids: list[int], by: int) -> None:
    connection.execute(
        "update report set superseded_by = $by where list_contains($report_ids::integer[], report_id)",
        {"report_ids": report_ids, "by": by},
    )


def _refuse(connection: duckdb.DuckDBPyConnection, reports: pl.DataFrame) -> list[Fault]:
    """Out of the warehouse with them: a report that cannot be placed is refused like a row that cannot be read."""
    faults = []
    names = {row["report_id"]: f"{row['file_name']} ({row['sheet']})" for row in reports.iter_rows(named=True)}
    for row in reports.iter_rows(named=True):
        others = "; ".join(sorted(name for report_id, name in names.items() if report_id != row["report_id"]))
        window = {name: f"{row[f'{name}_on']:%d/%m/%Y}" if row[f"{name}_on"] else "?" for name in ("start", "end")}
        fault = Fault(
            "forms.not_ordered", file=row["file_name"], sheet=row["sheet"], values={"others": others, **window}
        )
        add_faults(connection, row["load_id"], [fault])
        _take_out(connection, row["report_id"], row["load_id"])
        faults.append(fault)
    return faults


def _take_out(connection: duckdb.DuckDBPyConnection, report_id: int, load_id: int) -> None:
    chosen = {"report_id": report_id}
    ((count,),) = connection.execute("delete from stored.measure where report_id = $report_id", chosen).fetchall()
    connection.execute("delete from report where report_id = $report_id", chosen)
    connection.execute(
        """
        update load set accepted_count = accepted_count - $count, rejected_count = rejected_count + 1
        where load_id = $load_id
        """,
        {"load_id": load_id, "count": count},
    )
