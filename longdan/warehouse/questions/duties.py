"""Questions about duties: the parts of an area, the dialogues held in them, and the reports that came."""

from datetime import date

import duckdb
import polars as pl


def read_as_of(cursor: duckdb.DuckDBPyConnection, build_id: str) -> date:
    """The day that the build stands for: the one it was replayed to, else the day it was made, with which its id begins."""
    found = cursor.execute("select value from build_info where key = 'as_of' and value <> ''").fetchall()
    return date.fromisoformat(found[0][0]) if found else date.fromisoformat(build_id[:8])


def place_areas(cursor: duckdb.DuckDBPyConnection, area_id: str, on: date) -> pl.DataFrame:
    """Every area whose ground lies in an area on a day, with the part of it where it belongs.

    area_id, name, place_id (the area directly below that it lies in; the area itself, for itself), unit_id (the unit of that day that
    it is, or became: of a divided one, the one that took the most), level, is_valid (it existed on that day).
    A unit that ended before belongs where its successor does, so that what was promised there is still followed.
    """
    sql = """
        with recursive heir as (
            select from_no, to_no from stored.succession
            qualify row_number() over (
                partition by from_no order by relation = 'whole' desc, share desc nulls last, to_no
            ) = 1
        ),
        next_up as (  -- one step: to what took over, else to what it lies in
            select a.area_no, a.area_id, a.name, a.folded_name, a.level, a.valid_from,
                   coalesce(a.valid_to, $on) >= $on as is_unended,
                   if(is_unended, a.parent_no, coalesce(heir.to_no, a.parent_no)) as next_no,
                   not is_unended and heir.to_no is not null as is_succession
            from stored.area a left join heir on heir.from_no = a.area_no
        ),
        asked as (select area_no from stored.area where area_id = $area_id),
        walk as (
            select area_no, area_no as at_no, area_no as unit_no, null::usmallint as place_no from next_up
            union all
            select w.area_no, n.next_no, if(n.is_succession and w.unit_no = w.at_no, n.next_no, w.unit_no),
                   if(n.is_succession, n.next_no, w.at_no)
            from walk w join next_up n on n.area_no = w.at_no
            where n.next_no is not null and w.at_no <> (from asked)
        )
        select n.area_id, n.name, coalesce(p.area_id, n.area_id) as place_id, u.area_id as unit_id, n.level::varchar as level,
               n.is_unended and n.valid_from <= $on as is_valid
        from walk w join next_up n using (area_no) join stored.area u on u.area_no = w.unit_no
        left join stored.area p on p.area_no = w.place_no
        where w.at_no = (from asked)
        order by n.folded_name, n.area_id
    """
    return cursor.sql(sql, params={"area_id": area_id, "on": on}).pl()


