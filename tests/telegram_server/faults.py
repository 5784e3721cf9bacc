"""Faults a test asks for, and Telegram's flood limits."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Literal

from .errors import too_many_requests

FaultKind = Literal["flood", "error", "drop", "cut", "hang", "empty"]


@dataclass
class Fault:
    """What happens to some calls instead of their normal course."""

    kind: FaultKind
    """flood: 429; error: 5xx; drop: connection closed, nothing done; cut: done, but the reply is
    lost; hang: no answer until ``FaultPlan.release``, nothing done; empty: an answer that says
    nothing."""
    method: str | None
    """The method concerned, None for any but ``getUpdates`` and ``getMe``, ``*`` for any."""
    times: int
    """How many calls are left to spoil."""
    skip: int = 0
    """How many calls to let through first."""
    retry_after: int = 1
    code: int = 502

    def concerns(self, method: str) -> bool:
        """Whether this call is one of those aimed at."""
        if self.method is None:
            return method.lower() not in {"getupdates", "getme"}
        if self.method == "*":
            return True
        return self.method.lower() == method.lower()


@dataclass
class FaultPlan:
    """The faults to come, in the order they were asked for."""

    planned: list[Fault] = field(default_factory=list)
    hanging: int = 0
    """Calls held without an answer now."""
    released: int = 0
    """Goes up when ``release`` is called; held calls watch it."""

    def flood(
        self, method: str | None = None, *, retry_after: int = 1, times: int = 1, skip: int = 0
    ) -> None:
        """Answer 429 with ``retry_after``."""
        fault = Fault("flood", method, times, skip, retry_after=retry_after)
        self.planned.append(fault)

    def error(
        self, method: str | None = None, *, code: int = 502, times: int = 1, skip: int = 0
    ) -> None:
        """Answer a 5xx, as the front servers of Telegram do."""
        self.planned.append(Fault("error", method, times, skip, code=code))

    def drop(self, method: str | None = None, *, times: int = 1, skip: int = 0) -> None:
        """Close the connection without having done anything."""
        self.planned.append(Fault("drop", method, times, skip))

    def cut(self, method: str | None = None, *, times: int = 1, skip: int = 0) -> None:
        """Do what is asked, then close the connection without an answer."""
        self.planned.append(Fault("cut", method, times, skip))

    def hang(self, method: str | None = None, *, times: int = 1, skip: int = 0) -> None:
        """Give no answer, until ``TelegramServer.release`` or the client gives up."""
        self.planned.append(Fault("hang", method, times, skip))

    def empty(self, method: str | None = None, *, times: int = 1, skip: int = 0) -> None:
        """Answer 200 with JSON that is no answer of Telegram's, as a captive portal may."""
        self.planned.append(Fault("empty", method, times, skip))

    def clear(self) -> None:
        """Forget the faults that did not happen yet."""
        self.planned.clear()

    def take(self, method: str) -> Fault | None:
        """The fault for this call, used up by one."""
        for fault in self.planned:
            if not fault.concerns(method):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.planned.remove(fault)
            return fault
        return None


@dataclass
class FloodLimits:
    """Telegram's limits on what a bot sends; None is no limit."""

    per_second: int | None = None
    """Messages to all chats together (30 on Telegram)."""
    per_chat_second: int | None = None
    """Messages to one chat (1 on Telegram, short bursts tolerated)."""
    per_group_minute: int | None = None
    """Messages to one group (20 on Telegram)."""
    _sent: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def check(self, chat_id: int, now: float) -> None:
        """Count a message, or refuse it with 429."""
        rules = [(0, self.per_second, 1.0), (chat_id, self.per_chat_second, 1.0)]
        if chat_id < 0:
            rules.append((chat_id, self.per_group_minute, 60.0))
        refusals = [self._refusal(key, limit, span, now) for key, limit, span in rules]
        if wait := max(refusals):
            raise too_many_requests(wait)
        for key in (0, chat_id):
            sent = self._sent[key]
            sent.append(now)
            while sent[0] < now - 60.0:
                sent.popleft()

    def _refusal(self, key: int, limit: int | None, span: float, now: float) -> int:
        if limit is None:
            return 0
        recent = [moment for moment in self._sent[key] if moment > now - span]
        if len(recent) < limit:
            return 0
        return max(1, math.ceil(recent[-limit] + span - now))


def front_server_page(code: int) -> tuple[str, str]:
    """Body and type of a 5xx: JSON from the Bot API itself, HTML from the servers before it."""
    if code == 500:
        return '{"ok":false,"error_code":500,"description":"Internal Server Error"}', (
            "application/json"
        )
    return f"<html><body><center><h1>{code}</h1></center></body></html>", "text/html"
