"""My town, calling on Cerema, training: forms that a restart does not lose."""

import io
import shutil
from pathlib import Path

import pytest

from bot.exports.files import export
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.conftest import ROOT, SAMPLE, open_log, play_anew
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer


async def test_a_request_for_support_with_a_restart_between_any_two_steps(
    server: TelegramServer, database: str
) -> None:
    steps = [
        Step(
            send="/commune vernouillet",
            reply=["De quelle commune", "1. Vernouillet (", "2. Vernouillet ("],
            buttons=["1", "2", "Garder", "Écrire"],
        ),
        Step(send="2", reply="C'est noté"),
        Step(send="/appui", reply=["1 sur 5", "quel est votre besoin"]),
        Step(
            send="Refaire la <place> du marché", reply=["2 sur 5", "1. Jard"], buttons=["1", "…"]
        ),
        Step(send="jardins partages", reply="3 sur 5", buttons=["Vernouillet", "Annuler"]),
        Step(send="/aide", reply="Comment faire"),
        Step(send="/appui", reply="3 sur 5"),
        Step(press="Vernouillet", reply="4 sur 5"),
        Step(send="2", reply=["5 sur 5", "Comment vous joindre"]),
        Step(
            send="mairie@example.org",
            reply=["Refaire la <place>", "Rien n'est encore envoyé", "touchez son nom"],
            buttons=["Envoyer", "Annuler", "Besoin", "Domaine", "Lieu", "Délai", "Contact"],
        ),
        Step(press="Délai", reply="4 sur 5"),
        Step(send="avant les élections", reply="avant les élections"),
        Step(press="Envoyer", reply=["enregistrée", "n° 1"]),
        Step(send="/annuler", reply="rien à annuler"),
    ]
    await play_anew(server, database, server.user(1001), steps)
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "REVIEWER_IDS": "2002"}
    async with BotProcess(server, env=env, cwd=ROOT):
        reviewer = server.user(2002, "Dominique")
        await play(reviewer, [Step(send="/question 1", reply=["Demande d'appui", "mairie@"])])
    log = await open_log(database)
    logged = [question async for question in log.stream(Filter())]
    await log.close()
    assert [(question.kind, question.status) for question in logged] == [("appui", "nouvelle")]
    assert logged[0].town is not None


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_place_of_a_request_is_in_no_anonymous_export(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        Step(send="/commune 01170 Gex", reply="C'est noté"),
        Step(send="/appui", reply="1 sur 5"),
        Step(send="Refaire la place du marché", reply="2 sur 5"),
        Step(send="jardins partages", reply="3 sur 5", buttons=["Gex", "Annuler"]),
        Step(press="Gex", reply="4 sur 5"),
        Step(send="2", reply="5 sur 5"),
        Step(press="Par Telegram", reply="Rien n'est encore envoyé"),
        Step(press="Envoyer", reply="n° 1"),
        Step(send="Pour Gex : des dromadaires au kilomètre ?", reply=""),
    ]
    await play(server.user(1001), steps)
    file = io.BytesIO()
    await export(log, Filter(), "ndjson", None, file)
    told = file.getvalue().decode()
    assert "Lieu : [commune]" in told
    assert "Gex" not in told


def filled_in(need: str) -> list[Step]:
    """The steps that fill a request in, up to its review."""
    return [
        Step(send="/appui", reply="1 sur 5"),
        Step(send=need, reply="2 sur 5"),
        Step(send="1", reply="3 sur 5"),
        Step(send="Guéret", reply="4 sur 5"),
        Step(send="2", reply="5 sur 5"),
        Step(send="Par Telegram", reply=[need, "Rien n'est encore envoyé"]),
    ]


