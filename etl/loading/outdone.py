"""Cells that two standing reports give: a commune's own report and its row in the province's, or a supplement."""

import duckdb

from etl.loading.arrivals import number_arrivals


def find_outdone_cells(connection: duckdb.DuckDBPyConnection) -> int:
    """The temporary table `outdone` (measure_row): cells that a later report says instead. Returns how many.

    Of several whole reports with a row of one unit, form, scope and period, the row of the latest holds; a supplement
    later than that replaces the cells it fills. Later means as in `supersede_reports`; of a unit's own report and of its row
    in that of an area above, which came together and bear no later signature, its own holds. Printed figures are no rows of
    a form: each stands for itself.
    """
    _list_repeated_rows(connection)
    connection.execute(
        """
        create or replace temp table outdone as
        with claim as (
            select m.rowid as measure_row, m.report_id, r.is_partial, r.place, g.row_no,
                   m.column_no, m.breakdown, m.category, m.survey_id, m.value is not null as has_value,
                   min(r.place) filter (not r.is_partial) over (partition by g.row_no) as whole_place
            from stored.measure m
            join standing_report r using (report_id)
            join repeated_row g on g.form_no = m.form_no and g.period_no = m.period_no and g.area_no = m.area_no
                and g.scope = m.scope and g.body_no is not distinct from m.body_no and g.is_simulated = r.is_simulated
                and g.survey_id is not distinct from m.survey_id
        ),
        judged as (
            select *, case when is_partial then has_value and place <= coalesce(whole_place, place)
                           else place = whole_place end as is_standing
            from claim
        ),
        ranked as (
            select *, min(place) filter (is_standing) over (
                partition by row_no, column_no, breakdown, category, survey_id
            ) as first_place
            from judged
        )
        select measure_row from ranked where not is_standing or place > first_place
        """
    )
    ((count,),) = connection.execute("select count(*) from outdone").fetchall()
    return count


def _list_repeated_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """`standing_report`, ranked from the latest, and `repeated_row`: what more than one of them has a row for."""
    number_arrivals(connection)
    connection.execute(
        """
        create or replace temp table standing_report as
        select r.report_id, r.is_partial, l.origin = 'simulated' as is_simulated,
               row_number() over (
                   order by coalesce(r.signed_on, l.received_on) desc, l.arrival desc, a.level desc, l.load_id desc, r.report_id desc
               ) as place
        from report r join received l using (load_id) left join stored.area a using (area_id)
        where r.superseded_by is null and r.form <> 'published'
        """
    )
    connection.execute(
        """
        create or replace temp table repeated_row as
        select row_number() over () as row_no, *
        from (
            select m.form_no, m.period_no, m.area_no, m.body_no, m.scope, m.survey_id, r.is_simulated
            from stored.measure m join standing_report r using (report_id)
            group by all
            having min(m.report_id) <> max(m.report_id)
        )
        """
    )
