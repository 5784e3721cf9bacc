"""A match explained to an editor: words, what they were found through, and what decided."""

from bot.knowledge.models import KnowledgeBase
from bot.matching.matcher import ANSWER_AT, SUGGEST_AT
from bot.matching.result import Candidate, Match, MatchedWord
from bot.texts import explanations as texts
from bot.texts.typography import percent

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
    if result.outcome != "smalltalk":
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
    if reason.aspect is not None:
        lines.append(texts.ASPECT.format(aspect=texts.ASPECTS[reason.aspect]))
    if reason.matched:
        lines += [texts.MATCHED, *map(_word, reason.matched)]
    unexplained = ", ".join(reason.unexplained)
    return [
        *lines,
        texts.UNEXPLAINED.format(words=unexplained) if unexplained else texts.ALL_EXPLAINED,
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
