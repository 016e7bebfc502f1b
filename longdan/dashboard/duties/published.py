"""What publications say of reception days: real figures as printed, apart from everything else."""

import polars as pl

from longdan.dashboard.duties.known import Scope
from longdan.language.dates import format_date
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.language.periods import format_period


def find_published_areas(scope: Scope) -> list[str]:
    """The area, and those of its level that became it: what was printed of Hải Phòng before the reform is told of it today."""
    became = pl.col("place_id") == scope.area.area_id
    return scope.places.filter(became, pl.col("level") == scope.area.level)["area_id"].to_list()


def tell_published(published: pl.DataFrame, language: str) -> list[tuple[str, str]]:
    """(what is said of one office in one period, where from) for each row of `list_published_shares`."""
    return [(_say(row, language), _cite(row, language)) for row in published.to_dicts()]


def _say(row: dict, language: str) -> str:
    figures = ", ".join(
        text(f"duties.published.{one['indicator_id']}", language, figure=_figure(one, language))
        for one in row["figures"]
    )
    return text(
        f"duties.published.{'line' if row['level'] == 'country' else 'in_area'}",
        language,
        period=format_period(row["period_id"], language),
        office=text(f"duties.office.{row['office']}", language),
        area=row["area_name"],
        figures=figures,
    )


def _figure(one: dict, language: str) -> str:
    """With as many decimals as were printed: none where the share is a whole number of percent."""
    is_whole = abs(one["value"] * 100 - round(one["value"] * 100)) < 1e-9
    share = format_share(one["value"], language, 0 if is_whole else 1)
    if one["numerator"] is None:
        return share
    return text("duties.published.days", language, share=share, days=format_number(one["numerator"], 0, language))


def _cite(row: dict, language: str) -> str:
    date = format_date(row["published_on"], language) if row["published_on"] else ""
    return text(
        "duties.published.source", language, source=row[f"source_{language}"], publisher=row["publisher"], date=date
    ).rstrip(", ")
