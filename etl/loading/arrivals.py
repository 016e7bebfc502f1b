"""In which order files arrived: those that came together (`take_in` of one day) have one place."""

import duckdb


def number_arrivals(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary view `received`: every load with its `arrival`, higher for later ones."""
    connection.execute(
        """
        create or replace temp view received as
        select * exclude (first_load_id), dense_rank() over (order by received_on, first_load_id) as arrival
        from (select *, min(load_id) over (partition by received_on, take_in) as first_load_id from load)
        """
    )
