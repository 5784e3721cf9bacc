"""What came of a consultation, counted once at closing: only what may be told is kept."""

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from bot.clock import paris_day
from bot.consultations import course
from bot.consultations.disclosure import FEWEST, Group, enough, options, partition
from bot.consultations.models import Consultation, Question
from bot.knowledge.towns import SIZES, Town, load_towns
from bot.questionlog.consultation_records import Session

UNANSWERED: Final = "-"
"""The cell of those who passed a question."""
GIVEN: Final = "+"
"""The cell of those who wrote something."""
BINS: Final = 4
ORDERED: Final = frozenset({"echelle", "nombre", "date"})


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What may be told of a question."""

    id: str
    base: int = 0
    """Towns that were asked it."""
    groups: tuple[Group, ...] = ()
    hidden: bool = False
    """Whether nothing may be told."""
    sizes: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """For each group of sizes (``0+1``), the count of each group of answers; empty: too few."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be told of a consultation."""

    answered: int
    """Towns that sent an answer; 0 too when they are too few to be told."""
    too_few: bool
    began: int | None
    """Towns that began and did not send; None: too few to be told."""
    verified: int | None
    """Of those that answered, with a code; None: not to be told."""
    questions: tuple[QuestionFigures, ...]
    sizes: tuple[Group, ...] = ()
    departments: tuple[Group, ...] = ()
    days: tuple[Group, ...] = field(default=())

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> "Figures":
        """From the JSON of ``dump``."""
        told = json.loads(text)
        questions = tuple(
            QuestionFigures(
                one["id"],
                one["base"],
                _groups(one["groups"]),
                one["hidden"],
                tuple((size, tuple(counts)) for size, counts in one["sizes"]),
            )
            for one in told.pop("questions")
        )
        return cls(
            told["answered"],
            told["too_few"],
            told["began"],
            told["verified"],
            questions,
            *(_groups(told[name]) for name in ("sizes", "departments", "days")),
        )


def least_for(one: Consultation) -> int:
    """How many towns a figure needs: in the open, one."""
    return FEWEST if one.is_confidential else 1


def count(one: Consultation, sessions: Iterable[Session]) -> Figures:
    """Count what may be told."""
    everybody = list(sessions)
    sent = [session for session in everybody if session.sent_at is not None]
    least = least_for(one)
    began = len(everybody) - len(sent)
    told_began = began if enough(began, least) else None
    if not enough(len(sent), least):
        return Figures(0, True, told_began, None, ())
    verified = sum(session.verified for session in sent)
    either = enough(verified, least) and enough(len(sent) - verified, least)
    sizes = _partition(_cells(sent, _size, [*map(str, range(len(SIZES))), UNANSWERED]), least)
    return Figures(
        len(sent),
        False,
        told_began,
        verified if either else None,
        _questions(one, sent, sizes, least),
        sizes,
        _partition(_cells(sent, _department), least),
        _partition(_cells(sent, _day), least, ordered=True),
    )


def cell_of(one: Consultation, question: Question, value: Any) -> str:
    """The cell in which an answer is counted, where it is one alone."""
    if value is None:
        return UNANSWERED
    if question.kind == "texte":
        return GIVEN
    if question.kind == "nombre":
        low, high = question.minimum or 0.0, question.maximum or 0.0
        place = int((value - low) / ((high - low) / BINS))
        return str(min(max(place, 0), BINS - 1))
    if question.kind == "date":
        years = datetime.date.fromisoformat(value).year - one.opens.year
        return str(min(max(years, -1), BINS - 1))
    return str(value)


def cells_of(question: Question) -> list[str]:
    """All the cells of a question, in order, that of those who passed it last."""
    if question.kind == "texte":
        return [GIVEN, UNANSWERED]
    if question.kind == "nombre":
        return [*map(str, range(BINS)), UNANSWERED]
    if question.kind == "date":
        return [*map(str, range(-1, BINS)), UNANSWERED]
    return [*question.choices, UNANSWERED]


def is_partition(question: Question) -> bool:
    """Whether a town is in one cell alone."""
    return question.kind != "choix_multiple" or question.most == 1


def _questions(
    one: Consultation, sent: Sequence[Session], sizes: Sequence[Group], least: int
) -> tuple[QuestionFigures, ...]:
    found: dict[str, QuestionFigures] = {}
    for question in one.questions:
        asked = [s for s in sent if course.is_asked(one, question, s.values())]
        if not _condition_told(one, question, found):
            found[question.id] = QuestionFigures(question.id, hidden=True)
        elif is_partition(question):
            found[question.id] = _alone(one, question, asked, sizes, least)
        else:
            found[question.id] = _several(question, asked, least)
    return tuple(found.values())


