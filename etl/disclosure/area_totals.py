"""What a page shows first of an area: one published value per indicator, period and ground, chosen from all there are."""

import duckdb


def write_area_totals(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills `stored.area_total` from `stored.observation`, indicator by indicator, sorted as it is read.

    Simulated and real figures are chosen apart, so that the one never hides or completes the other.
    """
    for (indicator_no,) in connection.execute("select indicator_no from stored.indicator order by 1").fetchall():
        connection.execute(
            """
            insert into stored.area_total by name
            select o.* exclude (area_no, breakdown, category, subgroup_by, subgroup), a.ground_no,
                   o.origin = 'simulated' as is_simulated
            from stored.observation o
            join stored.area a using (area_no)
            where o.indicator_no = $indicator_no and o.breakdown is null and o.subgroup is null
            qualify row_number() over (
                partition by o.period_no, a.ground_no, o.origin = 'simulated'
                order by o.body_no is not null, case o.scope when 'total' then 0 when 'own' then 1 else 2 end,
                         o.edition, o.area_no <> a.ground_no, o.sample_size desc nulls last, o.body_no, o.survey_id,
                         o.form desc
            ) = 1
            order by a.ground_no, o.period_no
            """,
            {"indicator_no": indicator_no},
        )