async def test_a_review_sends_what_it_shows_and_a_second_request_is_not_taken_for_the_first(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    market, gym = "Refaire la place du marché", "Rénover le gymnase municipal"
    await play(person, filled_in(market))
    old = person.last
    await play(person, [Step(press="Envoyer", reply="n° 1"), *filled_in(gym)])
    sent = await person.press("Envoyer", message=old)
    await server.settled(sent.update_ids)
    assert gym in person.last.text
    assert "Rien n'est encore envoyé" in person.last.text, "the button was not under this one"
    await play(person, [Step(press="Envoyer", reply=["enregistrée", "n° 2"])])
    needs = [question.text.splitlines()[0] async for question in log.stream(Filter())]
    assert [market in needs[0], gym in needs[1]] == [True, True]


async def test_a_changed_request_is_sent_as_it_was_last_shown(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(person, filled_in("Refaire la place du marché"))
    old = person.last
    await play(
        person,
        [
            Step(press="Lieu", reply="3 sur 5"),
            Step(send="Aubusson", reply=["Aubusson", "Rien n'est encore envoyé"]),
        ],
    )
    sent = await person.press("Envoyer", message=old)
    await server.settled(sent.update_ids)
    assert "Rien n'est encore envoyé" in person.last.text
    await play(person, [Step(press="Envoyer", reply="n° 1")])
    [asked] = [question.text async for question in log.stream(Filter())]
    assert "Aubusson" in asked


async def test_towns_contacts_and_training(server: TelegramServer, sqlite: str) -> None:
    person = server.user(1001)
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(
            person,
            [
                Step(
                    send="/contact",
                    reply=["/commune", "collectivites@cerema.fr", "APVF d'essai", "01 00 00"],
                ),
                Step(send="/commune", reply="Quelle est votre commune"),
                Step(send="xyzzy", reply="Je ne trouve pas « xyzzy »"),
                Step(press="Écrire un autre nom", reply="Quelle est votre commune"),
                Step(send="st flour", reply="Saint-Flour (Cantal, 15100)"),
                Step(
                    send="/contact",
                    reply=["Auvergne-Rhône-Alpes", "Cerema d'essai", "2 mars", "APVF d'essai"],
                ),
                Step(send="/commune petit hameau", reply="Je ne trouve pas"),
                Step(press="Garder", reply="petit hameau"),
                Step(send="/formations", reply=["Tailler les rosiers", "gratuit"]),
                Step(press="Par sujet", edited="1. Jardins partagés", buttons=["1", "Toutes"]),
                Step(press="1", edited=["Formations : Jardins", "Tailler les rosiers"]),
                Step(send="/appui", reply="1 sur 5"),
                Step(press="Annuler", reply="Rien n'a été envoyé"),
                Step(press_data="v1:form:envoyer", reply="formulaire est fermé"),
                Step(press_data="v1:form:choix:99", reply="formulaire est fermé"),
            ],
        )


TRAINING = """- id: {id}
  titre: {title}
  public: Élus et agents
  pour: [elus]
  domaine: jardins
  organisateur: École d'essai
  dates: voir la page
{day}  description: Une matinée.
  url: https://example.org/{id}
  source: {{titre: Catalogue, url: "https://example.org/catalogue"}}
  verifie_le: 2026-03-02
"""


async def test_the_next_training_comes_first_and_one_that_is_over_is_gone(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(SAMPLE, tmp_path / "base"))
    offered = [
        ("arbres", "Abattre un arbre", ""),
        ("semis", "Semer", "  debut: 2099-05-02\n"),
        ("greffes", "Zinnias à greffer", "  debut: 2099-05-01\n"),
        ("haies", "Planter une haie", "  debut: 2020-05-01\n  fin: 2020-05-03\n"),
    ]
    text = "".join(TRAINING.format(id=name, title=title, day=day) for name, title, day in offered)
    (base / "formations.yaml").write_text(text, encoding="utf-8")
    person = server.user(1001)
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(person, [Step(send="/formations", reply="Semer", absent="Planter une haie")])
    shown = person.replies[-1].text
    places = [shown.index(title) for title in ("Zinnias", "Semer", "Abattre")]
    assert places == sorted(places)
    plain = shown.replace("\u00a0", " ")
    assert "École d'essai\nVoir la page. Public : élus et agents.\n" in plain
