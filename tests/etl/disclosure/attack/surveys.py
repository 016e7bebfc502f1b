"""The attack on surveys: how many answered, and how many favourably, from the pooled totals and the surveys that are shown."""

from collections import defaultdict
from collections.abc import Container, Iterator
from pathlib import Path

import duckdb

from tests.etl.disclosure.attack.bounds import measure
from tests.etl.disclosure.attack.system import System

Node = tuple[int, int, int, str]  # indicator_no, period_no, area_no, survey_id, which is '' of a pooled area
KINDS = ("answers", "favourable", "other")


def attack_surveys(
    published: Path, small: Container[Node] = (), most: int = 29
) -> Iterator[tuple[Node, str, float, float]]:
    """The range of each withheld number: node, kind, least, greatest. Of the `small` ones the attacker knows as much."""
    for rows in _read_trees(published):
        system = System()
        hidden = [node for node, _, _, answers in rows if answers is None]
        present, parts = {node for node, *_ in rows}, defaultdict(list)
        for node, parent, favourable, answers in rows:
            parts[(*node[:2], parent, "")].append(node)
            for kind, number in zip(KINDS, (answers, favourable, answers and answers - favourable), strict=True):
                if number is not None:
                    system.known[node, kind] = number
            system.say({(node, "favourable"): 1.0, (node, "other"): 1.0, (node, "answers"): -1.0})
        for node in hidden:
            if node in small:
                system.limit((node, "answers"), most)
        for whole in parts.keys() & present:
            for kind in KINDS:
                system.say(dict.fromkeys(((part, kind) for part in parts[whole]), 1.0) | {(whole, kind): -1.0})
        for (node, kind), (low, high) in measure(system, [(node, kind) for node in hidden for kind in KINDS]).items():
            yield node, kind, low, high


def _read_trees(published: Path) -> list[list[tuple]]:
    """Surveys of communes and pooled areas by indicator, period, origin and form, where anything is withheld."""
    with duckdb.connect(str(published), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.origin::varchar, o.form, o.indicator_no, o.period_no, a.area_no, coalesce(o.survey_id, ''), a.parent_no,
                   o.numerator, o.denominator
            from (from stored.observation union all by name select * exclude (ground_no, is_simulated) from stored.area_total) o
            join stored.indicator i using (indicator_no) join stored.area a using (area_no)
            where i.disclosure = 'survey' and o.edition = 'reported' and o.breakdown is null and o.form <> 'published'
              and (o.survey_id is null) = (a.level <> 'commune') and o.status in ('reported', 'suppressed')
            """
        ).fetchall()
    trees = defaultdict(list)
    for origin, form, *node, parent, favourable, answers in rows:
        trees[origin, form, *node[:2]].append((tuple(node), parent, favourable, answers))
    return [tree for tree in trees.values() if any(answers is None for *_, answers in tree)]


def read_small(facts: Path, minimum: int) -> frozenset[Node]:
    """The surveys and pooled areas with fewer answers, as the build knows them."""
    with duckdb.connect(str(facts), read_only=True) as connection:
        rows = connection.execute(
            """
            select o.indicator_no, o.period_no, o.area_no, coalesce(o.survey_id, '')
            from stored.observation o join stored.indicator i using (indicator_no)
            where i.disclosure = 'survey' and o.sample_size < $minimum and o.edition = 'reported' and o.breakdown is null
            """,
            {"minimum": minimum},
        ).fetchall()
    return frozenset(rows)
