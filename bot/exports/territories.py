"""Which territories may be told: enough people, enough towns, enough of France to hide in."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.config import Settings
from bot.knowledge.towns import Area, Towns
from bot.texts import exports as texts

Group = TypeVar("Group", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a territory needs to be shown, in an export as in the report."""

    people: int = 5
    """People who asked."""
    towns: int = 3
    """Towns they asked from."""
    france: int = 5
    """Towns of France that the territory could be; fewer, and anybody could name the town."""


THRESHOLDS: Final = Thresholds()


def thresholds(settings: Settings) -> Thresholds:
    """What an installation wants."""
    return Thresholds(settings.shown_people, settings.shown_towns)


class Crowd(Generic[Group]):
    """Which groups hold enough people and towns; counts no further, so memory stays small."""

    def __init__(self, thresholds: Thresholds = THRESHOLDS) -> None:
        self._needed = thresholds
        self._people: dict[Group, set[str]] = {}
        self._towns: dict[Group, set[str]] = {}

    def add(self, group: Group, person: str | None, town: str) -> None:
        """Somebody of a town belongs to a group; a person unknown counts for nobody."""
        people = self._people.setdefault(group, set())
        towns = self._towns.setdefault(group, set())
        if person is None:
            return
        if len(people) < self._needed.people:
            people.add(person)
        if len(towns) < self._needed.towns:
            towns.add(town)

    def groups(self) -> list[Group]:
        """All groups, in the order they came."""
        return list(self._people)

    def is_large(self, *groups: Group) -> bool:
        """Whether those groups together hold enough people of enough towns."""
        people = set().union(*(self._people.get(group, ()) for group in groups))
        towns = set().union(*(self._towns.get(group, ()) for group in groups))
        return len(people) >= self._needed.people and len(towns) >= self._needed.towns


class Territories:
    """What is shown in place of a town.

    Its department and size; where those are too few, all such sizes of the department together;
    then of the region; then of France; then nothing.
    """

    def __init__(
        self,
        found: Iterable[tuple[str | None, str | None]],
        towns: Towns,
        thresholds: Thresholds = THRESHOLDS,
    ) -> None:
        """Count.

        Args:
            found: (INSEE code, person) of each question, or once each.
            towns: the towns of France.
            thresholds: what is enough.
        """
        self._towns = towns
        self._needed = thresholds
        self._labels: dict[Area, str] = {}
        self._shown: dict[str, str | None] = {}
        crowd: Crowd[Area] = Crowd(thresholds)
        for town, person in found:
            if town is not None:
                crowd.add(towns.area(town), person, town)
        self._choose(crowd)

    def shown(self, town: str | None) -> str | None:
        """What is told of a town, or None for nothing."""
        if town is None:
            return None
        if town not in self._shown:
            self._shown[town] = self._labels.get(self._towns.area(town))
        return self._shown[town]

    def _choose(self, crowd: Crowd[Area]) -> None:
        hidden = []
        for area in crowd.groups():
            if crowd.is_large(area) and self._towns.count(area) >= self._needed.france:
                self._labels[area] = texts.area(area.department, area.size)
            else:
                hidden.append(area)
        hidden = self._merge(crowd, hidden, by_region=False)
        hidden = self._merge(crowd, hidden, by_region=True)
        if crowd.is_large(*hidden):
            self._labels.update(dict.fromkeys(hidden, texts.MERGED_AREAS))

    def _merge(self, crowd: Crowd[Area], hidden: list[Area], *, by_region: bool) -> list[Area]:
        """Give areas that share a department or a region one label; those still too small."""
        wholes: dict[str | None, list[Area]] = {}
        for area in hidden:
            whole = self._towns.region_of(area) if by_region else area.department
            wholes.setdefault(whole, []).append(area)
        left = []
        for whole, areas in wholes.items():
            if whole is not None and crowd.is_large(*areas) and self._hides(whole, by_region):
                self._labels.update(dict.fromkeys(areas, texts.MERGED.format(name=whole)))
            else:
                left += areas
        return left

    def _hides(self, whole: str, by_region: bool) -> bool:
        """Whether enough towns of a department or region are in areas that are not shown."""
        areas = self._towns.areas_of_region(whole) if by_region else self._towns.areas_of(whole)
        hidden = (area for area in areas if area not in self._labels)
        return sum(map(self._towns.count, hidden)) >= self._needed.france
