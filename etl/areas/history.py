"""The units over time and the steps between them, and the one way to change them: a row ends and another starts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from etl.areas.unit import Step, Unit, make_area_id, whole_step


class History:
    """Units by area_id and the steps between them. At any day one code is at most one unit."""

    def __init__(self, units: Iterable[Unit], steps: Iterable[Step]) -> None:
        self.units: dict[str, Unit] = {}
        self.steps = list(steps)
        self._ids_of_code: dict[str, list[str]] = defaultdict(list)
        self._ids_of_parent: dict[str, list[str]] = defaultdict(list)
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """A new row. ValueError where the id is taken."""
        if unit.area_id in self.units:
            raise ValueError(f"area_id taken: {unit.area_id}")
        self.units[unit.area_id] = unit
        self._ids_of_code[unit.code].append(unit.area_id)
        if unit.parent_id:
            self._ids_of_parent[unit.parent_id].append(unit.area_id)

    def replace(self, unit: Unit, **values: object) -> Unit:
        """The row with some of its values changed, put back in its place."""
        changed = replace(unit, **values)
        self.units[unit.area_id] = changed
        if changed.parent_id != unit.parent_id:
            self._ids_of_parent[unit.parent_id].remove(unit.area_id)
            self._ids_of_parent[changed.parent_id].append(unit.area_id)
        return changed

    def rows_of(self, code: str) -> list[Unit]:
        """Every row of a code, in the order of time."""
        return sorted((self.units[area_id] for area_id in self._ids_of_code[code]), key=lambda unit: unit.valid_from)

    def valid_on(self, code: str, day: date) -> Unit | None:
        return next((unit for unit in self.rows_of(code) if unit.is_valid_on(day)), None)

    def split(self, unit: Unit, on: date, source_id: str) -> Unit:
        """End the row before `on` and start another on that day; the same for every unit inside it. Gives the new row.

        What came of the unit later comes of the new row. The step between the two rows is whole.
        """
        later = replace(unit, area_id=make_area_id(unit.code, on), valid_from=on, is_start_known=True)
        self.replace(unit, valid_to=on - timedelta(days=1))
        self.add(later)
        self.steps = [
            replace(step, from_id=later.area_id) if step.from_id == unit.area_id and step.effective_on > on else step
            for step in self.steps
        ]
        self.steps.append(whole_step(unit.area_id, later.area_id, on, source_id))
        for child_id in list(self._ids_of_parent[unit.area_id]):
            child = self.units[child_id]
            if child.valid_from >= on:
                self.replace(child, parent_id=later.area_id)
            elif child.valid_to is None or child.valid_to >= on:
                self.replace(self.split(child, on, source_id), parent_id=later.area_id)
        return later
