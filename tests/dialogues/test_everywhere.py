"""Links, quoting, sharing, inline mode, groups, corrections: everywhere in Telegram."""

from pathlib import Path

import pytest

from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App, known_as
from handlers.flood import MESSAGES
from tests.conftest import FICHE, ROOT
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer


async def test_links_quotes_and_sharing(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    known_as(serving, "petites_villes_test_bot")
    person = server.user()
    await play(
        person,
        [
            Step(start="fiche_compost-odeurs", reply="sent mauvais"),
            Step(start="dom_jardins", reply="Fiches 1 à 4 sur 4"),
            Step(start="fiche_nulle-part", reply=["n'existe plus", "je réponds aux élus"]),
            Step(send="/fiche compost-odeurs", reply=["sent mauvais", "Fiche compost-odeurs"]),
            Step(send="/fiche", reply="Donnez l'identifiant"),
            Step(send="/fiche <b>", reply="Il n'y a pas de fiche"),
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(
                send="c'est quoi le PEB",
                buttons=["Utile", "Pas utile", "Citer", "Poser", "Partager"],
            ),
        ],
    )
    cite, share = person.last.buttons[2], person.last.buttons[-1]
    side_by_side = [b.label for b in person.last.buttons if b.row == share.row]
    assert side_by_side == ["Poser au Cerema", "Partager"], "three would cut the first"
    assert cite.copies is not None
    assert "fiche pret-entre-bibliotheques, version" in cite.copies
    assert cite.copies.endswith(
        "https://t.me/petites_villes_test_bot?start=fiche_pret-entre-bibliotheques"
    )
    assert share.sends == "pret-entre-bibliotheques"
    [sent] = await person.inline_results(share.sends)
    assert "médiathèque" in sent["input_message_content"]["message_text"]
    await person.choose(share.sends, sent["id"])
    await server.idle()
    assert [q async for q in log.stream(Filter()) if q.channel == "inline"] == []
    await play(person, [Step(send="partager", reply="?start=fiche_pret-entre-bibliotheques")])


async def test_inline_mode_lists_and_logs_what_is_chosen(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    known_as(serving, "petites_villes_test_bot")
    person = server.user()
    results = await person.inline_results("compost")
    assert results[0]["id"].startswith("compost-")
    text = results[0]["input_message_content"]["message_text"]
    assert "Vérifié le" in text
    assert "https://t.me/petites_villes_test_bot?start=fiche_compost" in text
    assert len(await person.inline_results("")) == 8
    await person.choose("compost", results[0]["id"])
    await server.idle()
    logged = [question async for question in log.stream(Filter())]
    assert [(q.channel, q.entry, q.status) for q in logged] == [
        ("inline", results[0]["id"], "repondue")
    ]


async def test_an_inline_result_shows_the_sentence_that_answers(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    gist = "Non, jamais : un jardin n'est pas un désert."
    (base / "jardins" / "dromadaires.yaml").write_text(f'{FICHE}en_bref: "{gist}"\n', "utf-8")
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    async with BotProcess(server, env=env, cwd=ROOT):
        [shown, *_] = await server.user().inline_results("dromadaire au jardin")
    assert shown["description"] == gist


async def test_a_call_from_a_conversation_that_is_not_ours_gets_one_answer(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    known_as(serving, "petites_villes_test_bot")
    person, other = server.user(), server.user()
    elsewhere = {"id": other.id, "type": "private", "first_name": "Autre"}

    async def call(text: str) -> str:
        called = await person.call(f"{text} @{server.world.bot['username']}", chat=elsewhere)
        await server.idle()
        assert called.press is not None
        assert called.press.answer is not None
        return str(called.press.answer["input_message_content"]["message_text"])

    assert "médiathèque" in await call("c'est quoi le PEB")
    assert "?start=fiche_" in await call("bibliothèque")
    assert "?start=prive" in await call("vitesse de la lumière")
    assert "?start=prive" in await call("")
    assert other.replies == [], "nothing is written into that conversation otherwise"
    kept = [(q.channel, q.outcome, q.status) async for q in log.stream(Filter())]
    assert kept == [
        ("guest", "answer", "repondue"),
        ("guest", "suggest", "orientee"),
        ("guest", "none", "orientee"),
    ]


async def test_groups_get_answers_when_they_ask_for_them(
    serving: App, server: TelegramServer
) -> None:
    person = server.user()
    group = server.group(person)
    seen = group.as_seen_by(person)
    await play(
        seen,
        [
            Step(send="comment installer un composteur collectif", silence=True),
            Step(send="/start", reply=["écrivez /question puis", "répondez à l'un de mes"]),
            Step(send="/aide", reply=["écrivez /question puis", "répondez à l'un de mes"]),
            Step(send="/question c'est quoi le PEB", reply="médiathèque départementale"),
            Step(send="/question bibliothèque", reply="répondez à ce message par son numéro"),
            Step(send="/question", reply="après la commande"),
            Step(press="Utile", notice="Merci"),
        ],
    )
    answer = seen.last
    await seen.send_text("comment installer un composteur collectif", reply_to=answer)
    await server.idle()
    assert "un référent" in seen.last.text


@pytest.mark.parametrize(
    "said",
    ["c'est quoi le PEB", "/!\\ attention au PEB", "/question@autre_bot le PEB", "/meteo"],
)
async def test_what_a_group_says_to_others_gets_no_reply_however_often(
    said: str, serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    server.world.settings.privacy = False  # the bot hears everything
    person = server.user()
    seen = server.group(person).as_seen_by(person)
    for _ in range(MESSAGES + 2):
        await seen.send_text(said)
    await server.idle()
    assert seen.replies == []
    assert [question async for question in log.stream(Filter())] == []
    await play(seen, [Step(send="/question c'est quoi le PEB", reply="médiathèque")])


async def test_what_a_group_corrects_gets_no_reply_however_often(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    server.world.settings.privacy = False
    person = server.user()
    seen = server.group(person).as_seen_by(person)
    await play(seen, [Step(send="/question c'est quoi le PEB", reply="médiathèque")])
    await seen.send_text("composteur collectif", reply_to=seen.last)
    await server.idle()
    replies = len(seen.replies)
    for number in range(MESSAGES):
        await play(seen, [Step(correct=f"le dromadaire {number}", silence=True)])
    await play(seen, [Step(correct="/question le dromadaire", silence=True)])
    assert len(seen.replies) == replies
    assert "dromadaire" not in " ".join([q.text async for q in log.stream(Filter())])


async def test_a_corrected_message_corrects_its_reply(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    await play(
        person,
        [
            Step(send="c'est quoi le PEB", reply="médiathèque départementale"),
            Step(correct="comment installer un composteur collectif", edited="un référent"),
        ],
    )
    logged = [question async for question in log.stream(Filter())]
    assert [question.text for question in logged] == ["comment installer un composteur collectif"]
    assert [kind for _, kind, _ in logged[0].events] == ["corrigee"]


async def test_a_long_message_is_shown_what_was_read_of_it(
    serving: App, server: TelegramServer
) -> None:
    mail = (
        "Madame, Monsieur, je vous écris au sujet de notre commune, où il fait bon vivre. " * 12
        + "Comment installer un composteur collectif ? "
        + "Je vous prie de croire à mes salutations distinguées. " * 3
    )
    seen = "J'ai lu dans votre message : « Comment installer un composteur collectif ?"
    await play(server.user(), [Step(send=mail, reply=[seen, "un référent"])])


async def test_in_a_group_a_reply_answers_its_question(
    serving: App, server: TelegramServer
) -> None:
    anna = server.user(1001)
    group = server.group(anna)
    sent = await group.as_seen_by(anna).send_text("/question c'est quoi le PEB")
    await server.idle()
    call = server.calls_of("sendMessage")[-1]
    assert sent.message is not None
    assert call.params["reply_parameters"] | {"quote_parse_mode": ""} == {
        "quote_parse_mode": "",
        "message_id": sent.message.message_id,
        "allow_sending_without_reply": True,
    }
