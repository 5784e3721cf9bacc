"""Updates waiting for the bot, with Telegram's rules of confirmation."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from .changes import Changes

DEFAULT_EXCLUDED: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(eq=False)
class Pending:
    """An update the bot has not confirmed."""

    update_id: int
    kind: str
    body: dict[str, Any]
    repeat: bool = False
    """Delivered once more although it was already confirmed."""
    served: int = 0
    """How many times it went out to the bot."""

    @property
    def source(self) -> int:
        """The chat it comes from, or the person where there is no chat."""
        holder = self.body.get("message", self.body)
        return int(holder.get("chat", self.body.get("from", {})).get("id", 0))

    def to_json(self) -> dict[str, Any]:
        """The ``Update`` object of the Bot API."""
        return {"update_id": self.update_id, self.kind: self.body}


@dataclass
class _Twice:
    new_id: bool


@dataclass
class UpdateQueue:
    """What was sent to the bot: waiting, and confirmed for good."""

    changes: Changes
    next_id: int = 100_000_001
    allowed: frozenset[str] | None = None
    """Kinds asked for with ``allowed_updates``; None is Telegram's default."""
    waiting: list[Pending] = field(default_factory=list)
    confirmed: set[int] = field(default_factory=set)
    _twice: deque[_Twice] = field(default_factory=deque)

    def deliver_twice(self, times: int = 1, *, new_id: bool = False) -> None:
        """Send each of the next updates twice: the same update, or the same under a new id."""
        self._twice.extend(_Twice(new_id) for _ in range(times))

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update."""
        if self.allowed is None:
            return kind not in DEFAULT_EXCLUDED
        return kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Remember ``allowed_updates``: left out keeps the former setting, [] is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def push(self, kind: str, body: dict[str, Any]) -> list[int]:
        """Queue an update; the ids under which the bot gets it (none when it did not ask)."""
        if not self.wants(kind):
            return []
        ids = [self._append(kind, body).update_id]
        if self._twice:
            if self._twice.popleft().new_id:
                ids.append(self._append(kind, body).update_id)
            else:
                self.waiting.append(Pending(ids[0], kind, body, repeat=True))
        self.changes.notify()
        return ids

    def _append(self, kind: str, body: dict[str, Any]) -> Pending:
        pending = Pending(self.next_id, kind, body)
        self.next_id += 1
        self.waiting.append(pending)
        return pending

    def confirm_below(self, offset: int) -> None:
        """Drop for good what ``getUpdates`` confirms with its offset."""
        self._drop([p for p in self.waiting if p.update_id < offset and self._done(p)])

    def confirm(self, pending: Pending) -> None:
        """Drop for good one update that a webhook accepted."""
        self._drop([pending])

    @staticmethod
    def _done(pending: Pending) -> bool:
        return not pending.repeat or pending.served > 0

    def _drop(self, dropped: list[Pending]) -> None:
        if not dropped:
            return
        gone = set(dropped)
        self.waiting = [p for p in self.waiting if p not in gone]
        self.confirmed.update(p.update_id for p in dropped)
        self.changes.notify()

    def keep_last(self, count: int) -> None:
        """A negative offset: forget all but the last updates."""
        self._drop(self.waiting[:-count])

    def deliverable(self) -> list[Pending]:
        """What can go out now; a repeat comes after its original was confirmed."""
        if not any(p.repeat for p in self.waiting):
            return self.waiting
        originals = {p.update_id for p in self.waiting if not p.repeat}
        return [p for p in self.waiting if not p.repeat or p.update_id not in originals]

    def take(self, limit: int) -> list[Pending]:
        """The updates for one answer to ``getUpdates``."""
        batch = self.deliverable()[:limit]
        for pending in batch:
            pending.served += 1
        return batch

    def settled(self, update_ids: list[int]) -> bool:
        """Whether the bot confirmed all of these, repeats included."""
        waiting = {p.update_id for p in self.waiting}
        return not any(update_id in waiting for update_id in update_ids)
