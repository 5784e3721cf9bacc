"""What a button carried, parsed once into a small value.

Clients can forge what a button carries, and buttons outlive versions: what cannot be read here
is an old button, and nothing below this module has to doubt its arguments.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.pages.reply import VERSION

MAX_DIGITS: Final = 18
"""Digits of a number that every database takes as a key."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A verb that needs nothing more."""

    verb: str


@dataclass(frozen=True, slots=True)
class OnQuestion:
    """About a logged question."""

    verb: str
    number: int


@dataclass(frozen=True, slots=True)
class OnEntry:
    """About an entry, perhaps shown for a question."""

    verb: str
    entry: str
    number: int = 0
    """The question; 0: none."""


@dataclass(frozen=True, slots=True)
class OnDomain:
    """A page of a domain."""

    verb: str
    domain: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class OnForm:
    """A button of the form that is open."""

    act: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class WithText:
    """A verb with the words that a person gave."""

    verb: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class OfStaff:
    """A reviewer's button."""

    act: str
    number: int
    argument: str = ""


Pressed = Plain | OnQuestion | OnEntry | OnDomain | OnForm | WithText | OfStaff


def parse(carried: str) -> Pressed | None:
    """What a button carried, or None when it is not of this version or was forged.

    Args:
        carried: anything at all, as Telegram hands it over.
    """
    version, _, rest = carried.partition(":")
    verb, *arguments = rest.split(":")
    read = _READERS.get(verb) if version == VERSION else None
    if read is None:
        return None
    try:
        return read(verb, arguments)
    except (IndexError, ValueError):
        return None


def number(text: str) -> int:
    """A number in plain digits.

    Raises:
        ValueError: it is none, or longer than a key may be.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        raise ValueError(text)
    return int(text)


def _plain(verb: str, _arguments: Sequence[str]) -> Pressed:
    return Plain(verb)


def _on_question(verb: str, arguments: Sequence[str]) -> Pressed:
    return OnQuestion(verb, number(arguments[0]))


def _on_entry(verb: str, arguments: Sequence[str]) -> Pressed:
    return OnEntry(verb, arguments[0])


def _on_entry_of_question(verb: str, arguments: Sequence[str]) -> Pressed:
    return OnEntry(verb, arguments[1], number(arguments[0]))


def _on_domain(verb: str, arguments: Sequence[str]) -> Pressed:
    domain, page = (*arguments, "", "0")[:2] if arguments else ("", "0")
    return OnDomain(verb, domain, number(page or "0"))


def _on_form(_verb: str, arguments: Sequence[str]) -> Pressed:
    return OnForm(arguments[0], ":".join(arguments[1:]))


def _with_text(verb: str, arguments: Sequence[str]) -> Pressed:
    return WithText(verb, ":".join(arguments))


def _of_staff(_verb: str, arguments: Sequence[str]) -> Pressed:
    return OfStaff(arguments[0], number(arguments[1]), ":".join(arguments[2:]))


_SHAPES: Final[Mapping[Callable[[str, Sequence[str]], Pressed], tuple[str, ...]]] = {
    _plain: (
        "dom",
        "mine",
        "stop",
        "resume",
        "corrections",
        "contact",
        "appui",
        "annuler",
        "aide",
        "policy",
        "consultations",
        "themes",
    ),
    _on_question: ("ok", "ko", "no", "ask", "tell", "hush", "q", "re", "rm", "alone", "older"),
    _on_entry: ("f", "share", "cite"),
    _on_entry_of_question: ("p", "s", "more", "watch"),
    _on_domain: ("d", "train"),
    _on_form: ("form",),
    _with_text: ("start", "fiche", "commune", "town", "erase", "cs"),
    _of_staff: ("r", "k", "e"),
}
_READERS: Final = {verb: read for read, verbs in _SHAPES.items() for verb in verbs}


def of_command(verb: str, text: str) -> Pressed:
    """What a command asks for: its verb, with the words that follow it where it takes any."""
    read = _READERS[verb]
    if read is _with_text:
        return WithText(verb, text)
    return OnDomain(verb) if read is _on_domain else Plain(verb)
