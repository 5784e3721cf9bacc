"""Telephone numbers, as people type them."""

import re
from itertools import pairwise
from typing import Final

from bot.privacy.recognition.digits import Group, Run, joined, sizes

_CALL: Final = re.compile(
    r"(?:tel(?:ephone)?|portable|port|mobile|fixe|fax|gsm|numero|whatsapp|sms)$", re.I
)
"""Words that a number may touch: « Tél0612345678 »."""
_REFERENCE: Final = re.compile(
    r"\b(?:factures?|dossiers?|ref(?:erences?)?|commandes?|devis|marches?|contrats?"
    r"|siret|siren|isbn|deliberations?|arretes?|titres?|mandats?|bons?|engagements?"
    r"|comptes?|imputations?|immobilisations?|inventaires?|parcelles?|certificats?|tickets?)\b"
    r"[\s.:]{0,3}(?:(?:n°|no|numero|du|de|est)[\s.:]{0,3}){0,2}$",
    re.IGNORECASE,
)
"""« facture n° 0612345678 »: what is so labelled is kept."""
_LIST: Final = re.compile(
    r"\b(?:departements|codes|lots|parcelles|articles|chapitres)\b[^\d\n]{0,12}$",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(r" ?(?:€|euros?\b|eur\b|k€|m€)", re.IGNORECASE)
_LOOKBACK: Final = 40
_NATIONAL: Final = re.compile(r"0[1-9]\d{8}")
_FROM_ABROAD: Final = re.compile(r"33[1-9]\d{8}")
_SHORTEST_ABROAD, _LONGEST_ABROAD = 8, 15
_CODES: Final = 5
"""Digits of an INSEE code or of a postcode."""


def may_begin(text: str, run: Run) -> bool:
    """Whether a telephone number may begin a run: not within a word, nor after a comma."""
    start = run.groups[0].start
    last = text[start - 1 : start]
    if last.isalpha():
        return _CALL.search(_before(text, run)) is not None
    return not (last == "," and text[start - 2 : start - 1].isdigit())


def telephone(text: str, run: Run, at: int) -> int | None:
    """The group after a telephone number of France, grouped anyhow, or of elsewhere."""
    return _international(text, run.groups, at) or _french(text, run, at)


def first_sign(text: str, start: int) -> int:
    """The start of a number with its « + » and its bracket: « (+33) 6… », « (0)6… »."""
    while start and text[start - 1] in "+(":
        start -= 1
    return start


def _before(text: str, run: Run) -> str:
    start = run.groups[0].start
    return text[max(start - _LOOKBACK, 0) : start]


def _international(text: str, groups: list[Group], at: int) -> int | None:
    """The group after a number that begins with « + » or « 00 »."""
    start = groups[at].start
    plus = text[max(start - 2, 0) : start].rstrip(" ").endswith("+")
    if not plus and not groups[at].digits.startswith("00"):
        return None
    best = None
    for after in range(at + 1, min(at + _LONGEST_ABROAD, len(groups)) + 1):
        number = joined(_without_trunk(text, groups[at:after]))
        number = number if plus else number[2:]
        if len(number) > _LONGEST_ABROAD:
            break
        if len(number) >= _SHORTEST_ABROAD and _is_valid(number):
            best = after
    return best


def _without_trunk(text: str, groups: list[Group]) -> list[Group]:
    """The groups without the « (0) » that is not dialled from abroad."""
    return [
        group
        for group in groups
        if not (group.digits == "0" and text[group.start - 1 : group.end + 1] == "(0)")
    ]


def _is_valid(number: str) -> bool:
    """Whether a country has such a number, its code first."""
    if number.startswith("33"):
        return _FROM_ABROAD.fullmatch(number) is not None or number[2:3] == "0"
    import phonenumbers

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse("+" + number))
    except phonenumbers.NumberParseException:
        return False


def _french(text: str, run: Run, at: int) -> int | None:
    """The group after a number of France: « 06… », or « 33 6… » without its plus."""
    groups = run.groups
    after = run.taken(at, 10)
    if after is not None and groups[at].digits[0] == "0":
        return after if _is_french(groups[at:after], groups, _before(text, run)) else None
    after = None if at else run.taken(at, 11)
    if after is None or not _FROM_ABROAD.fullmatch(joined(groups[:after])):
        return None
    amount = set(sizes(groups[1:after])) == {3} or _MONEY.match(text, groups[after - 1].end)
    return None if amount or _REFERENCE.search(_before(text, run)) else after


def _is_french(found: list[Group], run: list[Group], before: str) -> bool:
    if not _NATIONAL.fullmatch(joined(found)) or sizes(found) == (_CODES, _CODES):
        return False
    if len(found) == 1:
        return len(run) > 1 or _REFERENCE.search(before) is None
    return not (_LIST.search(before) or _counts_up(run))


def _counts_up(run: list[Group]) -> bool:
    """« 01 02 03 04 05 »: a list; the first pair that does not count up is the last one read."""
    return all(int(later.digits) == int(earlier.digits) + 1 for earlier, later in pairwise(run))
