"""Kind once, then quiet: how many messages of one person get a reply in a minute."""

from collections import OrderedDict, deque
from typing import Final, Literal

from telegram import Update

MESSAGES: Final = 40
"""Far above what a person types, below what a script sends."""
WINDOW_S: Final = 60.0
PEOPLE: Final = 10_000
"""People remembered at once: memory stays bounded, whoever writes."""


class Flood:
    """Counts recent messages; kept in memory, since forgetting it harms nobody."""

    def __init__(self) -> None:
        self._recent: OrderedDict[str, deque[float]] = OrderedDict()
        self._unanswered: OrderedDict[str, tuple[float, Update, str]] = OrderedDict()

    def hold(self, person: str, update: Update, question: str, now: float) -> None:
        """Keep the question that got no reply, in the place of the one before."""
        self._unanswered[person] = (now, update, question)
        self._unanswered.move_to_end(person)
        while len(self._unanswered) > PEOPLE:
            self._unanswered.popitem(last=False)

    def over(self, now: float) -> list[tuple[Update, str]]:
        """The questions of those who have asked nothing more for a minute; given once."""
        ended = [person for person, held in self._unanswered.items() if now - held[0] > WINDOW_S]
        return [self._unanswered.pop(person)[1:] for person in ended]

    def verdict(self, person: str, now: float) -> Literal["reply", "warn", "quiet"]:
        """Count one message.

        Args:
            person: who sent it.
            now: seconds of a clock that never goes back.

        Returns:
            "reply" within the limit, "warn" for the first message over it, then "quiet".
        """
        times = self._recent.setdefault(person, deque(maxlen=MESSAGES + 2))
        self._recent.move_to_end(person)
        while len(self._recent) > PEOPLE:
            self._recent.popitem(last=False)
        while times and now - times[0] > WINDOW_S:
            times.popleft()
        times.append(now)
        if len(times) <= MESSAGES:
            return "reply"
        return "warn" if len(times) == MESSAGES + 1 else "quiet"