def _condition_told(
    one: Consultation, question: Question, found: dict[str, QuestionFigures]
) -> bool:
    """Whether how many were asked is told already: else the difference would tell it."""
    hangs = question.hangs_on
    if hangs is None:
        return True
    name, wanted = hangs
    parent = found[name]
    if parent.hidden:
        return False
    whole = {
        key for group in parent.groups if set(group.keys) <= set(wanted) for key in group.keys
    }
    alone = is_partition(one.questions[one.position(name)]) or len(wanted) == 1
    return alone and whole == set(wanted)


def _alone(
    one: Consultation,
    question: Question,
    asked: Sequence[Session],
    sizes: Sequence[Group],
    least: int,
) -> QuestionFigures:
    def cell(session: Session) -> str:
        value = session.values().get(question.id)
        if isinstance(value, list):
            value = value[0] if value else None
        return cell_of(one, question, value)

    cells = _cells(asked, cell, cells_of(question))
    ordered = question.kind in ORDERED
    groups = _with_unanswered(cells, least) if ordered else partition(cells, least)
    if groups is None:
        return QuestionFigures(question.id, hidden=True)
    crossed = _crossed(asked, cell, groups, sizes, least) if question.hangs_on is None else ()
    return QuestionFigures(question.id, len(asked), tuple(groups), False, crossed)


def _with_unanswered(cells: Sequence[tuple[str, int]], least: int) -> list[Group] | None:
    """Of ordered answers: those who passed are apart, or with the others at the end."""
    *answers, (_, passed) = cells
    given = sum(number for _, number in answers)
    if enough(passed, least) and enough(given, least):
        groups = partition(answers, least, ordered=True) or []
        return [*groups, Group((UNANSWERED,), passed)]
    return partition(cells, least, ordered=True)


def _several(question: Question, asked: Sequence[Session], least: int) -> QuestionFigures:
    given = [set(s.values().get(question.id) or ()) for s in asked]
    passed = sum(not keys for keys in given)
    base = len(given) - passed
    if not (enough(passed, least) and enough(base, least)):
        return QuestionFigures(question.id, hidden=True)
    counts = {key: sum(key in keys for keys in given) for key in question.choices}
    chosen = [key for key, number in counts.items() if number][:2]
    both = sum(set(chosen) <= keys for keys in given) if len(chosen) == 2 else 0
    told = options(counts, both, base, question.most, least)
    if told is None:
        return QuestionFigures(question.id, hidden=True)
    groups = [Group((key,), number) for key, number in told.items()]
    return QuestionFigures(question.id, len(given), (*groups, Group((UNANSWERED,), passed)))


def _crossed(
    asked: Sequence[Session],
    cell: Callable[[Session], str],
    groups: Sequence[Group],
    sizes: Sequence[Group],
    least: int,
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Answers by size of town: all the table, or nothing, so that no cell is a difference."""
    counted = Counter((_size(session), cell(session)) for session in asked)
    table = [
        (
            "+".join(size.keys),
            tuple(sum(counted[s, c] for s in size.keys for c in group.keys) for group in groups),
        )
        for size in sizes
        if size.count
    ]
    fits = all(enough(number, least) for _, row in table for number in row)
    return tuple(table) if fits and len(table) > 1 else ()


def _cells(
    sent: Sequence[Session], key: Callable[[Session], str], all_keys: Sequence[str] = ()
) -> list[tuple[str, int]]:
    counted = Counter(map(key, sent))
    keys = all_keys or sorted(counted)
    return [(one, counted[one]) for one in keys]


def _partition(
    cells: Sequence[tuple[str, int]], least: int, *, ordered: bool = False
) -> tuple[Group, ...]:
    return tuple(partition(cells, least, ordered=ordered) or ())


def size_place(town: Town | None) -> str:
    """The size class of a town, by its place; ``-`` outside of all."""
    return UNANSWERED if town is None or town.size is None else str(SIZES.index(town.size))


def _size(session: Session) -> str:
    return size_place(load_towns().by_code(session.town or ""))


def _department(session: Session) -> str:
    town = load_towns().by_code(session.town or "")
    return UNANSWERED if town is None else town.department_code


def _day(session: Session) -> str:
    return "" if session.sent_at is None else paris_day(session.sent_at).isoformat()


def _groups(told: Iterable[Any]) -> tuple[Group, ...]:
    return tuple(Group(tuple(one["keys"]), one["count"]) for one in told)
