"""French text brought to one written form: words without case, accents, elisions or marks.

Everything the matcher compares went through here first, on both sides, so a choice made in this
module can lose information but never makes two spellings of the same word differ.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Final

from bot.matching.french import COMPOUNDS, ELIDED, FIXED, GRADED, HAD, I_HAVE, PREFIXES, SMS
from bot.matching.spoken import SPOKEN, written

MAX_CHARACTERS: Final = 20_000
"""What lies beyond is not read: no question is that long, and time stays bounded."""

REMEMBERED: Final = 200_000
LONGEST_REMEMBERED: Final = 30
"""Bounds of the memory of pieces already read; results do not depend on it."""
_EDGES: Final = ',;:!?()«»"*'
"""Marks that say nothing at the ends of a word."""
_DEPENDS: Final[tuple[str, ...]] = ("\0",)
"""Marks a piece whose reading depends on its neighbours: numbers, lone elisions."""
LONGEST_SURE: Final = 2
"""Words up to this length cannot hold a letter three times."""

_FOLD: Final = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "′": "'", "＇": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": " - ", "—": " - ", "−": "-",
        "•": "·", "‧": "·", "⋅": "·",
        "²": "2", "³": "3", "€": " euros ", "%": " pourcent ", "\u00ad": "", "\u200b": "",
        "\u200c": "", "\u200d": "", "\ufeff": "", "\u2060": "",
    }
)  # fmt: skip
_INCLUSIVE: Final = re.compile(
    r"(?<=[a-z]{2})(?:[·]|[.-](?=(?:e|ne|rice|trice|euse|se|fe|ere|ve|le|te)(?:[·.-]?s)?\b(?![.-]?[a-z])))"
    r"(?:e|ne|rice|trice|euse|se|fe|ere|ve|le|te|s)?(?:[·.-]?(s))?\b"
)
_PARENTHESES: Final = re.compile(r"(?<=[a-z])\((?:e|ne|se|rice|trice|euse|s|x|es|nes)\)(s?)")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOTTED: Final = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
_DATE: Final = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b")
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3})((?:[ .]\d{3})+)(?!\d)")
_DECIMAL: Final = re.compile(r"(?<=\d)[.,](?=\d)")
_ORDINAL: Final = re.compile(r"\b(\d+) ?(?:iemes?|emes?|ieres?|eres?|nde?s?|ers?|es?|o)\b")
_UNIT: Final = re.compile(r"(\d)(?=(?:m2|m3|km|m|kw|kwh|kwc|mw|mbit|ha|h|cm|t)\b)")
_PREFIX: Final = re.compile(rf"\b({'|'.join(sorted(PREFIXES))})-(?=[a-z]{{3}})")
_ASKS_WHAT: Final = {
    "qu'est": "quest", "qu'appelle": "definition", "qu'entend": "definition"
}  # fmt: skip
"""Half of « qu'est-ce que », which is not « est-ce que », and of what asks for a meaning."""
_NUMBER_SIGN: Final = re.compile(r"\bn ?°|№")
_WORD: Final = re.compile(r"\d+[_]\d+|[a-z0-9]+(?:'[a-z0-9]+)*'?")
_COMBINING: Final = re.compile(r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f]+")
_DIGIT: Final = re.compile(r"\d")
_ASCII_FOLD: Final = str.maketrans({"`": "'", "%": " pourcent "})
_VOWELS: Final = frozenset("aeiouyh")
_REPEAT: Final = re.compile(r"([a-z])\1{2,}")
_MONTHS: Final = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
    "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and hyphens, ligatures apart.

    Args:
        text: any string, of which the first `MAX_CHARACTERS` are read.

    Returns:
        Text whose letters are ASCII wherever Unicode gives them an ASCII base.
    """
    text = text[:MAX_CHARACTERS]
    plain = text.lower().translate(_LATIN)
    if plain.isascii():
        return plain.translate(_ASCII_FOLD)
    return _fold(text)


def _fold(text: str) -> str:
    """`fold` of any letters at all."""
    text = text.translate(_FOLD)
    text = unicodedata.normalize("NFKD", text.lower().translate(_FOLD))
    return _COMBINING.sub("", text).translate(_FOLD).lower()


_LATIN: Final = {ord(c): _fold(c) for c in map(chr, range(0xC0, 0x180))} | {0x2019: "'"}
"""`fold` for what French words are mostly made of, in lower case."""


def _date(found: re.Match[str]) -> str:
    """A numeric date as French words write it: "01/07/2026" → "1 juillet 2026"."""
    day, month, year = int(found[1]), int(found[2]), found[3]
    return f" {day} {_MONTHS[month - 1]} {year} " if 1 <= month <= 12 else f" {year} "


def _marks(text: str) -> str:
    """Numbers, units, dates, initials and inclusive endings in one form each."""
    if "@" in text or "www." in text or "://" in text:
        text = _URL.sub(" ", text)
    if "(" in text:
        text = _PARENTHESES.sub(r"\1", text)
    if "." in text:
        text = _DOTTED.sub(lambda m: m[0].replace(".", ""), text)
    if _DIGIT.search(text):
        text = _numbers(text)
    if "-" in text:
        text = _PREFIX.sub(r"\1", text)
    if "·" in text or "." in text or "-" in text:
        text = _INCLUSIVE.sub(lambda m: m[1] or ("s" if m[0].endswith("s") else ""), text)
    return text


def _numbers(text: str) -> str:
    """Dates, thousands, decimals, ordinals and units in one form each."""
    text = _DATE.sub(_date, text)
    text = _THOUSANDS.sub(lambda m: m[1] + re.sub(r"\D", "", m[2]), text)
    text = _DECIMAL.sub("_", text)
    text = _NUMBER_SIGN.sub(" numero ", text)
    text = _ORDINAL.sub(r"\1e", text)
    return _UNIT.sub(r"\1 ", text)


def _split_elision(word: str) -> list[str]:
    """The word behind its elided articles: "l'ecole" → "ecole"; "aujourd'hui" stays whole."""
    if word in _ASKS_WHAT:
        return [_ASKS_WHAT[word]]
    parts = [part for part in word.split("'") if part]
    while len(parts) > 1 and parts[0] in ELIDED:
        parts = parts[1:]
    if len(parts) > 1 and "".join(parts) in COMPOUNDS:
        return ["".join(parts)]
    return parts


def words(text: str) -> tuple[str, ...]:
    """The words of a text in their one written form.

    Args:
        text: any string.

    Returns:
        Words of ASCII letters and digits, in the order read, text-message spellings written out.
    """
    chunks = text[:MAX_CHARACTERS].split()
    found = tuple(chain.from_iterable(map(_PIECES.__getitem__, chunks)))
    if _DEPENDS[0] in found:
        found = _with_neighbours(chunks)
    if I_HAVE in found:
        found = tuple("ai" if _is_i_have(found, at) else word for at, word in enumerate(found))
    if not FIXED.keys().isdisjoint(found):
        found = _fixed(found)
    return found if SPOKEN.isdisjoint(found) else written(found)


def _is_i_have(found: tuple[str, ...], at: int) -> bool:
    """Whether a word is « j'ai », not a class of energy."""
    if found[at] != I_HAVE or at + 1 == len(found):
        return False
    return found[at + 1] in HAD and (at == 0 or found[at - 1] not in GRADED)


