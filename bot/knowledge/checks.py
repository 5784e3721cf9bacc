"""What must hold of a base beyond the form of each file: one small function a check.

A check takes what was read and yields faults. Those of ``STRUCTURAL`` run at every start; those of
``ADVICE`` run with ``check`` alone, as do the base's own questions.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from bot.knowledge import sourcing, trainings, wording
from bot.knowledge.faults import Fault
from bot.knowledge.files import LEXICON_FILE, OUTSIDE_FILE
from bot.knowledge.html import MAX_MESSAGE, answer_html, details_html, telegram_length
from bot.knowledge.loaded import Loaded
from bot.knowledge.markdown import to_plain, unbalanced
from bot.knowledge.models import Entry
from bot.knowledge.places import fault_of
from bot.knowledge.yaml_reader import Key
from bot.matching.index import Index
from bot.matching.matcher import match
from bot.matching.normalize import normal_form, words
from bot.texts import knowledge as texts
from bot.texts.conversation import day

MIN_TESTS: Final = 2
REMEMBERED: Final = 50_000
"""Questions whose identity is kept between checks."""
_WORD: Final = re.compile(r"[a-z0-9]+")
Check = Callable[[Loaded, datetime.date], Iterator[Fault]]


def structural(loaded: Loaded, today: datetime.date) -> list[Fault]:
    """Faults that keep a base from being served; run at every start."""
    return [fault for check in STRUCTURAL for fault in check(loaded, today)]


def advice(loaded: Loaded, today: datetime.date, *, draft: bool = False) -> list[Fault]:
    """What an editor has to see to, though the base could be served as it is.

    Args:
        loaded: the base.
        today: the day that dates are held against.
        draft: whether what is looked at is a draft. Whoever publishes it will have read it again,
            and that is noted then.
    """
    chosen = ADVICE if loaded.only is not None else ADVICE + OF_NO_ENTRY
    chosen = chosen if draft else (*chosen, sourcing.second_reading_is_traced)
    return [fault for check in chosen for fault in check(loaded, today)]


def questions(loaded: Loaded) -> list[Fault]:
    """Run the base's own test questions and counterexamples through the matcher."""
    return [
        fault
        for entry in loaded.checked
        for check in (_title_is_answered, _tests_lead_here, _counterexamples_lead_elsewhere)
        for fault in check(loaded, loaded.index, entry)
    ]


