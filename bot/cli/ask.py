"""The verb `ask`: one question in, one result out, for scripts and for editors."""

import json
import time
from dataclasses import dataclass
from typing import Any

from bot.cli.explain import explain
from bot.clock import local_today
from bot.knowledge.html import answer_html
from bot.knowledge.markdown import html_to_plain, to_plain
from bot.knowledge.models import KnowledgeBase
from bot.matching.matcher import match
from bot.matching.result import Candidate, Match
from bot.pages.unsure import nearest
from bot.texts import command_line as texts
from bot.texts.typography import percent


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what was found."""

    question: str
    result: Match
    took_ms: float
    """Time of the matching alone, in milliseconds."""


class Asker:
    """Answers from a knowledge base, without a log."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self._index = base.index()

    def ask(self, question: str) -> Answer:
        """Match one question."""
        start = time.perf_counter()
        result = match(question, self._index)
        return Answer(question, result, (time.perf_counter() - start) * 1000)

    def as_json(self, answer: Answer, candidates: int = 0) -> str:
        """The object that docs/interfaces.md describes, on one line.

        Args:
            answer: a result of ``ask``.
            candidates: how many of the best entries to add; 0 adds no such field.
        """
        result = answer.result
        entry = self.base.entries[result.best.entry] if result.best else None
        first = result.candidates[0] if result.candidates else None
        domain = self.base.entries[first.entry].domain if first else None
        fields: dict[str, Any] = {
            "question": answer.question,
            "outcome": result.outcome,
            "entry": entry.id if entry else None,
            "domain": domain if result.outcome in ("answer", "suggest") else None,
            "confidence": round(first.confidence, 4) if first else 0.0,
            "text": to_plain(entry.answer) if entry else "",
            "sources": [
                {"titre": source.title, "url": source.url}
                for source in (entry.sources if entry else ())
            ],
            "suggestions": [self._candidate(candidate) for candidate in result.suggestions],
            "outside": result.outside,
            "took_ms": round(answer.took_ms, 3),
        }
        if result.intent is not None:
            fields["intent"] = result.intent.value
        if candidates:
            fields["candidates"] = [self._candidate(c) for c in result.candidates[:candidates]]
        return json.dumps(fields, ensure_ascii=False)

    def as_text(self, answer: Answer) -> str:
        """What a person reads in a terminal."""
        result = answer.result
        if result.best is not None:
            entry = self.base.entries[result.best.entry]
            return html_to_plain(answer_html(entry, local_today())) + "\n"
        if len(result.suggestions) == 1:
            [candidate] = result.suggestions
            return html_to_plain(nearest(self.base.entries[candidate.entry], 0).html) + "\n"
        if result.outcome == "suggest":
            lines = [
                texts.ASK_SUGGESTION.format(
                    title=self.base.entries[c.entry].question, confidence=percent(c.confidence)
                )
                for c in result.suggestions
            ]
            return "\n".join([texts.ASK_SUGGEST, *lines, ""])
        return (texts.ASK_SMALLTALK if result.smalltalk else texts.ASK_NONE) + "\n"

    def explained(self, answer: Answer) -> str:
        """Why it came out so, for an editor."""
        return explain(answer.question, answer.result, self.base) + "\n"

    def _candidate(self, candidate: Candidate) -> dict[str, Any]:
        return {
            "entry": candidate.entry,
            "title": self.base.entries[candidate.entry].question,
            "confidence": round(candidate.confidence, 4),
        }
