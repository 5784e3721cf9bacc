"""Invitations, one reminder, closing, results returned once, the comment, the alarm, the link."""

import datetime
from collections import Counter

import pytest
from sqlalchemy import update

from bot.clock import PARIS, local_today, utc_now
from bot.consultations import pages
from bot.consultations.rounds import UNLINK_AFTER, Rounds
from bot.questionlog.consultation_tables import answers, officials, sessions, values
from bot.questionlog.records import OpenChoices, Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from bot.working_days import is_working_day, may_write, next_moment
from handlers.context import App
from handlers.transport.notices import Notices
from tests.consultations.opened import consultation, opened
from tests.dialogue import Step, play
from tests.questionlog.filling import dump
from tests.telegram_server.server import TelegramServer

STAFF = -100_777


def paris(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=PARIS)


def test_working_hours_leave_weekends_and_holidays_alone() -> None:
    assert may_write(paris("2027-01-11T09:00"))
    assert not may_write(paris("2027-01-11T18:00"))
    assert next_moment(paris("2027-01-11T07:00")) == paris("2027-01-11T09:00")
    assert next_moment(paris("2027-01-08T18:00")) == paris("2027-01-11T09:00")
    assert not is_working_day(datetime.date(2027, 3, 29))  # Easter Monday
    assert not is_working_day(datetime.date(2027, 7, 14))
    assert next_moment(paris("2027-12-24T19:00")) == paris("2027-12-27T09:00")


def working(day: datetime.date) -> datetime.datetime:
    moment = datetime.datetime.combine(day, datetime.time(10), PARIS)
    while not may_write(moment):
        moment += datetime.timedelta(days=1)
    return moment


def sender(number: int) -> Sender:
    return Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)


async def told(log: QuestionLog, codes: dict[int, str]) -> None:
    for number, code in codes.items():
        await log.people.live_in(sender(number), code, "…")
        await log.consultations.agree(sender(number))


async def answer_all(log: QuestionLog, number: int, *, send: bool = True) -> None:
    values = {"sujet": "eau", "formes": ["visite"], "deja": "oui", "km": None, "note": 3}
    await log.consultations.enter(sender(number), "essai")
    for question, value in (values | {"quand": None}).items():
        await log.consultations.answer(sender(number), "essai", question, value, "{}")
    if send:
        await log.consultations.send(sender(number), "essai")


@pytest.fixture
def rounds(log: QuestionLog) -> Rounds:
    return Rounds(log, STAFF)


async def keys(log: QuestionLog) -> Counter[int]:
    """How many notices wait for each chat."""
    await make_due(log)
    found: Counter[int] = Counter()
    while True:
        notice = await log.outbox.take()
        if notice is None:
            return found
        found[notice.chat_id] += 1
        await log.outbox.sent(notice)


async def test_an_invitation_once_for_ever_and_one_reminder(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log, id="essai")
    await told(log, {1: "23096", 2: "34142", 3: "01004", 4: "01053"})
    await log.people.live_in(sender(5), "01033", "…")  # no consent
    await log.consultations.mute(sender(4), "essai")
    now = working(one.opens)
    night = now.replace(hour=21)
    await rounds.once(night)
    assert not await keys(log)
    await rounds.once(now)
    await rounds.once(now + datetime.timedelta(minutes=1))
    assert await keys(log) == {1: 1, 2: 1, 3: 1}
    await answer_all(log, 1)
    await answer_all(log, 2, send=False)
    assert one.reminder is not None
    day = working(one.reminder)
    for _ in range(2):
        await rounds.once(day)
    assert await keys(log) == {2: 1, 3: 1}
    await log.people.withdraw(sender(3))
    await rounds.once(working(day.date() + datetime.timedelta(1)))
    assert not await keys(log)


