"""Which of several reports on the same thing holds: the later signature, then the later arrival.

Where neither tells, `refuse_unordered` has already asked them back.
"""

import duckdb


def supersede_reports(connection: duckdb.DuckDBPyConnection) -> int:
    """Mark the reports that a later one replaces as a whole; returns how many.

    Same form, body, scope and period, and the same origin: a simulated report never replaces a real one. A report that says
    it is partial replaces only the rows it holds, so it supersedes nothing as a whole.
    """
    connection.execute(
        """
        with ranked as (
            select r.report_id,
                   first_value(r.report_id) over w as holds,
                   row_number() over w as place
            from report r join load l using (load_id)
            where not r.is_partial and r.superseded_by is null
            window w as (
                partition by r.form, r.area_id, r.body_id, r.scope, r.period_id, r.survey_id, l.origin = 'simulated'
                order by coalesce(r.signed_on, l.received_on) desc, l.received_on desc, l.load_id desc, r.report_id desc
            )
        )
        update report set superseded_by = ranked.holds
        from ranked where ranked.report_id = report.report_id and ranked.place > 1
        """
    )
    connection.execute(
        """
        update load set
            is_superseded = exists (select 1 from report r where r.load_id = load.load_id)
                and not exists (select 1 from report r where r.load_id = load.load_id and r.superseded_by is null)
        """
    )
    connection.execute(
        """
        update load set replaces = older.load_id
        from report older join report newer on newer.report_id = older.superseded_by
        where newer.load_id = load.load_id and older.load_id <> load.load_id
        """
    )
    return connection.execute("select count(*) from report where superseded_by is not null").fetchall()[0][0]
