"""Long messages: the sentences in which the question is to be found."""

import re
from collections.abc import Sequence
from typing import Final

from bot.matching.french import FUNCTION_WORDS
from bot.matching.frequency import information
from bot.matching.normalize import MAX_CHARACTERS, words
from bot.matching.stems import stem

_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘ʼ`´′＇"), "'")
LONG: Final = 14
"""Words with a subject from which a message is searched sentence by sentence."""
SEGMENTS: Final = 40
"""Sentences of one message looked at."""
SHORTEST: Final = 2
"""Words with a subject in a sentence that may be a question of its own."""
_SENTENCE: Final = re.compile(r"[^.!?;\n]*[.!?;\n]*")
_ABBREVIATION: Final = re.compile(
    r"\b(art|av|cf|etc|ex|m|mm|mme|dr|ste?|n|p|r|l|d)\.\s?(?=\w)", re.IGNORECASE
)
_INNER: Final = re.compile(r"(?<=\w)\.(?=\w)")
_AND_ALSO: Final = re.compile(
    r"\b(?:et aussi|par ailleurs|d'autre part|autre question|deuxi[eè]me question|"
    r"seconde question|et sinon|et puis|ensuite|enfin|2e question)\b[ ,:]*",
    re.IGNORECASE,
)


_AND_ALSO_SIGNS: Final = (
    "et aussi", "par ailleurs", "d'autre part", "question", "et sinon", "et puis", "ensuite",
    "enfin",
)  # fmt: skip
"""One of these stands in whatever the pattern above finds."""


_ANNOUNCED: Final = re.compile(
    r"\W*(?:bonjour\W+)?(?:j'ai|j'aurais|voici|nous avons|on a) "
    r"(?:deux|2|trois|3|quelques|plusieurs) (?:petites )?questions\b\W*",
    re.IGNORECASE,
)
"""Who says that several questions follow may join them with a mere « et »."""
_AND_ASKS: Final = re.compile(
    r"[,;]?\s+et\s+(?=(?:comment|qui|que|o[uù]|quand|combien|pourquoi|quel(?:le)?s?|"
    r"(?:est-ce|peut-on|doit-on|faut-il|a-t-on|y a-t-il))\b)",
    re.IGNORECASE,
)


def subject_words(found: Sequence[str]) -> int:
    """How many words have a subject of their own."""
    return sum(word not in FUNCTION_WORDS for word in found)


def telling(found: Sequence[str]) -> float:
    """How much words tell of a subject, by their rarity in French (powers of ten)."""
    return sum(information(stem(word)) for word in found if word not in FUNCTION_WORDS)


def segments(message: str, found: Sequence[str]) -> list[str]:
    """The parts of a message that may each be a question.

    Args:
        message: any text.
        found: its words, as `bot.matching.normalize.words` gives them.

    Returns:
        The message alone when it is short and holds one question, else its sentences, in order;
        those without a subject are left out.
    """
    text = message[:MAX_CHARACTERS].translate(_APOSTROPHES)
    announced = _ANNOUNCED.match(text)
    if announced is not None:
        text = _AND_ASKS.sub(" ? ", text[announced.end() :]) or text
    several = text.count("?") > 1 or _and_also(text)
    if not several and subject_words(found) <= LONG:
        return [text]
    guarded = _INNER.sub("\u2024", _ABBREVIATION.sub("\\1 ", text))
    parts: list[str] = []
    for sentence in _SENTENCE.findall(guarded):
        for part in _AND_ALSO.split(sentence):
            clean = " ".join(part.replace("\u2024", ".").split())
            if subject_words(words(clean)) >= SHORTEST or (clean and "?" in clean):
                parts.append(clean)
    return parts[:SEGMENTS] or [text]


def _and_also(text: str) -> bool:
    """Whether a text goes on to another subject in so many words."""
    plain = text.casefold()
    return any(map(plain.__contains__, _AND_ALSO_SIGNS)) and _AND_ALSO.search(text) is not None
