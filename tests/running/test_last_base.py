"""Drafts, faults and odd files in the folder: the service goes on, mayors get whole fiches."""

import asyncio
import os
import subprocess
import time
from pathlib import Path

import pytest

from bot.config import Settings
from bot.running.folders import drafts_folder
from tests.conftest import FICHE, ROOT
from tests.dialogue import Step, play
from tests.running.command import run, run_apart
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

UNKNOWN = Step(send="les blaireaux dans le cimetière", reply="n° 1")
KNOWN = Step(send="c'est quoi le PEB", reply="Vérifié")
FAULTY = FICHE.replace("verifie_le", "verifié_le")


async def test_a_draft_then_a_restart_leaves_the_service_up(
    server: TelegramServer, sqlite: str, base: Path, tmp_path: Path
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    mayor = server.user()
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await play(mayor, [UNKNOWN])
        done = run("draft", "1", "--domain", "jardins", **env)
        assert done.returncode == 0, done.stderr
        written = tmp_path / "brouillons" / "jardins" / "brouillon-1.yaml"
        assert str(written) in done.stdout
        assert "À RÉDIGER" in written.read_text("utf-8")
        (base / "jardins" / written.name).write_bytes(written.read_bytes())
        await process.restart()
        await play(mayor, [KNOWN])
    done = run("check", **env)
    assert done.returncode == 0
    assert "jardins/brouillon-1.yaml:4: avertissement : brouillon, laissé de côté" in done.stdout


async def test_a_start_on_a_faulty_folder_serves_the_last_good_base(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    staff = server.group(server.user(2002))
    env = {
        "DATABASE_URL": sqlite,
        "KNOWLEDGE_DIR": str(base),
        "STAFF_CHAT_ID": str(staff.chat.id),
    }
    mayor = server.user()
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(mayor, [KNOWN])
    fiche = base / "jardins" / "dromadaires.yaml"
    fiche.write_text(FAULTY, "utf-8")
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(mayor, [KNOWN])
        await server.wait_for(lambda: _told(staff, "dromadaires.yaml:7"))
        await play(mayor, [Step(send="blaireaux au cimetière", reply="n° ")])
        for verb in (["review", "list"], ["review", "show", "1"], ["groups"]):
            done = run(*verb, **env)
            assert done.returncode == 0, done.stderr
        attached = run("review", "attach", "3", "compost-odeurs", **env)
        assert attached.returncode == 0, attached.stderr
        fiche.write_text(FICHE, "utf-8")
        await server.wait_for(lambda: _told(staff, "9 fiches"))
        await play(mayor, [Step(send="dromadaire au jardin", reply="camélidés")])


async def test_a_link_to_another_folder_is_not_followed_and_ends_nothing(
    server: TelegramServer, sqlite: str, base: Path, tmp_path: Path
) -> None:
    """Whatever stands there is no fiche, and the copy that is kept would not be good with it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.yaml").write_text("motdepasse: x\n", "utf-8")
    (base / "lien").symlink_to(elsewhere)
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base), "STATE_DIR": str(tmp_path / "s")}
    mayor = server.user()
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await play(mayor, [KNOWN])
        assert not list((tmp_path / "s").rglob("secret.yaml"))
        (base / "jardins" / "dromadaires.yaml").write_text(FAULTY, "utf-8")
        await process.restart()
        await play(mayor, [KNOWN])


def _told(staff: object, words: str) -> bool:
    messages = staff.chat.messages.values()  # type: ignore[attr-defined]
    return any(words in message.text for message in messages)


async def test_a_name_that_is_no_text_is_told_and_ends_nothing(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    """A file from an old archive, whose name is Latin-1."""
    staff = server.group(server.user(2002))
    env = {
        "DATABASE_URL": sqlite,
        "KNOWLEDGE_DIR": str(base),
        "STAFF_CHAT_ID": str(staff.chat.id),
    }
    mayor = server.user()
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await play(mayor, [KNOWN])
        (base / "jardins" / os.fsdecode(b"pr\xeat.yaml")).write_text(FICHE, "utf-8")
        await server.wait_for(lambda: _told(staff, r"jardins/pr\udceat.yaml:1"))
        await play(mayor, [KNOWN])
        await process.restart()
        await play(mayor, [KNOWN])
    done = run("check", **env)
    assert done.returncode == 1
    assert r"jardins/pr\udceat.yaml:1" in done.stdout


async def test_a_folder_that_no_reader_goes_through_ends_nothing(
    server: TelegramServer, sqlite: str, base: Path
) -> None:
    """Folders in folders, more than Python's own walks take before version 3.12."""
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    mayor = server.user()
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await play(mayor, [KNOWN])
        deep = base / "jardins"
        try:
            for _ in range(1_200):
                deep /= "d"
                deep.mkdir()
            await process.restart()
            await play(mayor, [KNOWN, Step(send="dromadaire au jardin", reply="n° ")])
        finally:
            await asyncio.to_thread(_remove, base / "jardins" / "d")


def _remove(folder: Path) -> None:
    """Python's own removal goes no deeper than its walks."""
    subprocess.run(["rm", "-rf", folder], check=True)  # noqa: S603, S607


def test_without_a_good_base_the_start_says_why(sqlite: str, base: Path) -> None:
    (base / "jardins" / "dromadaires.yaml").write_text(FAULTY, "utf-8")
    token = "1:x"  # noqa: S105
    done = run_apart("run", DATABASE_URL=sqlite, KNOWLEDGE_DIR=str(base), TELEGRAM_BOT_TOKEN=token)
    assert done.returncode == 1
    assert "dromadaires.yaml:7" in done.stderr


def test_nobody_is_told_from_a_base_with_faults(sqlite: str, base: Path) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(base)}
    run("ask", "les blaireaux dans le cimetiere", "--log", **env)
    fiche = base / "jardins" / "blaireaux.yaml"
    text = FICHE.replace(
        "Peut-on élever des dromadaires dans un jardin partagé ?",
        "Que faire des blaireaux dans le cimetiere ?",
    ).replace("dromadaire au jardin", "les blaireaux dans le cimetiere")
    fiche.write_text(text.replace("2026-01-12", "2099-01-12"), "utf-8")
    done = run("replay", "--prevenir", **env)
    assert done.returncode == 1
    assert "blaireaux.yaml:7" in done.stderr
    assert "nouvelle" in run("export", **env).stdout
    fiche.write_text(text, "utf-8")
    done = run("replay", "--prevenir", **env)
    assert done.returncode == 0
    assert "1 question en attente répondue, 0 personne sera prévenue." in done.stdout


@pytest.mark.parametrize("name", ["jardins/y.yaml", "lexique.yaml", "hors_perimetre.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "device", "link", "loop", "folder"])
def test_what_is_no_file_of_the_folder_is_a_fault(
    name: str, kind: str, base: Path, tmp_path: Path
) -> None:
    path = base / name
    path.unlink(missing_ok=True)
    (tmp_path / "secret.yaml").write_text("motdepasse: x\n", "utf-8")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        secret = str(tmp_path / "secret.yaml")
        target = {"device": "/dev/zero", "link": secret, "loop": path.name}
        path.symlink_to(target[kind])
    started = time.monotonic()
    try:
        done = run("check", "--knowledge", str(base))
    except subprocess.TimeoutExpired:
        pytest.fail("check hangs")
    assert time.monotonic() - started < 30
    assert done.returncode == 1
    assert f"{name}:1: fichier illisible" in done.stdout
    assert "motdepasse" not in done.stdout
    assert "Traceback" not in done.stderr


def test_drafts_never_go_into_an_installed_package(tmp_path: Path) -> None:
    installed = tmp_path / "lib" / "site-packages" / "knowledge"
    assert drafts_folder(Settings(knowledge_dir=installed)) == Path("brouillons")
    given = drafts_folder(Settings(knowledge_dir=installed, drafts_dir=tmp_path / "d"))
    assert given == tmp_path / "d"
