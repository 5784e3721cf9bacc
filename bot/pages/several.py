"""What is said of the further questions of a message, under the reply to the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.models import Entry, OutsideSubject, token
from bot.pages.reply import Choice, data, shorten
from bot.texts import conversation as texts

MAX_PART: Final = 80
"""Characters of a further question that are said again."""


@dataclass(frozen=True, slots=True)
class Also:
    """What a reply adds for further questions."""

    html: str = ""
    choices: tuple[Choice, ...] = ()
    """Numbered, after those of the reply."""


NOTHING: Final = Also()


@dataclass(frozen=True, slots=True)
class Further:
    """What was found for one further question."""

    text: str
    number: int | None
    """Its number in the log; None when it could not be written."""
    entry: Entry | None = None
    """The entry that answers, or comes nearest."""
    sure: bool = True
    """Whether it answers."""
    sentence: str = ""
    """What the entry shown above says of it."""
    outside: OutsideSubject | None = None
    """The subject left to others that it is about."""
    examined: bool = False
    """Whether experts have found it out of scope before."""


def also(found: Sequence[Further], taken: int, *, more: bool) -> Also:
    """What is added for further questions.

    Args:
        found: what was found for each.
        taken: how many numbers the reply uses already.
        more: whether the message asked more than that.
    """
    if not found:
        return NOTHING
    lines: list[str] = []
    choices: list[Choice] = []
    for one in found:
        if one.entry is not None:
            rank = taken + len(choices) + 1
            verb = ("p", one.number) if one.number else ("f",)
            choices.append(Choice(str(rank), data(*verb, token(one.entry.id))))
            form = texts.ALSO_ANSWERED if one.sure else texts.ALSO_NEAR
            lines.append(form.format(rank=rank, title=escape(one.entry.question)))
        else:
            lines.append(_without_entry(one))
    if more:
        lines.append(texts.ALSO_MORE)
    return Also(texts.ALSO.format(lines="\n".join(lines)), tuple(choices))


def _without_entry(one: Further) -> str:
    """What is said of a question that no entry answers."""
    text = escape(shorten(one.text, MAX_PART))
    if one.sentence:
        return texts.ALSO_QUOTED.format(text=text, sentence=escape(one.sentence))
    if one.outside is not None:
        whose = one.outside.referral or texts.OUTSIDE_DEFAULT
        return texts.ALSO_OUTSIDE.format(text=text, whose=escape(whose))
    if one.examined:
        return texts.ALSO_EXAMINED.format(text=text)
    form = texts.ALSO_NOT_LOGGED if one.number is None else texts.ALSO_SENT
    return form.format(text=text, number=one.number)
