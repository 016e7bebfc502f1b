"""What the published figures allow to say of places, beside each other: written into the published file of a build."""

from pathlib import Path

import duckdb

from etl.statistics.attention import write_attention
from etl.statistics.peers import write_peers
from etl.statistics.settings import load_settings


def describe_places(published: Path) -> int:
    """Places alike, and those that stand out. Returns how many watched figures were judged."""
    with duckdb.connect(str(published)) as connection:
        write_peers(connection)
        write_attention(connection, load_settings())
        return connection.execute("select count(*) from stored.attention").fetchall()[0][0]
