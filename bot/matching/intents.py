"""What a message asks of the service itself: a page or an act, never an entry.

Each pattern is held against the whole message, without the courtesies around it, so that a
question about anything else stays a question. Texts are in the form of
`bot.matching.normalize.words`: « ce n'est pas ma question » is `ce est pas ma question`.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from bot.matching.french import listed
from bot.matching.intent_patterns import FRAGMENTS, PATTERNS
from bot.matching.normalize import words


class Intent(StrEnum):
    """What is asked of the service."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    INSULT = "insult"
    NOISE = "noise"
    FOREIGN = "foreign"
    ACK = "acknowledgement"
    CANCEL = "cancel"
    HELP = "help"
    HOME = "home"
    BACK = "back"
    NO_SUBJECT = "no_subject"
    """Words that need something on screen to mean anything."""
    NOT_UNDERSTOOD = "not_understood"
    """The last answer was not clear."""
    SHORTER = "shorter"
    """The last answer is to be told in short."""
    REJECT = "reject"
    """The last answer is beside the question."""
    HUMAN = "human"
    """Somebody to talk to, or where to reach the Cerema."""
    CALL_BACK = "call_back"
    MY_QUESTIONS = "my_questions"
    """What has become of a question."""
    PRIVACY = "privacy"
    """What is kept about the person."""
    ERASE = "erase"


LONGEST: Final = 16
"""Words of a message that may ask something of the service."""
_AROUND: Final = listed(
    """
    bonjour bonsoir salut allo merci ok alors bon ben bah euh ah oh mais donc et non oui enfin eh
    hein
    madame monsieur pardon desole desolee svp stp cordialement maintenant la ici voila sinon
    vraiment beaucoup toujours encore
    """
)
"""Courtesies and fillers around what is asked."""
_SHORT: Final = 4
_NAME: Final = 3
"""Words of the name of a town at most."""
_OPENS_INTRO: Final = frozenset({"je", "ici", "nous", "on", "bonjour", "bonsoir"})
_POLITE: Final = frozenset({"si", "il", "vous", "te", "plait", "avance", "d"})
_PLEASE: Final = re.compile(r"\b(?:si?l? ?)?(?:il )?(?:vous|te) plait\b|\bmerci d avance\b")
_LEFT_SPACE: Final = re.compile(r"\n\s*_|_\s*\n")
_BREAK: Final = re.compile(r"\s*\n\s*")


def _one_line(source: str) -> str:
    """A text wrapped over lines, in one; `_` at an end of a line is a space."""
    return _BREAK.sub("", _LEFT_SPACE.sub(" ", source.strip("\n"))).strip()


_FRAGMENTS: Final = {name: _one_line(source) for name, source in FRAGMENTS.items()}
_BRACED: Final = re.compile(r"\{([a-z_]+)\}")


def _compiled(source: str) -> re.Pattern[str]:
    full = _BRACED.sub(lambda name: _FRAGMENTS[name[1]], _one_line(source))
    return re.compile("|".join(f"(?:{one})" for one in full.split(";") if one))


@cache
def _read() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    """The patterns, made when a message first may be one: most questions need none."""
    return tuple((Intent[name], _compiled(source)) for name, source in PATTERNS.items())


_BEGINNINGS: Final = frozenset(
    re.findall(r"[a-z]+", " ".join([*map(_one_line, PATTERNS.values()), *_FRAGMENTS.values()]))
)


@lru_cache(maxsize=20_000)
def _begins_well(word: str) -> bool:
    """Whether a word may stand in a pattern at all: what most questions hold may not."""
    if word in _AROUND or word in _POLITE or word.isdigit():
        return True
    return any(word[:end] in _BEGINNINGS for end in range(1, len(word) + 1))


_INTRO: Final = re.compile(
    r"(?:je suis|ici|nous sommes|on est) (?:le |la |un |une |les )?(?:maires?|adjointe?s?|elue?s?|"
    r"secretaire(?: generale?)?(?: de mairie)?|dgs|conseillere? municipale?|agente?)"
    r"(?: (?:de|du|des|a))? (?=\S)"
)
"""Who is writing, before what is asked."""


def intent_of(message: str, found: Sequence[str] | None = None) -> Intent | None:
    """What a message asks of the service itself.

    Args:
        message: as typed.
        found: its normalised words, where they are known.

    Returns:
        The intent; None for a question, and for courtesies, which `small_talk` tells.
    """
    found = words(message) if found is None else found
    if not 0 < len(found) <= LONGEST:
        return None
    if len(found) > _SHORT and found[0] in _OPENS_INTRO:
        introduced = _introduced(found)
        if introduced is not None:
            return introduced
    if not all(map(_begins_well, found)):
        return None
    whole = _PLEASE.sub(" ", " ".join(found))
    return _intent(" ".join(whole.split())) or _intent(_bare(whole.split()))


def _introduced(found: Sequence[str]) -> Intent | None:
    """What is asked behind who is writing, of whose town one to three words are the name."""
    start = _INTRO.search(" ".join(found))
    rest = start.string[start.end() :].split() if start else []
    asked = (_intent(_bare(rest[skipped:])) for skipped in range(min(_NAME + 1, len(rest))))
    return next((one for one in asked if one is not None), None)


def _intent(text: str) -> Intent | None:
    return next((intent for intent, pattern in _read() if text and pattern.fullmatch(text)), None)


def _bare(found: list[str]) -> str:
    """A message without the courtesies around it."""
    start, end = 0, len(found)
    while start < end and found[start] in _AROUND:
        start += 1
    while end > start and found[end - 1] in _AROUND:
        end -= 1
    return " ".join(found[start:end])
