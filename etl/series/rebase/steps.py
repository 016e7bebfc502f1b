"""`stored.conversion` made ready: which units can be converted, in which periods, and what a divided one adds to the error."""

import duckdb
import polars as pl

from etl.series.rebase.precision import load_precisions
from longdan.methods.apportioned_interval import variance_terms

_TERMS = pl.Schema({"weight": pl.Float64, "basis": pl.String, "linear": pl.Float64, "square": pl.Float64})


def write_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """Temporary tables `rebase_unit` and `rebase_step`; units with a weight that is not known are in neither.

    `rebase_unit`: one row per edition and unit converted to, with whether all its predecessors are whole, and whether some
    part is known by its area only. `rebase_step`: one row per unit and predecessor, with its weight, the factors of its
    variance (`longdan/methods/apportioned_interval.py`), and the periods it holds for: those that end while the
    predecessor stood, before the unit began or after it ended. A period that straddles the change is never converted.
    """
    _write_terms(connection)
    connection.execute(
        """
        create or replace temp table rebase_unit as
        with began as (select ground_no, min(valid_from) as began_on from stored.area group by all)
        select (row_number() over (order by edition, to_no))::usmallint as unit_no, c.edition, c.to_no,
               any_value(t.ground_no) as ground_no, any_value(b.began_on) as began_on, any_value(t.valid_to) as ended_on,
               bool_and(c.weight = 1) as is_exact,
               coalesce(bool_or(c.basis = 'area') filter (c.weight < 1), false) as is_by_area
        from stored.conversion c
        join stored.area t on t.area_no = c.to_no
        join began b using (ground_no)
        group by c.edition, c.to_no
        having bool_and(c.weight is not null)
        """
    )
    connection.execute(
        """
        create or replace temp table rebase_step as
        select u.unit_no, c.from_no, c.weight, coalesce(x.linear, 0) as linear, coalesce(x.square, 0) as square,
               f.valid_from as ends_from,
               least(coalesce(f.valid_to, date '9999-12-31'),
                     case when u.edition = 'current' then u.began_on - 1 else date '9999-12-31' end) as ends_until,
               case when u.edition = 'current' then date '0001-01-01' else u.ended_on + 1 end as starts_from
        from stored.conversion c
        join rebase_unit u using (edition, to_no)
        join stored.area f on f.area_no = c.from_no
        left join rebase_terms x on x.weight = c.weight and x.basis = c.basis
        """
    )
    _count_predecessors(connection)


def _write_terms(connection: duckdb.DuckDBPyConnection) -> None:
    """`rebase_terms`: the factors of the variance for every weight of a divided unit."""
    precisions = load_precisions()
    weights = connection.execute("select distinct weight, basis from stored.conversion where weight < 1").fetchall()
    terms = [(weight, basis, *variance_terms(weight, precisions[basis])) for weight, basis in weights]
    rows = pl.DataFrame(terms, schema=_TERMS, orient="row")  # noqa: F841
    connection.execute("create or replace temp table rebase_terms as select * from rows")


def _count_predecessors(connection: duckdb.DuckDBPyConnection) -> None:
    """`rebase_expected`: how many predecessors, and communes in them, stood on the last day of each period converted.

    A commune that is a predecessor counts as one; a province counts as the communes it held.
    """
    connection.execute(
        """
        create or replace temp table rebase_expected as
        select s.unit_no, p.period_no, count(*)::usmallint as predecessors,
               sum(coalesce(e.units, 1))::usmallint as units
        from rebase_step s
        join stored.period p on p.end_on between s.ends_from and s.ends_until and p.start_on >= s.starts_from
        left join expected e on e.period_no = p.period_no and e.area_no = s.from_no
        group by all
        """
    )
