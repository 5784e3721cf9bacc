"""The mask of the communes of France, made once: half a second, and some megabytes."""

from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from typing import Protocol

from bot.privacy.town_names import TownMask


class Commune(Protocol):
    """What is read of a commune."""

    @property
    def code(self) -> str:
        """Its INSEE code."""

    @property
    def name(self) -> str:
        """As it is written officially."""

    @property
    def postcodes(self) -> Sequence[str]:
        """All it has."""


class Communes(Hashable, Protocol):
    """The communes, wherever they are read from."""

    def all(self) -> Iterable[Commune]:
        """Each of them."""

    def territories(self) -> Iterable[str]:
        """Departments and regions."""


@cache
def town_mask(towns: Communes) -> TownMask:
    """Masks the names and codes of these towns; made once."""
    codes = {code for town in towns.all() for code in (town.code, *town.postcodes)}
    names = {name for town in towns.all() for name in (town.name, town.name.split(" (")[0])}
    return TownMask(names, codes, towns.territories())


def masked(text: str, towns: Communes) -> str:
    """A text as it may leave: no contact, no name, no address, no town."""
    return town_mask(towns).mask_all(text)
