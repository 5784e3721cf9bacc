"""Similar unanswered questions put together, each group with its central question.

Groups grow by their most alike pairs. Two of them join only if their central questions are alike
and their members are so on average: a chain of questions, each close to the next, does not hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.editorial.likeness import Vector, dot, edges, vectors
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.normalize import normal_form
from bot.questionlog.lifecycle import is_open
from bot.questionlog.records import LoggedQuestion

LINK: Final = 0.18
"""Least likeness of two questions that may bring two groups together."""
HOLD: Final = 0.15
"""Least likeness of the central questions, and of the members on average, of groups that join."""
GUESS: Final = 0.1
"""Least confidence, a question, in the entries of a domain for it to be guessed."""
NO_BASE: Final = Index.build([], Lexicon.build({}, ()))
NO_DOMAINS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about one subject."""

    question: str
    """The central one, as typed."""
    number: int
    """Number of the central question."""
    ids: tuple[int, ...]
    """Numbers of all, in order."""
    wordings: tuple[str, ...]
    """Each wording once, the central one first, then those asked by most people."""
    people: int
    """How many distinct people asked."""
    towns: int
    """How many distinct towns, of those that were told."""
    domain: str | None
    """The domain guessed from what the matcher found near."""

    @property
    def name(self) -> str:
        """What it is called by: any of its questions would do as well as the central one."""
        return f"G{self.number}"

    @property
    def size(self) -> int:
        """How many questions it holds."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Form:
    """Questions of one normal form."""

    questions: tuple[LoggedQuestion, ...]

    @property
    def first(self) -> LoggedQuestion:
        return self.questions[0]

    @property
    def people(self) -> int:
        return _people(self.questions)


def group(
    questions: Iterable[LoggedQuestion],
    index: Index = NO_BASE,
    domains: Mapping[str, str] = NO_DOMAINS,
) -> tuple[Group, ...]:
    """Group the unanswered questions by subject.

    Args:
        questions: in any order; those not open, and all but questions, are left out.
        index: the served base, for its lexicon and to know which words are common.
        domains: entry → its domain, to guess the domain of a group.

    Returns:
        Groups, asked by most people first, then by most towns; a question like no other is a
        group of its own. The same for the same questions, whatever their order.
    """
    forms = _forms(questions)
    found = vectors(list(forms), index)
    held = list(forms.values())
    groups = [
        _group([held[place] for place in places], [found[place] for place in places], domains)
        for places in _join(found)
    ]
    return tuple(sorted(groups, key=lambda g: (-g.people, -g.towns, -g.size, g.ids)))


def find(groups: Iterable[Group], name: str) -> Group | None:
    """The group of that name: « G » and the number of any of its questions."""
    digits = name.strip()[1:]
    if name.strip()[:1].upper() != "G" or not digits.isdecimal():
        return None
    return next((one for one in groups if int(digits) in one.ids), None)


def _forms(questions: Iterable[LoggedQuestion]) -> dict[str, _Form]:
    """Open questions by their normal form, in the order of the forms and of the numbers."""
    found: dict[str, list[LoggedQuestion]] = {}
    for question in questions:
        if is_open(question.status) and _is_a_question(question):
            form = question.normal or normal_form(question.text)
            found.setdefault(form, []).append(question)
    return {
        form: _Form(tuple(sorted(found[form], key=lambda question: question.id)))
        for form in sorted(found)
    }


def _is_a_question(question: LoggedQuestion) -> bool:
    """Neither a courtesy nor a request for support."""
    return question.outcome != "smalltalk" and question.kind == "question"


class _Clusters:
    """Clusters that grow, each with the sum of its vectors and its central place."""

    def __init__(self, found: Sequence[Vector]) -> None:
        self._found = found
        self.members = [[place] for place in range(len(found))]
        self._own = list(range(len(found)))
        self._sums = [dict(vector) for vector in found]
        self._central = list(range(len(found)))

    def join(self, one: int, other: int) -> None:
        """Join the clusters of two places, if they hold together."""
        large, small = self._own[one], self._own[other]
        if large == small:
            return
        if len(self.members[large]) < len(self.members[small]):
            large, small = small, large
        pairs = len(self.members[large]) * len(self.members[small])
        if dot(self._sums[small], self._sums[large]) < HOLD * pairs:
            return
        found, central = self._found, self._central
        if dot(found[central[small]], found[central[large]]) < HOLD:
            return
        for place in self.members[small]:
            self._own[place] = large
        self.members[large] += self.members[small]
        self.members[small] = []
        total = self._sums[large]
        for term, weight in self._sums[small].items():
            total[term] = total.get(term, 0.0) + weight
        central[large] = max(self.members[large], key=lambda p: (dot(found[p], total), -p))


def _join(found: Sequence[Vector]) -> list[list[int]]:
    """Places of the vectors that belong together, cluster by cluster."""
    clusters = _Clusters(found)
    for _, one, other in edges(found, LINK):
        clusters.join(one, other)
    return [sorted(members) for members in clusters.members if members]


def _group(forms: Sequence[_Form], found: Sequence[Vector], domains: Mapping[str, str]) -> Group:
    """The group of some forms; its central question is the medoid, weighed by people."""
    total: Vector = {}
    for form, vector in zip(forms, found, strict=True):
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight * form.people
    _, central = min(
        ((-dot(vector, total), -form.people, form.first.id), form)
        for form, vector in zip(forms, found, strict=True)
    )
    ordered = sorted(forms, key=lambda form: (form is not central, -form.people, form.first.id))
    questions = [question for form in forms for question in form.questions]
    return Group(
        question=central.first.text,
        number=central.first.id,
        ids=tuple(sorted(question.id for question in questions)),
        wordings=tuple(form.first.text for form in ordered),
        people=_people(questions),
        towns=len({question.town for question in questions} - {None}),
        domain=likely_domain(questions, domains),
    )


def _people(questions: Iterable[LoggedQuestion]) -> int:
    """Distinct people; those whose link was dropped count as one."""
    return len({question.person for question in questions})


def likely_domain(questions: Sequence[LoggedQuestion], domains: Mapping[str, str]) -> str | None:
    """The domain that most of the questions, or of the entries near them, belong to.

    None where nothing is near: of two domains alike, the one of the entry found first.
    """
    votes: dict[str, float] = {}
    for question in questions:
        if question.domain is not None:
            votes[question.domain] = votes.get(question.domain, 0.0) + 1
            continue
        for entry, confidence in question.candidates:
            if entry in domains:
                votes[domains[entry]] = votes.get(domains[entry], 0.0) + confidence
    best = max(votes, key=lambda domain: round(votes[domain], 3), default=None)
    return best if best is not None and votes[best] >= GUESS * len(questions) else None
