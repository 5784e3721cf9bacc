"""What a form holds while it is filled in, kept as JSON with the conversation."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.clock import utc_now

STEPS: Final = ("besoin", "domaine", "lieu", "delai", "contact")
CLOSED: Final = ""
"""What a reply carries to close the form."""
TOWN: Final = "commune"
SUPPORT: Final = "appui"
ERASING: Final = "effacer"
CONSULTATION: Final = "consultation"
DRAFT: Final = "reponse"
"""A reviewer's answer, shown to him before it leaves."""
REVIEWING: Final = "relecture"
"""What a reviewer's button has asked for: it is typed next."""
HELD: Final = "retenue"
"""What a reviewer typed that may be a question of his own: kept until he says so."""
_FROM: Final = "message_"
"""Begins the name of the field that says which message filled in another."""
_PAUSED: Final = "pause"
UNASKED: Final = "sans_demande"
"""The field that tells a list of towns that its person did not ask for."""
_MARKS: Final = frozenset({"marque", "depuis", _PAUSED, UNASKED})
"""Fields that say nothing of the person."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form and what it holds so far."""

    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, text: str | None) -> "Form | None":
        """The form of the JSON that ``dump`` made; None when none is open."""
        if not text:
            return None
        fields = json.loads(text)
        return cls(fields.pop("form"), fields)

    def dump(self) -> str:
        """The form as JSON, to be kept with the conversation."""
        return json.dumps({"form": self.kind, **self.fields}, ensure_ascii=False)

    def holding(self, **fields: str) -> "Form":
        """The form with more in it."""
        return replace(self, fields={**self.fields, **fields})

    def marked(self) -> "Form":
        """The form as it is shown now, under a mark of its own that its button carries."""
        return self.holding(marque=_mark())

    def without(self, name: str) -> "Form":
        """The form with one field to be filled in again."""
        gone = (name, _FROM + name)
        return replace(self, fields={k: v for k, v in self.fields.items() if k not in gone})

    def taking(self, name: str, value: str, message: int | None) -> "Form":
        """The form with a field filled in by a message."""
        return self.holding(**{name: value}).from_message(name, message)

    def from_message(self, name: str, message: int | None) -> "Form":
        """The form, knowing which message filled in a field."""
        return self if message is None else self.holding(**{_FROM + name: str(message)})

    def filled_by(self, message: int | None) -> str | None:
        """The field that a message filled in, or None."""
        fields = self.fields.items()
        return next(
            (k[len(_FROM) :] for k, v in fields if k.startswith(_FROM) and v == str(message)), None
        )

    def message_of(self, name: str) -> int | None:
        """The message that filled in a field, or None."""
        message = self.fields.get(_FROM + name)
        return None if message is None else int(message)

    @property
    def said(self) -> tuple[str, ...]:
        """What it holds in words, without its marks."""
        fields = self.fields.items()
        return tuple(v for k, v in fields if k not in _MARKS and not k.startswith(_FROM))

    def paused(self) -> "Form":
        """The form, left open while its person asks something else."""
        return self.holding(**{_PAUSED: "1"})

    def going_on(self) -> "Form":
        """The form, taken up again."""
        return self.without(_PAUSED)

    @property
    def takes_text(self) -> bool:
        """Whether what is typed now is an answer to it."""
        return self.kind in (TOWN, SUPPORT, CONSULTATION) and _PAUSED not in self.fields

    @property
    def waits_for_words(self) -> bool:
        """Whether what is typed next is for it, not a question."""
        return self.takes_text or self.kind == REVIEWING

    @property
    def step(self) -> str | None:
        """The first step of a request for support that is not filled in."""
        return next((name for name in STEPS if not self.fields.get(name)), None)


def erasing() -> Form:
    """A confirmation under way, known by a mark that works once and for a short while."""
    return Form(ERASING, {"marque": _mark(), "depuis": utc_now().isoformat()})


def reviewing(act: str, number: int) -> Form:
    """What a reviewer is asked to type: the words of an act on a question."""
    return Form(REVIEWING, {"acte": act, "numero": str(number)})


def held(text: str, message: int | None) -> Form:
    """Words of a reviewer that are not logged yet."""
    return Form(HELD).taking("texte", text, message)


def draft(number: int, text: str) -> Form:
    """An answer that a reviewer is shown before it leaves, known by a mark that works once."""
    return Form(DRAFT, {"marque": _mark(), "numero": str(number), "texte": text})


def _mark() -> str:
    return secrets.token_hex(4)
