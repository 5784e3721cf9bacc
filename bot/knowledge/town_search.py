"""Finding a town by its name, however it is typed, or by its postcode."""

import re
import unicodedata
from functools import cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.knowledge.towns import Town, load_towns

CLOSE: Final = 82.0
"""Likeness, out of 100, from which a name may be the one meant."""
SURE: Final = 93.0
"""Likeness from which it is."""
LEAD: Final = 4.0
"""Names that are behind a sure one by this much are not offered beside it."""
MOST: Final = 6
_SAINT: Final = {"st": "saint", "ste": "sainte", "sts": "saints"}


def find_towns(text: str) -> tuple[Town, ...]:
    """The towns that a text may name, best first.

    Args:
        text: a name, a postcode, or both, as typed.

    Returns:
        One town when it is beyond doubt, up to ``MOST`` to choose from, or none.
    """
    postcode = re.search(r"\b\d{5}\b", text)
    name = _plain(re.sub(r"\d", " ", text))
    towns = load_towns().all()
    if postcode is not None:
        towns = tuple(town for town in towns if postcode[0] in town.postcodes)
        if not name:
            return towns[:MOST]
    if len(name) < 2:
        return ()
    found = process.extract(name, _names(towns), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=MOST)
    ranked = sorted(found, key=lambda item: (-item[1], towns[item[2]].code))
    if not ranked:
        return ()
    best = ranked[0][1]
    if best >= SURE:
        ranked = [item for item in ranked if best - item[1] < LEAD]
    return tuple(towns[place] for _, _, place in ranked)


@cache
def _names(towns: tuple[Town, ...]) -> tuple[str, ...]:
    return tuple(_plain(town.name) for town in towns)


def _plain(name: str) -> str:
    """A name without case, accents, hyphens or abbreviations."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("œ", "oe"))
    words = re.findall(r"[a-z]+", letters.encode("ascii", "ignore").decode())
    return " ".join(_SAINT.get(word, word) for word in words)
