"""Which cells of which files an observation was made of: the way back from a figure to the page it was read from."""

import duckdb


def write_lineage(connection: duckdb.DuckDBPyConnection) -> int:
    """`stored.lineage` of the undivided figures of this build that came from files with cells. Returns how many cells.

    One row per indicator, period, area and cell that was added up into it where it was reported; sums up the tree,
    differences and re-based figures are made of those. Reports that no longer hold, and cells outdone by later ones, are none.
    """
    return connection.execute(
        """
        insert into stored.lineage by name
        with used as (
            select distinct indicator_no, c.form_no, c.column_no, k.breakdown, k.category
            from component c
            join indicator_source using (source_no)
            join category_key k on k.category_no = c.where_no
            where c.by is null and c.category_no = 0
        ),
        asked as (select distinct indicator_no, form_no, question from indicator_source where question is not null),
        printed as (
            select f.form_no, i.indicator_no, i.indicator_id from stored.form f, stored.indicator i where f.form = 'published'
        ),
        standing as (
            select m.*, r.load_id, r.sheet
            from stored.measure m
            join report r on r.report_id = m.report_id and r.superseded_by is null
            anti join outdone on outdone.measure_row = m.rowid
            where m.cell is not null
        ),
        traced as (
            select u.indicator_no, s.*
            from standing s join used u on u.form_no = s.form_no and u.column_no = s.column_no
                and u.breakdown is not distinct from s.breakdown and u.category is not distinct from s.category
            union all
            select a.indicator_no, s.*
            from standing s join asked a on a.form_no = s.form_no and a.question = split_part(s.column_no, '/', 1)
            where s.breakdown is null
            union all
            select p.indicator_no, s.*
            from standing s join printed p on p.form_no = s.form_no and p.indicator_id = split_part(s.column_no, '/', 1)
            where s.breakdown is null
        )
        select distinct indicator_no, period_no, area_no, survey_id, form_no, column_no, load_id, sheet, cell
        from traced
        order by indicator_no, period_no, area_no, load_id, sheet, cell
        """
    ).fetchall()[0][0]
