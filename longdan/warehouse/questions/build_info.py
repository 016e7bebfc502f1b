"""What a build says about itself."""

import duckdb


def read_build_info(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Every key of `build_info` and its value."""
    return dict(cursor.sql("select key, value from build_info order by key").fetchall())
