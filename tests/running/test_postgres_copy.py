"""The operators' page on copies of PostgreSQL, its commands typed as they stand."""

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.questionlog.records import Filter
from tests.conftest import ADDRESS_KEY, ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.questionlog.test_store import question
from tests.running.command import HERE
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
]


_NEWER = 'psql --dbname=assistant --command="CREATE TABLE newer (id int REFERENCES questions)"'
"""As a migration since the copy leaves it."""


def commands() -> tuple[str, list[str]]:
    """How the page copies, and the lines that put the copy back."""
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    [line] = [one for one in page.splitlines() if one.startswith("- PostgreSQL: ")]
    copy, *back = re.findall(r"`((?:pg_|dropdb |createdb |assistant )[^`]+)`", line)
    return copy, back


async def typed(line: str, database: str, folder: Path, **settings: str) -> str:
    """What a line of the page prints, `assistant` being this checkout and the test's database."""
    url = make_url(database)
    assert url.database is not None
    script = re.sub(r"(dbname=| )assistant(?= |$)(?! restore)", rf"\1{url.database}", line)
    script = script.replace("--owner=assistant", f"--owner={url.username}")
    script = script.replace("assistant restore", f"{sys.executable} -m bot restore")
    process = await asyncio.create_subprocess_exec(
        "bash", "-c", script,
        cwd=folder,
        env={**HERE, **settings, "PGHOST": str(url.host), "PGPORT": str(url.port or 5432),
             "PGUSER": str(url.username), "HOME": os.environ.get("HOME", "/")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode()


async def test_a_copy_put_back_as_the_page_says(
    server: TelegramServer, database: str, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": database, "ADDRESS_KEY": ADDRESS_KEY, "KNOWLEDGE_DIR": str(SAMPLE)}
    anne, bruno = server.user(1001), server.user(1002)
    copy, back = commands()
    async with BotProcess(server, env=settings, cwd=ROOT):
        await play(anne, [Step(send="le dromadaire bleu", reply="n° 1")])
        await play(bruno, [Step(send="le dromadaire vert", reply="n° 2")])
        await typed(copy, database, tmp_path, **settings)
        await play(
            anne,
            [
                Step(send="/effacer", reply="sans retour"),
                Step(press="Continuer", reply="Dernière"),
                Step(press="Oui, tout effacer", reply="C'est effacé"),
            ],
        )
        await play(bruno, [Step(send="le dromadaire jaune", reply="n° 3")])
    assert len(back) == 5
    await typed(_NEWER, database, tmp_path, **settings)
    shown = [await typed(line, database, tmp_path, **settings) for line in back]
    assert "1" in shown[-1]
    log = await open_log(database)
    held = {one.id: one.text async for one in log.stream(Filter())}
    assert held == {1: "", 2: "le dromadaire vert"}
    assert (await log.record(question())).number == 4
    await log.close()
    assert (tmp_path / "since.json").stat().st_mode & 0o077 == 0
