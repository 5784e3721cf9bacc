"""Taking out of a text what says who somebody is: contacts, numbers, addresses, names.

``mask_contacts`` serves wherever a text is stored, ``mask`` wherever it leaves. Rules read the
text in plain writing, and what they find is taken out of the text as it was; every pattern is
bounded or possessive, and names are read word by word, so that time is linear on hostile input.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.privacy import homes, numbers, online, telephones
from bot.privacy.digits import FILLER
from bot.privacy.found import Found, Kind, Rule
from bot.privacy.names import names
from bot.privacy.writing import Writing, plain_writing
from bot.texts import exports as texts

_DIGIT: Final = re.compile(r"\d")
_ONLINE_HINT: Final = re.compile(r"[@\uff20/]|arobas|\bat\b", re.IGNORECASE)
_ONLINE: Final[tuple[Rule, ...]] = (online.accounts, online.emails, online.handles)
_NUMBERS: Final[tuple[tuple[int, Rule], ...]] = (
    (12, numbers.accounts),
    (12, numbers.social_security),
    (15, numbers.cards),
    (11, numbers.domestic_accounts),
    (8, telephones.telephones),
    (4, online.machines),
    (4, homes.births),
    (3, homes.plates),
    (2, numbers.papers),
)
"""Rules for numbers, with the digits that a text needs for them; most texts have fewer."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what was taken out of it."""

    text: str
    kinds: frozenset[Kind]
    """What was found; empty: the text is as it was."""


def mask(text: str) -> Masked:
    """Take contacts, numbers, home addresses and names out, for a text that leaves the service."""
    return _masked(text, everything=True)


def mask_contacts(text: str) -> Masked:
    """Take out what reaches or numbers a person, for a text that is stored.

    Names and street addresses stay: the experts who answer need them.
    """
    return _masked(text, everything=False)


def mask_names(text: str) -> Masked:
    """Take names of persons out: cautiously, so that places, laws and bodies stay."""
    return _without(text, [names])


def _masked(text: str, *, everything: bool) -> Masked:
    chosen = list(_ONLINE) if _ONLINE_HINT.search(text) is not None else []
    digits = len(_DIGIT.findall(text))
    if digits:
        chosen += [rule for least, rule in _NUMBERS if digits >= least]
        if everything:
            chosen.append(homes.streets)
    if everything:
        chosen.append(names)
    return _without(text, chosen) if chosen else Masked(text, frozenset())


def _without(text: str, chosen: Sequence[Rule]) -> Masked:
    """The text without what the rules find, each reading what those before it left."""
    writing = plain_writing(text)
    plain = writing.plain
    found: list[Found] = []
    for rule in chosen:
        new = list(rule(plain))
        found += new
        plain = _hidden(plain, new)
    return Masked(without(text, writing, found), frozenset(one.kind for one in found))


def without(text: str, writing: Writing, found: Sequence[Found]) -> str:
    """The text with placeholders where something was found in its plain writing."""
    if not found:
        return text
    parts: list[str] = []
    last = 0
    for one in sorted(found):
        start, end = writing.place(one.start, one.end)
        parts += [text[last:start], texts.PLACEHOLDERS[one.kind]]
        last = end
    return "".join(parts) + text[last:]


def _hidden(text: str, found: Sequence[Found]) -> str:
    """The text with fillers where something was found, so that nothing is found twice."""
    for one in found:
        text = text[: one.start] + FILLER * (one.end - one.start) + text[one.end :]
    return text
