"""A button tapped twice by a thumb that was not sure: its fiche is sent once."""

from collections import OrderedDict
from typing import Final

from telegram import CallbackQuery

from bot.conversation.button_data import OnEntry, parse

WINDOW_S: Final = 2.0
"""Nobody reads a fiche and asks for it again in less."""
REMEMBERED: Final = 10_000
"""Taps remembered at once: memory stays bounded, whoever taps."""
_SENDING: Final = frozenset({"f", "p", "s"})
"""What sends a fiche under the one that is there, instead of changing it."""


class Taps:
    """The last taps; kept in memory, since forgetting one sends a fiche twice and no more."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int, int, int, str], float] = OrderedDict()

    def again(self, query: CallbackQuery, now: float) -> bool:
        """Whether this is the second half of a double tap on a fiche.

        Args:
            query: the press.
            now: seconds of a clock that never goes back.
        """
        carried = query.data or ""
        pressed = parse(carried)
        if not isinstance(pressed, OnEntry) or pressed.verb not in _SENDING:
            return False
        under = query.message
        place = (under.chat.id, under.message_id) if under is not None else (0, 0)
        tap = (query.from_user.id, *place, carried)
        before = self._last.get(tap)
        self._last[tap] = now
        self._last.move_to_end(tap)
        while len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
        return before is not None and now - before < WINDOW_S
