"""What a page shows first of an area: one value per indicator, period and ground, chosen from all there are."""

import duckdb

# What places an observation `o` of an area `a`: its ground, its origin, and whether it is of everybody asked.
PLACED = """
    a.ground_no, o.origin = 'simulated' as is_simulated, o.breakdown is null and o.subgroup is null as is_whole
"""


def store_ranked(connection: duckdb.DuckDBPyConnection) -> None:
    """Stores the observations of the temporary table `judged`: the columns of `stored.observation` and of `PLACED`.

    The first choice of each period and ground goes to `stored.area_total`, sorted as lines are read; the rest stay
    observations. Simulated and real figures are chosen apart, so that the one never hides or completes the other.
    """
    # Most have no other figure beside them: only the few that do are sorted.
    connection.execute(
        """
        create or replace temp table outranked as
        with several as (
            select indicator_no, period_no, ground_no, is_simulated from judged where is_whole group by all having count(*) > 1
        )
        select j.rowid as row_no
        from judged j semi join several using (indicator_no, period_no, ground_no, is_simulated)
        where j.is_whole
        qualify row_number() over (
            partition by indicator_no, period_no, ground_no, is_simulated
            order by body_no is not null, case scope when 'total' then 0 when 'own' then 1 else 2 end, edition,
                     area_no <> ground_no, sample_size desc nulls last, body_no, survey_id, form desc
        ) > 1
        """
    )
    connection.execute(
        """
        insert into stored.area_total by name
        select * exclude (breakdown, category, subgroup_by, subgroup, is_whole)
        from judged where is_whole and rowid not in (select row_no from outranked)
        order by indicator_no, ground_no, period_no
        """
    )
    connection.execute(
        """
        insert into stored.observation by name
        select * exclude (ground_no, is_simulated, is_whole)
        from judged where not is_whole or rowid in (select row_no from outranked)
        order by indicator_no, period_no, area_no
        """
    )
