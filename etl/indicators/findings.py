"""What only shows across reports: a parent's own total beside the sum of what lies below it."""

import duckdb
import polars as pl

from longdan.language.locale import text
from longdan.language.numbers import format_number

_CODE = "total_differs"


def find_differences(connection: duckdb.DuckDBPyConnection) -> int:
    """A row in `finding` for every reported total that differs from the sum of its complete parts. Returns how many.

    The reported total is what is shown. Parts are complete when every expected unit reported.
    """
    found = connection.sql(
        """
        select i.indicator_id, i.title_vi, i.title_en, a.area_id, a.name, p.period_id, p.label_vi, p.label_en,
               t.numerator as given, t.summed_numerator as summed
        from total t
        join indicator_source s using (source_no)
        join stored.indicator i using (indicator_no)
        join stored.area a using (area_no)
        join stored.period p using (period_no)
        join expected e on e.period_no = t.period_no and e.area_no = t.area_no
        where t.is_given and t.category_no = 0 and t.reporting_units = e.units
          and abs(t.numerator - t.summed_numerator) > 1e-9
        order by i.indicator_no, t.period_no, t.area_no
        """
    ).pl()
    if found.is_empty():
        return 0
    rows = pl.DataFrame(  # noqa: F841
        [
            {
                "code": _CODE,
                "area_id": row["area_id"],
                "period_id": row["period_id"],
                "indicator_id": row["indicator_id"],
                "message_vi": _message(row, "vi"),
                "message_en": _message(row, "en"),
            }
            for row in found.iter_rows(named=True)
        ]
    )
    connection.execute("insert into finding by name select * from rows")
    return found.height


def _message(row: dict, language: str) -> str:
    return text(
        f"build.finding.{_CODE}",
        language,
        title=row[f"title_{language}"],
        area=row["name"],
        period=row[f"label_{language}"],
        given=_figure(row["given"], language),
        summed=_figure(row["summed"], language),
    )


def _figure(value: float, language: str) -> str:
    return format_number(value, 0 if value.is_integer() else 2, language)
