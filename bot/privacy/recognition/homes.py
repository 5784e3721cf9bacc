"""Where a person lives, was born, what they drive."""

import re
from collections.abc import Iterator
from typing import Final

from bot.privacy.recognition.found import Found
from bot.privacy.recognition.known_names import NOT_IN_STREETS

SAID: Final = frozenset({
    "ne", "nee", "nes", "nees", "naissance", "ddn", "anniversaire", "passeport", "identite", "cni",
    "sejour", "conduire", "rue", "avenue", "av", "boulevard", "bd", "bld", "chemin", "ch",
    "impasse", "imp", "allee", "all", "square", "lotissement", "faubourg", "fbg", "sentier",
    "traverse", "ruelle", "venelle", "montee", "rond", "place", "pl", "cours", "route", "rte",
    "passage", "quai", "residence", "hameau", "lieu", "villa", "parvis", "cite", "mail",
})  # fmt: skip
"""Words without one of which no date is a birth, no number a paper's or a house's."""
_MONTH: Final = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre"
    r"|decembre|janv|fevr|juil|sept|oct|nov|dec)\.?"
)
_DAY: Final = (
    r"(?:\d{1,2}(?P<s>[ /.-])\d{1,2}(?P=s)(?:\d{4}|\d\d)"
    rf"|(?:1er|\d{{1,2}}) {_MONTH} \d{{4}})"
)
_BIRTH: Final = re.compile(
    rf"(?:\b(?P<born>ne(?:e|es|s|\(e\)|\.e|-e)?)(?:\sle)?\s|\b(?:date\sde\snaissance|ddn"
    rf"|naissance(?:\sle)?|anniversaire)[\s:]{{1,4}}(?:(?:est|le)\s){{0,2}})(?P<day>{_DAY})(?!\d)",
    re.IGNORECASE,
)
_BODY: Final = re.compile(
    r"\b(?:communes?|nouvelles?|associations?|syndicats?|lois?|communautes?|collectivites?"
    r"|intercommunalites?|metropoles?|etablissements?|societes?|regions?"
    r"|projets?|dispositifs?|programmes?|ecoles?|services?)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)
"""What may be born without being a person."""

_LETTER: Final = "[A-HJ-NP-TV-Z]"
_PLATE: Final = re.compile(
    r"(?<![^\W_])(?:(?!(?:DE|LE|LA|ET|EN|CE|MA|SA|AV|RD|RN) )"
    rf"{_LETTER}{{2}}([ -]?)\d{{3}}\1{_LETTER}{{2}}"
    rf"|(?i:{_LETTER}{{2}}-\d{{3}}-{_LETTER}{{2}}))(?![^\W_]|[ -]\d)"
)
_PLATE_HINT: Final = re.compile(
    r"\d(?:\d\d[ -]?[A-Za-z]{2}|[ -]?[A-Za-z]{2,3}[ -]?\d)", re.IGNORECASE
)
_OLD_PLATE: Final = re.compile(
    r"\b(?:immatriculee?s?|immatriculation|plaques?|vehicules?|voitures?|camions?|fourgons?"
    r"|scooters?|motos?)[^\d\n]{0,20}(\d{1,4}[ -]?[A-Z]{2,3}[ -]?(?:\d\d|2[AB]|97\d))(?![^\W_])",
    re.IGNORECASE,
)
_LABELLED_PLATE: Final = re.compile(
    rf"\b(?:immatriculee?s?|immatriculation|plaque)[^\d\n]{{0,12}}?"
    rf"\b({_LETTER}{{2}} ?\d{{3}} ?{_LETTER}{{2}})\b",
    re.IGNORECASE,
)
_LAND: Final = re.compile(
    r"\b(?:parcelles?|sections?|cadastr\w*|zones?|lots?)\b[^.\n]{0,20}$", re.I
)

_NUMBER: Final = r"(?<![\w.,/-])(?<!\d )\d{1,4}(?: ?(?:bis|ter|quater|[a-d])\b)?,? "
_SURE: Final = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|bld|chemin|ch\.|impasse|imp\.?|allee|square|lotissement"
    r"|faubourg|fbg|sentier|traverse|ruelle|venelle|montee|rond-point)"
)
_UNSURE: Final = (
    r"(?:place|pl\.|cours|route|rte|passage|quai|residence|hameau|lieu-dit|villa|parvis|cite|mail)"
)
_LINK: Final = r"(?:(?:de\sla|de\sl'|de|du|des|la|le|les|l'|d'|en|aux?|saint|sainte|st|ste)\b\s?)"
_CAPITAL: Final = r"(?-i:[A-Z])[\w'-]*+"
_STREET: Final = re.compile(
    rf"{_NUMBER}(?:(?P<sure>{_SURE})|{_UNSURE}) {_LINK}{{0,2}}(?P<name>\w[\w'-]*+)"
    rf"(?:(?: {_LINK}{{0,2}}| ){_CAPITAL}){{0,4}}",
    re.IGNORECASE,
)
_LOWER: Final = re.compile(r" (?P<word>[\w'-]++)")
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:en|de|depuis|fin|debut|annee|rd|rn|d|n|a|article|art\.?) $", re.I
)
_KNOWN_NAMES: Final = re.compile(
    r"(?:marche|mairie|eglise|gare|republique|liberte|poste|fontaine|chateau|halle"
    r"|foirail|victoire|paix)",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[Found]:
    """Dates of birth of persons; a commune may be born as well."""
    for match in _BIRTH.finditer(text):
        before = text[max(match.start() - 45, 0) : match.start()]
        if match["born"] is None or not _BODY.search(before):
            yield Found(*match.span("day"), "naissance")


def may_have_plates(text: str) -> bool:
    """Whether letters stand beside digits as on a plate."""
    return _PLATE_HINT.search(text) is not None


def plates(text: str) -> Iterator[Found]:
    """Number plates; « parcelles AB 123 » are none."""
    spans = {match.span() for match in _PLATE.finditer(text)}
    spans |= {m.span(1) for rule in (_OLD_PLATE, _LABELLED_PLATE) for m in rule.finditer(text)}
    last = 0
    for start, end in sorted(spans):
        if start >= last and not _LAND.search(text[max(start - 30, 0) : start]):
            yield Found(start, end, "plaque")
            last = end


def streets(text: str) -> Iterator[Found]:
    """Street addresses with their number."""
    for match in _STREET.finditer(text):
        name = match["name"]
        if name.casefold() in NOT_IN_STREETS or _is_year(text, match):
            continue
        if match["sure"] is None and not (name[0].isupper() or _KNOWN_NAMES.fullmatch(name)):
            continue
        yield Found(match.start(), _end_of_street(text, match), "domicile")


def _is_year(text: str, match: re.Match[str]) -> bool:
    return _YEAR_BEFORE.search(text[max(match.start() - 10, 0) : match.start()]) is not None


def _end_of_street(text: str, match: re.Match[str]) -> int:
    """Where the name ends; « 12 rue victor hugo » has a second word, « 12 rue basse est » none."""
    if match["name"][0].isupper() or match.end("name") != match.end():
        return match.end()
    after = _LOWER.match(text, match.end())
    if after is None or after["word"].casefold() in NOT_IN_STREETS:
        return match.end()
    return after.end()
