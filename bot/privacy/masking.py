"""Taking out of a text what says who somebody is: contacts, numbers, addresses, names.

``mask_contacts`` serves wherever a text is stored, ``mask`` wherever it leaves. Rules read the
text in plain writing, and what they find is taken out of the text as it was; every pattern is
bounded or possessive, and names are read word by word, so that time is linear on hostile input.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.privacy.recognition import homes, numbers, online
from bot.privacy.recognition.digits import FILLER
from bot.privacy.recognition.found import Found, Kind, Rule
from bot.privacy.recognition.long_numbers import FEWEST, long_numbers
from bot.privacy.recognition.names import announced, names
from bot.privacy.recognition.writing import Writing, plain_writing
from bot.texts import exports as texts

_ONLINE: Final[tuple[Rule, ...]] = (online.accounts, online.emails, online.handles)
_NUMBERS: Final[tuple[tuple[int, Rule], ...]] = (
    (12, numbers.accounts),
    (12, numbers.corsicans),
    (11, numbers.domestic_accounts),
    (FEWEST, long_numbers),
    (4, online.machines),
)
"""Rules for long numbers, with the digits that a text needs for them; most texts have fewer."""
_FEW: Final = 4
_NOTHING: Final[frozenset[Kind]] = frozenset()


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


def _masked(text: str, *, everything: bool) -> Masked:
    writing = plain_writing(text)
    found, _ = find(writing, everything=everything)
    if not found:
        return Masked(text, _NOTHING)
    return Masked(without(text, writing, found), frozenset(one.kind for one in found))


def find(writing: Writing, *, everything: bool) -> tuple[list[Found], str]:
    """What is to be taken out of a text, and its plain writing with fillers in those places."""
    plain = writing.plain
    found: list[Found] = []
    for rule in _rules(writing, everything=everything):
        new = list(rule(plain))
        if new:
            found += new
            plain = _hidden(plain, new)
    return found, plain


def _rules(writing: Writing, *, everything: bool) -> list[Rule]:
    """The rules that may find something; for most texts there are none."""
    plain = writing.plain
    said = homes.SAID.intersection(writing.lower)
    chosen: list[Rule] = []
    if "@" in plain or "/" in plain or not online.SAID.isdisjoint(writing.lower):
        chosen += _ONLINE
    if writing.digits:
        if writing.digits >= _FEW:
            chosen += [rule for least, rule in _NUMBERS if writing.digits >= least]
        if said:
            chosen += [homes.births, numbers.papers]
        if homes.may_have_plates(plain):
            chosen.append(homes.plates)
        if everything and said:
            chosen.append(homes.streets)
    if everything and announced(writing):
        chosen.append(names)
    return chosen


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
