"""Those who run it: the two clocks, copies, and the examination of an installation."""

import asyncio
import dataclasses
import datetime
import os
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from bot.config import Promises, Settings
from bot.conversation.recording import new_question
from bot.knowledge.loader import load
from bot.matching.matcher import match
from bot.privacy.masking import mask_contacts
from bot.questionlog.records import Filter, Sender
from bot.questionlog.store import QuestionLog
from bot.running import upkeep
from tests.conftest import ADDRESS_KEY, ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.running.command import run
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow


async def test_two_clocks(log: QuestionLog) -> None:
    base = load(SAMPLE)
    index = base.index()
    now = datetime.datetime.now(datetime.UTC)
    for days in (10, 400, 1200):
        text = f"le dromadaire d'il y a {days} jours"
        sender = Sender("telegram", "telegram:7", 7, days)
        question = new_question(mask_contacts(text), match(text, index), sender, base)
        asked_at = now - datetime.timedelta(days)
        recorded = await log.record(dataclasses.replace(question, asked_at=asked_at))
        await log.follow(recorded.number, "inutile", "une précision")
    promises = Promises(retention_days=365, text_retention_days=1095)
    assert await upkeep.purge(log, promises) == upkeep.Purged(unlinked=2, forgotten=1)
    assert await upkeep.purge(log, promises) == upkeep.Purged(unlinked=0, forgotten=0)
    new, middle, old = [question async for question in log.stream(Filter())]
    assert (new.person is None, middle.person is None, old.person is None) == (False, True, True)
    assert [bool(question.text) for question in (new, middle, old)] == [True, True, False]
    assert old.status == "effacee", "nobody can answer a question without its text"
    assert (old.outcome, len(old.events), old.events[0][2]) == ("none", 1, "")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_purge_tells_of_a_reader_that_keeps_what_was_erased(
    database: str, log: QuestionLog, tmp_path: Path
) -> None:
    base = load(SAMPLE)
    text = "le dromadaire MARQUEUR"
    question = new_question(
        mask_contacts(text), match(text, base.index()), Sender("telegram", "t:7", 7, 1), base
    )
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(1200)
    await log.record(dataclasses.replace(question, asked_at=long_ago))
    with closing(sqlite3.connect(tmp_path / "log.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM questions").fetchall()
        for _ in range(2):  # nothing is left to erase the second time, but its traces
            done = await _in_thread("purge", {"DATABASE_URL": database})
            assert done.returncode == 1
            assert "un autre programme lit la base" in done.stderr
    assert "MARQUEUR" in _written(tmp_path)
    assert await log.privacy.forget_traces(), "as the service does, whoever erased"
    assert "MARQUEUR" not in _written(tmp_path)
    done = await _in_thread("purge", {"DATABASE_URL": database})
    assert (done.returncode, done.stderr) == (0, "")


async def test_copied_while_it_serves_and_put_back(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    person = server.user()
    async with BotProcess(server, env=settings, cwd=ROOT):
        await play(person, [Step(send="le dromadaire bleu", reply="n° 1")])
        done = run("backup", "copies/une.db", **settings)
        assert "Copie vérifiée : copies/une.db (1 question," in done.stdout
        assert (tmp_path / "copies" / "une.db").stat().st_mode & 0o077 == 0
        await play(person, [Step(send="le dromadaire vert", reply="n° 2")])
        done = run("restore", "copies/une.db", **settings)
        assert (done.returncode, done.stdout) == (1, "")
        assert "le service ou une autre commande utilise cette base" in done.stderr
        await play(person, [Step(send="le dromadaire rouge", reply="n° 3")])
    done = run("restore", "copies/une.db", **settings)
    assert "Base remise en place et vérifiée (1 question," in done.stdout
    async with BotProcess(server, env=settings, cwd=ROOT):
        await play(server.user(), [Step(send="le dromadaire jaune", reply="n° 4")])
    [kept] = tmp_path.glob("log.db.avant-*")  # noqa: ASYNC240
    with closing(sqlite3.connect(kept)) as opened:
        assert opened.execute("SELECT count(*) FROM questions").fetchone() == (3,)
    assert os.listdir(tmp_path / "copies") == ["une.db"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["backup", "une.db"], "n'existe pas"),
        (["restore", "absente.db"], "n'existe pas"),
        (["restore", "abimee.db"], "ce n'est pas une base saine"),
        (["backup", "a.db", "--database", "postgresql+psycopg://x@y/z"], "pg_dump"),
    ],
)
def test_a_copy_that_cannot_be_made_is_told(
    words: list[str], message: str, tmp_path: Path
) -> None:
    (tmp_path / "abimee.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = sorted(tmp_path.iterdir())
    done = run(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


async def test_an_installation_in_order(
    server: TelegramServer, database: str, tmp_path: Path
) -> None:
    reviewer = server.user(2002)
    staff = server.group(reviewer)
    (tmp_path / "jeton").write_text(f"{server.token}\n", "utf-8")
    settings = {
        "TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "jeton"),
        "TELEGRAM_API_URL": server.root,
        "DATABASE_URL": database,
        "REVIEWER_IDS": "2002",
        "STAFF_CHAT_ID": str(staff.chat.id),
        "DATA_CONTROLLER": "donnees@exemple.fr",
    }
    if database.startswith("sqlite"):  # the service has been there
        await (await open_log(database)).close()
    else:
        done = await _in_thread("doctor", settings)
        assert "ADDRESS_KEY est absente" in done.stdout
        settings["ADDRESS_KEY"] = ADDRESS_KEY
    done = await _in_thread("doctor", settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[à faire]" not in done.stdout
    assert "DATA_CONTROLLER" not in done.stdout
    for words in (
        "Telegram répond : @",
        "Groupe de suivi joint",
        "aucun webhook",
        "8 fiches",
        "Clé des",
    ):
        assert words in done.stdout
    done = await _in_thread("doctor", settings | {"WEBHOOK_URL": "https://a.example/x"})
    assert done.returncode == 1
    assert "une autre adresse de webhook" in done.stdout


async def test_an_installation_to_repair(server: TelegramServer, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\n", "utf-8")
    (tmp_path / ".env").chmod(0o644)
    (tmp_path / "vide").mkdir()
    server.world.settings.privacy = False
    settings = {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TELEGRAM_API_URL": server.root,
        "DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none",
        "KNOWLEDGE_DIR": str(tmp_path / "vide"),
        "STAFF_CHAT_ID": "-100404",
    }
    done = await _in_thread("doctor", settings)
    assert done.returncode == 1
    for words in (
        "chmod 600 .env",
        "donnez REVIEWER_IDS",
        "donnez DATA_CONTROLLER",
        "La base de données ne s'ouvre pas",
        "Les fiches ont",
        "/setprivacy",
        "STAFF_CHAT_ID ne désigne pas",
        " à régler",
    ):
        assert words in done.stdout
    assert server.token not in done.stdout + done.stderr
    refused = await _in_thread("doctor", settings | {"TELEGRAM_BOT_TOKEN": "1:wrong"})
    assert "Telegram refuse" in refused.stdout


async def test_a_secret_in_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = run("doctor", TELEGRAM_BOT_TOKEN_FILE="/nulle/part")  # noqa: S106
    assert done.returncode == 2
    assert "TELEGRAM_BOT_TOKEN_FILE" in done.stderr


@pytest.mark.parametrize(
    "name", ["Dockerfile", "compose.yaml", "deploy/assistant.service", "docs/deployment.md"]
)
def test_deployments_name_settings_that_exist(name: str) -> None:
    known = {field.upper() for field in Settings.model_fields}
    known |= {f"{field}_FILE" for field in known}
    text = (ROOT / name).read_text("utf-8")
    assigned = set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)+|LISTEN|PORT)\s*[=:](?!//)", text))
    others = {"ASSISTANT_HOST", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD_FILE"}
    others |= {"ADDRESS_KEY", "ADDRESS_KEY_FILE", "ASSISTANT_UNIT", "MALLOC_ARENA_MAX"}
    assert assigned
    assert {word for word in assigned if not word.startswith("PYTHON")} <= known | others


def test_compose_passes_on_what_an_operator_may_set() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8").split("\n  db:\n", 1)[0]
    passed = {name.removesuffix("_FILE") for name in re.findall(r"(?m)^ {6}([A-Z_]+):", text)}
    places = {
        *("KNOWLEDGE_DIR", "CONSULTATIONS_DIR", "DRAFTS_DIR", "STATE_DIR"),
        *("LISTEN", "PORT", "LOG_FORMAT", "TELEGRAM_API_URL"),
    }
    assert {field.upper() for field in Settings.model_fields} - places <= passed


def _written(folder: Path) -> str:
    """All that stands in the files of the database."""
    return "".join(path.read_bytes().decode("latin-1") for path in folder.glob("log.db*"))


async def _in_thread(verb: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The verb, while the local Telegram goes on serving in this thread."""
    return await asyncio.to_thread(lambda: run(verb, **settings))
