"""The figures of a trend as a chart draws them: place, colour, line, and the words of the tooltip."""

import polars as pl

from longdan.dashboard.charts.style import COMPARED, OWN, PARENT
from longdan.dashboard.charts.time_axis import place_middle
from longdan.dashboard.choices import is_complete
from longdan.dashboard.sentences.rebased import REBASED, say_made
from longdan.dashboard.sentences.reliability import say_interval, say_units
from longdan.dashboard.sentences.values import (
    is_told,
    name_class,
    say_base,
    say_class,
    say_state,
    say_status,
    say_value,
)
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.warehouse.questions.indicators import Indicator

POINT = pl.Schema(
    {
        "area": pl.String, "line": pl.String, "colour": pl.String, "x": pl.Int64, "value": pl.Float64,
        "ci_low": pl.Float64, "ci_high": pl.Float64, "is_joined": pl.Boolean, "is_full": pl.Boolean,
        "is_rebased": pl.Boolean,
        "period": pl.String, "figure": pl.String, "base": pl.String, "interval": pl.String, "units": pl.String,
        "made": pl.String, "status": pl.String, "origin": pl.String,
    }
)  # fmt: skip
TOLD_CLASS = pl.Schema(
    dict.fromkeys(("x", "low", "high"), pl.Int64)
    | dict.fromkeys(("colour", "name", "area", "period", "figure", "status", "origin"), pl.String)
)
NONE = "–"


def describe_points(
    series: pl.DataFrame,
    indicator: Indicator,
    area_id: str,
    parent_id: str | None,
    complete_share: float,
    language: str,
) -> pl.DataFrame:
    """One row per figure. `series` has `line_no` (`charts.lines.cut_lines`) and is of one indicator, type and origin.

    `is_full` is false for a figure that is drawn hollow: it stands alone, or too few units have reported. Values of
    shares are in percent, as the axis shows them.
    """
    scale = 100 if indicator.unit == "share" else 1
    colours = _colours(series, area_id, parent_id)
    valued = series.filter(pl.col("value").is_not_null()).with_columns(
        place_middle(), enough=is_complete(complete_share)
    )
    rows = [
        {
            "area": row[f"area_{language}"],
            "line": f"{row['area_id']} {row['line_no']}",
            "colour": colours[row["area_id"]],
            "x": row["x"],
            "value": row["value"] * scale,
            "ci_low": row["ci_low"] * scale if row["ci_low"] is not None else None,
            "ci_high": row["ci_high"] * scale if row["ci_high"] is not None else None,
            "is_joined": row["line_no"] is not None,
            "is_full": row["line_no"] is not None and row["enough"],
            "is_rebased": row["derivation"] in REBASED,
            "period": format_period(row["period_id"], language),
            "figure": say_value(row["value"], indicator.unit, indicator.decimals, language, row["qualifier"]),
            "base": say_base(row["numerator"], row["denominator"], indicator.denominator(language), language) or NONE,
            "interval": say_interval(row, indicator, language) or NONE,
            "units": say_units(row, language) or NONE,
            "made": say_made(row, indicator.aggregation, language),
            "status": say_status(row["status"], language),
            "origin": text(f"figures.origin.{row['origin']}", language),
        }
        for row in valued.to_dicts()
    ]
    return pl.DataFrame(rows, schema=POINT, orient="row")


def cut_strokes(points: pl.DataFrame) -> pl.DataFrame:
    """The joined points, line by line in order of time, with `stroke`: stretches drawn in one way, dashed or whole.

    What leads from or to a re-based figure is dashed (`is_dashed`). A point at which the way changes ends one stretch and
    begins the next, so it has two rows.
    """
    rows = []
    for (line,), joined in points.filter("is_joined").sort("x").group_by(["line"], maintain_order=True):
        number, previous = 0, None
        for point in joined.to_dicts():
            is_dashed = point["is_rebased"] or (previous is not None and previous["is_rebased"])
            if previous is not None and rows[-1]["is_dashed"] != is_dashed:
                number += 1
                rows.append(previous | {"stroke": f"{line} {number}", "is_dashed": is_dashed})
            rows.append(point | {"stroke": f"{line} {number}", "is_dashed": is_dashed})
            previous = point
    return pl.DataFrame(rows, schema=POINT | {"stroke": pl.String, "is_dashed": pl.Boolean})


def describe_absences(series: pl.DataFrame, area_id: str, language: str) -> pl.DataFrame:
    """The periods in which the area should have a figure and shows none: x, area, period, status (why)."""
    absent = series.filter(pl.col("area_id") == area_id, ~is_told(), pl.col("status") != "not_applicable").with_columns(
        place_middle()
    )
    rows = [
        {
            "x": row["x"],
            "area": row[f"area_{language}"],
            "period": format_period(row["period_id"], language),
            "status": say_status(row["status"], language),
        }
        for row in absent.to_dicts()
    ]
    return pl.DataFrame(rows, schema={"x": pl.Int64, "area": pl.String, "period": pl.String, "status": pl.String})


def describe_classes(
    series: pl.DataFrame, indicator: Indicator, area_id: str, parent_id: str | None, language: str
) -> pl.DataFrame:
    """The withheld counts of which the class is told: x, colour, low and high of the class, its name, and the words of the tooltip."""
    colours = _colours(series, area_id, parent_id)
    rows = [
        {
            "x": row["x"],
            "colour": colours[row["area_id"]],
            "low": 0,
            "high": row["class_high"],
            "area": row[f"area_{language}"],
            "period": format_period(row["period_id"], language),
            "name": name_class(row["class_high"], language),
            "figure": say_class(row["class_high"], indicator.unit, language),
            "status": say_state(row, language),
            "origin": text(f"figures.origin.{row['origin']}", language),
        }
        for row in series.filter(pl.col("class_high").is_not_null()).with_columns(place_middle()).to_dicts()
    ]
    return pl.DataFrame(rows, schema=TOLD_CLASS, orient="row")


def _colours(series: pl.DataFrame, area_id: str, parent_id: str | None) -> dict[str, str]:
    others = [one for one in series["area_id"].unique(maintain_order=True).to_list() if one not in (area_id, parent_id)]
    compared = {one: COMPARED[place % len(COMPARED)] for place, one in enumerate(others)}
    return compared | ({parent_id: PARENT} if parent_id else {}) | {area_id: OWN}
