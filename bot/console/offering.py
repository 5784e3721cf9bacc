"""The fiches offered to answer a question with, and how its asker would see one of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from bot.clock import local_today
from bot.console.phone import drawn
from bot.console.web import Visit
from bot.knowledge.html import telegram_length
from bot.knowledge.models import Entry
from bot.matching.matcher import match
from bot.questionlog.desk import Asker
from bot.questionlog.records import LoggedQuestion
from bot.review import asker_pages, pages
from bot.texts.typography import percent

FOUND: Final = 6
"""Fiches shown beside a reply."""
LIKELY: Final = 0.3
"""From here on a fiche is shown unfolded: under one chance in three it is seldom the answer."""
OFFERED: Final = 4
"""Choices that an asker may have been offered."""


@dataclass(frozen=True, slots=True)
class Place:
    """A fiche that may answer."""

    entry: Entry
    sure: float
    declined: bool
    """Whether the asker was shown it, and asked all the same."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fiche as the asker of a question would receive it."""

    entry: Entry
    html: Markup
    size: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What to answer a question with."""

    first: Shown | None
    """The one that is chosen already."""
    likely: bool
    """Whether it was asked for, or is near enough to be seen at once."""
    declined: bool
    """Whether its asker was shown it, and asked all the same."""
    found: list[Place]
    """All, the nearest first."""

    def sure(self, entry: Entry) -> str:
        """How sure it is that an entry answers; empty for one that was named."""
        return next((percent(one.sure) for one in self.found if one.entry is entry), "")


def offer(visit: Visit, question: LoggedQuestion, words: str = "", entry: str = "") -> Offer:
    """The fiches near a question, or near the words that were looked for.

    Args:
        visit: by whom.
        question: to be answered.
        words: looked for in its place; empty: none were.
        entry: the one chosen, by id; empty or unknown: the nearest that was not declined, or the
            nearest of all where what is left is unlikely.
    """
    served = visit.house.served()
    shown = declined(question)
    candidates = match(words or question.text, served.index).candidates
    places = [
        Place(served.base.entries[c.entry], c.confidence, c.entry in shown)
        for c in candidates
        if words or c.confidence >= pages.LEAST_SURE
    ][:FOUND]
    chosen = served.base.find(entry) if entry else None
    best = next((p for p in places if not p.declined and (words or p.sure >= LIKELY)), None)
    likely = bool(chosen or words or best)
    if chosen is None and places:
        chosen = (best or places[0]).entry
    first = as_received(question, chosen) if chosen else None
    return Offer(first, likely, chosen is not None and chosen.id in shown, places)


def declined(question: LoggedQuestion) -> Collection[str]:
    """The fiches that the asker was shown before experts were asked."""
    kinds = {kind for _, kind, _ in question.events}
    found = {question.entry} if "inutile" in kinds and question.entry else set()
    if "aucune" in kinds:
        found |= {entry for entry, _ in question.candidates[:OFFERED]}
    return found


def as_received(question: LoggedQuestion, entry: Entry) -> Shown:
    """A fiche as the message that answers a question."""
    asker = Asker(question.id, question.text, pages.PREVIEWED)
    html = asker_pages.entry_notice(asker, entry, local_today()).html
    return Shown(entry, drawn(html), telegram_length(html))
