"""Figures put on other units: one is shown only where everything it was made of is shown, so that it tells nothing new."""

import duckdb


def hide_rebased(connection: duckdb.DuckDBPyConnection) -> None:
    """Adds to `hidden` the re-based observations of all but open indicators of which a predecessor's figure is hidden.

    One whose predecessors' figures cannot be found is hidden too.
    """
    connection.execute(
        """
        insert into hidden
        with rebased as (
            select o.rowid as row_no, o.* from facts.stored.observation o join facts.stored.indicator i using (indicator_no)
            where o.edition <> 'reported' and i.disclosure <> 'open'
        ),
        traced as (
            select r.row_no, count(o.rowid) > 0 and bool_and(h.row_no is null) as is_known
            from rebased r
            join facts.stored.conversion c on c.edition = r.edition and c.to_no = r.area_no
            left join facts.stored.observation o on o.indicator_no = r.indicator_no and o.period_no = r.period_no
                and o.area_no = c.from_no and o.origin = r.origin and o.edition = 'reported' and o.value is not null
                and o.breakdown is not distinct from r.breakdown and o.category is not distinct from r.category
                and o.subgroup is not distinct from r.subgroup and o.scope = 'total'
            left join hidden h on h.row_no = o.rowid
            group by r.row_no
        )
        select row_no from rebased left join traced using (row_no)
        where not coalesce(is_known, false) and row_no not in (from hidden)
        """
    )
