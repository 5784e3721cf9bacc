"""What leaves the service about people: nothing that tells who asked, nor from which town."""

import datetime
import secrets
from collections.abc import AsyncIterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from bot.clock import paris_day
from bot.exports.numbering import Numbering
from bot.exports.territories import THRESHOLDS, Territories, Thresholds
from bot.knowledge.towns import Towns
from bot.privacy.communes import town_mask
from bot.privacy.town_names import without_place
from bot.questionlog.exporting import Event, Reading, Row

QUESTION: Final = "? "
"""No rule reads across the end of a question."""
KEPT_PIECES: Final = 5_000
LONG: Final = 500
"""Characters of a text that nobody repeats."""
K: Final = THRESHOLDS.people
"""People needed for a group to be told apart."""


class Hiding:
    """Takes persons and towns out of rows, in one way for one export; thrown away with it."""

    def __init__(self, territories: Territories, towns: Towns, last_number: int) -> None:
        """Draw.

        Args:
            territories: what is told of towns.
            towns: the towns of France.
            last_number: the greatest number in the log.
        """
        self._territories = territories
        self._towns = town_mask(towns)
        self._number = Numbering(last_number)
        self._key = secrets.token_bytes(16)
        self._pseudonym = lru_cache(maxsize=50_000)(self._drawn_pseudonym)
        self._piece = lru_cache(maxsize=KEPT_PIECES)(self._towns.mask_all)
        self._days: dict[int, datetime.date] = {}

    def batch(self, rows: Sequence[Row]) -> list[Row]:
        """Rows without persons, by day and then in no order that tells anything."""
        hidden = [self._row(row) for row in rows]
        hidden.sort(key=lambda row: (row.asked_at, row.id))
        return hidden

    def _row(self, row: Row) -> Row:
        return Row(
            self._number(row.id),
            self._day(row.asked_at),
            row.channel,
            row.kind,
            None if row.person is None else self._pseudonym(row.person),
            self._territories.shown(row.town),
            self._masked(row.text),
            row.outcome,
            row.entry,
            row.confidence,
            row.candidates,
            row.domain,
            row.feedback,
            row.status,
            None if row.reply is None else self._masked(row.reply),
            None if row.duplicate_of is None else self._number(row.duplicate_of) or None,
            row.knowledge,
            [self._event(event) for event in row.events] if row.events else (),
        )

    def _event(self, event: Event) -> Event:
        at, kind, detail = event
        if kind == "doublon" and detail:  # the number of the other question
            return self._day(at), kind, str(self._number(int(detail)) or "")
        return self._day(at), kind, self._piece(detail)

    def _masked(self, text: str) -> str:
        """Masked question by question: people repeat their greetings, and each other."""
        if len(text) > LONG:
            return self._towns.mask_all(text)
        *questions, rest = without_place(text).split(QUESTION)
        return QUESTION.join([*map(self._piece, questions), self._towns.mask_all(rest)])

    def _day(self, at: datetime.date) -> datetime.date:
        if not isinstance(at, datetime.datetime):
            return at
        hour = int(at.timestamp() // 3_600)
        day = self._days.get(hour)
        if day is None:
            if len(self._days) > KEPT_PIECES:
                self._days.clear()
            day = self._days[hour] = paris_day(at)
        return day

    def _drawn_pseudonym(self, person: str) -> str:
        return blake2b(person.encode(), key=self._key, digest_size=6).hexdigest()


async def hidden_batches(
    reading: Reading, towns: Towns, thresholds: Thresholds = THRESHOLDS
) -> AsyncIterator[list[Row]]:
    """The questions of a reading without what tells who asked them.

    Args:
        reading: what is exported.
        towns: the towns of France.
        thresholds: what a territory needs to be told.
    """
    territories = Territories(await reading.people(), towns, thresholds)
    hiding = Hiding(territories, towns, await reading.last_number())
    async for rows in reading.batches():
        yield hiding.batch(rows)
