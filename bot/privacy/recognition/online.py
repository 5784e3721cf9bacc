"""What reaches a person online: e-mail addresses, accounts, machines."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

from bot.privacy.recognition.found import Found

SAID: Final = frozenset({"at", "arobase", "arobas"})
"""Words without one of which, or a sign, there is no address."""
_AT: Final = (
    r"(?:@ ?| @ | ?[(\[{<] ?(?:at|arobase|arobas|@|chez) ?[)\]}>] ?| (?:arobase|arobas|at) )"
)
_DOT: Final = r"(?:\.| ?[(\[{<] ?(?:dot|point|\.) ?[)\]}>] ?| (?:point|dot) )"
_KNOWN_END: Final = r"(?: ?\. ?(?:fr|com|org|net|eu|info|bzh|re|nc|pf|paris|alsace|corsica)\b)"
_WORD: Final = r"[\w.+%'-]"
_EMAIL: Final = re.compile(
    rf"(?<!{_WORD})(?:mailto:)?\w{_WORD}*+(?: (?:point|dot) [\w-]++){{0,3}}?{_AT}"
    rf"[\w-]++(?:(?:{_DOT}[\w-]++){{0,4}}?{_KNOWN_END}|(?:{_DOT}[\w-]++){{1,4}}+(?<=[^\W\d_]{{2}}))",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"(?<!\w)(?:https?://)?(?:www\.|[a-z]{2}\.)?(?:facebook\.com|fb\.com|instagram\.com"
    r"|twitter\.com|x\.com|t\.me|wa\.me|tiktok\.com|linkedin\.com/in|linkedin\.com/pub)"
    r"/@?[\w.%+\-]++/?"
    r"|(?<!\w)[a-z]{2,10}://[^\s/@]{1,200}+@[^\s]++",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<![\w@./])@[a-z]\w{4,31}(?!\w|\.\w)", re.IGNORECASE)
_IPV4: Final = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6: Final = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:])", re.I)
_MACHINE: Final = re.compile(r"\b(?:ip|ipv4|serveur|machine)\b[^\d\n]{0,12}$", re.IGNORECASE)
_SMALLEST: Final = 10
"""First number of an address that is told from « version 2.1.3.4 » without being named."""


def accounts(text: str) -> Iterator[Found]:
    """Pages of a person, and addresses with a user in them."""
    yield from (Found(*match.span(), "compte") for match in _ACCOUNT.finditer(text))


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses, also those written for people only: « jean (arobase) ville point fr »."""
    for match in _EMAIL.finditer(text):
        yield Found(*match.span(), "adresse")


def handles(text: str) -> Iterator[Found]:
    """« @jean_dupont »."""
    yield from (Found(*match.span(), "compte") for match in _HANDLE.finditer(text))


def machines(text: str) -> Iterator[Found]:
    """IP addresses, told from the numbers of versions and of chapters."""
    if text.count(".") < 3 and text.count(":") < 3:
        return
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(text):
            if _is_address(match[0]) and (
                ":" in match[0]
                or int(match[0].split(".")[0]) >= _SMALLEST
                or _MACHINE.search(text[max(match.start() - 30, 0) : match.start()])
            ):
                yield Found(*match.span(), "ip")


def _is_address(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True