def _fixed(found: tuple[str, ...]) -> tuple[str, ...]:
    """Words with those that mean another thing together written as one: "camping car"."""
    result: list[str] = []
    for word in found:
        if result and word in FIXED.get(result[-1], ()):
            result[-1] += word
        else:
            result.append(word)
    return tuple(result)


def _with_neighbours(chunks: list[str]) -> tuple[str, ...]:
    """`words` of a text in pieces of which some depend on what surrounds them."""
    pieces = [_PIECES[chunk] for chunk in chunks]
    kept: list[tuple[str, ...]] = []
    done = 0
    for start in [at for at, piece in enumerate(pieces) if piece is _DEPENDS]:
        if start < done:
            continue
        end = start + 1
        while end < len(pieces) and pieces[end] is _DEPENDS:
            end += 1
        kept += pieces[done:start]
        done = end + 1
        kept.append(_RUNS[" ".join(chunks[start:done])])
    kept += pieces[done:]
    return tuple(chain.from_iterable(kept))


class _Memory(dict[str, tuple[str, ...]]):
    """Readings of pieces of text, each worked out once while there is room."""

    def __init__(self, read: Callable[[str], tuple[str, ...]]) -> None:
        self._read = read

    def __missing__(self, piece: str) -> tuple[str, ...]:
        found = self._read(piece)
        if len(self) < REMEMBERED and len(piece) < LONGEST_REMEMBERED:
            self[piece] = found
        return found


