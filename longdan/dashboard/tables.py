"""The figures of a series as a table: for the eye with figures in words, for a download with bare numbers.

Beside a control chart both have the limits of the figures that it is made of (`tabulate_control`); the others' are blank.
"""

import polars as pl

from longdan.dashboard.contrasts import NOT_COUNTED
from longdan.dashboard.sentences.control import name_signals
from longdan.dashboard.sentences.rebased import say_made
from longdan.dashboard.sentences.reliability import say_design_effect
from longdan.dashboard.sentences.values import name_class, say_bare, say_base, say_class, say_state, say_value
from longdan.language.locale import text
from longdan.language.periods import format_period
from longdan.warehouse.questions.indicators import Indicator

LIMITS = ("control_low", "control_centre", "control_high", "signal")
KEY = ("area_id", "period_id", "is_simulated")


def show_series(
    series: pl.DataFrame, indicator: Indicator, language: str, limits: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row per figure, the newest first: area, period, figure with its unit, base, state, units it stands on, origin, all as text.

    With `limits` also the lower one, the centre, the upper one and the signal.
    """
    has_limits = limits is not None and limits.height > 0
    rows = [
        {
            "area": row[f"area_{language}"],
            "period": format_period(row["period_id"], language),
            "figure": _figure(row, indicator, language),
            "base": _base(row, language),
            "status": say_state(row, language),
            "edition": text(f"figures.edition.{row['edition']}", language),
            "made": say_made(row, indicator.aggregation, language),
            "origin": text(f"figures.origin.{row['origin']}", language),
        }
        | (_limits(row, indicator, language) if has_limits else {})
        for row in _join(series, limits).sort("end_on", "area_vi", descending=[True, False]).to_dicts()
    ]
    names = ("area", "period", "figure", "base", *(LIMITS if has_limits else ()), "status", "edition", "made", "origin")
    return _name_columns(pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String)), language)


def export_series(
    series: pl.DataFrame, indicator: Indicator, language: str, limits: pl.DataFrame | None = None
) -> pl.DataFrame:
    """One row per figure for a download: ids beside names, bare numbers (shares from 0 to 1), interval, source, origin.

    With `limits` also those, and the signal in words.
    """
    has_limits = limits is not None and limits.height > 0
    table = (
        _join(series, limits)
        .sort("end_on", "area_vi", "area_id")
        .select(
            indicator=pl.lit(indicator.title(language)),
            indicator_id="indicator_id",
            area=f"area_{language}",
            area_id="area_id",
            period=pl.col("period_id").map_elements(lambda one: format_period(one, language), return_dtype=pl.String),
            start_on="start_on",
            end_on="end_on",
            unit=pl.lit(indicator.unit),
            value="value",
            # A text, never in the column of numbers; its dash is none of those that make Excel read a day and a month.
            class_told=pl.col("class_high").map_elements(
                lambda high: name_class(high, language), return_dtype=pl.String
            ),
            qualifier="qualifier",
            numerator="numerator",
            denominator="denominator",
            design_effect="design_effect",
            ci_low="ci_low",
            ci_high="ci_high",
            **(_export_limits(language) if has_limits else {}),
            status=pl.struct("status", "class_high").map_elements(
                lambda row: say_state(row, language), return_dtype=pl.String
            ),
            edition=_translate("edition", language),
            made=pl.struct("derivation", "edition", "value", "reporting_units", "expected_units").map_elements(
                lambda row: say_made(row, indicator.aggregation, language), return_dtype=pl.String
            ),
            series="series",
            form="form",
            source=f"source_{language}",
            origin=_translate("origin", language),
        )
    )
    return _name_columns(table, language)


def _join(series: pl.DataFrame, limits: pl.DataFrame | None) -> pl.DataFrame:
    return series if limits is None else series.join(limits, on=KEY, how="left")


def _limits(row: dict, indicator: Indicator, language: str) -> dict[str, str]:
    """In the unit of the figure beside them; of counts to whole numbers, as the words above the chart tell them."""
    decimals = indicator.decimals if indicator.unit in NOT_COUNTED else 0
    said = {
        name: "" if row[name] is None else say_bare(row[name], indicator.unit, decimals, language)
        for name in LIMITS[:3]
    }
    return said | {"signal": name_signals(row["signals"], language)}


def _export_limits(language: str) -> dict[str, pl.Expr]:
    signal = pl.col("signals").map_elements(lambda one: name_signals(one, language), return_dtype=pl.String)
    return {name: pl.col(name) for name in LIMITS[:3]} | {"signal": signal}


def _translate(column: str, language: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda one: text(f"figures.{column}.{one}", language), return_dtype=pl.String)


def _figure(row: dict, indicator: Indicator, language: str) -> str:
    if row["class_high"] is not None:
        return say_class(row["class_high"], indicator.unit, language)
    if row["value"] is None:
        return ""
    return say_value(row["value"], indicator.unit, indicator.decimals, language, row["qualifier"])


def _base(row: dict, language: str) -> str:
    """`280 / 350 (hệ số thiết kế 2, cỡ mẫu hiệu dụng 175)`."""
    base, effect = say_base(row["numerator"], row["denominator"], None, language), say_design_effect(row, language)
    return f"{base} ({effect})" if effect else base


def _name_columns(table: pl.DataFrame, language: str) -> pl.DataFrame:
    return table.rename({name: text(f"tables.{name}", language) for name in table.columns})
