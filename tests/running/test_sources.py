"""The source watch against a local web server that does what the web does."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot.knowledge.files import read_folder
from bot.running import source_asking, source_watch
from bot.running.source_memory import FILE, Memory
from bot.running.source_report import lines, summary
from bot.running.source_watch import go_round, weekly
from tests.conftest import FICHE, ROOT
from tests.dialogue import Step, play
from tests.running.command import HERE, run
from tests.running.web import Web, web
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "fiches"
    (made / "jardins").mkdir(parents=True)
    return made


def cite(folder: Path, site: Web, *paths: str, day: str = "2026-01-12") -> None:
    """One fiche a path."""
    for path in paths:
        name = path.strip("/") or "accueil"
        text = FICHE.replace("https://example.org/animaux", site.root + path)
        text = text.replace("dromadaire", f"dromadaire{name}").replace("2026-01-12", day)
        text = text.replace("camélidés", f"camélidés{name}").replace("camélidé]", f"{name}]")
        (folder / "jardins" / f"{name}.yaml").write_text(text, "utf-8")


async def ask(folder: Path, state: Path, everything: bool = True) -> tuple[list[str], Memory]:
    base = read_folder(folder).base
    memory = await go_round(base, state, pause_s=0, everything=everything)
    return lines(base, memory.pages), memory


async def test_what_each_page_became(
    site: Web, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_asking, "LIMIT_S", 4.0)
    wrong = (
        "disparue",
        "pretend",
        "ancienne",
        "rond",
        "vers-accueil",
        "dehors",
        "interdite",
        "ferme",
    )
    cite(folder, site, "/bonne", "/passagere", "/attend", "/coupe", "/panne")
    cite(folder, site, *(f"/{name}" for name in wrong))
    told, memory = await ask(folder, tmp_path)
    shown = "\n".join(told)
    for words in (
        f"disparue : {site.root}/disparue (réponse 404)",
        f"disparue : {site.root}/pretend (la page dit",
        f"déplacée : {site.root}/ancienne → {site.root}/bonne",
        f"disparue : {site.root}/rond (ses renvois tournent en rond)",
        f"disparue : {site.root}/vers-accueil (elle renvoie à l'accueil",
        f"disparue : {site.root}/dehors (elle renvoie à une adresse interdite)",
        f"à ouvrir à la main : {site.root}/interdite (réponse 403)",
        f"à ouvrir à la main : {site.root}/ferme (robots.txt",
        "jardins/disparue.yaml (vérifiée le 12 janvier 2026)",
    ):
        assert words in shown
    assert len(told) == 2 * len(wrong)
    assert "/ferme" not in site.paths()
    assert site.paths().count("/robots.txt") == 1
    told, memory = await ask(folder, tmp_path)
    for name, why in (("attend", "trop long"), ("coupe", "réseau"), ("panne", "réponse 503")):
        assert f"ne répond pas, 2 fois de suite : {site.root}/{name} ({why})" in "\n".join(told)
    assert "13 adresses : 2 en ordre, 5 disparues, 1 déplacée" in summary(
        read_folder(folder).base, memory.pages
    )


async def test_no_page_ends_the_round_nor_holds_the_service_up(
    site: Web, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_asking, "LIMIT_S", 4.0)
    cite(folder, site, "/bonne", "/hors-du-temps", "/declaration", "/inacheve", "/codage")
    await ask(folder, tmp_path)
    told, memory = await ask(folder, tmp_path)
    shown = [line for line in told if line.startswith("  ")]
    assert shown == [
        f"  à ouvrir à la main : {site.root}/codage (elle ne peut pas être lue)",
        f"  à ouvrir à la main : {site.root}/declaration (elle ne peut pas être lue)",
        f"  ne répond pas, 2 fois de suite : {site.root}/inacheve (trop long)",
    ]
    assert memory.ended


async def test_what_changed_since_it_was_checked(site: Web, folder: Path, tmp_path: Path) -> None:
    cite(folder, site, "/bonne", "/etiquette", "/datee")
    told, _ = await ask(folder, tmp_path)
    assert [line for line in told if "changée" in line] == [
        f"  changée depuis, vue le 2 novembre 2026 : {site.root}/datee"
    ]
    told, _ = await ask(folder, tmp_path)
    assert len(told) == 2, "menus and scripts change at each visit, the text does not"
    assert site.asked[-1][2] or any(known == site.etag for _, _, known in site.asked)
    site.text, site.etag = site.text.replace("mot7", "sept"), '"2"'
    told, _ = await ask(folder, tmp_path)
    assert sum("changée depuis" in line for line in told) == 3
    cite(folder, site, "/bonne", "/etiquette", "/datee", day="2099-01-01")
    told, _ = await ask(folder, tmp_path)
    assert told == [], "an editor has read it again"


async def test_pauses_are_kept_one_site_at_a_time(site: Web, folder: Path, tmp_path: Path) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 1\n"
    cite(folder, site, "/a", "/b", "/c")
    await ask(folder, tmp_path)
    times = [at for at, _, _ in site.asked]
    assert all(later - earlier >= 0.9 for earlier, later in pairwise(times[1:]))


def _heeds_interrupts() -> None:
    """A suite started in the background ignores them, and hands that down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_interrupted_it_goes_on_where_it_stopped(site: Web, folder: Path, tmp_path: Path) -> None:
    cite(folder, site, *(f"/p{number}" for number in range(40)))
    words = [sys.executable, "-m", "bot", "sources", "--pause", "0.5", "--fiches", str(folder)]
    with subprocess.Popen(  # noqa: S603
        words,
        env={**HERE, "STATE_DIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heeds_interrupts,
    ) as process:
        limit = time.monotonic() + 30
        while len(site.asked) < 4 and time.monotonic() < limit:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "Interrompu" in errors
    assert "Traceback" not in errors
    before = set(site.paths())
    kept = json.loads((tmp_path / FILE).read_text("utf-8"))
    assert 0 < len(kept["pages"]) < 40
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    site.asked.clear()
    done = run("sources", "--pause", "0", "--fiches", str(folder), STATE_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "40 adresses : 40 en ordre" in done.stdout
    pages = {path for path in site.paths() if path != "/robots.txt"}
    assert len(pages) == 40 - len(kept["pages"])
    assert len(pages & before) <= 1
    site.asked.clear()
    run("sources", "--fiches", str(folder), STATE_DIR=str(tmp_path))
    assert site.asked == []
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]  # noqa: PTH208


def test_a_file_that_is_another_is_a_sentence(site: Web, folder: Path, tmp_path: Path) -> None:
    cite(folder, site, "/a")
    for text in ("{}", "[1]", "not json", '{"ended": "", "pages": {"x": {"y": 1}}}'):
        (tmp_path / FILE).write_text(text, "utf-8")
        done = run("sources", "--fiches", str(folder), STATE_DIR=str(tmp_path))
        assert done.returncode == 1
        assert "n'est pas celui des adresses" in done.stderr
        assert (tmp_path / FILE).read_text("utf-8") == text


async def test_every_week_and_only_one(
    site: Web, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_watch, "PAUSE_S", 0.0)
    cite(folder, site, "/disparue")
    base, stop = read_folder(folder).base, asyncio.Event()
    heard: list[list[str]] = []

    async def tell(found: list[str]) -> None:
        heard.append(found)
        stop.set()

    await asyncio.wait_for(weekly(lambda: base, tmp_path, tell, stop), 20)
    assert len(heard) == 1
    stop.clear()
    asyncio.get_running_loop().call_later(0.3, stop.set)
    await asyncio.wait_for(weekly(lambda: base, tmp_path, tell, stop), 20)
    assert len(heard) == 1, "a week has not passed"


async def test_the_service_tells_its_editors(
    server: TelegramServer, sqlite: str, folder: Path, site: Web
) -> None:
    cite(folder, site, "/declaration", "/disparue")
    staff = server.group(server.user(2002))
    env = {
        "DATABASE_URL": sqlite,
        "KNOWLEDGE_DIR": str(folder),
        "STAFF_CHAT_ID": str(staff.chat.id),
        "SOURCE_WATCH": "1",
    }

    def told() -> bool:
        return any("disparue" in message.text for message in staff.chat.messages.values())

    async with BotProcess(server, env=env, cwd=ROOT):
        await server.wait_for(told)


async def test_a_memory_that_cannot_be_read_leaves_the_service_up(
    server: TelegramServer, sqlite: str, folder: Path, site: Web, tmp_path: Path
) -> None:
    cite(folder, site, "/bonne")
    (tmp_path / FILE).write_text('{"ended": "hier", "pages": {}}', "utf-8")
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(folder), "SOURCE_WATCH": "1"}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await server.wait_for(lambda: "ValueError" in process.output)
        await play(server.user(), [Step(send="dromadaire au jardin", reply="camélidés")])
