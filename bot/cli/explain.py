"""A match explained to an editor: words, what they were found through, and what decided."""

import re

from bot.knowledge.models import KnowledgeBase
from bot.matching.matcher import ANSWER_AT, SUGGEST_AT
from bot.matching.normalize import fold, words
from bot.matching.result import Candidate, Match, MatchedWord
from bot.texts import explanations as texts
from bot.texts.typography import percent

_TYPED = re.compile(r"\w+")
_VOWELS = frozenset("aeiouyh")
_CUTS = {"answer": percent(ANSWER_AT), "suggest": percent(SUGGEST_AT)}


def explain(question: str, result: Match, base: KnowledgeBase) -> str:
    """Why a question came out as it did.

    Args:
        question: as typed.
        result: its match.
        base: the entries that were searched.

    Returns:
        Lines of French for a terminal.
    """
    lines = [texts.QUESTION.format(question=question)]
    if result.subject and result.subject != " ".join(question.split()):
        lines.append(texts.SUBJECT.format(subject=result.subject))
    lines.append(texts.OUTCOME[result.outcome].format(**_CUTS))
    if result.intent is not None:
        lines.append(texts.INTENT.format(intent=texts.INTENTS[result.intent.value]))
    if result.outcome != "smalltalk":
        lines += _stand_for(result, base)
        lines += _found(result, base)
    for other in result.others:
        lines += ["", texts.OTHER, explain(other.subject, other, base)]
    return "\n".join(lines)


def _found(result: Match, base: KnowledgeBase) -> list[str]:
    if not result.candidates:
        return [texts.NO_CANDIDATE]
    best, *later = result.candidates
    reason = result.reason
    lines = [_candidate(texts.BEST, best, base)]
    lines += [_candidate(texts.RUNNER_UP, one, base) for one in later[:1]]
    if reason.outside is not None:
        lines.append(texts.OUTSIDE.format(theme=reason.outside))
    if reason.intention:
        lines.append(texts.INTENTION)
    if reason.aspect is not None:
        lines.append(texts.ASPECT.format(aspect=texts.ASPECTS[reason.aspect]))
    if reason.matched:
        lines += [texts.MATCHED, *map(_word, reason.matched)]
    if not reason.unexplained:
        return [*lines, texts.ALL_EXPLAINED]
    missing = ", ".join(reason.unexplained)
    return [*lines, texts.UNEXPLAINED.format(words=missing), not_spoken_of(result)]


def not_spoken_of(result: Match) -> str:
    """What the best entry does not speak of, as a sentence with the words as they were typed."""
    typed = {plain[-1]: word for word in _TYPED.findall(result.subject) if (plain := words(word))}
    named = [typed.get(word, word).lower() for word in result.reason.unexplained]
    parts = [
        (texts.OF_VOWEL if fold(word)[:1] in _VOWELS else texts.OF).format(word=word)
        for word in named
    ]
    return texts.NOT_SPOKEN_OF.format(words=texts.AND.join(parts))


def _stand_for(result: Match, base: KnowledgeBase) -> list[str]:
    """What the acronyms of a question stand for."""
    return [
        texts.STANDS_FOR.format(acronym=acronym, expansions=", ".join(expansions))
        for acronym, *expansions in base.lexicon().stands_for(words(result.subject))
    ]


def _candidate(line: str, candidate: Candidate, base: KnowledgeBase) -> str:
    title = base.entries[candidate.entry].question
    return line.format(
        entry=candidate.entry, confidence=percent(candidate.confidence), title=title
    )


def _word(matched: MatchedWord) -> str:
    if matched.via == "exact" and matched.word == matched.term:
        return texts.SAME.format(word=matched.word, weight=percent(matched.weight))
    via = texts.VIA[matched.via].format(term=matched.term)
    return texts.WORD.format(word=matched.word, weight=percent(matched.weight), via=via)
