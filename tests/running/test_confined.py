"""The service under the filter of system calls that the shipped unit asks for."""

import sys
from pathlib import Path

import pytest

from tests.conftest import FICHE, ROOT
from tests.dialogue import Step, play
from tests.running import confined
from tests.telegram_server.people import Person
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(confined.why_not() is not None, reason=str(confined.why_not())),
]

MAYOR, EDITH, EMILE = 1001, 3003, 3004


async def test_it_starts_answers_exports_and_writes_over_a_fiche(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    mayor = server.user(MAYOR)
    edith, emile = server.user(EDITH, "Édith"), server.user(EMILE, "Émile")
    env = {
        "DATABASE_URL": sqlite,
        "KNOWLEDGE_DIR": str(base),
        "REVIEWER_IDS": str(EMILE),
        "EDITOR_IDS": f"{EDITH},{EMILE}",
    }
    bot = [sys.executable, "-m", "tests.running.confined", sys.executable, "-m", "bot", "run"]
    async with BotProcess(server, bot, env=env, cwd=ROOT) as process:
        await play(mayor, [Step(send="c'est quoi le PEB", reply="Vérifié")])
        await play(emile, [Step(send="/start", reply="Bonjour"), Step(send="/export")])
        [file] = server.world.files.values()
        assert "PEB" in file.upload.data.decode("utf-8-sig")
        for animals in ("camélidés", "chameaux"):
            await published(edith, emile, FICHE.replace("camélidés**", f"{animals}**"))
            await play(mayor, [Step(send="dromadaire au jardin", reply=animals)])
        assert "Traceback" not in process.output


async def published(author: Person, reader: Person, text: str) -> None:
    """A fiche sent by its author, and published by whoever reads it again."""
    await author.send_document(text.encode(), name="dromadaires.yaml", caption="jardins")
    await author.server.idle()
    before = len(reader.replies)
    await play(author, [Step(press="Publier après relecture", reply="une autre personne")])
    await author.server.wait_for(lambda: len(reader.replies) > before)
    told = len(author.replies)
    await play(reader, [Step(press="Publier", reply="est servie")])
    await author.server.wait_for(lambda: len(author.replies) > told)