def _piece(chunk: str) -> tuple[str, ...]:
    """The words of a piece between spaces, when they do not depend on what surrounds it."""
    bare = chunk.strip(_EDGES).removesuffix(".").lower()
    if not bare.isascii():
        bare = bare.translate(_LATIN)
    if bare.isascii() and bare.isalpha():
        return _DEPENDS if bare in ELIDED else _spelled(bare)
    if bare.isascii() and bare.replace("'", "", 1).isalpha() and "'" in bare[1:-1]:
        return _plain(_split_elision(bare))
    if "°" in chunk or any(map(str.isdigit, chunk)) or not ELIDED.isdisjoint(_alone(chunk)):
        return _DEPENDS
    return _words(chunk)


def _alone(chunk: str) -> list[str]:
    """The pieces of a chunk that stand alone: an elided article may be one of them."""
    return [word.rstrip("'") for word in _WORD.findall(fold(chunk))]


def _words(text: str) -> tuple[str, ...]:
    """`words` without its memory."""
    raw = _WORD.findall(_marks(fold(text)))
    return _plain(chain.from_iterable(_split_elision(w) if "'" in w else (w,) for w in raw))


def _plain(raw: Iterable[str]) -> tuple[str, ...]:
    """Words without letters held down, text-message spellings or lone elisions."""
    found = list(chain.from_iterable(map(_spelled, raw)))
    if "qu" in found:
        found = _what_is(found)
    if ELIDED.isdisjoint(found):
        return tuple(found)
    return tuple(word for at, word in enumerate(found) if not _lone_elision(found, at))


def _what_is(found: list[str]) -> list[str]:
    """Words with « qu est » that lost its apostrophe put together again."""
    result: list[str] = []
    for word in found:
        if word == "est" and result and result[-1] == "qu":
            result[-1] = "quest"
        else:
            result.append(word)
    return result


def _spelled(word: str) -> tuple[str, ...]:
    """A word without letters held down, or what a text-message spelling stands for."""
    if len(word) > LONGEST_SURE:
        word = _REPEAT.sub(r"\1\1", word)
    return SMS.get(word, (word,))


def _lone_elision(found: list[str], at: int) -> bool:
    """Whether a word is an elided article that lost its apostrophe: "l ecole", "qu est ce"."""
    following = found[at + 1] if at + 1 < len(found) else ""
    if len(following) == 1 and following != "y":
        return False  # letters one by one: "t a d"
    return found[at] in ELIDED and following[:1] in _VOWELS and following != ""


def normal_form(text: str) -> str:
    """One string for all spellings of a question, to tell whether two of them are the same."""
    return " ".join(words(text))


_PIECES: Final = _Memory(_piece)
_RUNS: Final = _Memory(_words)
"""Pieces that depend on their neighbours, with those up to the first that does not."""
