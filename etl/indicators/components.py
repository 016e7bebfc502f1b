"""The catalogue's mappings as tables: one row per [[indicator.from]], one per column it adds up, one per category of any."""

import duckdb
import polars as pl

from longdan.warehouse.catalogue import Catalogue, IndicatorSource

_SOURCE = pl.Schema(
    {
        "source_no": pl.Int32,
        "indicator_id": pl.String,
        "form": pl.String,
        "series": pl.String,
        "aggregation": pl.String,
        "full_mask": pl.UInt64,  # one bit per column that a value needs; a cell of a breakdown that is not listed is none
        "is_ratio": pl.Boolean,
        "is_score": pl.Boolean,  # stays where it was reported: never added up
        "is_flow": pl.Boolean,  # counted from zero in each period: a longer period less a shorter one is the rest
        "per_population": pl.Int32,
        "required": pl.String,
        "question": pl.String,
        "is_single_column": pl.Boolean,
    }
)
_COMPONENT = pl.Schema(
    {
        "source_no": pl.Int32,
        "column_no": pl.String,
        "is_denominator": pl.Boolean,
        "sign": pl.Float64,
        "bit": pl.UInt64,
        "where_breakdown": pl.String,
        "where_category": pl.String,
        "by": pl.String,
        "breakdown": pl.String,
        "category": pl.String,
    }
)


_WHERE = 4  # place of where_breakdown in a column of `_columns`


def write_components(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Temporary tables `indicator_source`, `category_key` and `component`, with the numbers of this build's forms and indicators.

    Mappings of forms that no file of this build uses are left out. `category_key` numbers the categories of breakdowns,
    0 being the undivided figure: millions of rows are grouped by it.
    """
    sources, components = [], []
    for indicator in catalogue.indicators:
        for source in indicator.sources:
            number = len(sources) + 1
            columns = _columns(source)
            sources.append(
                (
                    number,
                    indicator.indicator_id,
                    source.form,
                    source.series,
                    indicator.aggregation,
                    sum(1 << place for place, column in enumerate(columns) if column[_WHERE] is None),
                    _is_ratio(source, indicator.aggregation),
                    indicator.aggregation in ("none", "population_weighted"),
                    indicator.is_flow,
                    source.per_population,
                    source.required,
                    source.question,
                    len(columns) == 1,
                )
            )
            components += [(number, *column) for column in columns]
    source_rows = pl.DataFrame(sources, schema=_SOURCE, orient="row")  # noqa: F841
    component_rows = pl.DataFrame(components, schema=_COMPONENT, orient="row")  # noqa: F841
    connection.execute(
        """
        create or replace temp table indicator_source as
        select s.* exclude (form, indicator_id), i.indicator_no, f.form_no, f.form
        from source_rows s
        join stored.indicator i using (indicator_id)
        join stored.form f using (form)
        """
    )
    connection.execute(
        """
        create or replace temp table category_key as
        with named as (
            select breakdown, category from component_rows
            union
            select where_breakdown, where_category from component_rows
            union
            select breakdown, category from stored.measure
        )
        select (row_number() over (order by breakdown nulls first, category nulls first) - 1)::usmallint as category_no,
               breakdown, category
        from named
        """
    )
    connection.execute(
        """
        create or replace temp table component as
        select c.* exclude (breakdown, category, where_breakdown, where_category), s.form_no,
               k.category_no, w.category_no as where_no
        from component_rows c
        join indicator_source s using (source_no)
        join category_key k on k.breakdown is not distinct from c.breakdown and k.category is not distinct from c.category
        join category_key w on w.breakdown is not distinct from c.where_breakdown
            and w.category is not distinct from c.where_category
        """
    )


def _is_ratio(source: IndicatorSource, aggregation: str) -> bool:
    is_share_of_required = source.required is not None and aggregation == "ratio_of_sums"
    return bool(source.denominator or source.question or source.per_population) or is_share_of_required


def _columns(source: IndicatorSource) -> list[tuple]:
    """Every column of a mapping: number, whether below the line, sign, bit, and which cells of the measures it takes."""
    parts = [(column, False, source.where) for column in source.numerator]
    parts += [(column, True, source.denominator_where) for column in source.denominator]
    return [
        (
            column.removeprefix("-"),
            is_denominator,
            -1.0 if column.startswith("-") else 1.0,
            1 << place,
            (where or {}).get("breakdown"),
            (where or {}).get("category"),
            source.by,
            source.breakdown,
            source.category,
        )
        for place, (column, is_denominator, where) in enumerate(parts)
    ]