def list_dialogues(cursor: duckdb.DuckDBPyConnection, places: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    """The dialogues that any body held with residents in the areas of `places`, from one day to another.

    dialogue_id, place_id, unit_id, level, body_kind (null where it is not told), held_on, noticed_on, published_on,
    is_simulated. Talks with cadres and Party members are another duty and are left out.
    """
    wanted = places  # noqa: F841 (DuckDB reads it by name)
    sql = """
        select d.dialogue_id, wanted.place_id, wanted.unit_id, wanted.level, b.kind as body_kind,
               d.held_on, d.noticed_on, d.published_on, d.origin = 'simulated' as is_simulated
        from dialogue d join wanted using (area_id) left join body b using (body_id)
        where d.held_on between $first and $last and d.audience is distinct from 'cadres_party_members'
        order by d.held_on, d.dialogue_id
    """
    return cursor.sql(sql, params={"first": first, "last": last}).pl()


def list_reports(cursor: duckdb.DuckDBPyConnection, places: pl.DataFrame, period_id: str) -> pl.DataFrame:
    """The official reports of a period, one row per reporting area: those areas of `places` that sent any.

    area_id, place_id, level, forms (how many different ones), arrived_on (the day on which the last of the forms had come for
    the first time: a later correction makes no report late), is_simulated.
    Of a file it is the day it was received; of a simulated report, which no one sent, the day it is signed. Null where a form has
    no such day.
    """
    wanted = places  # noqa: F841 (DuckDB reads it by name)
    sql = """
        with form as (
            select r.area_id, r.form, l.origin = 'simulated' as is_simulated,
                   min(if(l.origin = 'simulated', r.signed_on, l.received_on)) as came_on
            from report r join load l using (load_id)
            where r.period_id = $period_id and r.form like 'tt%' and r.area_id is not null
            group by all
        )
        select wanted.area_id, wanted.place_id, wanted.level, form.is_simulated, count(*) as forms,
               if(count(came_on) = count(*), max(came_on), null) as arrived_on
        from form join wanted using (area_id)
        group by all order by wanted.area_id, form.is_simulated
    """
    return cursor.sql(sql, params={"period_id": period_id}).pl()


def first_receipt(cursor: duckdb.DuckDBPyConnection) -> date | None:
    """The day on which the first file was received: of what was due before it, arrival here says nothing."""
    sql = "select min(received_on) from load where origin = 'user'"
    return cursor.execute(sql).fetchall()[0][0]


def list_units_with_days(
    cursor: duckdb.DuckDBPyConnection, places: pl.DataFrame, indicator_id: str, period_id: str
) -> pl.DataFrame:
    """The share of an indicator in each commune of `places` for a period: area_id, place_id, value, status, is_simulated."""
    wanted = places  # noqa: F841 (DuckDB reads it by name)
    sql = """
        select wanted.area_id, wanted.place_id, t.value, t.status::varchar as status, t.is_simulated
        from area_total t join wanted using (area_id)
        where t.indicator_id = $indicator_id and t.period_id = $period_id and wanted.level = 'commune' and wanted.is_valid
        order by wanted.area_id, t.is_simulated
    """
    return cursor.sql(sql, params={"indicator_id": indicator_id, "period_id": period_id}).pl()


def list_reporting_communes(cursor: duckdb.DuckDBPyConnection, places: pl.DataFrame, period_id: str) -> pl.DataFrame:
    """The communes of `places` of which any official form of a period gives a figure: area_id, is_simulated."""
    wanted = places  # noqa: F841 (DuckDB reads it by name)
    sql = """
        select distinct wanted.area_id, t.is_simulated
        from area_total t join wanted using (area_id)
        where t.period_id = $period_id and t.form like 'tt%' and t.value is not null and wanted.level = 'commune'
        order by wanted.area_id, t.is_simulated
    """
    return cursor.sql(sql, params={"period_id": period_id}).pl()


def list_open_ages(cursor: duckdb.DuckDBPyConnection, area_id: str, until: date, *, only_real: bool) -> pl.DataFrame:
    """The open cases of an area by age, of the newest period that ends by a day: category, value, period_id, is_simulated.

    Empty where nobody counted them.
    """
    sql = """
        select o.category, o.value, o.period_id, o.origin = 'simulated' as is_simulated
        from observation o join period p using (period_id)
        where o.indicator_id = 'open_cases' and o.area_id = $area_id and o.breakdown = 'age' and o.scope = 'total'
          and o.value is not null and p.end_on <= $until and not ($only_real and o.origin = 'simulated')
        qualify dense_rank() over (order by p.end_on desc, p.start_on desc, o.origin = 'simulated') = 1
        order by o.category
    """
    return cursor.sql(sql, params={"area_id": area_id, "until": until, "only_real": only_real}).pl()


def list_published_shares(
    cursor: duckdb.DuckDBPyConnection, area_ids: list[str], indicator_ids: list[str]
) -> pl.DataFrame:
    """What publications say by office of shares of days required, the newest period first: one row per area, period, office.

    area_id, area_name, level, period_id, office, source_vi, source_en, publisher, published_on, and `figures`: a struct of
    indicator_id, numerator (null where only the share is printed) and value for each that is told.
    """
    sql = """
        select o.area_id, a.name as area_name, a.level::varchar as level, o.period_id, o.category as office,
               s.title_vi as source_vi, s.title_en as source_en, s.publisher, s.published_on,
               list({indicator_id: o.indicator_id, numerator: o.numerator, value: o.value}
                    order by list_position($indicator_ids::varchar[], o.indicator_id)) as figures
        from observation o join area a using (area_id) join period p using (period_id) join source s using (source_id)
        where o.form = 'published' and o.breakdown = 'office' and o.value is not null and o.edition = 'reported'
          and list_contains($indicator_ids::varchar[], o.indicator_id) and list_contains($area_ids::varchar[], o.area_id)
        group by all
        order by max(p.end_on) desc, o.area_id,
                 list_position(['minister', 'provincial_chair', 'district_chair', 'commune_chair'], any_value(o.category))
    """
    return cursor.sql(sql, params={"area_ids": area_ids, "indicator_ids": indicator_ids}).pl()
