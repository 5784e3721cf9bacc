"""Counts again, from what was pressed, all that the log, the results and the phones tell."""

import html
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from bot.clock import local_today
from bot.consultations.disclosure import Group
from bot.consultations.results import Figures
from bot.knowledge.towns import SIZES, load_towns
from bot.questionlog.consultation_tables import values
from bot.questionlog.store import QuestionLog
from tests.benchmarks.load.consultation_players import Phone, Town
from tests.telegram_server.server import TelegramServer

MESSAGES: Final = {
    "invitation": "Consultation : Un <essai>",
    "reminder": "C'est le seul rappel",
    "results": "Résultats : Un <essai>",
    "partial": "avait commencé sans envoyer",
    "changed": "a complété ou changé",
}
"""What tells one message from another."""


@dataclass
class Recount:
    """What was compared, and what differs, by its kind."""

    compared: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def compare(self, kind: str, what: object, told: object, counted: object) -> None:
        """Note a difference."""
        self.compared += 1
        found = self.wrong.setdefault(kind, [])
        if told != counted:
            found.append(f"{what}: told {told}, counted {counted}")


async def answers(log: QuestionLog, towns: Sequence[Town], recount: Recount) -> None:
    """Each town has one session, with its answers and no other; each was written down once."""
    sessions = await log.consultations.desk.sessions("essai")
    began = [town for town in towns if any(step.answers for step in town.done)]
    recount.compare("towns", "sessions", len(sessions), len(began))
    by_code = {session.town: session for session in sessions}
    async with log.outbox._database.read() as connection:
        rows = (await connection.execute(select(values.c.session_id, values.c.question))).all()
    written = Counter((row.session_id, row.question) for row in rows)
    for town in began:
        session = by_code.get(town.code)
        if session is None:
            recount.compare("answers", town.code, None, town.given)
            continue
        recount.compare("answers", town.code, session.values(), town.given)
        recount.compare("sent", town.code, session.sent_at is not None, town.finishes)
        recount.compare(
            "verified", town.code, session.verified, bool(town.handed) and town.finishes
        )
        for name in town.given:
            twice = 1 + (name == "note" and town.second is not None)
            recount.compare("doubled", (town.code, name), written[session.id, name], twice)


def messages(server: TelegramServer, towns: Sequence[Town], recount: Recount) -> None:
    """Each person was sent each message once, or not at all."""
    sent: Counter[tuple[int | None, str]] = Counter()
    for call in server.calls_of("sendMessage"):
        text = html.unescape(str(call.params.get("text"))).replace("\u00a0", " ")
        sent.update((call.chat_id, k) for k, words in MESSAGES.items() if words in text)
    for town in towns:
        part = any(step.answers for step in town.done)
        wanted = {
            "invitation": int(town.consents),
            "reminder": int(town.consents and town.is_late),
            "results": int(part and town.finishes),
            "partial": int(part and not town.finishes),
            "changed": int(town.second is not None),
        }
        _messages(town.phone, wanted, sent, recount)
        if town.second is not None:
            _messages(town.second, {"results": 1}, sent, recount)


def _messages(
    phone: Phone,
    wanted: dict[str, int],
    sent: Counter[tuple[int | None, str]],
    recount: Recount,
) -> None:
    chat = phone.person.id
    for kind in MESSAGES:
        recount.compare(f"message: {kind}", chat, sent[chat, kind], wanted.get(kind, 0))


def figures(told: Figures, towns: Sequence[Town], recount: Recount) -> None:
    """Every figure of the results, counted again."""
    sent = [town for town in towns if town.finishes]
    began = [town for town in towns if town not in sent and any(s.answers for s in town.done)]
    recount.compare("figures", "answered", told.answered, len(sent))
    if told.began is not None:  # else too few to be told
        recount.compare("figures", "began", told.began, len(began))
    if told.verified is not None:
        recount.compare("figures", "verified", told.verified, sum(bool(t.handed) for t in sent))
    _groups("sizes", told.sizes, sent, _size, recount)
    _groups("departments", told.departments, sent, _department, recount)
    for question in told.questions:
        if question.hidden:
            continue
        asked = [town for town in sent if question.id in town.given]
        recount.compare("figures", question.id, question.base, len(asked))
        _groups(question.id, question.groups, asked, _key(question.id), recount)
        for size, row in question.sizes:
            inside = [town for town in asked if _size(town)[0] in size.split("+")]
            groups = [Group(group.keys, n) for group, n in zip(question.groups, row, strict=True)]
            _groups(f"{question.id} of {size}", groups, inside, _key(question.id), recount)


def _groups(
    name: str,
    groups: Iterable[Group],
    towns: Sequence[Town],
    keys: Callable[[Town], Sequence[str]],
    recount: Recount,
) -> None:
    counted = Counter(key for town in towns for key in keys(town))
    for group in groups:
        total = sum(counted[key] for key in group.keys)
        recount.compare("figures", (name, group.keys), group.count, total)


def _key(question: str) -> Callable[[Town], Sequence[str]]:
    return lambda town: _cells(question, town.given[question])


def _cells(question: str, value: Any) -> Sequence[str]:
    if value is None:
        return ("-",)
    if question == "formes":
        return [str(one) for one in value]
    if question == "lequel":
        return ("+",)
    if question == "km":  # four equal parts of 0 to 200
        return (str(min(int(value) // 50, 3)),)
    if question == "quand":
        return (str(int(value[:4]) - local_today().year),)
    return (str(value),)


def _size(town: Town) -> Sequence[str]:
    found = load_towns().by_code(town.code)
    assert found is not None
    return ("-",) if found.size is None else (str(SIZES.index(found.size)),)


def _department(town: Town) -> Sequence[str]:
    found = load_towns().by_code(town.code)
    assert found is not None
    return (found.department_code,)
