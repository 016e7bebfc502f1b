"""Templates whose rows are nothing but measures, or nothing but a record: targets and populations."""

from etl.templates.indicator_names import IndicatorNames
from etl.templates.layout import Layout
from etl.templates.measures import Shaped, row_figures
from etl.templates.rows import Row
from longdan.language.fault import Fault


def shape_measures(layout: Layout, rows: list[Row]) -> Shaped:
    """Each figure by the roles of the layout, and no records."""
    return Shaped([(row, figure) for row in rows for figure in row_figures(layout, row)])


def shape_population(layout: Layout, rows: list[Row]) -> Shaped:
    """One record per area and day; a population that is "over" or "about" is taken as its figure."""
    records, faults = [], []
    for row in rows:
        population = row.values["population"].value
        if population is None:
            faults.append((row, "population", Fault("templates.required")))
            continue
        day = row.values["population_on"]
        records.append({"area_id": row.area_id, "population": int(population), "population_on": day})
    return Shaped([], {"population": records}, faults)


def shape_targets(layout: Layout, rows: list[Row]) -> Shaped:
    """One record per area, indicator and period; a target of a share is kept from 0 to 1."""
    names = IndicatorNames()
    records, faults = [], []
    for row in rows:
        fault = names.check(row.values["indicator"], row.values["value"])
        if fault:
            faults.append((row, *fault))
            continue
        indicator_id = names.find(row.values["indicator"])
        value = row.values["value"].share
        period_id = row.period.period_id
        records.append({"indicator_id": indicator_id, "area_id": row.area_id, "period_id": period_id, "value": value})
    return Shaped([], {"target": records}, faults)