def see_also_exists(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A button that leads nowhere. Passes: the id of another fiche. Fails: a typo in it.

    A fiche that is there and has faults of its own is not said to be missing as well.
    """
    faulty = {fault.path.stem for fault in loaded.faults}
    for entry in loaded.checked:
        for position, other in enumerate(entry.see_also):
            if other == entry.id:
                yield fault_of(loaded, entry, ("voir_aussi", position), texts.SEE_ALSO_ITSELF)
            elif other not in loaded.base.entries and other not in faulty:
                message = texts.UNKNOWN_SEE_ALSO.format(id=other)
                yield fault_of(loaded, entry, ("voir_aussi", position), message)


def questions_are_distinct(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """Two fiches cannot own one question. Fails: « C'est quoi une ORT ? » in both."""
    seen: dict[str, Entry] = {}
    for entry in loaded.others_first:
        for place, question in _indexed(entry):
            other = seen.setdefault(_identity(question), entry)
            if other is not entry:
                path = loaded.places[other.id][0].as_posix()
                message = texts.SAME_QUESTION.format(other=path, question=question)
                yield fault_of(loaded, entry, place, message)
    for entry in loaded.checked:
        for position, question in enumerate(entry.tests):
            owner = seen.get(_identity(question))
            if owner is not None:
                message = texts.TEST_IS_INDEXED.format(other=owner.id)
                yield fault_of(loaded, entry, ("tests", position), message)


def outside_is_not_inside(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """What is left to others is not answered. Fails: a phrasing of a fiche among the examples."""
    owners = {
        _identity(question): entry
        for entry in loaded.base.entries.values()
        for question in (*(q for _, q in _indexed(entry)), *entry.tests)
    }
    for line, subject in loaded.outside:
        for example in subject.examples:
            owner = owners.get(_identity(example))
            if owner is not None:
                message = texts.OUTSIDE_IS_INSIDE.format(
                    theme=subject.theme, example=example, other=owner.id
                )
                yield Fault(OUTSIDE_FILE, line, message)


def questions_are_written_once(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A phrasing that says nothing new, left by a copy and paste; harmless, hence a warning."""
    for entry in loaded.checked:
        seen: set[str] = set()
        for place, question in _indexed(entry):
            if _identity(question) in seen:
                message = texts.SAME_QUESTION_HERE.format(question=question)
                yield fault_of(loaded, entry, place, message, warning=True)
            seen.add(_identity(question))


def has_tests(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A fiche nobody tries is a fiche nobody knows to be found."""
    for entry in loaded.checked:
        if len(entry.tests) < MIN_TESTS:
            yield fault_of(loaded, entry, ("tests",), texts.FEW_TESTS, warning=True)


def dates_make_sense(loaded: Loaded, today: datetime.date) -> Iterator[Fault]:
    """Nobody has checked a fiche tomorrow, and a review comes after a check."""
    for entry in loaded.checked:
        dated: list[tuple[Key, datetime.date | None]] = [(("verifie_le",), entry.checked_on)]
        dated += [(("sources", n, "date"), s.date) for n, s in enumerate(entry.sources)]
        if entry.correction is not None:
            dated.append((("correction", "le"), entry.correction.date))
        for place, date in dated:
            if date is not None and date > today:
                message = texts.FUTURE_DATE.format(date=day(date))
                yield fault_of(loaded, entry, place, message)
        if entry.review_on is not None and entry.review_on < entry.checked_on:
            yield fault_of(loaded, entry, ("a_revoir_le",), texts.REVIEW_BEFORE_CHECK)


def reviews_are_done(loaded: Loaded, today: datetime.date) -> Iterator[Fault]:
    """A fiche past its review date still serves, and its reply says so."""
    for entry in loaded.checked:
        if entry.review_on is not None and entry.checked_on <= entry.review_on < today:
            message = texts.REVIEW_DUE.format(date=day(entry.review_on))
            yield fault_of(loaded, entry, ("a_revoir_le",), message, warning=True)


def messages_fit(loaded: Loaded, today: datetime.date) -> Iterator[Fault]:
    """Telegram refuses a whole message over its length."""
    for entry in loaded.checked:
        shown = {"reponse": answer_html, "details": details_html}
        for name, render in shown.items():
            size = telegram_length(render(entry, today))
            if size > MAX_MESSAGE:
                message = texts.TOO_LONG_SHOWN.format(size=size, limit=MAX_MESSAGE)
                yield fault_of(loaded, entry, (name,), message)


def marks_are_closed(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """An open ``**`` is shown as it stands. Passes: ``**gras**``. Fails: ``**gras``."""
    for entry in loaded.checked:
        for name, text in (("reponse", entry.answer), ("details", entry.details or "")):
            mark = unbalanced(text)
            if mark is not None:
                yield fault_of(loaded, entry, (name,), texts.UNCLOSED_MARK.format(mark=mark))


def answers_say_something(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A text of marks alone shows nothing."""
    for entry in loaded.checked:
        for name, text in (("reponse", entry.answer), ("details", entry.details)):
            if text is not None and not to_plain(text).strip("•* \n"):
                yield fault_of(loaded, entry, (name,), texts.EMPTY_TEXT)


def lexicon_groups_are_apart(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A term in two groups would make all of both equivalent."""
    seen: dict[str, int] = {}
    for position, group in enumerate(loaded.base.vocabulary.equivalents):
        for rank, term in enumerate(group):
            line = loaded.lexicon_lines.get(("equivalents", position, rank), 1)
            first = seen.setdefault(normal_form(term), line)
            if first != line:
                message = texts.LEXICON_COLLISION.format(term=term, line=first)
                yield Fault(LEXICON_FILE, line, message, warning=True)


def lexicon_groups_serve(loaded: Loaded, _today: datetime.date) -> Iterator[Fault]:
    """A group none of whose words stands in the base can never help a question."""
    known = loaded.index.vocabulary.frequency
    for position, group in enumerate(loaded.base.vocabulary.equivalents):
        if not any(all(word in known for word in words(term)) for term in group):
            line = loaded.lexicon_lines.get(("equivalents", position), 1)
            message = texts.LEXICON_UNUSED.format(group=", ".join(group))
            yield Fault(LEXICON_FILE, line, message, warning=True)


STRUCTURAL: Final[tuple[Check, ...]] = (
    see_also_exists,
    questions_are_distinct,
    outside_is_not_inside,
    dates_make_sense,
    messages_fit,
)
ADVICE: Final[tuple[Check, ...]] = (
    marks_are_closed,
    answers_say_something,
    questions_are_written_once,
    has_tests,
    reviews_are_done,
    wording.no_html,
    wording.no_word_marks,
    wording.no_tale_of_research,
    sourcing.sources_are_official,
    sourcing.hosts_are_registered,
    sourcing.links_lead_where_they_say,
    sourcing.addresses_are_clean,
    sourcing.what_moves_is_reviewed,
    trainings.trainings_are_to_come,
)
OF_NO_ENTRY: Final[tuple[Check, ...]] = (
    lexicon_groups_are_apart,
    lexicon_groups_serve,
    sourcing.hosts_beside_are_registered,
)
"""Advice on what no fiche is looked at for."""


def _title_is_answered(loaded: Loaded, index: Index, entry: Entry) -> Iterator[Fault]:
    """A title asked as it stands is answered by its fiche. Fails: « Bonjour » as a title."""
    result = match(entry.question, index)
    if result.best is not None and result.best.entry == entry.id:
        return
    offered = result.candidates[:1]
    found = texts.LEADS_TO.format(id=offered[0].entry) if offered else texts.LEADS_NOWHERE
    message = texts.TITLE_FAILS.format(question=entry.question, found=found)
    yield fault_of(loaded, entry, ("question",), message)


def _tests_lead_here(loaded: Loaded, index: Index, entry: Entry) -> Iterator[Fault]:
    for position, question in enumerate(entry.tests):
        result = match(question, index)
        offered = result.candidates[:1] if result.outcome in ("answer", "suggest") else ()
        if offered and offered[0].entry == entry.id:
            continue
        found = texts.LEADS_TO.format(id=offered[0].entry) if offered else texts.LEADS_NOWHERE
        message = texts.TEST_FAILS.format(question=question, found=found)
        yield fault_of(loaded, entry, ("tests", position), message)


def _counterexamples_lead_elsewhere(loaded: Loaded, index: Index, entry: Entry) -> Iterator[Fault]:
    for position, question in enumerate(entry.counterexamples):
        best = match(question, index).best
        if best is not None and best.entry == entry.id:
            message = texts.COUNTEREXAMPLE_FAILS.format(question=question)
            yield fault_of(loaded, entry, ("contre_exemples", position), message)


def _indexed(entry: Entry) -> Iterator[tuple[Key, str]]:
    yield ("question",), entry.question
    for position, phrasing in enumerate(entry.phrasings):
        yield ("variantes", position), phrasing


@lru_cache(maxsize=REMEMBERED)
def _identity(question: str) -> str:
    """Two questions that differ by case, accents and punctuation alone are one question."""
    plain = unicodedata.normalize("NFKD", question.casefold())
    return " ".join(_WORD.findall(plain.encode("ascii", "ignore").decode()))
