"""What the rules require of each body that reported, in the period it reported: the base of a share of compliance."""

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl

from longdan.methods.rules import Minimum, count_required

_REQUIREMENT = pl.Schema(
    {
        "quantity": pl.String,
        "body_kind": pl.String,
        "level": pl.String,
        "rule_ids": pl.List(pl.String),
        "start_on": pl.Date,
        "end_on": pl.Date,
        "days": pl.Int64,
    }
)


def add_requirements(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill in `leaf` what mappings with `required` ask for: the denominator of a share, the figure itself of a sum.

    A body that no rule binds is `not_applicable`. The total that a province or district prints of itself is left out: nobody
    knows of how many bodies it is, and what they owe; the sum of those below is known. A report of none is 0 of what was
    required, not "nothing arose".
    """
    connection.execute(
        """
        delete from leaf where scope = 'total'
            and source_no in (select source_no from indicator_source where required is not null)
            and area_no in (select area_no from stored.area where level not in ('commune', 'country'))
        """
    )
    _find_subjects(connection)
    requirement = pl.DataFrame(list(_count(connection)), schema=_REQUIREMENT, orient="row")  # noqa: F841
    connection.execute(
        """
        update leaf set
            numerator = case when owed.days is not null and leaf.numerator is not null
                             then if(owed.is_ratio, leaf.numerator, owed.days) end,
            denominator = case when owed.is_ratio and leaf.numerator is not null then owed.days end,
            status = case when owed.days is null then 'not_applicable' when leaf.status = 'nil' then 'reported'
                          else leaf.status end
        from (
            select s.leaf_row, s.is_ratio, r.days
            from subject s join requirement r using (quantity, body_kind, level, rule_ids, start_on, end_on)
        ) owed
        where owed.leaf_row = leaf.rowid
        """
    )
    connection.execute("drop table subject")


def _find_subjects(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `subject`: each such leaf with its body, its window and the rules that bind it.

    A body without a name is the People's Committee, whose form it is. The window begins with an area that was born inside it.
    """
    connection.execute(
        """
        create or replace temp table subject as
        with recursive place as (  -- every area with those it lies in: where local rules reach it
            select area_no, area_no as inside_no, parent_no from stored.area
            union all
            select place.area_no, a.area_no, a.parent_no from place join stored.area a on a.area_no = place.parent_no
        ),
        found as (
            select l.rowid as leaf_row, s.required as quantity, s.is_ratio,
                   coalesce(b.kind, 'peoples_committee') as body_kind, a.level, l.area_no,
                   greatest(coalesce(l.covered_from, p.start_on), p.start_on,
                            if(a.is_continued, p.start_on, a.valid_from)) as start_on,
                   least(p.end_on, coalesce(a.valid_to, p.end_on)) as end_on
            from leaf l
            join indicator_source s using (source_no)
            join stored.period p using (period_no)
            join stored.area a using (area_no)
            left join stored.body b using (body_no)
            where s.required is not null
        ),
        local as (
            select r.rule_id, place.area_no from rule r join stored.area a using (area_id)
            join place on place.inside_no = a.area_no
        ),
        bound as (
            select f.leaf_row, list(r.rule_id order by r.rule_id) as rule_ids
            from found f
            join rule r on r.quantity = f.quantity and r.bound = 'least' and coalesce(r.body_kind, f.body_kind) = f.body_kind
                and coalesce(r.level, f.level) = f.level
            where r.area_id is null or exists (
                select 1 from local where local.rule_id = r.rule_id and local.area_no = f.area_no
            )
            group by f.leaf_row
        )
        select f.* replace (f.level::varchar as level), coalesce(bound.rule_ids, []) as rule_ids
        from found f left join bound using (leaf_row)
        """
    )


def _count(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple]:
    """A row for each different subject: thousands of communes share a few."""
    rules = {
        rule_id: Minimum(amount, per, valid_from, valid_to)
        for rule_id, amount, per, valid_from, valid_to in connection.execute(
            "select rule_id, amount, per, valid_from, valid_to from rule where bound = 'least' and per is not null"
        ).fetchall()
    }
    different = connection.execute(
        "select distinct quantity, body_kind, level, rule_ids, start_on, end_on from subject"
    ).fetchall()
    for quantity, body_kind, level, rule_ids, start_on, end_on in different:
        yield quantity, body_kind, level, rule_ids, start_on, end_on, _days(rules, rule_ids, start_on, end_on)


def _days(rules: dict[str, Minimum], rule_ids: list[str], start_on: date, end_on: date) -> int | None:
    return count_required([rules[rule_id] for rule_id in rule_ids], start_on, end_on)
