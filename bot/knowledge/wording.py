"""What editors paste without noticing, and what is no answer to a mayor: one function a check."""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from bot.knowledge.faults import Fault
from bot.knowledge.loaded import Loaded
from bot.knowledge.models import Entry
from bot.knowledge.phrases import NOT_SEEN
from bot.knowledge.places import fault_of
from bot.texts import knowledge as texts

_HTML: Final = re.compile(
    r"</?(?:p|b|i|a|br|ul|ol|li|span|div|strong|em|h\d|table|t[rd])\b[^>]*>|&(?:nbsp|amp|[lg]t|#\d+);",
    re.IGNORECASE,
)
_WORD_BULLET: Final = re.compile(r"^\s*[•·▪‣◦\uf0b7]", re.MULTILINE)
_QUOTED: Final = re.compile(r"^[“\"«].*[”\"»]$", re.DOTALL)


def no_html(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """Pasted HTML is shown raw. Passes: ``**gras**``. Fails: ``<b>gras</b>``, ``&nbsp;``."""
    for entry, name, text in _texts(loaded):
        found = _HTML.search(text)
        if found:
            yield fault_of(loaded, entry, (name,), texts.PASTED_HTML.format(mark=found[0]))


def no_word_marks(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """Bullets of a word processor, and a title between quotation marks."""
    for entry, name, text in _texts(loaded):
        if _WORD_BULLET.search(text):
            yield fault_of(loaded, entry, (name,), texts.WORD_BULLET, warning=True)
    for entry in loaded.checked:
        if _QUOTED.match(entry.question):
            yield fault_of(loaded, entry, ("question",), texts.QUOTED_TITLE, warning=True)


def no_tale_of_research(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """« Nous n'avons pas vu » is a note for editors: it goes into « a_verifier »."""
    for entry, name, text in _texts(loaded):
        found = NOT_SEEN.search(text.replace("’", "'"))
        if found:
            message = texts.NOT_SEEN.format(words=found[0])
            yield fault_of(loaded, entry, (name,), message, warning=True)


def _texts(loaded: Loaded) -> Iterator[tuple[Entry, str, str]]:
    for entry in loaded.checked:
        for name, text in (
            ("question", entry.question),
            ("en_bref", entry.gist),
            ("a_faire", entry.steps),
            ("reponse", entry.answer),
            ("details", entry.details),
        ):
            if text:
                yield entry, name, text
