"""How many towns a consultation asks, by size and by department: public facts, for rates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.consultations.models import Consultation
from bot.consultations.results import size_place
from bot.knowledge.towns import load_towns


@dataclass(frozen=True, slots=True)
class Asked:
    """Counts of the towns that are asked."""

    whole: int
    sizes: Counter[str]
    departments: Counter[str]

    @classmethod
    def of(cls, one: Consultation, members: frozenset[str]) -> "Asked":
        """Those of a consultation.

        Args:
            one: the consultation.
            members: INSEE codes of the members as they were imported.
        """
        towns = [town for town in load_towns().all() if one.public.holds(town, members)]
        return cls(
            len(towns),
            Counter(map(size_place, towns)),
            Counter(town.department_code for town in towns),
        )

    def size(self, keys: Iterable[str]) -> int:
        """The towns of some size classes."""
        return sum(self.sizes[key] for key in keys)

    def department(self, keys: Iterable[str]) -> int:
        """The towns of some departments."""
        return sum(self.departments[key] for key in keys)
