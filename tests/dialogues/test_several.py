"""Several questions in one message: each is answered, offered or sent on, in one reply."""

from dataclasses import replace

from bot.conversation.recording import Recorder
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.knowledge.loader import load
from bot.matching.matcher import match
from bot.questionlog.records import Filter, Sender
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.conftest import SAMPLE
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

PEB_AND_COMPOST = "C'est quoi le PEB ? Et que faire quand le compost sent mauvais ?"


async def logged(log: QuestionLog) -> list[tuple[str, str, str]]:
    found = [question async for question in log.stream(Filter())]
    return [(one.text, one.entry or "", one.status) for one in found]


async def test_what_else_is_answered_is_one_tap_away_and_counted(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(
                send=PEB_AND_COMPOST,
                reply=["médiathèque", "Vous demandiez aussi", "1. Que faire quand un composteur"],
                buttons=["Utile", "Pas utile", "Citer", "1", "Poser", "…"],
            ),
            Step(send="1", reply="manque d'air", buttons=["Utile", "…"]),
            Step(press="Utile", notice="Merci"),
        ],
    )
    assert await logged(log) == [
        (PEB_AND_COMPOST, "pret-entre-bibliotheques", "repondue"),
        ("Et que faire quand le compost sent mauvais ?", "compost-odeurs", "repondue"),
    ]
    votes = {q.entry: q.feedback async for q in log.stream(Filter())}
    assert votes["compost-odeurs"] == "utile", "the vote is on the one that was read"


async def test_what_is_not_understood_goes_to_the_experts_in_its_own_words(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    text = "Bonjour, c'est quoi le PEB ? Quelle est la vitesse de la lumière ? Merci !"
    light = "Quelle est la vitesse de la lumière ?"
    told = f"« {light} » : transmise aux experts sous le n° 2"
    await play(person, [Step(send=text, reply=["médiathèque", told], absent="1. ")])
    assert await logged(log) == [
        (text, "pret-entre-bibliotheques", "repondue"),
        (light, "", "nouvelle"),
    ]
    await play(person, [Step(send="/mesquestions", reply=["n° 2", "lumière ?\nn° 2"])])
    await play(person, [Step(correct="c'est quoi le PEB ? Et le <compost> qui sent mauvais ?")])
    assert len(await logged(log)) == 2, "a corrected message is not asked twice"


async def test_what_nothing_is_found_for_stays_one_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    text = "Quelle est la vitesse de la lumière ? Et le prix du sel ?"
    await play(server.user(1001), [Step(send=text, reply=["pas de réponse sûre", "n° 1"])])
    assert await logged(log) == [(text, "", "nouvelle")]


async def test_what_goes_on_from_the_answer_says_what_it_is_about(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    text = "Quel est le statut des bénévoles de la médiathèque ? Et pour 900 habitants ?"
    await play(server.user(1001), [Step(send=text, reply=["convention signée", "n° 2"])])
    assert (await logged(log))[1][0].startswith("Et pour 900 habitants ?\n\nDemandé à propos de :")


async def test_the_same_part_of_a_message_is_logged_once(log: QuestionLog) -> None:
    anne = Sender("telegram", "telegram:1001", 1001, message_id=7)
    base = load(SAMPLE)
    turns = [Turn("c'est quoi le PEB", replace(anne, part=part)) for part in (0, 1, 1)]
    recorder = Recorder(Served.of(base), log)
    for turn in turns:
        turn.result = match(turn.text, base.index())
    numbers = [recorded.number for t in turns if (recorded := await recorder.record(t))]
    assert numbers == [1, 2, 2]
