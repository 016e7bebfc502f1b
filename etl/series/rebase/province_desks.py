"""What the communes of a former province do not hold: the work of the desks above them."""

import duckdb


def mark_province_desks(connection: duckdb.DuckDBPyConnection) -> None:
    """In `rebased_count`, figures of former provinces become bounds where a province of today has more than its communes.

    A former province is made of the communes that lie in it. What the desks of today's province did belongs to none of
    them, so that a count is at least their sum (`>`), and a ratio is only about theirs (`~`).
    """
    connection.execute(
        """
        update rebased_count r
        set qualifier = case when not touched.is_ratio and r.qualifier in ('=', '>') then '>' else '~' end
        from (
            with of_communes as (
                select t.source_no, t.origin, t.period_no, t.category_no, t.parent_no as area_no,
                       sum(t.numerator::exact)::double as numerator
                from total t join stored.area a using (area_no) join stored.area above on above.area_no = t.parent_no
                where a.level = 'commune' and above.level = 'province'
                group by all
            ),
            with_desks as (
                select t.source_no, t.origin, t.period_no, t.category_no, t.area_no
                from total t join stored.area a using (area_no)
                left join of_communes c using (source_no, origin, period_no, category_no, area_no)
                where a.level = 'province' and t.numerator > coalesce(c.numerator, 0)
            )
            select distinct u.unit_no, d.source_no, d.origin, d.period_no, d.category_no, i.is_ratio
            from with_desks d
            join indicator_source i using (source_no)
            join stored.area commune on commune.parent_no = d.area_no
            join rebase_step s on s.from_no = commune.area_no
            join rebase_unit u on u.unit_no = s.unit_no and u.edition = 'pre_2025_07'
            join stored.area former on former.area_no = u.to_no and former.level = 'province'
        ) touched
        where r.unit_no = touched.unit_no and r.source_no = touched.source_no and r.origin = touched.origin
          and r.period_no = touched.period_no and r.category_no = touched.category_no
        """
    )
