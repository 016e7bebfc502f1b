"""Questions about areas: one area, those above and below it, what became of it, and search by any name."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

import duckdb
import polars as pl

from longdan.language.names import fold_name
from longdan.warehouse.questions.units import REFORM_ON

LAST_DAY_BEFORE = REFORM_ON - timedelta(days=1)


@dataclass(frozen=True)
class Area:
    """An administrative unit with its dates of validity; `valid_to` is None while it is in force."""

    area_id: str
    code: str
    level: str
    kind: str
    name: str
    short_name: str
    name_en: str
    parent_id: str | None
    former_district_id: str | None
    valid_from: date
    valid_to: date | None
    is_start_known: bool

    @property
    def is_current(self) -> bool:
        return self.valid_to is None

    def is_among(self, units: str) -> bool:
        """Whether it is one of today's units, or of the districts and provinces before the reform; "reported" has all."""
        if units == "pre_2025_07":
            stood = self.valid_from < REFORM_ON and (self.valid_to is None or self.valid_to >= LAST_DAY_BEFORE)
            return stood and self.level != "commune"
        return units == "reported" or self.is_current


def read_area(cursor: duckdb.DuckDBPyConnection, area_id: str) -> Area | None:
    """The area with this id; None where the build has none."""
    found = cursor.sql("select * from area where area_id = $area_id", params={"area_id": area_id}).pl().to_dicts()
    return Area(**{field.name: found[0][field.name] for field in fields(Area)}) if found else None


def find_by_code(cursor: duckdb.DuckDBPyConnection, code: str) -> str | None:
    """The id of the unit in force that bears this official code (`VN` for the country); None where there is none."""
    sql = "select area_id from area where code = $code and valid_to is null order by level limit 1"
    found = cursor.execute(sql, {"code": code}).fetchall()
    return found[0][0] if found else None


def find_area(cursor: duckdb.DuckDBPyConnection, asked: str) -> Area | None:
    """The area with this id, or the unit in force with this official code; None where there is none."""
    area_id = asked if "@" in asked else find_by_code(cursor, asked)
    return read_area(cursor, area_id) if area_id else None


