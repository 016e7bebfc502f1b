"""The id of a body: who, of which area, signed or is rated."""

import polars as pl

from longdan.language.names import fold_name


def with_body_id(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `body_id` = area_id/body_kind, and the folded name behind it where the body has one; null without a body."""
    names = frame["body_name"].drop_nulls().unique()
    folded = pl.col("body_name").replace_strict(
        {name: fold_name(name).replace(" ", "-") for name in names}, default=None, return_dtype=pl.String
    )
    body_id = pl.concat_str("area_id", "body_kind", folded, separator="/", ignore_nulls=True)
    return frame.with_columns(body_id=pl.when(pl.col("body_kind").is_not_null()).then(body_id))
