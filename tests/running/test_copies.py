"""Copies and their return: nothing acknowledged is lost, whatever is typed or killed."""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.config import Settings
from bot.errors import AssistantError
from bot.questionlog.deliveries import Held
from bot.questionlog.records import Sender
from bot.running import memory
from bot.running.backup import back_up
from bot.running.lock import in_use
from bot.running.restore import MARGIN, restore
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.questionlog.filling import ANNE
from tests.questionlog.test_migrations import at_0001
from tests.running.command import HERE, run, run_apart
from tests.telegram_server.people import Person
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

ERASE = [
    Step(send="/effacer", reply="sans retour"),
    Step(press="Continuer", reply="Dernière"),
    Step(press="Oui, tout effacer", reply="1 q"),
]


@pytest.fixture
async def database(sqlite: str, tmp_path: Path) -> Path:
    """A database with three questions."""
    await (await open_log(sqlite)).close()
    path = tmp_path / "log.db"
    ask(path, "un", "deux", "trois")
    return path


def ask(path: Path, *asked: str) -> None:
    with closing(sqlite3.connect(path)) as opened:
        for text in asked:
            opened.execute(
                "INSERT INTO questions (asked_at, channel, text, normal, outcome, candidates,"
                " knowledge, status)"
                " VALUES ('2026-11-01', 'cli', ?, ?, 'none', '[]', '', 'nouvelle')",
                (text, text),
            )
        opened.commit()


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return [row[0] for row in opened.execute("SELECT text FROM questions ORDER BY id")]


def held_message(person: Person, text: str) -> Held:
    """What a process keeps of a message that waits for its turn in a flood."""
    message = {
        "message_id": 42,
        "date": 1_796_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": "Anne"},
        "from": person.user,
        "text": text,
    }
    key = f"message:{person.id}:42:{person.server.token.partition(':')[0]}"
    return Held(key, 7, json.dumps({"update_id": 7, "message": message}))