def list_ancestors(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """From the country down to the area itself: area_id, name, name_en, short_name, level."""
    sql = """
        with recursive chain as (
            select area_id, name, name_en, short_name, level, parent_id, 0 as depth from area where area_id = $area_id
            union all
            select a.area_id, a.name, a.name_en, a.short_name, a.level, a.parent_id, depth + 1
            from chain join area a on a.area_id = chain.parent_id
        )
        select area_id, name, name_en, short_name, level::varchar as level from chain order by depth desc
    """
    return cursor.sql(sql, params={"area_id": area_id}).pl()


def list_children(cursor: duckdb.DuckDBPyConnection, area_id: str, *, units: str) -> pl.DataFrame:
    """The areas directly below, in order of former district and name: those in force as long as it is.

    Of `units` "pre_2025_07", the provinces and districts that stood on 30/06/2025.
    area_id, name, short_name, kind, group_name (the former district of a present commune; null elsewhere).
    """
    sql = """
        select c.area_id, c.name, c.short_name, c.kind, d.name as group_name
        from area c join area p on p.area_id = c.parent_id left join area d on d.area_id = c.former_district_id
        where c.parent_id = $area_id
          and case when $units = 'pre_2025_07'
                   then c.level <> 'commune'
                        and date '2025-06-30' between c.valid_from and coalesce(c.valid_to, date '9999-12-31')
                   else c.valid_to is not distinct from p.valid_to end
        order by d.folded_name nulls last, c.folded_name, c.area_id
    """
    return cursor.sql(sql, params={"area_id": area_id, "units": units}).pl()


def search_areas(cursor: duckdb.DuckDBPyConnection, typed: str, limit: int = 20) -> pl.DataFrame:
    """Areas, present and past, whose name holds every word typed, with or without diacritics, in any order.

    Words may also name the areas above ("hai hoa mong cai"). Exact names first, then those that hold more of the words
    themselves, units in force, larger ones.
    area_id, name, level, valid_to, parent_name, grandparent_name. Empty where nothing was typed.
    """
    words = fold_name(typed).split()
    sql = """
        with named as (
            select a.area_id, a.name, a.level, a.valid_to, a.folded_name,
                   p.name as parent_name, g.name as grandparent_name, p.level as parent_level,
                   concat_ws(' ', a.code, a.folded_name, p.folded_name, g.folded_name) as haystack
            from area a left join area p on p.area_id = a.parent_id left join area g on g.area_id = p.parent_id
        )
        select area_id, name, level::varchar as level, valid_to,
               case when parent_level <> 'country' then parent_name end as parent_name,
               case when parent_level = 'district' then grandparent_name end as grandparent_name
        from named
        where len($words::varchar[]) > 0
          and list_bool_and([contains(' ' || haystack, ' ' || word) for word in $words::varchar[]])
          and list_bool_or([contains(' ' || folded_name, ' ' || word) or starts_with(area_id, word)
                            for word in $words::varchar[]])
        order by not (folded_name = $typed or ends_with(folded_name, ' ' || $typed)),
                 list_sum([(' ' || folded_name).contains(' ' || word)::integer for word in $words::varchar[]]) desc,
                 valid_to is not null, named.level, folded_name, area_id
        limit $limit
    """
    return cursor.sql(sql, params={"words": words, "typed": " ".join(words), "limit": limit}).pl()


def list_present_areas(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """The units in force that took over an ended one, over as many reforms as lie between: area_id, name, is_whole.

    Of a district, what became of its communes, since the level itself has no successor; of a province, the provinces
    that these lie in. `is_whole` is true where no step on the way was a part only.
    """
    sql = """
        with recursive asked as (
            select area_no, level from stored.area where area_id = $area_id
        ), start as (
            from asked
            union
            select c.area_no, c.level from start join stored.area c on c.parent_no = start.area_no
            where start.level <> 'country'
        ), step as (
            select area_no, true as is_whole from start
            union
            select s.to_no, step.is_whole and s.relation = 'whole' from step join stored.succession s on s.from_no = step.area_no
        ), present as (
            select if(asked.level = 'province', coalesce(p.area_no, a.area_no), a.area_no) as area_no,
                   step.is_whole or asked.level = 'province' as is_whole
            from step join stored.area a using (area_no) cross join asked
            left join stored.area p on p.area_no = a.parent_no and p.level = 'province'
            where a.valid_to is null
        )
        select a.area_id, a.name, bool_and(present.is_whole) as is_whole
        from present join stored.area a using (area_no)
        where a.area_id <> $area_id
        group by a.area_id, a.name, a.folded_name order by a.folded_name, a.area_id
    """
    return cursor.sql(sql, params={"area_id": area_id}).pl()


def list_former_areas(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """The provinces, or of a commune the districts, of 30/06/2025 whose ground it holds some of: area_id, name, is_main.

    `is_main` is the district that a commune mostly lies in; it comes first.
    """
    sql = """
        with recursive step as (
            select area_no from stored.area where area_id = $area_id
            union
            select s.from_no from step join stored.area a using (area_no)
            join stored.succession s on s.to_no = a.area_no and a.valid_from >= date '2025-07-01'
        ), former as (
            select if(a.level = 'commune', a.parent_no, a.area_no) as area_no
            from step join stored.area a using (area_no)
            where date '2025-06-30' between a.valid_from and coalesce(a.valid_to, date '9999-12-31')
        )
        select distinct a.area_id, a.name, asked.former_district_no is not distinct from a.area_no as is_main, a.folded_name
        from former join stored.area a using (area_no) cross join stored.area asked
        where asked.area_id = $area_id and a.area_id <> $area_id
        order by is_main desc, a.folded_name, a.area_id
    """
    return cursor.sql(sql, params={"area_id": area_id}).pl().select("area_id", "name", "is_main")


def list_counterparts(cursor: duckdb.DuckDBPyConnection, area_id: str, *, units: str) -> pl.DataFrame:
    """What an area is among other units ("current" or "pre_2025_07"): area_id, name, is_whole, is_main.

    `is_whole` is false where only a part of it went there; `is_main` is the one to go to: the only one, or the district
    that a commune mostly lies in.
    """
    if units == "pre_2025_07":
        found = list_former_areas(cursor, area_id).with_columns(is_whole=True)
    else:
        found = list_present_areas(cursor, area_id).with_columns(is_main=False)
    return found.with_columns(is_main=pl.col("is_main") | (pl.len() == 1))


def list_past_areas(cursor: duckdb.DuckDBPyConnection, area_id: str) -> pl.DataFrame:
    """The units that a unit in force was directly made of: area_id, name, parent_name, relation, effective_on."""
    sql = """
        select a.area_id, a.name, p.name as parent_name, s.relation, s.effective_on
        from succession s join area a on a.area_id = s.from_id left join area p on p.area_id = a.parent_id
        where s.to_id = $area_id order by s.effective_on, a.folded_name, a.area_id
    """
    return cursor.sql(sql, params={"area_id": area_id}).pl()
