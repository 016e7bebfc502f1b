"""From measures to observations: the one path by which a figure reaches a page."""

import duckdb

from etl.indicators.area_tree import add_up_areas
from etl.indicators.components import write_components
from etl.indicators.findings import find_differences
from etl.indicators.leaves import add_form_leaves, add_survey_leaves, add_survey_share_leaves, create_leaf
from etl.indicators.lineage import write_lineage
from etl.indicators.observe import write_observations
from etl.loading.outdone import find_outdone_cells
from etl.rules.requirements import add_requirements
from etl.series.difference import difference_cumulative
from etl.series.rebase.rebase import rebase_observations
from etl.series.roll_up import roll_up_months
from longdan.warehouse.catalogue import Catalogue


def compute_observations(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> int:
    """Observations of every indicator of the catalogue that the loaded files give. Returns how many."""
    write_components(connection, catalogue)
    create_leaf(connection)
    find_outdone_cells(connection)
    write_lineage(connection)
    add_form_leaves(connection)
    add_survey_leaves(connection)
    add_survey_share_leaves(connection)
    roll_up_months(connection)
    difference_cumulative(connection)
    add_requirements(connection)
    add_up_areas(connection)
    find_differences(connection)
    return write_observations(connection) + rebase_observations(connection)
