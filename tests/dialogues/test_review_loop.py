"""From an unanswered question to its answer: official, staff, reviewer, and kills in between."""

from pathlib import Path

import pytest

from bot.clock import local_today
from tests.conftest import FICHE, ROOT, SAMPLE
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

MAYOR, REVIEWER, OTHER = 1001, 2002, 3003


@pytest.mark.parametrize("processes", [1, 2])
async def test_the_loop_with_a_kill_between_any_two_steps(
    server: TelegramServer, database: str, base: Path, processes: int
) -> None:
    if processes == 2 and database.startswith("sqlite"):
        pytest.skip("two processes are for PostgreSQL")
    mayor = server.user(MAYOR, "Camille")
    reviewer = server.user(REVIEWER, "Dominique")
    staff = server.group(reviewer)
    env = {
        "DATABASE_URL": database,
        "KNOWLEDGE_DIR": str(base),
        "REVIEWER_IDS": str(REVIEWER),
        "STAFF_CHAT_ID": str(staff.id),
        "LOG_LEVEL": "WARNING",
    }
    async with BotProcess(server, env=env, cwd=ROOT) as bot:
        second = BotProcess(server, env=env, cwd=ROOT)
        if processes == 2:
            await second.start(wait=False)
        await play(
            mayor,
            [Step(send="puis-je élever un dromadaire", reply=["n° 1", "réponse d'ici au"])],
        )
        await bot.restart()
        announced = await server.wait_for(
            lambda: next((m for m in staff.chat.messages.values() if m.from_bot), None), 40
        )
        assert "Nouvelle question n°\u00a01" in announced.text
        assert "dromadaire" in announced.text
        await bot.restart()
        as_reviewer = staff.as_seen_by(reviewer)
        await play(as_reviewer, [Step(press="Prendre en charge", reply="Dominique")])
        (base / "jardins" / "dromadaires.yaml").write_text(FICHE, "utf-8")
        await bot.restart()
        if processes == 2:
            await second.restart()
        seen = len(mayor.replies)
        await play(
            as_reviewer,
            [Step(send="/rattacher 1 dromadaires", reply=["rattachée", "1 personne"])],
        )
        await server.wait_for(lambda: len(mayor.replies) > seen or None)
        await bot.restart()  # not before: a notice in a killed process waits for its lease to end
        await play(
            mayor,
            [
                Step(send="/mesquestions", reply=["n° 1", "répondue"]),
                Step(press="Utile", notice="Merci"),
            ],
        )
        notices = [m for m in mayor.replies if "Réponse à votre question n°\u00a01" in m.text]
        assert len(notices) == 1
        assert "camélidés" in notices[0].text
        announcements = [m for m in staff.chat.messages.values() if "Nouvelle question" in m.text]
        assert len(announcements) == 1
        if second.running:
            await second.kill()


async def test_two_reviewers_do_not_collide_and_others_see_nothing(
    server: TelegramServer, database: str
) -> None:
    one, two, stranger = server.user(1, "Une"), server.user(2, "Deux"), server.user(OTHER, "Tiers")
    env = {
        "DATABASE_URL": database,
        "KNOWLEDGE_DIR": str(SAMPLE),
        "REVIEWER_IDS": "1,2",
        "LOG_LEVEL": "WARNING",
    }
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(stranger, [Step(send="vitesse de la lumière", reply="n° 1")])
        await play(stranger, [Step(press="Ne pas me prévenir", notice="Pas de message")])
        await play(one, [Step(send="/questions", reply=["vitesse de la lumière", "nouvelle"])])
        await play(two, [Step(send="/question 1", reply=["vitesse", "Telegram"])])
        await play(one, [Step(press="n° 1", reply="vitesse")])
        await play(one, [Step(press="Prendre en charge", reply="prise en charge par Une")])
        await play(two, [Step(press="Prendre en charge", reply="déjà en cours")])
        await play(two, [Step(send="/repondre 1", reply="Écrivez la réponse")])
        await play(
            two,
            [
                Step(
                    send="/repondre 1 Trois cent mille\nkilomètres <par> seconde.",
                    reply=["voici ce que recevra", "vitesse", "<par> seconde", "Personne"],
                ),
                Step(press="Envoyer", reply="Réponse enregistrée"),
                Step(press="Envoyer", reply="n'est plus le dernier"),
                Step(send="/repondre 1 encore", reply="déjà répondue"),
                Step(send="/question 1", reply=["Trois cent mille", "réponse personnelle"]),
                Step(send="/question", reply="après la commande"),
                Step(send="/question 99", reply="Il n'y a pas de question"),
                Step(send="/rattacher 1 nulle-part", reply="Il n'y a pas de fiche"),
                Step(
                    send="/bilan",
                    reply=[
                        "Trente derniers jours",
                        "Questions : 1",
                        "Ce que l'assistant a répondu\nSans réponse : 1",
                        "Où en sont les questions\nRépondue : 1",
                    ],
                    absent=["Doublon", "Avis"],
                ),
            ],
        )
        await play(
            stranger,
            [
                Step(send="/questions", reply="Je ne connais pas cette commande"),
                Step(send="/repondre 1 faux", reply="Je ne connais pas cette commande"),
                Step(press_data="v1:r:hors:1", notice="revient"),
                Step(send="/mesquestions", reply=["n° 1", "répondue"]),
                Step(send="1", reply=["Trois cent mille", "<par> seconde"]),
                Step(press="Rouvrir", reply="rouverte"),
            ],
        )


