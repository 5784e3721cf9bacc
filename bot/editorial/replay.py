"""The log asked again to a base that is not published yet: what it would change for people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bot.matching.index import Index
from bot.matching.matcher import match
from bot.matching.normalize import normal_form
from bot.questionlog.lifecycle import is_open
from bot.questionlog.records import LoggedQuestion

CHOSEN: Final = frozenset({"choix", "rattachee"})


@dataclass(frozen=True, slots=True)
class Move:
    """A question whose answer changes."""

    question: str
    """As typed the first time."""
    ids: tuple[int, ...]
    """Numbers of all who asked it and got the same, in order."""
    before: str | None
    """The entry answered then."""
    after: str | None
    """The entry that would be answered now."""
    confidence: float
    """Of the answer now; 0 when there is none."""
    wanted: str | None
    """The entry that somebody chose for it, when it is not the one answered now."""
    to_tell: tuple[int, ...]
    """Those of the numbers that still wait for an answer."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What publishing would change; each part asked most often first."""

    gained: tuple[Move, ...]
    changed: tuple[Move, ...]
    lost: tuple[Move, ...]
    answered: int
    """Questions with the same answer as before."""
    unanswered: int
    """Questions without an answer, as before."""
    questions: int
    wordings: int
    """Distinct normal forms, each matched once."""

    @property
    def notices(self) -> tuple[tuple[int, str], ...]:
        """(question, entry) for those who wait and would now have an answer, by number."""
        pairs = [(n, move.after) for move in self.gained for n in move.to_tell]
        return tuple(sorted((n, entry) for n, entry in pairs if entry is not None))


@dataclass(slots=True)
class _Asked:
    """What the log says of one normal form."""

    text: str
    first: int
    before: dict[str | None, list[int]] = field(default_factory=dict)
    """Entry answered → numbers of the questions."""
    waiting: set[int] = field(default_factory=set)
    wanted: dict[str, int] = field(default_factory=dict)


class Ledger:
    """Collects logged questions one by one, so that a long log need not fit in memory."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def add(self, question: LoggedQuestion) -> None:
        """Count a question; courtesies and requests for support are left out."""
        if question.outcome == "smalltalk" or question.kind != "question":
            return
        form = question.normal or normal_form(question.text)
        asked = self._asked.setdefault(form, _Asked(question.text, question.id))
        if question.id < asked.first:
            asked.text, asked.first = question.text, question.id
        asked.before.setdefault(_answered(question), []).append(question.id)
        if is_open(question.status):
            asked.waiting.add(question.id)
        for _, kind, detail in question.events:
            if kind in CHOSEN and detail:
                asked.wanted[detail] = asked.wanted.get(detail, 0) + 1

    def against(self, index: Index) -> Replay:
        """Ask everything again."""
        parts: dict[str, list[Move]] = {"gained": [], "changed": [], "lost": []}
        answered = unanswered = questions = 0
        for asked in self._asked.values():
            best = match(asked.text, index).best
            after = best.entry if best is not None else None
            for before, ids in asked.before.items():
                questions += len(ids)
                if before == after:
                    answered += len(ids) if after is not None else 0
                    unanswered += len(ids) if after is None else 0
                    continue
                part = "gained" if before is None else "lost" if after is None else "changed"
                confidence = best.confidence if best is not None else 0.0
                parts[part].append(_move(asked, before, after, confidence))
        ordered = {
            name: tuple(sorted(moves, key=lambda move: (-len(move.ids), move.ids)))
            for name, moves in parts.items()
        }
        return Replay(
            **ordered, answered=answered, unanswered=unanswered, questions=questions,
            wordings=len(self._asked),
        )  # fmt: skip


def replay(questions: Iterable[LoggedQuestion], index: Index) -> Replay:
    """Ask the questions of the log again.

    Args:
        questions: in any order.
        index: the base on disk.

    Returns:
        What would change and what would not.
    """
    ledger = Ledger()
    for question in questions:
        ledger.add(question)
    return ledger.against(index)


def _answered(question: LoggedQuestion) -> str | None:
    """The entry that the matcher answered then; what people did since does not count."""
    if question.outcome != "answer":
        return None
    return question.candidates[0][0] if question.candidates else question.entry


def _move(asked: _Asked, before: str | None, after: str | None, confidence: float) -> Move:
    ids = tuple(sorted(asked.before[before]))
    wanted = min(asked.wanted, key=lambda entry: (-asked.wanted[entry], entry), default=None)
    return Move(
        question=asked.text,
        ids=ids,
        before=before,
        after=after,
        confidence=confidence,
        wanted=wanted if wanted != after else None,
        to_tell=tuple(number for number in ids if number in asked.waiting),
    )
