"""What a page shows first of an area: one value per indicator, period and ground, chosen from all there are."""

import duckdb


def store_ranked(connection: duckdb.DuckDBPyConnection) -> None:
    """Stores the observations of the temporary table `judged` (the columns of `stored.observation`).

    The first choice of each period and ground goes to `stored.area_total`, sorted as lines are read; the rest stay
    observations. Simulated and real figures are chosen apart, so that the one never hides or completes the other.
    """
    connection.execute(
        """
        create or replace temp table ranked as
        select j.*, a.ground_no, j.origin = 'simulated' as is_simulated,
               row_number() over (
                   partition by j.indicator_no, j.period_no, a.ground_no, j.origin = 'simulated'
                   order by j.body_no is not null, case j.scope when 'total' then 0 when 'own' then 1 else 2 end, j.edition,
                            j.area_no <> a.ground_no, j.sample_size desc nulls last, j.body_no, j.survey_id, j.form desc
               ) as place
        from judged j join stored.area a using (area_no)
        where j.breakdown is null and j.subgroup is null
        """
    )
    connection.execute(
        """
        insert into stored.area_total by name
        select * exclude (breakdown, category, subgroup_by, subgroup, place)
        from ranked where place = 1
        order by indicator_no, ground_no, period_no
        """
    )
    connection.execute(
        """
        insert into stored.observation by name
        select * exclude (ground_no, is_simulated, place) from ranked where place > 1
        union all by name
        select * from judged where breakdown is not null or subgroup is not null
        order by indicator_no, period_no, area_no
        """
    )