async def test_what_is_out_of_scope_does_not_come_back(
    server: TelegramServer, sqlite: str
) -> None:
    mayor, reviewer = server.user(MAYOR), server.user(REVIEWER, "Dominique")
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE), "REVIEWER_IDS": str(REVIEWER)}
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(mayor, [Step(send="/commune Guéret", reply="Guéret")])
        await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
        await play(reviewer, [Step(send="/questions", reply=["lumière", "Guéret"])])
        await play(reviewer, [Step(press="n° 1", reply="lumière")])
        await play(reviewer, [Step(press="Hors périmètre", reply="vers qui")])
        await play(reviewer, [Step(press="Classer sans", reply="hors périmètre")])
        await play(mayor, [Step(send="Vitesse de la LUMIERE ?", reply="sort du périmètre")])
        await play(reviewer, [Step(send="/questions", reply="Aucune question")])
        await play(reviewer, [Step(send="/questions hors_perimetre", reply="posée 2 fois")])
        await play(reviewer, [Step(send="/export")])
        [sent] = server.world.files.values()
    assert sent.upload.name == "questions.csv"
    rows = sent.upload.data.decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "vitesse de la lumière" in "".join(rows)
    assert "Guéret" not in "".join(rows), "anonymous"


async def test_who_received_a_corrected_fiche_is_told_once(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    mayor = server.user(MAYOR)
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    async with BotProcess(server, env=env, cwd=ROOT) as bot:
        await play(
            mayor,
            [
                Step(send="c'est quoi le PEB", reply="Vérifié"),
                Step(send="/mesquestions", reply="PEB"),
                Step(press="1", reply="répondue"),
                Step(press="si elle change", notice="corrigée"),
                Step(press_data="v1:ask:1", reply="n° 1"),
            ],
        )
        path = base / "bibliotheque" / "pret-entre-bibliotheques.yaml"
        source = path.read_text("utf-8")
        correction = f"correction:\n  le: {local_today()}\n  texte: Le délai était <faux>.\n"
        path.write_text(source + correction, "utf-8")
        seen = len(mayor.replies)
        await bot.restart()
        await server.wait_for(lambda: len(mayor.replies) > seen or None)
        await bot.restart()
        await play(mayor, [Step(press="Ne plus me prévenir", notice="ne recevrez plus")])
    told = [m.text for m in mayor.replies if "a été corrigée" in m.text]
    assert len(told) == 1
    assert "Le délai était <faux>." in told[0]


async def test_the_staff_group_may_become_a_supergroup(
    server: TelegramServer, sqlite: str
) -> None:
    mayor, reviewer = server.user(MAYOR), server.user(REVIEWER, "Dominique")
    staff = server.group(reviewer)
    env = {
        "DATABASE_URL": sqlite,
        "KNOWLEDGE_DIR": str(SAMPLE),
        "REVIEWER_IDS": str(REVIEWER),
        "STAFF_CHAT_ID": str(staff.id),
    }
    async with BotProcess(server, env=env, cwd=ROOT):
        larger = await staff.migrate(reviewer)
        await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
        announced = await server.wait_for(
            lambda: next((m for m in larger.chat.messages.values() if m.from_bot), None), 40
        )
        assert "Nouvelle question n°\u00a01" in announced.text
