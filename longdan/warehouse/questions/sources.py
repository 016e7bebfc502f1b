"""Questions about provenance: what was loaded, what was refused and why, what the build noticed."""

import duckdb
import polars as pl


def list_loads(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row per accepted file, the latest first.

    load_id, file_name, kind, origin, source_vi, source_en, address, received_on, signed_on, accepted_count,
    rejected_count, is_superseded, reports (number of reports in it).
    """
    sql = """
        select l.load_id, l.file_name, l.kind, l.origin::varchar as origin, s.title_vi as source_vi,
               s.title_en as source_en, s.address, l.received_on, l.signed_on, l.accepted_count, l.rejected_count,
               l.is_superseded, count(r.report_id) as reports
        from load l left join source s using (source_id) left join report r using (load_id)
        group by all order by l.received_on desc, l.load_id desc
    """
    return cursor.sql(sql).pl()


def list_refusals(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row per refused or doubted row, without the value found: file_name, sheet, row, column_name, what, expected,
    next in both languages, is_warning."""
    sql = """
        select l.file_name, r.sheet, r.row, r.column_name, r.what_vi, r.what_en, r.expected_vi, r.expected_en,
               r.next_vi, r.next_en, r.is_warning
        from rejected_row r join load l using (load_id)
        order by r.is_warning, l.received_on desc, l.load_id desc, r.sheet, r.row, r.column_name
    """
    return cursor.sql(sql).pl()


def list_findings(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """What the build noticed across files: code, area_name, period_id, title_vi, title_en, message_vi, message_en."""
    sql = """
        select f.code, a.name as area_name, f.period_id, i.title_vi, i.title_en, f.message_vi, f.message_en
        from finding f left join area a using (area_id) left join indicator i using (indicator_id)
        order by f.period_id desc nulls last, a.name, f.code, i.title_vi
    """
    return cursor.sql(sql).pl()


def list_sources(cursor: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every source cited: title_vi, title_en, publisher, address, licence, published_on, retrieved_on, quote, correction."""
    return cursor.sql("select * exclude (source_id) from source order by published_on desc nulls last, title_vi").pl()
