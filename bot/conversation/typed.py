"""What a person typed: a choice among those shown, or a question inside a form."""

from collections.abc import Sequence
from typing import Final

from bot.matching.choice import typed_choice
from bot.matching.normalize import words
from bot.matching.result import Match
from bot.questionlog.records import OpenChoices, Sender
from bot.texts import conversation as texts

_YES: Final = ("v1:erase:again:", "v1:erase:yes:", "v1:form:garder")
_NO: Final = ("v1:erase:no", "v1:form:autre")
_TOWN: Final = ("v1:town:",)
"""Where towns are listed, « oui » keeps none of the names."""


def choice_typed(text: str, shown: OpenChoices, sender: Sender) -> str | None:
    """The choice that a text names by its number or by its words, or None.

    The terminal numbers every choice; on Telegram a number counts only where numbers are shown,
    so that « 2 » after an answer is not a vote.
    """
    chosen = _nearest(text, shown)
    if chosen is None and (shown.numbered or sender.channel == "console"):
        chosen = _numbered(text, shown, sender)
    if chosen is not None:
        return chosen
    wanted = words(text)
    for label, carried in shown.choices:
        if wanted and wanted == words(label.lstrip("0123456789. ")):
            return carried
    return _yes_or_no(text, shown)


def may_ask(text: str, found: Match) -> bool:
    """Whether what is typed into a form may be a question that has nothing to do with it."""
    return "?" in text or found.outcome == "answer"


def _nearest(text: str, shown: OpenChoices) -> str | None:
    """« Oui » to the one page that is shown as the nearest, or « non »."""
    page = [carried for label, carried in shown.choices if label == texts.READ]
    chosen = typed_choice(text, len(page))
    if chosen is None:
        return None
    return page[0] if chosen else _none_of(shown)


def _yes_or_no(text: str, shown: OpenChoices) -> str | None:
    """« Oui » or « non » to what is asked so; only « oui » itself will do, as it may erase."""
    carried = [data for _, data in shown.choices]
    if not _beginning(carried, _YES) or _beginning(carried, _TOWN):
        return None
    if set(words(text)) == {"oui"}:
        return _beginning(carried, _YES)
    return _beginning(carried, _NO) if typed_choice(text, 1) == () else None


def _beginning(carried: Sequence[str], starts: tuple[str, ...]) -> str | None:
    return next((data for data in carried if data.startswith(starts)), None)


def _none_of(shown: OpenChoices) -> str | None:
    return next((data for _, data in shown.choices if data.startswith("v1:no:")), None)


def _numbered(text: str, shown: OpenChoices, sender: Sender) -> str | None:
    """The choice of that number; « aucune » is the one that says so."""
    listed = [carried for label, carried in shown.choices if _is_numbered(label)]
    if sender.channel == "console":
        listed = [carried for _, carried in shown.choices]
    chosen = typed_choice(text, len(listed))
    if chosen is None:
        return None
    if chosen == ():
        return _none_of(shown)
    return listed[chosen[0] - 1] if chosen[0] <= len(listed) else None


def _is_numbered(label: str) -> bool:
    return label[:1].isdigit()
