"""The life of a question: its statuses, and who may move it from which to which.

A question is open until it is answered or filed. The asker's presses move it only while no
reviewer has decided: a press on an old button after a decision is kept in the history and leaves
the decision. Reopening is an act of its own, for both.
"""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Status = Literal[
    "nouvelle",
    "en_cours",
    "repondue",
    "hors_perimetre",
    "doublon",
    "retiree",
    "effacee",
    "orientee",
]
AskerAct = Literal[
    "choix",
    "aucune",
    "utile",
    "inutile",
    "transmise",
    "details",
    "voir_aussi",
    "autre_texte",
    "corrigee",
    "retiree",
]
ReviewerAct = Literal["prise", "repondue", "rattachee", "publiee", "hors_perimetre", "doublon"]
"""``publiee``: attached by a publication that answers what waits, not by somebody who read it."""
SecondThought = Literal["confiee", "liberee", "annulee", "reprise"]
"""Handed to somebody, given back, a reply taken back before it left, one put right after."""
EventKind = AskerAct | ReviewerAct | SecondThought | Literal["rouverte"]

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
OPEN: Final[tuple[Status, ...]] = ("nouvelle", "en_cours")
"""Somebody still has to see to it. One that was pointed elsewhere (``orientee``) is for nobody,
unless its asker sends it on all the same."""
DECISIONS: Final[frozenset[EventKind]] = frozenset(
    {"repondue", "rattachee", "publiee", "hors_perimetre", "doublon"}
)
"""What a reviewer does that settles a question, until it is reopened."""
NAMES_STAFF: Final[frozenset[EventKind]] = frozenset({"confiee"})
"""Acts whose detail names a member of the staff: the staff alone is told it."""
OF_OTHERS: Final[frozenset[EventKind]] = NAMES_STAFF | {"doublon"}
"""Acts whose detail leads to somebody else, a number to another's question: its asker is not
shown it."""
HANDED_ON: Final[frozenset[EventKind]] = frozenset({"aucune", "inutile", "transmise"})
"""What an asker does that hands a question on to the experts."""
ENDED: Final[tuple[Status, ...]] = ("repondue", "hors_perimetre")
"""Its asker has an answer, or was told whom to turn to; so have those of its duplicates."""
REOPENABLE: Final[tuple[Status, ...]] = tuple(
    status for status in STATUSES if status not in (*OPEN, "effacee")
)
"""An erased question has no text left that anybody could answer."""
REOPENABLE_BY_STAFF: Final[tuple[Status, ...]] = tuple(
    status for status in REOPENABLE if status != "retiree"
)
"""What its asker withdrew is reopened by its asker alone."""

_ASKER_LEADS_TO: Final[Mapping[EventKind, Status]] = {
    "choix": "repondue",
    "utile": "repondue",
    "aucune": "nouvelle",
    "inutile": "nouvelle",
    "transmise": "nouvelle",
}
_REVIEWER_LEADS_TO: Final[Mapping[EventKind, Status]] = {
    "prise": "en_cours",
    "repondue": "repondue",
    "rattachee": "repondue",
    "publiee": "repondue",
    "hors_perimetre": "hors_perimetre",
    "doublon": "doublon",
    "rouverte": "nouvelle",
    "retiree": "retiree",
    "confiee": "en_cours",
    "liberee": "nouvelle",
    "annulee": "en_cours",
    "reprise": "repondue",
}
_FROM: Final[Mapping[EventKind, tuple[Status, ...]]] = {
    "prise": ("nouvelle",),
    "liberee": ("en_cours",),
    "annulee": ("repondue", "hors_perimetre"),
    "reprise": ("repondue",),
}


def is_open(status: str) -> bool:
    """Whether somebody still has to see to a question."""
    return status in OPEN


def after_press(kind: EventKind, status: Status, *, decided: bool) -> Status:
    """The status of a question after its asker did something about it.

    Args:
        kind: what the asker did.
        status: the status before.
        decided: whether a reviewer has settled it since it was last opened.

    Returns:
        The status after; the same one where the act only goes into the history.
    """
    leads_to = _ASKER_LEADS_TO.get(kind)
    settled = decided or status in ("hors_perimetre", "doublon", "retiree", "effacee")
    if leads_to is None or settled:
        return status
    if status == "en_cours" and leads_to == "nouvelle":
        return status  # a reviewer has it in hand already
    return leads_to


def leads_to(kind: EventKind) -> Status:
    """The status that an act of the desk leads to."""
    return _REVIEWER_LEADS_TO[kind]


def allowed_from(kind: EventKind, *, by_asker: bool = False) -> tuple[Status, ...]:
    """The statuses that an act of the desk may start from; from another it does nothing."""
    if kind == "rouverte":
        return REOPENABLE if by_asker else REOPENABLE_BY_STAFF
    return _FROM.get(kind, OPEN)