async def test_thirty_days_count_from_the_last_day_whenever_closing_is_noted(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    await told(log, {1: "23096"})
    await answer_all(log, 1)
    assert datetime.timedelta(days=30) == UNLINK_AFTER
    late = one.closes_at + UNLINK_AFTER + datetime.timedelta(minutes=1)
    await rounds.once(late)  # the service was stopped meanwhile, or an older copy put back
    kept = await log.consultations.get("essai")
    assert kept is not None
    assert kept.closed_at == one.closes_at
    assert {session.town for session in await log.consultations.desk.sessions("essai")} == {None}
    assert await keys(log) == {1: 1}, "who answered reads the results all the same"


async def test_closing_returns_results_once_then_the_comment_or_the_alarm(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    towns = ("23096", "34142", "01004", "01053", "01033", "01283")
    await told(log, dict(enumerate(towns, 1)))
    for number in range(1, 6):
        await answer_all(log, number)
    await answer_all(log, 6, send=False)
    await rounds.once(one.closes_at)
    await rounds.once(one.closes_at + datetime.timedelta(minutes=1))
    kept = await log.consultations.get("essai")
    assert kept is not None
    assert kept.figures is not None
    assert kept.returned_at is not None
    saved = await log.consultations.answer(sender(6), "essai", "note", 1, "{}")
    assert saved.refused == "closed"
    assert await keys(log) == dict.fromkeys(range(1, 7), 1)
    late = working(one.results.comment_before)
    for _ in range(2):
        await rounds.once(late)
    assert await keys(log) == {STAFF: 1}
    await log.consultations.desk.comment("essai", "Trois pilotes.", "Camille")
    for _ in range(2):
        await rounds.once(late)
    assert await keys(log) == dict.fromkeys(range(1, 6), 1)


async def test_who_stopped_every_message_is_sent_none_of_a_consultation_either(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    await told(log, {1: "23096", 2: "34142", 3: "23096"})
    for number in (1, 2):
        await answer_all(log, number)
    await log.people.withdraw(sender(1))
    await log.consultations.answer(sender(3), "essai", "note", 1, "{}")
    assert not await keys(log)
    await rounds.once(one.closes_at)
    await rounds.once(one.closes_at + datetime.timedelta(minutes=1))
    assert await keys(log) == {2: 1, 3: 1}
    await log.consultations.desk.comment("essai", "Trois pilotes.", "Camille")
    await rounds.once(working(one.results.comment_before))
    assert await keys(log) == {2: 1, 3: 1}


@pytest.mark.parametrize("town", ["34142", None])
async def test_who_told_another_town_since_has_the_results_and_the_comment(
    log: QuestionLog, rounds: Rounds, town: str | None
) -> None:
    one = await opened(log)
    await told(log, {1: "23096", 2: "23096"})
    await answer_all(log, 1)
    await log.people.live_in(sender(1), town, "…")
    await log.consultations.enter(sender(1), "essai")  # and only looks at it
    await log.consultations.enter(sender(2), "essai")
    await rounds.once(one.closes_at)
    await rounds.once(one.closes_at + datetime.timedelta(minutes=1))
    assert await keys(log) == {1: 1}
    await log.consultations.desk.comment("essai", "Trois pilotes.", "Camille")
    await rounds.once(working(one.results.comment_before))
    assert await keys(log) == {1: 1}


async def make_due(log: QuestionLog) -> None:
    """As if the days until the notices had passed."""
    async with log.outbox._database.write() as connection:
        await connection.execute(update(outbox).values(due_at=utc_now()))


async def test_the_link_is_dropped_and_what_a_person_wrote_is_shown_and_cut(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    await told(log, {1: "23096", 2: "34142"})
    await answer_all(log, 1)
    await answer_all(log, 2)
    held = await log.privacy.held(sender(1))
    assert len(held["consultation_answers"]) == 6
    assert held["consultation_officials"][0]["consultation"] == "essai"
    await log.privacy.erase(sender(1))
    assert not await log.privacy.held(sender(1))
    sessions = await log.consultations.desk.sessions("essai")
    assert len(sessions[0].answers) == 6
    await rounds.once(one.closes_at)
    assert "consultation_values" not in await log.privacy.held(sender(2))
    await log.consultations.desk.unlink(utc_now() + datetime.timedelta(99), lambda _: True)
    sessions = await log.consultations.desk.sessions("essai")
    assert {session.town for session in sessions} == {None}
    assert {given.author for one in sessions for given in one.answers.values()} == {None}


async def test_what_a_town_answered_before_is_nowhere_once_it_is_closed(
    log: QuestionLog, rounds: Rounds, database: str
) -> None:
    one = await opened(log)
    await told(log, {1: "23096"})
    await answer_all(log, 1)
    async with log.outbox._database.write() as connection:
        await connection.execute(update(values).values(value='"MARQUEUR"'))
    await rounds.once(one.closes_at)
    assert "MARQUEUR" not in await dump(database)


async def test_a_stop_holds_for_results_that_wait_for_a_working_day(
    serving: App, server: TelegramServer, log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    await told(log, {1: "23096", 2: "34142"})
    await answer_all(log, 1)
    await answer_all(log, 2)
    stopped, other = server.user(1), server.user(2)
    for person in (stopped, other):
        await person.start()
    await server.idle()
    await rounds.once(one.closes_at)
    await log.people.withdraw(sender(1))
    await make_due(log)
    await Notices(serving, log, None).send_due()
    assert [len(person.replies) for person in (stopped, other)] == [1, 2]


async def test_neither_moments_nor_order_lead_back_to_who_answered(
    log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    await told(log, {number: f"230{number:02}" for number in range(1, 13)})
    for number in range(1, 13):
        await answer_all(log, number)
    ticked = pages.question(one, 2, {"sujet": "eau"}, {}, [0]).choices
    shown = OpenChoices(tuple((c.label, c.data) for c in ticked), True, None, form='{"a": 1}')
    await log.conversations.remember(sender(1), shown)
    await rounds.once(one.closes_at)
    async with log._database.read() as connection:
        before = (await connection.execute(officials.select())).all()
    await log.consultations.desk.unlink(utc_now() + datetime.timedelta(99), lambda _: True)
    async with log._database.read() as connection:
        after = (await connection.execute(officials.select())).all()
        noted = [(await connection.execute(t.select())).all() for t in (sessions, answers)]
    assert {row.person for row in after} == {row.person for row in before}
    assert [row.person for row in after] != [row.person for row in before]
    assert len({row.at for row in after}) == 1
    assert len({(row.begun_at, row.sent_at) for row in noted[0]}) == 1
    assert len({row.at for row in noted[1]}) == 1
    assert "✓" in str(shown)
    screen = await log.conversations.recall(sender(1))
    assert screen is not None
    assert (screen.choices, screen.form) == ((), None)


async def test_words_typed_and_left_go_with_the_link(
    serving: App, server: TelegramServer, log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log)
    person = server.user(1)
    await play(
        person,
        [
            Step(send="/commune gueret", reply="C'est noté"),
            Step(start="cs_essai", reply="Pour"),
            Step(press="Commencer", edited="1 sur"),
            Step(press="3. Autre", edited="Lequel"),
            Step(send="et si on parlait des lampadaires ?", reply="Est-ce votre réponse"),
            Step(send="/contact", reply="Cerema"),
        ],
    )
    await rounds.once(one.closes_at)
    assert "lampadaires" in str(await log.privacy.held(sender(1)))
    await log.consultations.desk.unlink(utc_now() + datetime.timedelta(99), lambda _: True)
    assert "lampadaires" not in str(await log.privacy.held(sender(1)))


async def test_opening_needs_two_people_and_the_same_words(log: QuestionLog) -> None:
    desk = log.consultations.desk
    one, other = consultation(), consultation(titre="Autre")
    assert await desk.open(one.id, one.dump(), one.closes_at, "Camille") == "proposed"
    assert await log.consultations.get(one.id) is None
    assert await desk.open(one.id, one.dump(), one.closes_at, "camille") == "same_person"
    assert await desk.open(one.id, other.dump(), one.closes_at, "Dominique") == "proposed"
    assert await desk.open(one.id, other.dump(), one.closes_at, "Camille") == "opened"
    assert await desk.open(one.id, one.dump(), one.closes_at, "Dominique") == "already"
    old = consultation(id="vieux", ferme=local_today() - datetime.timedelta(1))
    assert await desk.open(old.id, old.dump(), old.closes_at, "Camille") == "over"


async def test_results_are_read_on_a_phone(
    serving: App, server: TelegramServer, log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log, mode="nominative")
    person = server.user(1)
    await play(person, [Step(send="/start", reply="Consultation ouverte")])
    await told(log, {1: "23096"})
    await answer_all(log, 1)
    await rounds.once(one.closes_at)
    await make_due(log)
    await Notices(serving, log, None).send_due()
    text = person.replies[-1].text.replace("\u00a0", " ")
    assert "▓▓▓▓▓▓▓▓ 100 % (1) L'eau ← votre réponse" in text
    assert "L'eau, 100 pour cent" in text
    assert "vous sera dit avant" in text
    await play(
        person,
        [
            Step(send="/consultations", reply=["Fermée", "Résultats disponibles"]),
            Step(press="Résultats", reply=["← votre réponse"]),
            Step(press_data="v1:cs:o:essai:0:1", reply="Résultats"),
        ],
    )


async def test_a_code_protects_what_was_answered_with_it_from_the_first_to_the_results(
    serving: App, server: TelegramServer, log: QuestionLog, rounds: Rounds
) -> None:
    one = await opened(log, mode="nominative")
    await log.consultations.desk.import_codes("essai", [("ABC-1", "23096")])
    anne, bruno, carla = (server.user(number, name) for number, name in enumerate("ABC", 101))
    town = Step(send="/commune gueret", reply="C'est noté")
    await play(bruno, [town, Step(start="cs_essai", reply="nominatives")])
    await log.consultations.answer(sender(bruno.id), "essai", "sujet", "rue", "{}")
    await log.consultations.answer(sender(bruno.id), "essai", "note", 3, "{}")
    await play(anne, [Step(start="cs_essai_abc-1", reply="déjà répondu à 2")])
    await play(anne, [Step(press_data="v1:cs:o:essai:0:0", edited="2 sur 6")])
    refused, secret = "avec le code", "L'eau"
    await play(bruno, [Step(press_data="v1:cs:sum:essai", reply=refused, absent=secret)])
    await play(carla, [town, Step(start="cs_essai", reply=refused, absent=secret)])
    towns = ("34142", "01004", "01053", "01033")
    await told(log, dict(enumerate(towns, 1)))
    for number in (anne.id, 1, 2, 3, 4):
        await answer_all(log, number)
    await rounds.once(one.closes_at)
    await play(anne, [Step(start="cs_essai", reply=["L'eau", "votre réponse"])])
    await play(carla, [Step(start="cs_essai", reply="L'eau", absent="votre réponse")])
    await make_due(log)
    await Notices(serving, log, None).send_due()
    [sent] = [reply.text for reply in bruno.replies if "Résultats" in reply.text]
    assert "votre réponse" not in sent  # nor of what the code's holder said the same of
