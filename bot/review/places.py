"""Where somebody asks from, as reviewers read it."""

from dataclasses import dataclass

from bot.knowledge.towns import load_towns
from bot.texts import review as texts
from bot.texts.typography import grouped


@dataclass(frozen=True, slots=True)
class Origin:
    """Where somebody asks from, as far as it was told."""

    town: str = ""
    department: str = ""
    size: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.town, self.department, self.size) if part)


def origin(code: str | None) -> Origin:
    """The town of an INSEE code, its department and its size; empty where none was told."""
    if not code:
        return Origin()
    town = load_towns().by_code(code)
    if town is None:
        return Origin(department=load_towns().area(code).department)
    count = grouped(town.population)
    size = texts.INHABITANTS.format(count=count) if town.population else ""
    return Origin(town.name, town.department, size)
