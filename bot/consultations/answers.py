"""What was typed or chosen, read as an answer; and an answer shown in words."""

import datetime
import re
from collections.abc import Sequence
from typing import Any, Final

from bot.consultations.models import Consultation, Question
from bot.knowledge.towns import load_towns
from bot.privacy.communes import masked
from bot.privacy.masking import mask_contacts
from bot.texts import consultations as texts
from bot.texts import conversation

_NUMBER: Final = re.compile(
    r"[+-]?\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d{1,6})?|[+-]?\d{1,12}(?:[.,]\d{1,6})?"
)
_DATE: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH: Final = re.compile(r"(?:(\d{1,2})(?:er)? )?([^\W\d_]+) (\d{4})", re.IGNORECASE)


class BadAnswerError(Exception):
    """What was typed is no answer; the message says what is expected."""


def typed(question: Question, text: str) -> Any:
    """Read a text as the answer to a question that is answered by typing.

    Raises:
        BadAnswerError: it is none.
    """
    if question.kind == "nombre":
        return _number(question, text)
    if question.kind == "date":
        return _day(text).isoformat()
    return text.strip()


def free(one: Consultation, text: str) -> str:
    """A free answer as it is kept: in confidence nothing in it names a person or a town."""
    kept = mask_contacts(text.strip()).text
    return masked(kept, load_towns()) if one.is_confidential else kept


def chosen(question: Question, positions: Sequence[int]) -> Any:
    """The answer that options make, by their positions from 0.

    Raises:
        IndexError: there is no such option.
    """
    keys = list(question.choices)
    picked = [keys[at] for at in positions]
    if question.kind == "choix_multiple":
        return picked
    return int(picked[0]) if question.kind == "echelle" else picked[0]


def positions(question: Question, value: Any) -> list[int]:
    """Where the options of an answer stand, from 0."""
    keys = list(question.choices)
    values = value if isinstance(value, list) else [value]
    return [keys.index(str(one)) for one in values if str(one) in keys]


def words(question: Question, value: Any) -> str:
    """An answer as its author reads it again."""
    if value is None:
        return texts.PASSED
    if question.choices:
        labels = list(question.choices.values())
        return ", ".join(labels[at] for at in positions(question, value))
    if question.kind == "nombre":
        return f"{number(value)} {question.unit}"
    if question.kind == "date":
        return conversation.day(datetime.date.fromisoformat(value))
    return str(value)


def number(value: float) -> str:
    """A number as French readers write it."""
    shown = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    return shown.replace(",", " ").replace(".", ",")


def bounds(question: Question) -> dict[str, str]:
    """What a number may be, for the sentence that asks it."""
    low, high = question.minimum or 0.0, question.maximum or 0.0
    return {"low": number(low), "high": number(high), "unit": question.unit or ""}


def _number(question: Question, text: str) -> float:
    found = _NUMBER.findall(text)
    expected = texts.NOT_A_NUMBER.format(**bounds(question))
    if len(found) != 1 or len(text) > 60:
        raise BadAnswerError(expected)
    plain = re.sub(r"[ \u00a0\u202f]", "", found[0])
    if re.search(r"\.\d{3}(?:\D|$)", plain) and "," not in plain.split(".")[0]:
        plain = plain.replace(".", "")
    value = float(plain.replace(",", "."))
    if not (question.minimum or 0.0) <= value <= (question.maximum or 0.0):
        raise BadAnswerError(expected)
    return int(value) if value % 1 == 0 else value


def _day(text: str) -> datetime.date:
    text = " ".join(text.split())
    try:
        if found := _DATE.search(text):
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        if found := _ISO.search(text):
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH.search(text):
            month = _month(found[2])
            return datetime.date(int(found[3]), month, int(found[1] or 1))
    except ValueError:
        pass
    raise BadAnswerError(texts.NOT_A_DATE)


def _month(name: str) -> int:
    """The month of a name.

    Raises:
        ValueError: there is none.
    """
    names = [conversation.day(datetime.date(2027, n, 2)).split()[1] for n in range(1, 13)]
    return names.index(name.casefold()) + 1
