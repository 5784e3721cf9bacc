"""Questions that lean on the one before, and those that do not."""

import pytest

from bot.editorial.wording import publishable
from bot.knowledge.loader import load
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.review.acts import Review
from handlers.context import App
from tests.conftest import ROOT, SAMPLE
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer


async def test_a_follow_up_says_what_it_is_taken_for_and_can_be_undone(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(),
        [
            Step(send="statut des bénévoles de la médiathèque", reply="convention signée"),
            Step(send="et qui les assure ?", reply=["même sujet : bénévole", "convention"]),
            Step(press="pas le sujet", absent="même sujet"),
            Step(send="le compost sent mauvais", reply="manque d'air", absent="même sujet"),
        ],
    )
    logged = [question async for question in log.stream(Filter())]
    assert [question.text for question in logged] == [
        "statut des bénévoles de la médiathèque",
        "et qui les assure ?",
        "le compost sent mauvais",
    ]


@pytest.mark.slow
async def test_the_context_outlives_a_restart(server: TelegramServer, database: str) -> None:
    person = server.user()
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT) as bot:
        await play(person, [Step(send="statut des bénévoles", reply="convention signée")])
        await bot.restart()
        await play(person, [Step(send="et qui les assure ?", reply="même sujet : bénévole")])


async def test_words_without_a_subject_go_to_no_expert_where_nothing_is_on_screen(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    bare = [
        "pourquoi",
        "combien de temps",
        "la deuxième",
        "et pour une commune de 900 habitants ?",
    ]
    for number, text in enumerate(bare):
        told = Step(send=text, reply="le mot qui compte", buttons=["Mode d'emploi", "…"])
        await play(server.user(1001 + number), [told])
    logged = [question async for question in log.stream(Filter())]
    assert {question.status for question in logged} == {"repondue"}


async def test_words_without_a_subject_leave_the_choice_open(
    serving: App, server: TelegramServer
) -> None:
    await play(
        server.user(),
        [
            Step(send="bibliothèque", reply="porte-t-elle sur", buttons=["1", "2", "…"]),
            Step(send="pourquoi", reply="Touchez un numéro", buttons=["1", "2", "…"]),
            Step(send="1", reply="Vérifié"),
        ],
    )


@pytest.mark.parametrize("opened", ["fiche_benevoles-statut", "dom_bibliotheque"])
async def test_a_question_leans_on_a_fiche_that_a_link_or_a_list_opened(
    serving: App, server: TelegramServer, opened: str
) -> None:
    person = server.user()
    steps = [Step(start=opened)]
    if opened.startswith("dom_"):
        steps.append(Step(press="1", reply="convention signée"))
    await play(person, [*steps, Step(send="et qui les assure ?", reply="même sujet : bénévole")])


async def test_experts_read_what_a_size_alone_was_asked_about(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(),
        [
            Step(send="statut des bénévoles de la médiathèque", reply="convention signée"),
            Step(send="et pour 900 hab", reply=["ne répond pas à ce point", "n° 2"]),
            Step(send="/mesquestions", reply="1. et pour 900 hab\n"),
            Step(press="1", reply=["et pour 900 hab", "à propos de : Des bénévoles"]),
        ],
    )
    [_, second] = [question async for question in log.stream(Filter())]
    assert second.text.startswith("et pour 900 hab\n\nDemandé à propos de : Des bénévoles")
    assert second.status == "nouvelle"
    assert publishable(second.text) is None, "no phrasing of a fiche by itself"


async def test_whoever_says_that_it_is_not_the_subject_asks_without_it(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(),
        [
            Step(send="statut des bénévoles de la médiathèque", reply="convention signée"),
            Step(send="et pour 900 hab", reply="n° 2"),
            Step(press="pas le sujet", reply="le mot qui compte"),
        ],
    )
    texts = [question.text async for question in log.stream(Filter())]
    assert texts[1] == "et pour 900 hab"


async def test_what_the_answer_is_not_about_still_reaches_experts_with_it(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="le compost sent mauvais", reply="manque d'air"),
            Step(send="et si le voisin refuse", reply="n° 2", absent="Je continue"),
            Step(send="/mesquestions", reply="1. et si le voisin refuse\n", absent="Demandé"),
            Step(send="le compost sent mauvais", reply="manque d'air"),
            Step(send="vitesse de la lumière", reply="n° 4"),
        ],
    )
    texts = [question.text async for question in log.stream(Filter())]
    about = "Demandé à propos de : Que faire quand un composteur sent mauvais ?"
    assert f"et si le voisin refuse\n\n{about}" in texts
    assert "vitesse de la lumière" in texts


async def test_a_point_that_experts_set_out_of_scope_is_promised_to_nobody(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    fiche = Step(send="statut des bénévoles de la médiathèque", reply="convention signée")
    await play(
        server.user(1001),
        [fiche, Step(send="et pour 900 hab", reply=["ne répond pas à ce point", "n° 2"])],
    )
    await Review(load(SAMPLE), log).dismiss(2, "Ana", "la mairie")
    told = ["ne répond pas à ce point", "sort du périmètre"]
    await play(
        server.user(1002),
        [
            fiche,
            Step(send="et pour 900 hab", reply=told, absent=["aux experts du Cerema", "n° 4"]),
        ],
    )
