"""The record of what earlier builds showed of figures that are protected: what whoever kept one of them can set beside this one.

One Parquet file per build under the archive, with whole trees as they were then, of those only that are new or have changed.
The app never opens it, and it is never thinned out with the builds: nobody knows who looked at one.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl

from etl.disclosure.lives import GIVEN, NODE
from etl.disclosure.rules import DisclosureRules

# Raised when patterns are found otherwise than before, so that none of before is taken over.
_METHOD = 2
_TREE = ("kind", "indicator_id", "divided_by", "origin", "form", "period_id")
_RECORD = pl.Schema({**dict.fromkeys(_TREE, pl.String), **NODE, "rules": pl.String})
Tree = tuple[str, str, str, str]  # indicator_id, origin, form, period_id


class ShownBefore:
    """The temporary tables `shown_before` (with the number of the `build`) and `tree_node`, the trees of this build.

    Kinds of trees: `count` and `survey` have a pattern of their own (`hide_again`), `family` are figures that go by units.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, files: Sequence[Path], rules: DisclosureRules) -> None:
        self._connection = connection
        self._rules = sha256(f"{_METHOD} {rules}".encode()).hexdigest()[:16]
        self.has_builds = bool(files)
        self._trees: dict[tuple[str, str], dict[tuple, pl.DataFrame]] = {}
        empty = pl.DataFrame(schema={**_RECORD, "build": pl.Int32, "row_no": pl.Int64})  # noqa: F841
        connection.execute("create or replace temp table tree_node as select * exclude (build) from empty")
        connection.execute("create or replace temp table shown_before as select * exclude (row_no) from empty")
        for number, file in enumerate(files):
            connection.execute(
                "insert into shown_before by name select *, $number as build from read_parquet($file)",
                {"number": number, "file": str(file)},
            )

    def builds_of(self, kind: str, tree: Tree) -> list[pl.DataFrame]:
        """The rows (`NODE`) of a tree in each earlier build that recorded it, the oldest first."""
        indicator_id, *others = tree
        if (kind, indicator_id) not in self._trees:
            rows = self._connection.sql(
                "from shown_before where kind = $kind and indicator_id = $indicator order by build",
                params={"kind": kind, "indicator": indicator_id},
            ).pl()
            keys = ["origin", "form", "period_id"]
            self._trees[kind, indicator_id] = rows.partition_by(keys, as_dict=True, maintain_order=True)
        found = self._trees[kind, indicator_id].get(tuple(others))
        return [] if found is None else found.partition_by("build", maintain_order=True)

    def recall(self, kind: str, tree: Tree, nodes: pl.DataFrame, must: pl.Series) -> pl.Series | None:
        """The pattern that the tree had in the newest build on record, if nothing that it was found from has changed since."""
        builds = self.builds_of(kind, tree)
        if not builds or (builds[-1]["rules"] != self._rules).any():
            return None
        before = nodes.select("area_id", "part").join(
            builds[-1], on=["area_id", "part"], how="left", maintain_order="left"
        )
        if len(before) != len(builds[-1]) or not before.select(GIVEN).equals(nodes.select(GIVEN)):
            return None
        return before["is_hidden"] if (before["is_hidden"] | ~must).all() else None

    def note(self, kind: str, tree: Tree, nodes: pl.DataFrame) -> None:
        """Keep the rows (`NODE`, `row_no`) of a tree of this build. What of them is shown is asked at the end."""
        named = dict(zip(("indicator_id", "origin", "form", "period_id"), tree, strict=True))
        rows = nodes.with_columns(  # noqa: F841
            kind=pl.lit(kind),
            divided_by=pl.lit(""),
            rules=pl.lit(self._rules),
            **{k: pl.lit(v) for k, v in named.items()},
        )
        self._connection.execute("insert into tree_node by name select * from rows")

    def write(self, path: Path) -> None:
        """The trees of this build that are new, or other than in the newest build on record. No file where there are none."""
        self._connection.execute(
            """
            update tree_node set is_shown = row_no is not null and row_no not in (select row_no from hidden), rules = $rules
            """,
            {"rules": self._rules},
        )
        rows = self._connection.sql(_CHANGED_TREES).pl().select(_RECORD.names())
        if not rows.is_empty():
            rows.write_parquet(path, compression="zstd", compression_level=9)


_CHANGED_TREES = """
    with figure as (
        select kind, indicator_id, divided_by, origin, form, period_id, -1 as build,
               hash(area_id, part, above_id, level, value, favourable, low, high, holds_none, is_given, is_hidden, is_shown,
                    rules) as content
        from tree_node
        union all
        select kind, indicator_id, divided_by, origin, form, period_id, build,
               hash(area_id, part, above_id, level, value, favourable, low, high, holds_none, is_given, is_hidden, is_shown,
                    rules)
        from shown_before
    ),
    tree as (
        select kind, indicator_id, divided_by, origin, form, period_id, build, count(*) as size, bit_xor(content) as content
        from figure group by all
    ),
    newest as (
        from tree where build >= 0
        qualify build = max(build) over (partition by kind, indicator_id, divided_by, origin, form, period_id)
    ),
    changed as (
        select t.kind, t.indicator_id, t.divided_by, t.origin, t.form, t.period_id
        from (from tree where build = -1) t
        left join newest n using (kind, indicator_id, divided_by, origin, form, period_id)
        where n.size is distinct from t.size or n.content is distinct from t.content
    )
    select tree_node.* from tree_node semi join changed using (kind, indicator_id, divided_by, origin, form, period_id)
    order by kind, indicator_id, divided_by, form, origin, period_id, area_id, part
"""
