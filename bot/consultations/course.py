"""Which questions a town is asked, in which order, given what it answered so far."""

from collections.abc import Mapping
from typing import Any

from bot.consultations.models import Consultation, Question

Values = Mapping[str, Any]


def is_asked(one: Consultation, question: Question, values: Values) -> bool:
    """Whether a question is asked: what it hangs on was asked too, and answered so."""
    hangs = question.hangs_on
    if hangs is None:
        return True
    name, wanted = hangs
    other = one.questions[one.position(name)]
    value = values.get(name)
    given = value if isinstance(value, list) else [value]
    return is_asked(one, other, values) and any(part in wanted for part in given)


def asked(one: Consultation, values: Values) -> list[int]:
    """The positions of the questions that are asked."""
    return [n for n, question in enumerate(one.questions) if is_asked(one, question, values)]


def missing(one: Consultation, values: Values) -> list[int]:
    """Those that have neither an answer nor were passed."""
    return [n for n in asked(one, values) if one.questions[n].id not in values]


def after(one: Consultation, values: Values, position: int) -> int | None:
    """The next one without an answer: further on, else the first left behind."""
    left = missing(one, values)
    return next((n for n in left if n > position), next(iter(left), None))


def before(one: Consultation, values: Values, position: int) -> int | None:
    """The one asked before, or None."""
    return next((n for n in reversed(asked(one, values)) if n < position), None)


def answered(one: Consultation, values: Values) -> int:
    """How many of the questions asked have an answer or were passed."""
    return sum(one.questions[n].id in values for n in asked(one, values))


def relevant(one: Consultation, values: Values) -> dict[str, Any]:
    """The answers that count: a question that is not asked any more has none."""
    ids = {one.questions[n].id for n in asked(one, values)}
    return {name: value for name, value in values.items() if name in ids}
