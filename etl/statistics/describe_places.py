"""What the published figures allow to say of places, beside each other: written into the published file of a build."""

from pathlib import Path

import duckdb

from etl.statistics.attention import write_attention
from etl.statistics.clusters import write_clusters
from etl.statistics.peers import write_peers
from etl.statistics.settings import load_settings


def describe_places(published: Path, static: Path) -> int:
    """Places alike, those that stand out, and clusters of neighbours. Returns how many watched figures were judged.

    `static` is the folder below which the geometry of the build lies.
    """
    with duckdb.connect(str(published)) as connection:
        write_peers(connection)
        settings = load_settings()
        write_attention(connection, settings)
        write_clusters(connection, settings, static)
        return connection.execute("select count(*) from stored.attention").fetchall()[0][0]
