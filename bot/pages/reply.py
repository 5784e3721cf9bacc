"""One message to a person, and its choices: plain data that Telegram and the terminal render."""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Final

from bot.texts import conversation as texts

MAX_LABEL: Final = 60
"""Characters of a button's label; longer ones are cut off by phones anyway."""
IN_A_ROW: Final = 5
"""Numbered buttons side by side: wide enough for a thumb."""
VERSION: Final = "v1"
"""Prefix of what buttons carry, so that those of another version are told apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, or a numbered line in the terminal."""

    label: str
    data: str
    """What comes back when it is chosen: ASCII, at most 64 bytes."""
    url: str = ""
    """An address that the button opens instead, where it can; typed, the choice still counts."""
    copy: str = ""
    """What the button copies instead, where it can: at most 256 characters."""
    inline: str = ""
    """What the button looks for instead in a chat that is chosen, where inline mode is on."""


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the person."""

    html: str
    """Telegram HTML; an empty text means a notice only."""
    rows: Rows = ()
    numbered: bool = False
    """Whether the choices are numbered on screen, so that a typed number picks one."""
    replace: bool = False
    """Whether it takes the place of the message whose button was pressed."""
    notice: str = ""
    """A passing word of acknowledgement, shown without a message."""
    question: int | None = None
    """The number of the logged question that this replies to."""
    form: str | None = None
    """The form that is open from now on; empty: none; None: as before."""
    entry: str | None = None
    """The entry that it answers with; empty: none any more; None: as before."""
    refused: bool = False
    """Whether what was asked for was not done."""
    told: int = 0
    """How many people are told of what was done."""
    reaction: str = ""
    """An emoji put on the message that is answered, in place of a message; it makes no sound."""
    about: tuple[int, ...] = ()
    """The questions whose words it holds for the staff; it goes with them while it waits."""
    forgotten: bool = False
    """Whether nothing is kept of showing it: all that was held of the person was just erased."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All choices in reading order."""
        return tuple(choice for row in self.rows for choice in row)


def dump(reply: Reply) -> str:
    """A reply as JSON, to be sent later: all that a phone shows, and what a typed number needs."""
    rows = [[astuple(choice) for choice in row] for row in reply.rows]
    fields = {
        "html": reply.html,
        "rows": rows,
        "numbered": reply.numbered,
        "question": reply.question,
        "entry": reply.entry,
        **({"reaction": reply.reaction} if reply.reaction else {}),
    }
    return json.dumps(fields, ensure_ascii=False)


def load(text: str) -> Reply:
    """A reply from the JSON of ``dump``, of this version or of an earlier one."""
    fields = json.loads(text)
    rows = tuple(tuple(Choice(*choice) for choice in row) for row in fields["rows"])
    return Reply(
        fields["html"],
        rows,
        numbered=fields.get("numbered", False),
        question=fields.get("question"),
        entry=fields.get("entry"),
        reaction=fields.get("reaction", ""),
    )


def data(verb: str, *arguments: object) -> str:
    """What a button carries."""
    return ":".join((VERSION, verb, *map(str, arguments)))


def shorten(text: str, limit: int = MAX_LABEL) -> str:
    """A text cut to a length, by default that of a button's label."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + texts.ELLIPSIS


def in_rows(choices: Sequence[Choice]) -> Rows:
    """Numbered buttons, in as few rows as a thumb allows, of the same length."""
    count = -(-len(choices) // IN_A_ROW)
    width = -(-len(choices) // count) if count else 1
    return tuple(tuple(choices[at : at + width]) for at in range(0, len(choices), width))


def numbered(carried: Sequence[str]) -> Rows:
    """A button a line of a list, with its number, for what each carries."""
    return in_rows([Choice(str(n), one) for n, one in enumerate(carried, 1)])
