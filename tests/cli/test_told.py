"""Told are those who were: publishing answers all who wait, and writes to who asked for it."""

import asyncio
from pathlib import Path

import pytest

from bot.questionlog.store import QuestionLog
from handlers.context import App
from handlers.transport.notices import Notices
from tests.conftest import ADDRESS_KEY, FICHE
from tests.dialogue import Step, play
from tests.running.command import run_apart
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow


async def test_replay_counts_as_told_only_those_who_are(
    serving: App, server: TelegramServer, log: QuestionLog, database: str, base: Path
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send="puis-je élever un dromadaire", reply="n° 1")])
    await play(bruno, [Step(send="puis-je élever un dromadaire", reply="n° 2")])
    await play(bruno, [Step(press="Ne pas me prévenir", notice="Pas de message")])
    (base / "jardins" / "dromadaires.yaml").write_text(FICHE, "utf-8")
    words = ("replay", "--prevenir", "--knowledge", str(base), "--database", database)
    key = {"ADDRESS_KEY": ADDRESS_KEY} if database.startswith("postgresql") else {}
    done = await asyncio.to_thread(run_apart, *words, **key)
    assert "2 questions en attente répondues, 1 personne sera prévenue" in done.stdout
    learnt = await asyncio.to_thread(run_apart, "learn", *words[2:], **key)
    assert "Aucune formulation" in learnt.stdout, "a publication is nobody's reading"
    await Notices(serving, log, None).send_due()
    assert "camélidés" in anne.last.text
    assert "camélidés" not in bruno.last.text
