"""Taking out of a text what says who somebody is: contacts, numbers, and names of persons.

``mask_contacts`` serves wherever a text is stored, ``mask`` wherever it leaves. Every pattern is
bounded or possessive, and names are read word by word, so that time is linear on hostile input.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from bot.privacy.names import names
from bot.texts import exports as texts

Kind = Literal["iban", "nir", "adresse", "compte", "telephone", "nom"]

_SEPARATOR: Final = r"[\s.\-–/]"
_FRENCH_ACCOUNT: Final = r"(?:~\d){10}~\d(?:~[0-9A-Z]){10}(?:~\d){2}"
_IBAN_BODIES: Final = {
    "FR": _FRENCH_ACCOUNT, "MC": _FRENCH_ACCOUNT, "BE": r"(?:~\d){12}", "CH": r"(?:~\d){17}",
    "DE": r"(?:~\d){18}", "ES": r"(?:~\d){20}", "LU": r"(?:~\d){16}", "PT": r"(?:~\d){21}",
    "IT": r"~[A-Z](?:~\d){10}(?:~[0-9A-Z]){12}", "NL": r"(?:~[A-Z]){4}(?:~\d){10}",
    "GB": r"(?:~[A-Z]){4}(?:~\d){14}", "IE": r"(?:~[A-Z]){4}(?:~\d){14}",
}  # fmt: skip
"""What follows country and key, ``~`` for a separator; « de 25 000 habitants » is no IBAN."""
_IBANS: Final = "|".join(
    rf"{country}~\d\d{body}".replace("~", r"[\s-]?") for country, body in _IBAN_BODIES.items()
)
_BANK_DETAILS: Final = r"\d{5}[\s-]?\d{5}[\s-]?\d[0-9A-Z]{10}[\s-]?\d\d"
_PREFIXES: Final = r"(?:33|590|594|596|262|508|681|687|689|32|41|352|49|34|39|44)"

_NUMBERS: Final = frozenset({"iban", "nir", "telephone"})
# Most questions have neither, and are not searched further.
_NUMBER_HINT: Final = re.compile(r"(?:\d\D{0,5}){6}")
_ADDRESS_HINT: Final = re.compile(r"[@/]|arobase|\bat\b", re.IGNORECASE)
_PATTERNS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("iban", re.compile(rf"(?<![^\W_])(?:{_IBANS}|{_BANK_DETAILS})(?![^\W_])", re.IGNORECASE)),
    (
        "nir",  # sex, year, month, department, commune, order, key
        re.compile(
            r"(?<![\d,.])[1-478]\s?\d\d\s?(?:0[1-9]|1[0-2]|[2-9]\d)\s?(?:\d\d|2[AB])"
            r"\s?\d{3}\s?\d{3}(?:[\s/.-]{0,3}\d\d)?(?!\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "compte",  # pages of a person, addresses with a user in them
        re.compile(
            r"(?<!\w)(?:https?://)?(?:www\.|[a-z]{2}\.)?(?:facebook\.com|fb\.com|instagram\.com"
            r"|twitter\.com|x\.com|t\.me|wa\.me|tiktok\.com|linkedin\.com/in|linkedin\.com/pub)"
            r"/@?[\w.%+\-]++/?"
            r"|(?<!\w)[a-z]{2,10}://[^\s/@]{1,200}+@[^\s]++",
            re.IGNORECASE,
        ),
    ),
    (
        "adresse",
        re.compile(
            r"(?<![\w.+%\-])(?:mailto:)?[\w.+%\-]++"
            r"(?:@|\s?[(\[{]\s?(?:at|arobase|@)\s?[)\]}]\s?|\sarobase\s)"
            r"[\w\-]++(?:\.[\w\-]++)++",
            re.IGNORECASE,
        ),
    ),
    ("compte", re.compile(r"(?<![\w@./])@[a-z]\w{4,31}(?!\w|\.\w)", re.IGNORECASE)),
    (
        "telephone",
        re.compile(
            rf"(?<![\w+])(?:(?:\+|00)\s?{_PREFIXES}(?:{_SEPARATOR}?\(0\))?"
            rf"(?:{_SEPARATOR}{{0,2}}\d){{8,11}}"
            rf"|0[1-9](?:{_SEPARATOR}{{1,3}}\d\d){{4}}"
            rf"|0[1-9]\d{{8}}"
            rf"|0[1-9]\d\d{_SEPARATOR}\d{{3}}{_SEPARATOR}\d{{3}}"
            rf"|0[1-9]\d\d(?:{_SEPARATOR}\d\d){{3}}"
            rf"|0[1-9]{_SEPARATOR}\d{{4}}{_SEPARATOR}\d{{4}}"
            rf"|0{_SEPARATOR}[1-9](?:{_SEPARATOR}?\d\d){{4}})(?!\d)"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what was taken out of it."""

    text: str
    kinds: frozenset[Kind]
    """What was found; empty: the text is as it was."""


def mask(text: str) -> Masked:
    """Take contacts, numbers and names of persons out, for a text that leaves the service."""
    contacts = mask_contacts(text)
    named = mask_names(contacts.text)
    return Masked(named.text, contacts.kinds | named.kinds)


def mask_contacts(text: str) -> Masked:
    """Take telephone numbers, addresses, accounts, IBAN and social security numbers out."""
    numbers = _NUMBER_HINT.search(text) is not None
    addresses = _ADDRESS_HINT.search(text) is not None
    kinds: set[Kind] = set()
    for kind, pattern in _PATTERNS:
        if not (numbers if kind in _NUMBERS else addresses):
            continue
        text, count = pattern.subn(texts.PLACEHOLDERS[kind], text)
        if count:
            kinds.add(kind)
    return Masked(text, frozenset(kinds))


def mask_names(text: str) -> Masked:
    """Take names of persons out: cautiously, so that places, laws and bodies stay."""
    parts: list[str] = []
    end = 0
    for start, stop in names(text):
        parts += [text[end:start], texts.PLACEHOLDERS["nom"]]
        end = stop
    if not parts:
        return Masked(text, frozenset())
    return Masked("".join(parts) + text[end:], frozenset({"nom"}))
