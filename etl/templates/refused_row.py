"""A row that was refused: what of it could be read, so that what it leaves incomplete is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.templates.layout import Layout


@dataclass(frozen=True)
class RefusedRow:
    """`values` by field name as in `Row`; of the fields in `unread` nobody knows what they say or mean.

    `block` is the row that the carried columns come from: the row itself where it fills them.
    """

    number: int
    block: int
    values: Mapping[str, object]
    unread: frozenset[str]

    @classmethod
    def of(
        cls, layout: Layout, number: int, block: int, values: Mapping[str, object], faulty: set[str]
    ) -> "RefusedRow":
        """Where a block was begun and a required column of it left blank, its other blanks say nothing either."""
        carried = {field.name for field in layout.fields if field.carried}
        required = {field.name for field in layout.fields if field.carried and field.required}
        is_begun_only = any(values.get(name) is None for name in required)
        unread = faulty | ({name for name in carried if values.get(name) is None} if is_begun_only else set())
        return cls(number, block, values, frozenset(unread))
