"""Numbers that a State or a bank gives a person: social security, bank card, account, passport."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from bot.privacy.recognition.digits import Group, Run, joined, sizes
from bot.privacy.recognition.found import Found

_LOOKBACK: Final = 40

_IBAN: Final = re.compile(
    r"(?<![^\W_])[A-Z] ?[A-Z][ ._/-]?\d[ ._/-]?\d(?:[ ._/-]{0,2}[0-9A-Z]){11,30}+", re.IGNORECASE
)
_SHORTEST, _LONGEST = 15, 34
_COUNTRIES: Final = frozenset({
    "AD", "AE", "AL", "AT", "AZ", "BA", "BE", "BG", "BH", "BR", "BY", "CH", "CR", "CY", "CZ", "DE",
    "DK", "DO", "EE", "EG", "ES", "FI", "FO", "FR", "GB", "GE", "GI", "GL", "GR", "GT", "HR", "HU",
    "IE", "IL", "IQ", "IS", "IT", "JO", "KW", "KZ", "LB", "LC", "LI", "LT", "LU", "LV", "LY", "MC",
    "MD", "ME", "MK", "MR", "MT", "MU", "NL", "NO", "PK", "PL", "PS", "PT", "QA", "RO", "RS", "SA",
    "SC", "SD", "SE", "SI", "SK", "SM", "ST", "SV", "TL", "TN", "TR", "UA", "VA", "VG", "XK", "DZ",
    "MA", "SN", "CI", "ML", "NE", "BF", "BJ", "TG", "CM",
})  # fmt: skip
"""Those that have IBAN."""
_FRENCH_ACCOUNT: Final = r"(?:~\d){10}~\d(?:~[0-9A-Z]){10}(?:~\d){2}"
_BODIES: Final = {
    "FR": _FRENCH_ACCOUNT, "MC": _FRENCH_ACCOUNT, "BE": r"(?:~\d){12}", "CH": r"(?:~\d){17}",
    "DE": r"(?:~\d){18}", "ES": r"(?:~\d){20}", "LU": r"(?:~\d){16}", "PT": r"(?:~\d){21}",
    "IT": r"~[A-Z](?:~\d){10}(?:~[0-9A-Z]){12}", "NL": r"(?:~[A-Z]){4}(?:~\d){10}",
    "GB": r"(?:~[A-Z]){4}(?:~\d){14}", "IE": r"(?:~[A-Z]){4}(?:~\d){14}",
}  # fmt: skip
"""What follows country and key where the key may be wrong, ``~`` for a separator."""
_SHAPES: Final = "|".join(
    rf"{country}~\d~\d{body}".replace("~", r"[ ._/-]{0,2}") for country, body in _BODIES.items()
)
_SHAPE: Final = re.compile(rf"(?<![^\W_])(?:{_SHAPES})(?![^\W_])", re.IGNORECASE)
_RIB: Final = re.compile(
    r"(?<![^\W_])\d{5}[ ._/-]?\d{5}[ ._/-]?\d[0-9A-Z]{10}[ ._/-]?\d\d(?![^\W_])", re.IGNORECASE
)

_CORSICAN: Final = re.compile(
    r"(?<![\d,.])[1278]~\d\d~\d\d~2[AB]~\d{3}~\d{3}(?:[ ._/-]{0,3}\d\d)?(?!\d)".replace(
        "~", r"[ ._/-]?"
    ),
    re.IGNORECASE,
)
_NIR: Final = re.compile(r"[1-478]\d\d(0[1-9]|1[0-2]|[2-9]\d)(0[1-9]|[1-8]\d|9[0-57-9])\d{6}")
_NIR_LABEL: Final = re.compile(
    r"\b(?:nir|secu(?:rite sociale)?|insee|n° ss)\b[^\d\n]{0,20}$", re.I
)
_NIR_BOUNDS: Final = frozenset({1, 3, 5, 7, 8, 10, 13})
"""Where the parts of a social security number end: sex, year, month, department…"""
_MOST_GROUPS: Final = 8
_MONTHS: Final = frozenset(f"{month:02d}" for month in range(1, 13))

_CARD_START: Final = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6")
_CARD_LABEL: Final = re.compile(r"\b(?:cb|carte|visa|mastercard)\b[^\d\n]{0,20}$", re.IGNORECASE)
_CARD_SIZES: Final = frozenset({(4, 4, 4, 4), (16,), (4, 6, 5), (15,)})

_PAPER: Final = re.compile(
    r"\b(?:passeport|carte\s(?:nationale\s)?d'identite|cni|titre\sde\ssejour"
    r"|permis\sde\sconduire)\b(?:\s?(?:n°|no|numero|:|est|le)){0,3}\s?"
    r"((?=[A-Z]{0,2}\d)[0-9A-Z]{8,14})(?![^\W_])",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[Found]:
    """Bank accounts: IBAN of any country whose key is right, French ones and others by shape."""
    for match in _IBAN.finditer(text):
        end = _end_of_iban(match[0])
        if end is not None:
            yield Found(match.start(), match.start() + end, "iban")
            continue
        shape = _SHAPE.match(text, match.start())
        if shape is not None:
            yield Found(*shape.span(), "iban")


def domestic_accounts(text: str) -> Iterator[Found]:
    """French accounts without country: bank, branch, account, key."""
    for match in _RIB.finditer(text):
        yield Found(*match.span(), "iban")


def _end_of_iban(written: str) -> int | None:
    """How much of a text is an IBAN; the words after one may look like more of it."""
    if written.replace(" ", "", 1)[:2].upper() not in _COUNTRIES:
        return None
    kept = [(at, sign) for at, sign in enumerate(written.upper()) if sign.isalnum()]
    for length in range(min(len(kept), _LONGEST), _SHORTEST - 1, -1):
        compact = "".join(sign for _, sign in kept[:length])
        if compact.isascii() and _checks(compact):
            from stdnum import iban

            if iban.is_valid(compact):
                return kept[length - 1][0] + 1
    return None


def _checks(compact: str) -> bool:
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def corsicans(text: str) -> Iterator[Found]:
    """Social security numbers with a letter: born in Corsica."""
    if "2A" in text or "2B" in text or "2a" in text or "2b" in text:
        yield from (Found(*match.span(), "nir") for match in _CORSICAN.finditer(text))


def social_security(text: str, run: Run, at: int) -> int | None:
    """The group after a social security number, with or without its key, however grouped."""
    for count in (15, 13):
        after = run.taken(at, count)
        if after is not None and _is_nir(text, run.groups[at:after]):
            return after
    return None


def _is_nir(text: str, groups: list[Group]) -> bool:
    number = joined(groups)
    shape = _NIR.match(number)
    if shape is None or text[groups[0].start - 1 : groups[0].start] == ",":
        return False
    if len(groups) <= _MOST_GROUPS and _NIR_LABEL.search(
        text[max(groups[0].start - _LOOKBACK, 0) : groups[0].start]
    ):
        return sizes(groups) != (5, 5, 5) or _right_key(number)
    bounds = set(accumulate(sizes(groups)[:-1]))
    if not bounds <= _NIR_BOUNDS:
        return False
    if len(number) == 15 and _right_key(number):
        return True
    return len(bounds) >= 3 or (not bounds and shape[1] in _MONTHS)


def _right_key(number: str) -> bool:
    from stdnum.fr import nir

    return len(number) == 15 and bool(nir.is_valid(number))


def card(text: str, run: Run, at: int) -> int | None:
    """The group after a bank card's number: fifteen or sixteen digits, grouped as on the card."""
    after = run.taken(at, 16) or run.taken(at, 15)
    return after if after is not None and _is_card(text, run.groups[at:after]) else None


def _is_card(text: str, groups: list[Group]) -> bool:
    from stdnum import luhn

    if sizes(groups) not in _CARD_SIZES or not _CARD_START.match(groups[0].digits):
        return False
    if _CARD_LABEL.search(text[max(groups[0].start - _LOOKBACK, 0) : groups[0].start]):
        return True
    if luhn.is_valid(joined(groups)):
        return True
    return len(groups) == 4 and not any(group.digits.endswith("00") for group in groups)


def papers(text: str) -> Iterator[Found]:
    """Numbers of passports and identity cards, named as such."""
    for match in _PAPER.finditer(text):
        yield Found(*match.span(1), "piece")
