"""Finding a town by its name, however it is typed, by its postcode, or by where one stands.

A town is sure when what was typed is its name (case, accents, hyphens and « St » aside) or its
postcode, and no other commune of France has it. Whatever is repaired or completed is offered.
"""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.knowledge.towns import SIZES, Town, load_towns

CLOSE: Final = 82.0
"""Likeness, out of 100, from which a name may be the one meant."""
MOST: Final = 5
"""Towns offered at once: a row of numbers."""
NEAR_KM: Final = 25.0
"""How far a town may be from where one stands to be offered."""
SMALLEST: Final = SIZES[0][0]
"""Inhabitants from which a commune is likely to be the one meant by a name cut short."""
SHORTEST: Final = 3
"""Letters from which the beginning of a name is completed."""
_SAINT: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}
_KM_PER_DEGREE: Final = 111.2


@dataclass(frozen=True, slots=True)
class FoundTowns:
    """Towns that a text may name."""

    towns: tuple[Town, ...] = ()
    """Best first, at most ``MOST``."""
    sure: bool = False
    """Whether it is the first, beyond doubt."""
    more: bool = False
    """Whether others bear the same name."""


def find_towns(text: str) -> FoundTowns:
    """The towns that a text may name.

    Args:
        text: a name, a postcode or a department with it, as typed.
    """
    postcode = re.search(r"\b\d{5}\b", text)
    name = plain(re.sub(r"\d", " ", text))
    if postcode is not None:
        return _in_postcode(postcode[0], name)
    if len(name) < 2:
        return FoundTowns()
    department = re.search(r"\b(\d{2,3}|2[ABab])\b", text)
    named = bearing(name, department[1].upper() if department else "")
    if not named:
        return FoundTowns(tuple(_nearly(name))[:MOST])
    longer = [t for t in _beginning(name) if t.population >= SMALLEST and t not in named]
    if longer and not department and max(town.population for town in named) < SMALLEST:
        return FoundTowns(
            (*longer[: MOST - 2], *named[:2]), more=True
        )  # « Bourg » is rarely Bourg
    return FoundTowns(named[:MOST], len(named) == 1, len(named) > MOST)


def towns_near(latitude: float, longitude: float) -> FoundTowns:
    """The towns nearest to where one stands, never sure.

    Args:
        latitude: in degrees.
        longitude: in degrees.
    """
    placed = [(_km(town, latitude, longitude), town) for town in load_towns().all() if town.place]
    near = sorted((km, town.code, town) for km, town in placed if km <= NEAR_KM)
    return FoundTowns(tuple(town for _, _, town in near[:3]))


def _in_postcode(postcode: str, name: str) -> FoundTowns:
    towns = [town for town in load_towns().all() if postcode in town.postcodes]
    if name:
        named = [town for town in towns if plain(town.name) == name]
        if named:
            return FoundTowns(tuple(named[:MOST]), len(named) == 1)
        return FoundTowns(tuple(_closest(name, towns))[:MOST])
    towns.sort(key=lambda town: (-town.population, town.code))
    return FoundTowns(tuple(towns[:MOST]), len(towns) == 1, len(towns) > MOST)


def bearing(name: str, department: str) -> tuple[Town, ...]:
    """The communes that bear exactly this name, the largest first.

    Args:
        name: as ``plain`` writes it.
        department: its code; empty: of any.
    """
    towns = [t for t in _by_name().get(name, ()) if department in ("", t.department_code)]
    return tuple(sorted(towns, key=lambda town: (-town.population, town.code)))


def _nearly(name: str) -> Iterable[Town]:
    """Communes that it may stand for: its own old name, a beginning, a misspelling."""
    seen: set[str] = set()
    for town in (*_that_was(name), *_beginning(name), *_closest(name, load_towns().all())):
        if town.code not in seen:
            seen.add(town.code)
            yield town


def _that_was(name: str) -> list[Town]:
    towns = load_towns()
    codes = [code for former, code in towns.former if plain(former) == name]
    return [town for code in codes if (town := towns.by_code(code)) is not None]


def _beginning(name: str) -> list[Town]:
    """Names that begin so, then names that hold it; the larger first."""
    if len(name) < SHORTEST:
        return []
    found = [
        (not whole.startswith(name), -town.population, town.code, town)
        for whole, towns in _by_name().items()
        if f" {name} " in f" {whole} "
        for town in towns
    ]
    return [town for *_, town in sorted(found)[:MOST]]


def _closest(name: str, towns: Sequence[Town]) -> list[Town]:
    names = [plain(town.name) for town in towns] if len(towns) < 1_000 else _all_names()
    found = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=CLOSE, limit=4 * MOST)
    ranked = sorted(found, key=lambda item: (-item[1], -towns[item[2]].population))
    return [towns[place] for _, _, place in ranked]


@cache
def _all_names() -> tuple[str, ...]:
    return tuple(plain(town.name) for town in load_towns().all())


@cache
def _by_name() -> Mapping[str, Sequence[Town]]:
    found: dict[str, list[Town]] = defaultdict(list)
    for name, town in zip(_all_names(), load_towns().all(), strict=True):
        found[name].append(town)
    return found


def _km(town: Town, latitude: float, longitude: float) -> float:
    """Distance over so few kilometres that the Earth is flat."""
    if town.place is None:
        return math.inf
    north = town.place[0] - latitude
    east = (town.place[1] - longitude) * math.cos(math.radians(latitude))
    return _KM_PER_DEGREE * math.hypot(north, east)


def plain(name: str) -> str:
    """A name without case, accents, hyphens or abbreviations; any other sign parts two words."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    words = re.findall(
        r"[a-z]+", "".join(one for one in letters if not unicodedata.combining(one))
    )
    return " ".join(_SAINT.get(word, word) for word in words)
