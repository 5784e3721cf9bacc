"""Numbers in words and punctuation said aloud, written as they are written otherwise.

« vingt-cinq mille » and « 25 000 », « zone trente » and « zone 30 », « licence IV » and « licence
4 » are one; « point d'interrogation » is what a telephone writes for a mark it was told.
"""

from collections.abc import Sequence
from typing import Final

_UNITS: Final = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
}  # fmt: skip
_TENS: Final = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_HUNDRED: Final = frozenset({"cent", "cents"})
_THOUSAND: Final = "mille"
_ROMAN: Final = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11",
    "xii": "12", "xiii": "13", "xiv": "14", "xv": "15",
}  # fmt: skip
_KILOMETRES: Final = frozenset({"kilometre", "kilometres", "km", "kms"})
_SPEED: Final = "kmh"
_SAID: Final = (
    ("point", "interrogation"), ("point", "exclamation"), ("point", "virgule"),
    ("points", "interrogation"), ("points", "exclamation"), ("points", "suspension"),
    ("points", "de", "suspension"), ("point", "final"), ("point", "a", "la", "ligne"),
    ("retour", "a", "la", "ligne"), ("nouvelle", "ligne"), ("nouveau", "paragraphe"),
    *(
        (verb, *articles, mark)
        for verb in ("ouvrez", "fermez", "ouvrir", "fermer", "ouvre", "ferme")
        for articles in ((), ("les",), ("la",), ("le",))
        for mark in ("guillemets", "guillemet", "parenthese", "parentheses", "crochet", "crochets")
    ),
)  # fmt: skip
"""Marks that are said, longest first."""
_MARKS: Final = {
    first: tuple(sorted((s for s in _SAID if s[0] == first), key=len, reverse=True))
    for first in {said[0] for said in _SAID}
}
_COMMA: Final = "virgule"
_STARTS: Final = frozenset({*_UNITS, *_TENS, *_HUNDRED, _THOUSAND})
SPOKEN: Final = _STARTS | _ROMAN.keys() | {_SPEED, *_KILOMETRES} | _MARKS.keys() | {_COMMA}
"""Words without one of which `written` changes nothing."""
_ALONE_NOT: Final = frozenset({"neuf"})
"""A number that is mostly another word when it stands alone: « un bâtiment neuf »."""
_TEEN: Final = 10
_SEVENTY: Final = (60, 80)
_HUNDRED_IS: Final = 100
_THOUSAND_IS: Final = 1000
_LARGEST: Final = 6
"""Digits of the largest number that « mille » may follow."""


def written(found: Sequence[str]) -> tuple[str, ...]:
    """Words with their numbers in digits and without said marks.

    Args:
        found: normalised words.

    Returns:
        The same words, where nothing was said.
    """
    result: list[str] = []
    at = 0
    while at < len(found):
        word = found[at]
        length = _comma(found, at, result) or _mark(found, at)
        if length:
            at += length
            continue
        number, length = _number(found, at)
        if length:
            at += length
            _write(number, result)
            continue
        result += _unit(word, result)
        at += 1
    return tuple(result)


def _comma(found: Sequence[str], at: int, result: list[str]) -> int:
    """How many words say the decimals of the number just written."""
    if found[at] != _COMMA or at + 1 == len(found) or not (result and result[-1].isdigit()):
        return 0
    number, length = _number(found, at + 1)
    if not length and found[at + 1].isdigit():
        number, length = found[at + 1], 1
    if length:
        result[-1] += f"_{number}"
    return length + 1 if length else 0


def _write(number: str, result: list[str]) -> None:
    """Add a number; « pour cent » behind one is a share."""
    if number == "100" and result[-1:] == ["pour"] and result[-2:-1] and result[-2].isdigit():
        result[-1] = "pourcent"
    else:
        result.append(number)


def _mark(found: Sequence[str], at: int) -> int:
    """How many words say a mark of punctuation here."""
    if found[at] == _COMMA:
        return 1
    for said in _MARKS.get(found[at], ()):
        if tuple(found[at : at + len(said)]) == said:
            return len(said)
    return 0


def _unit(word: str, before: list[str]) -> list[str]:
    """A Roman numeral or a speed as figures write it."""
    if word == _SPEED:
        return ["km", "h"]
    if word == "heure" and before and before[-1] in ("par", "a"):
        speed = before[-2:-1]
        if speed and speed[0] in _KILOMETRES:
            before[-2:] = ["km"]
            return ["h"]
    if word == "heure" and before and before[-1] in _KILOMETRES:
        before[-1] = "km"
        return ["h"]
    return [_ROMAN.get(word, word)]


def _number(found: Sequence[str], at: int) -> tuple[str, int]:
    """The number that begins at a word, in digits, and how many words say it."""
    first = found[at]
    digits = first.isdigit() and len(first) <= _LARGEST
    if digits:
        if at + 1 == len(found) or found[at + 1] != _THOUSAND:
            return "", 0
    elif first not in _STARTS:
        return "", 0
    total, current, end = 0, int(first) if digits else 0, at + 1 if digits else at
    while end < len(found):
        step = _step(found, end, total, current)
        if step is None:
            break
        total, current, end = step
    if end == at + 1 and first in _ALONE_NOT:
        return "", 0
    return str(total + current), end - at


def _step(found: Sequence[str], at: int, total: int, current: int) -> tuple[int, int, int] | None:
    """The number with one more word read, or nothing when the word does not go on with it."""
    word, rest = found[at], current % _HUNDRED_IS
    if word == _THOUSAND:
        return None if total else (max(current, 1) * _THOUSAND_IS, 0, at + 1)
    if word.isdigit():
        adds = total and not current and int(word[:_LARGEST]) < _THOUSAND_IS
        return (total, int(word), at + 1) if adds and len(word) <= _LARGEST else None
    if word in _HUNDRED:
        bare = current < _TEEN
        return (total, max(current, 1) * _HUNDRED_IS, at + 1) if bare else None
    if word in ("vingt", "vingts") and rest == _UNITS["quatre"]:
        return total, current + 76, at + 1
    if word in _TENS:
        return None if rest else (total, current + _TENS[word], at + 1)
    if word in _UNITS:
        return (total, current + _UNITS[word], at + 1) if _adds(_UNITS[word], rest) else None
    if rest >= 20 and rest % _TEEN == 0 and rest != 80:
        following = found[at + 1] if at + 1 < len(found) else ""
        if word == "et" and following in ("un", "une"):
            return total, current + 1, at + 2
        if word == "et" and following == "onze" and rest == _SEVENTY[0]:
            return total, current + 11, at + 2
    return None


def _adds(unit: int, rest: int) -> bool:
    """Whether « sept » may follow what was read: after nothing, a ten, or « dix »."""
    if rest == 0:
        return True
    if unit < _TEEN:
        return rest % _TEEN == 0 and (rest > _TEEN or unit in (7, 8, 9))
    return rest in _SEVENTY
