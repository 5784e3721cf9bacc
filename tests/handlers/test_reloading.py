"""Editors' changes served without a restart: asked for, signalled, noticed; faults refused."""

import os
import signal
from pathlib import Path

import pytest

from tests.conftest import FICHE, ROOT
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

EDITOR, MAYOR = 2002, 1001
KNOWN = Step(send="dromadaire au jardin", reply="camélidés")
UNKNOWN = Step(send="dromadaire au jardin", reply="pas de réponse sûre")


def _env(database: str, base: Path, staff: int) -> dict[str, str]:
    return {
        "DATABASE_URL": database,
        "KNOWLEDGE_DIR": str(base),
        "EDITOR_IDS": str(EDITOR),
        "REVIEWER_IDS": str(EDITOR),
        "STAFF_CHAT_ID": str(staff),
    }


async def test_asked_for_by_an_editor_and_nobody_else(
    server: TelegramServer, database: str, base: Path
) -> None:
    mayor, editor = server.user(MAYOR), server.user(EDITOR, "Dominique")
    staff = server.group(editor)
    async with BotProcess(server, env=_env(database, base, staff.chat.id), cwd=ROOT):
        await play(mayor, [UNKNOWN, Step(send="/recharger", reply="ne connais pas")])
        await play(editor, [Step(send="/recharger", reply="Rien n'a changé")])
        fiche = base / "jardins" / "dromadaires.yaml"
        fiche.write_text(FICHE.replace("verifie_le", "verifié_le"), "utf-8")
        await play(
            editor,
            [Step(send="/recharger", reply=["a des fautes : 2", "dromadaires.yaml:7: rubrique"])],
        )
        await play(mayor, [UNKNOWN])
        fiche.write_text(FICHE, "utf-8")
        await play(editor, [Step(send="/recharger", reply=["rechargée", "9 fiches"])])
        await play(mayor, [KNOWN])
        await play(editor, [Step(send="/bilan", reply="Base servie")])


@pytest.mark.parametrize("signalled", [True, False])
async def test_signalled_or_noticed_and_told_to_the_staff(
    server: TelegramServer, database: str, base: Path, signalled: bool
) -> None:
    mayor, editor = server.user(MAYOR), server.user(EDITOR, "Dominique")
    staff = server.group(editor)

    async def told(words: str) -> None:
        def look() -> bool:
            return any(words in message.text for message in staff.chat.messages.values())

        await server.wait_for(look)

    async with BotProcess(server, env=_env(database, base, staff.chat.id), cwd=ROOT) as process:
        fiche = base / "jardins" / "dromadaires.yaml"
        for content, words in ((FICHE[:-40], "a des fautes"), (FICHE, "rechargée")):
            fiche.write_text(content, "utf-8")
            if signalled:
                os.kill(process.pid, signal.SIGHUP)
            await told(words)
        await play(mayor, [KNOWN])
