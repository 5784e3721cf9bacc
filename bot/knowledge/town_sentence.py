"""Finding the town that a sentence names: « je suis maire de Murat dans le Cantal ».

What is found is never sure: it is asked. A name counts only whole, as a commune bears it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from bot.knowledge.town_search import MOST, FoundTowns, bearing, find_towns, plain
from bot.knowledge.towns import Town, load_towns

LONGEST: Final = 8
"""Words of a name looked at."""
_TELLING: Final = """
maire mairie maires adjoint adjointe elu elue elus elues commune communes ville village suis sommes
est habite habitons represente secretaire dgs
"""
_FILLING: Final = """
je j moi on nous c ce ici la le les l un une de du des d a au aux dans en sur pour et bonjour
bonsoir salut merci conseiller conseillere municipal municipale municipaux petite petit nouveau
nouvelle notre ma mon generale general departement code postal
"""
_ONESELF: Final = frozenset(_TELLING.split())
"""Words by which people tell where they are from."""
_AROUND: Final = _ONESELF.union(_FILLING.split())
"""Words that may stand around the name, and tell nothing of it."""
_OF: Final = {
    "de": "", "d": "", "a": "", "en": "", "du": "le", "au": "le", "des": "les", "aux": "les",
}  # fmt: skip
"""Words that lead to a name, and the article that they hide: « maire du Puy »."""

_FIGURES: Final = re.compile(r"\d[\d .]*(?:habitants?\b|hab\b|âmes\b)?", re.IGNORECASE)
"""« une commune de 900 habitants » is not Vieux-Habitants."""
Span = tuple[int, int]


def town_in(text: str, *, alone: bool) -> FoundTowns:
    """The towns that a sentence may name, the largest first; none where it names none.

    Args:
        text: as typed.
        alone: whether the sentence must say where its author is from and nothing else, as it must
            where nobody asked.
    """
    said = _said(text)
    if "?" in text or (alone and _ONESELF.isdisjoint(said)):
        return FoundTowns()
    spans = sorted(_spans(len(said)), key=lambda span: (span[0] - span[1], span[0]))
    for span in spans:
        towns = _named(said, span)
        if towns and span != (0, len(said)):
            department = _department(said, span)
            if _fits(said, span, department, alone=alone):
                return _of(towns, text, department)
    return FoundTowns() if alone else _cut_short(said)


def may_tell(text: str) -> bool:
    """Whether a sentence may say where its author is from; told without looking for a name."""
    return "?" not in text and not _ONESELF.isdisjoint(_said(text))


def _said(text: str) -> list[str]:
    return plain(_FIGURES.sub(" ", text)).split()


def _cut_short(said: list[str]) -> FoundTowns:
    """The communes that what is left without the words around it may stand for."""
    rest = [at for at, word in enumerate(said) if word not in _AROUND]
    if not rest or _ONESELF.isdisjoint(said):
        return FoundTowns()
    return replace(find_towns(" ".join(said[rest[0] : rest[-1] + 1])), sure=False)


def _spans(length: int) -> Iterator[Span]:
    for start in range(length):
        for end in range(start + 1, min(start + LONGEST, length) + 1):
            yield start, end


def _named(said: list[str], span: Span) -> tuple[Town, ...]:
    """The communes of exactly that name, its article restored where « du » hides it."""
    start, end = span
    words = said[start:end]
    if all(word in _AROUND for word in words):
        return ()
    article = _OF.get(said[start - 1], "") if start else ""
    name = " ".join(words)
    return bearing(f"{article} {name}".strip(), "") or bearing(name, "")


def _department(said: list[str], town: Span) -> tuple[str, Span] | None:
    """A department named beside the town: its code, and where."""
    for start, end in _spans(len(said)):
        outside = end <= town[0] or start >= town[1]
        code = _departments().get(" ".join(said[start:end]))
        if code is not None and outside:
            return code, (start, end)
    return None


def _fits(
    said: list[str], town: Span, department: tuple[str, Span] | None, *, alone: bool
) -> bool:
    """Whether nothing else is said, or the words before the name tell that it is theirs."""
    named = {*range(*town), *(range(*department[1]) if department else ())}
    if all(word in _AROUND for at, word in enumerate(said) if at not in named):
        return True
    start = town[0]
    return not alone and start > 1 and said[start - 1] in _OF and said[start - 2] in _ONESELF


def _of(towns: tuple[Town, ...], text: str, department: tuple[str, Span] | None) -> FoundTowns:
    """Those of the postcode or department that is told with the name, if any are."""
    postcode = re.search(r"\b\d{5}\b", text)
    number = re.search(r"\b(\d{2,3}|2[ABab])\b", text)
    code = number[1].upper() if number else department[0] if department else ""
    there = tuple(
        town
        for town in towns
        if (postcode is None or postcode[0] in town.postcodes)
        and code in ("", town.department_code)
    )
    if postcode is None and not code:  # « la Ferté » is rarely La Ferté
        return replace(find_towns(towns[0].name), sure=False)
    chosen = there or towns
    return FoundTowns(chosen[:MOST], more=len(chosen) > MOST)


@cache
def _departments() -> Mapping[str, str]:
    """From the name of a department, plain, to its code."""
    return {plain(town.department): town.department_code for town in load_towns().all()}
