"""The small towns of France, by their INSEE code; read once, when first needed."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

COMMUNES: Final = Path(__file__).parent / "communes.csv"
SIZES: Final = ((2_500, 4_999), (5_000, 9_999), (10_000, 25_000))
"""Size classes, in inhabitants, both ends included."""

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Town:
    """A commune."""

    code: str
    name: str
    department_code: str
    department: str
    region: str
    population: int
    postcodes: tuple[str, ...]

    @property
    def size(self) -> Size | None:
        """Its size class; None outside of all."""
        return next((s for s in SIZES if s[0] <= self.population <= s[1]), None)


@dataclass(frozen=True, slots=True)
class Area:
    """What may be told of a town without telling which: many towns share it."""

    department: str
    size: Size | None


class Towns:
    """Towns by code, and what is known of codes that are not small towns."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._by_code = {town.code: town for town in towns}
        self._by_department = {town.department_code: town for town in self._by_code.values()}
        self._regions = {town.department: town.region for town in self._by_code.values()}
        self._counts = Counter(Area(t.department, t.size) for t in self._by_code.values())

    def all(self) -> tuple[Town, ...]:
        """Every small town, in the order of the file."""
        return tuple(self._by_code.values())

    def by_code(self, code: str) -> Town | None:
        """The town of that INSEE code, or None when it is not a small town."""
        return self._by_code.get(code)

    def area(self, code: str) -> Area:
        """Department and size class of an INSEE code; without a size if it is no small town."""
        town = self._by_code.get(code)
        if town is not None:
            return Area(town.department, town.size)
        number = _department_of(code)
        neighbour = self._by_department.get(number)
        return Area(number if neighbour is None else neighbour.department, None)

    def region(self, code: str) -> str | None:
        """The region of an INSEE code, or None if no small town is known around it."""
        town = self._by_code.get(code) or self._by_department.get(_department_of(code))
        return None if town is None else town.region

    def count(self, area: Area) -> int:
        """How many towns of the list share a department and a size."""
        return self._counts[area]

    def region_of(self, area: Area) -> str | None:
        """The region of a department."""
        return self._regions.get(area.department)

    def areas_of(self, department: str) -> list[Area]:
        """The areas of a department, one a size."""
        return [Area(department, size) for size in (*SIZES, None)]

    def areas_of_region(self, region: str) -> list[Area]:
        """The areas of all departments of a region."""
        inside = (name for name, where in self._regions.items() if where == region)
        return [area for department in inside for area in self.areas_of(department)]

    def territories(self) -> set[str]:
        """The names of all departments and regions."""
        return {*self._regions, *self._regions.values()}


def _department_of(code: str) -> str:
    return code[:3] if code.startswith(("97", "98")) else code[:2]


@cache
def load_towns(path: Path = COMMUNES) -> Towns:
    """Read the towns; the same object afterwards.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return Towns(
            Town(
                code=row["code_insee"],
                name=row["nom"],
                department_code=row["code_departement"],
                department=row["departement"],
                region=row["region"],
                population=int(row["population"]),
                postcodes=tuple(row["codes_postaux"].split()),
            )
            for row in csv.DictReader(file)
        )