def later_tables(database: Path) -> None:
    """As a later version of the program leaves them."""
    with closing(sqlite3.connect(database)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()


def put_back(source: Path, database: Path) -> None:
    restore(source, database, Settings(database_url=f"sqlite+aiosqlite:///{database}"))


@pytest.mark.parametrize("name", ["log.db", "./log.db", "log.db-wal", "log.db-shm", "lien", "dur"])
def test_a_copy_onto_the_database_itself_is_refused(
    name: str, database: Path, tmp_path: Path, sqlite: str
) -> None:
    (tmp_path / "lien").symlink_to(database)
    (tmp_path / "dur").hardlink_to(database)
    before = database.read_bytes()
    with closing(sqlite3.connect(database)) as opened:  # as the service has it
        opened.execute("BEGIN IMMEDIATE")
        done = run("backup", name, "--database", sqlite)
        opened.rollback()
    assert (done.returncode, done.stdout) == (1, "")
    assert "base du service" in done.stderr
    assert database.read_bytes() == before
    assert texts(database) == ["un", "deux", "trois"]


def test_only_a_former_copy_is_written_over(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "une.db"
    assert back_up(database, target).questions == 3
    ask(database, "quatre")
    assert back_up(database, target).questions == 4
    shutil.copy(database, tmp_path / "autre.db")  # another service's: it keeps a log beside it
    (tmp_path / "notes.db").write_text("precious", "utf-8")
    for name in ("autre.db", "notes.db"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(AssistantError, match="n'est pas une ancienne copie"):
            back_up(database, tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    other = tmp_path / "remise.db"
    shutil.copy(f"{database}.cle", f"{other}.cle")
    for _ in range(2):
        put_back(target, other)
    (kept,) = tmp_path.glob("remise.db.avant-*")  # what a restoration replaced
    with pytest.raises(AssistantError, match="n'est pas une ancienne copie"):
        back_up(database, kept)
    with in_use(target), pytest.raises(AssistantError, match="utilise cette base"):
        back_up(database, target)
    os.mkfifo(tmp_path / "tube")
    for odd in (tmp_path / "tube", Path("/dev/null")):
        with pytest.raises(AssistantError, match="pas un fichier ordinaire"):
            back_up(database, odd)


def test_a_copy_put_in_place_by_hand_and_served_is_a_copy_no_more(
    database: Path, tmp_path: Path
) -> None:
    back_up(database, tmp_path / "une.db")
    served = tmp_path / "servie.db"
    shutil.copy(tmp_path / "une.db", served)
    shutil.copy(f"{database}.cle", f"{served}.cle")
    address = f"sqlite+aiosqlite:///{served}"
    assert run("ask", "quatre", "--log", "--database", address).returncode == 0
    put_back(tmp_path / "une.db", served)
    (kept,) = tmp_path.glob("servie.db.avant-*")
    assert texts(kept)[-1] == "quatre"
    with pytest.raises(AssistantError, match="n'est pas une ancienne copie"):
        back_up(database, kept)
    assert texts(kept)[-1] == "quatre"


def test_a_base_without_a_question_is_suspect(sqlite: str, tmp_path: Path) -> None:
    run("ask", "x", "--log", "--database", f"sqlite+aiosqlite:///{tmp_path / 'vraie.db'}")
    run("export", "--database", sqlite)
    done = run("backup", "une.db", "--database", sqlite)
    assert done.returncode == 1
    assert "aucune question" in done.stderr
    assert "log.db" in done.stderr


def test_many_copies_at_once_to_one_name(database: Path, tmp_path: Path, sqlite: str) -> None:
    command = [sys.executable, "-m", "bot", "backup", "une.db", "--database", sqlite]
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, env=HERE)  # noqa: S603
        for _ in range(3)
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert texts(tmp_path / "une.db") == ["un", "deux", "trois"]
    assert not list(tmp_path.glob(".une*"))


def test_a_copy_killed_leaves_nothing_after_the_next(database: Path, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from bot.running import backup, copies\n"
        "copies.mark = lambda path: (print('half', flush=True), time.sleep(60))\n"
        "backup.back_up(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    copies = tmp_path / "copies"
    words = [sys.executable, "-c", code, str(database), str(copies / "lundi.db")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=HERE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        process.send_signal(signal.SIGKILL)
    assert not (copies / "lundi.db").exists()
    back_up(database, copies / "mardi.db")
    assert os.listdir(copies) == ["mardi.db"]  # noqa: PTH208


def test_what_is_no_copy_changes_nothing(database: Path, tmp_path: Path, sqlite: str) -> None:
    good = tmp_path / "bonne.db"
    back_up(database, good)
    whole = good.read_bytes()
    (tmp_path / "tronquee.db").write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "vide.db").write_bytes(b"")
    (tmp_path / "hasard.db").write_bytes(os.urandom(9000))
    flipped = whole.replace(b"deux", b"dEux")
    assert flipped != whole
    (tmp_path / "lettre.db").write_bytes(flipped)
    for number, place in enumerate(range(100, len(whole), len(whole) // 7)):
        bad = bytearray(whole)
        bad[place] ^= 0xFF
        (tmp_path / f"octet{number}.db").write_bytes(bytes(bad))
    with closing(sqlite3.connect(tmp_path / "etrangere.db")) as other:
        for table in ("questions", "events", "people"):
            other.execute(f"CREATE TABLE {table} (id)")
    shutil.copy(good, tmp_path / "future.db")
    with closing(sqlite3.connect(tmp_path / "future.db")) as later:
        later.execute("DROP TABLE copy_mark")
        later.execute("UPDATE alembic_version SET version_num = '9999'")
        later.commit()
    before = texts(database)
    for name in ("etrangere.db", "future.db", "tronquee.db"):
        done = run("restore", name, "--database", sqlite)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
    assert (
        "version plus récente de l'assistant (9999)"
        in run("restore", "future.db", "--database", sqlite).stderr
    )
    for path in (*tmp_path.glob("octet*.db"), *(tmp_path / f"{n}.db" for n in ("vide", "hasard"))):
        if path.read_bytes() != whole:
            _refused(path, database, whole)
    _refused(tmp_path / "lettre.db", database, whole)
    assert texts(database) == before
    assert not list(tmp_path.glob("log.db.avant-*"))
    for name in ("log.db", "log.db-wal"):
        assert run("restore", name, "--database", sqlite).returncode == 1


def _refused(path: Path, database: Path, whole: bytes) -> None:
    """Refused, or (a byte that nothing reads) the same rows."""
    try:
        put_back(path, database)
    except AssistantError:
        return
    assert texts(database) == ["un", "deux", "trois"]
    for kept in path.parent.glob("log.db.avant-*"):
        kept.unlink()


def test_numbers_never_go_back(database: Path, tmp_path: Path, sqlite: str) -> None:
    back_up(database, tmp_path / "une.db")
    ask(database, "quatre", "cinq")
    done = run("restore", "une.db", "--database", sqlite)
    assert done.returncode == 0
    assert texts(database) == ["un", "deux", "trois"]
    ask(database, "autre")
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("SELECT max(id) FROM questions").fetchone() == (6,)
    [kept] = tmp_path.glob("log.db.avant-*")
    assert texts(kept) == ["un", "deux", "trois", "quatre", "cinq"]
    assert kept.stat().st_mode & 0o077 == 0


def test_what_is_replaced_in_one_second_is_all_kept(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock shows an hour twice in autumn as well."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            return cls(2026, 10, 25, 2, 30, tzinfo=UTC)

    monkeypatch.setattr("bot.running.restore.datetime", Stopped)
    back_up(database, tmp_path / "une.db")
    for text in ("premier", "deuxième", "troisième"):
        ask(database, text)
        put_back(tmp_path / "une.db", database)
    found = [texts(kept)[-1] for kept in sorted(tmp_path.glob("log.db.avant-*"))]
    assert found == ["premier", "deuxième", "troisième"]


def test_a_damaged_database_is_replaced_and_kept(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "une.db")
    damaged = bytearray(database.read_bytes())
    damaged[100:9000] = b"\xff" * 8900
    database.write_bytes(bytes(damaged))
    put_back(tmp_path / "une.db", database)
    assert texts(database) == ["un", "deux", "trois"]
    ask(database, "autre")
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("SELECT max(id) FROM questions").fetchone() == (3 + MARGIN + 1,)
    [kept] = tmp_path.glob("log.db.avant-*")
    assert kept.read_bytes() == bytes(damaged)


@pytest.mark.parametrize("damaged", [False, True])
async def test_no_session_of_the_console_comes_back(
    database: Path, tmp_path: Path, sqlite: str, damaged: bool
) -> None:
    token = "t" * 43
    log = await open_log(sqlite)
    waiting, used = [await log.console.sessions.offer(9, "Rita") for _ in "ab"]
    assert await log.console.sessions.spend_link(used, token, "Firefox")
    await log.close()
    back_up(database, tmp_path / "une.db")
    if damaged:
        await asyncio.to_thread(database.write_bytes, b"")
    await asyncio.to_thread(put_back, tmp_path / "une.db", database)
    back = await open_log(sqlite)
    assert await back.console.sessions.of_token(token) is None
    assert not await back.console.sessions.is_offered(waiting)
    await back.close()


def test_going_back_a_version(database: Path, tmp_path: Path, sqlite: str) -> None:
    """The newer version upgraded the tables: this one says so, and takes its own copy back."""
    back_up(database, tmp_path / "avant.db")
    later_tables(database)
    for verb in (["export"], ["doctor"], ["review", "list"]):
        done = run_apart(*verb, "--database", sqlite)
        assert done.returncode == 1
        assert "version plus récente" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert run_apart("restore", "avant.db", "--database", sqlite).returncode == 0
    assert run_apart("export", "--database", sqlite).returncode == 0


def test_a_base_open_elsewhere_is_not_replaced(database: Path, tmp_path: Path) -> None:
    """By a program that knows no lock: an older version, or sqlite3."""
    back_up(database, tmp_path / "une.db")
    ask(database, "quatre")
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("BEGIN IMMEDIATE")
        with pytest.raises(AssistantError, match="utilise cette base"):
            put_back(tmp_path / "une.db", database)
    with in_use(database), pytest.raises(AssistantError, match="utilise cette base"):
        put_back(tmp_path / "une.db", database)
    assert len(texts(database)) == 4


def test_killed_at_any_moment_the_base_is_one_or_the_other(
    database: Path, tmp_path: Path, sqlite: str
) -> None:
    back_up(database, tmp_path / "une.db")
    ask(database, *(f"plus {number}" for number in range(200)))
    code = (
        "import sys; from pathlib import Path; from bot.config import Settings\n"
        "from bot.running.restore import restore\n"
        "print('go', flush=True)\n"
        "restore(Path('une.db'), Path('log.db'), Settings(database_url=sys.argv[1]))"
    )
    for step in range(6):
        words = [sys.executable, "-c", code, sqlite]
        with subprocess.Popen(words, stdout=subprocess.PIPE, env=HERE) as process:  # noqa: S603
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.03 * step)
            process.send_signal(signal.SIGKILL)
        assert len(texts(database)) in (3, 203)
    put_back(tmp_path / "une.db", database)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite://hote/x.db",
        "postgresql+psycopg://u:motdepasse@127.0.0.1:port/x",
        "postgresql+psycopg://u:motdepasse@[::1/x",
        "postgresql+psycopg://u:motdepasse@127.0.0.1:1/x",
        "postgresql+psycopg://u:motdepasse@127.0.0.1:1/x?inconnu=1",
    ],
)
@pytest.mark.parametrize("verb", [["export"], ["restore", "une.db"]], ids=" ".join)
def test_a_bad_address_is_a_sentence(
    url: str, verb: list[str], database: Path, tmp_path: Path
) -> None:
    back_up(database, tmp_path / "une.db")
    done = run_apart(*verb, "--database", url)
    assert done.returncode in (1, 2)
    assert "Erreur : " in done.stderr
    assert "Traceback" not in done.stderr
    assert "motdepasse" not in done.stderr
    for english in ("invalid", "could not", "Error", "argument"):
        assert english not in done.stderr.split("une.db")[0]


async def test_who_erased_everything_since_the_copy_stays_erased(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    gone, stays = server.user(1001), server.user(1002)
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(gone, [Step(send="le blaireau MARQUEUR", reply="n° 1")])
        await play(stays, [Step(send="le blaireau gris", reply="n° 2")])
        assert run("backup", "une.db", **env).returncode == 0
        await play(gone, ERASE)
    done = run("restore", "une.db", **env)
    assert done.returncode == 0, done.stderr
    assert "1 personne avait tout effacé" in done.stdout
    assert b"MARQUEUR" not in (tmp_path / "log.db").read_bytes()
    exported = run("export", **env).stdout
    assert "gris" in exported
    assert "MARQUEUR" not in exported
    assert not list(tmp_path.glob("*.a-appliquer"))  # noqa: ASYNC240


@pytest.mark.parametrize("damaged", [False, True])
async def test_a_message_that_waited_in_the_copy_is_not_handled_again(
    server: TelegramServer, sqlite: str, tmp_path: Path, damaged: bool
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    gone, other = server.user(1001), server.user(1002)
    gone.chat.opened = True
    log = await open_log(sqlite)
    await log.deliveries.hold([held_message(gone, "le blaireau MARQUEUR")])
    await log.close()
    run("backup", "une.db", **env)
    async with BotProcess(server, env=env, cwd=ROOT):
        await server.wait_for(lambda: gone.replies or None)
        await play(gone, ERASE)
    if damaged:
        await asyncio.to_thread((tmp_path / "log.db").write_bytes, b"")
    done = run("restore", "une.db", **env)
    assert done.returncode == 0, done.stderr
    seen = len(gone.replies)
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(other, [Step(send="le blaireau gris", reply="n° ")])
    exported = run("export", **env).stdout
    assert "gris" in exported
    assert "MARQUEUR" not in exported
    assert len(gone.replies) == seen


async def test_a_copy_of_other_pseudonyms_does_not_take_the_place_of_a_database(
    sqlite: str, tmp_path: Path
) -> None:
    """From before 0003, it would be given a new key: erasures since would match nobody."""
    database, copy = tmp_path / "log.db", tmp_path / "une.db"
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        at_0001(connection)
    engine.dispose()
    shutil.copy(database, copy)
    log = await open_log(sqlite)
    anne = Sender("telegram", f"telegram:{ANNE}", chat_id=ANNE)
    assert await log.privacy.erase(anne)
    await log.close()
    before, names = texts(database), sorted(os.listdir(tmp_path))  # noqa: PTH208
    done = run("restore", "une.db", "--database", sqlite)
    assert done.returncode == 1
    assert "pseudonymes" in done.stderr
    assert texts(database) == before
    assert {*os.listdir(tmp_path)} - {*names} <= {"log.db.verrou"}  # noqa: PTH208
    for path in tmp_path.glob("log.db*"):  # noqa: ASYNC240
        path.rename(tmp_path / f"ailleurs-{path.name}")
    done = run("restore", "une.db", "--database", sqlite)
    assert done.returncode == 0, "nobody erased anything in what is not there"


async def test_going_back_a_version_erases_again_what_was_erased_under_the_newer_one(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    gone = server.user(1001)
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(gone, [Step(send="le blaireau MARQUEUR", reply="n° 1")])
        assert run("backup", "une.db", **env).returncode == 0
        await play(gone, ERASE)
    assert run("restore", "--avant", "depuis.json", **env).returncode == 0
    later_tables(tmp_path / "log.db")
    done = run("restore", "une.db", **env)
    assert "ne peut pas être relue" in done.stderr
    done = run("restore", "--apres", "depuis.json", **env)
    assert "1 personne" in done.stdout
    assert "MARQUEUR" not in run("export", **env).stdout


async def test_a_restoration_killed_and_run_again_loses_no_erasure(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    gone = server.user(1001)
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(gone, [Step(send="le blaireau MARQUEUR", reply="n° 1")])
        assert run("backup", "une.db", **env).returncode == 0
        await play(gone, ERASE)
    code = (
        "import os, sys; from pathlib import Path; from bot.config import Settings\n"
        "from bot.running import restore\n"
        "restore._apply = lambda *given: os._exit(9)  # the copy took the place, and a kill\n"
        "restore.restore(Path('une.db'), Path('log.db'), Settings(database_url=sys.argv[1]))"
    )
    killed = subprocess.run([sys.executable, "-c", code, sqlite], env=HERE)  # noqa: ASYNC221, S603
    assert killed.returncode == 9
    assert b"MARQUEUR" in (tmp_path / "log.db").read_bytes()
    done = run("restore", "une.db", **env)
    assert "1 personne avait tout effacé" in done.stdout
    assert b"MARQUEUR" not in (tmp_path / "log.db").read_bytes()
    assert "MARQUEUR" not in run("export", **env).stdout


async def test_a_copy_of_another_key_is_refused(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre" / "log.db"
    await (await open_log(f"sqlite+aiosqlite:///{other}")).close()
    back_up(other, tmp_path / "autre.db")
    settings = Settings(database_url=f"sqlite+aiosqlite:///{database}", address_key="cd" * 32)
    before = texts(database)

    def there() -> list[str]:
        return sorted(path.name for path in tmp_path.iterdir())

    names = there()
    with pytest.raises(AssistantError, match="autre clé"):
        await asyncio.to_thread(restore, tmp_path / "autre.db", database, settings)
    assert texts(database) == before
    assert {*there()} - {*names} <= {"log.db.verrou"}, "nothing is left of the trial"
    for path in (database, tmp_path / "log.db.cle"):
        path.unlink()
    settings = Settings(database_url=f"sqlite+aiosqlite:///{database}")
    with pytest.raises(AssistantError, match="autre clé"):
        await asyncio.to_thread(restore, tmp_path / "autre.db", database, settings)
    assert "log.db.cle" not in there(), "nor a key drawn for it"


class _Since:
    def __init__(self, text: str) -> None:
        self.text = text

    def dump(self) -> str:
        return self.text

    def load(self, dumped: str, /) -> "_Since":
        return _Since(dumped)


class _Log:
    """A log that remembers, as the storage gives it."""

    def __init__(self) -> None:
        self.applied: list[str] = []

    async def since_copy(self) -> _Since:
        return _Since("erasures")

    async def apply_since_copy(self, since: memory.Memory, /) -> int:
        self.applied.append(since.dump())
        return 1


async def test_what_followed_is_carried_over_a_kill(database: Path) -> None:
    log = _Log()
    assert isinstance(log, memory.Remembering)
    assert await memory.keep(log, memory.file_beside(database))
    assert await memory.apply_waiting(log, database) == 1
    assert await memory.apply_waiting(log, database) == 0
    assert log.applied == ["erasures"]
