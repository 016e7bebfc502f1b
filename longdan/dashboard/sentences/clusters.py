"""Clusters of neighbours in one sentence for the first page: of the figure that says most, and what to make of it."""

import polars as pl

from longdan.dashboard.sentences.values import lower_first
from longdan.language.locale import text
from longdan.language.numbers import format_number, format_share
from longdan.methods.clusters import FALSE_DISCOVERIES

WORSE = {"higher_is_better": "low", "lower_is_better": "high"}


def choose_clusters(rows: pl.DataFrame, indicator_id: str) -> dict | None:
    """The row (`count_clusters`) to speak of; None where there is none.

    That of the indicator looked at where it has clusters; else the one with most communes in clusters of the worse kind, and of
    figures without a good end, which have no worse kind, the first.
    """
    found = rows.to_dicts()
    own = next((row for row in found if row["indicator_id"] == indicator_id), None)
    return own or max(
        found, key=lambda row: row[WORSE[row["direction"]]] if row["direction"] in WORSE else -1, default=None
    )


def say_clusters_inside(row: dict, other_count: int, area_name: str, language: str) -> str:
    """How many communes lie in how many clusters of which kind, what that means, and how many of them may be chance.

    `other_count`: further indicators with clusters.
    """
    kinds = [
        text(f"attention.clusters.{kind}", language, count=format_number(row[kind], 0, language))
        for kind in ("low", "high")
        if row[kind]
    ]
    others = text("attention.clusters.others", language, count=format_number(other_count, 0, language))
    return text(
        "attention.clusters.found",
        language,
        area=area_name,
        places=format_number(row["high"] + row["low"], 0, language),
        clusters=format_number(row["clusters"], 0, language),
        indicator=lower_first(row[f"title_{language}"]),
        kinds=", ".join(kinds),
        others=others if other_count else "",
        chance=format_share(FALSE_DISCOVERIES, language, 0),
    )
