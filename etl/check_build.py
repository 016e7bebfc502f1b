"""What must hold of a build before it is pointed to; a build that fails here is a mistake of ours and never becomes current."""

from pathlib import Path

import duckdb


class BadBuildError(AssertionError):
    """A build that contradicts itself; yesterday's stays current."""


def check_build(published: Path) -> None:
    """Raises BadBuildError with everything found."""
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute(
            """
            create temp view everything as
            from stored.observation union all by name
            select * exclude (ground_no, is_simulated) from stored.area_total
            """
        )
        found = [message for message, query in _CHECKS if connection.execute(query).fetchall()[0][0]]
    if found:
        raise BadBuildError("; ".join(found))


# What must not be, and a query that counts it.
_CHECKS = (
    ("no areas", "select count(*) = 0 from stored.area"),
    ("no observations", "select count(*) = 0 from everything"),
    ("no maps", "select count(*) = 0 from stored.geometry"),
    ("measures were published", "select count(*) from stored.measure"),
    ("a refused value was published", "select count(found) from rejected_row"),
    (
        "a withheld value was published",
        """
        select count(*) from everything
        where status = 'suppressed'
          and coalesce(value, numerator, denominator, sample_size, ci_low, ci_high, design_effect) is not null
        """,
    ),
    (
        "a class beside a figure",
        "select count(*) from everything where class_high is not null and status <> 'suppressed'",
    ),
    (
        "a value without its status",
        "select count(*) from everything where value is not null and status in ('not_reported', 'unpublished')",
    ),
    (
        "two observations with one key",
        """
        select count(*) - count(distinct hash(
            indicator_no, period_no, area_no, body_no, survey_id, edition, scope, breakdown, category, subgroup_by, subgroup,
            origin, form
        )) from everything
        """,
    ),
    (
        "a map whose features are not areas",
        """
        select count(*) from (select unnest(area_ids) as area_id from stored.geometry)
        where area_id not in (select area_id from stored.area)
        """,
    ),
)
