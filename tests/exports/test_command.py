"""The verb `export`, and `/export`: what tells the format, and what is refused."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.french import run
from bot.cli.main import app, main
from bot.conversation.recording import new_question
from bot.conversation.served import Served
from bot.errors import ConfigurationError
from bot.knowledge.loader import load
from bot.matching.matcher import match
from bot.privacy.masking import mask_contacts
from bot.questionlog.records import Sender
from handlers.context import App, Services, serve_with, services_of
from handlers.flood import Flood
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

TELEGRAM_ID = 7_100_200_301


def export(*words: str) -> int:
    return run(app, ["export", "--knowledge", str(SAMPLE), *words])


@pytest.mark.parametrize(
    ("name", "start"), [("e.xlsx", b"PK"), ("e.json", b"["), ("e.CSV", b"\xef")]
)
def test_the_ending_tells_the_format(sqlite: str, tmp_path: Path, name: str, start: bytes) -> None:
    assert export("--database", sqlite, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_another_ending_says_nothing(sqlite: str, tmp_path: Path) -> None:
    target = tmp_path / "journal.txt"
    assert export("--database", sqlite, "-o", str(target), "--format", "ndjson") == 0
    assert target.read_bytes() == b""


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "e.xlsx", "--format", "csv"], "e.xlsx : ce nom annonce du xlsx, et --format"),
        (["-o", "e.csv", "--format", "xlsx"], "ce nom annonce du csv"),
        (["--domain", "nimporte"], "valeur inutilisable pour --domain"),
        (["--status", "perdue"], "valeur inutilisable pour --etat"),
        (["--outcome", "perdue"], "valeur inutilisable pour --issue"),
        (["--since", "2026-11-02", "--until", "2026-11-01"], "vient après --jusqu-a"),
        (["--format", "xlsx"], "ajoutez -o"),
    ],
)
def test_what_is_refused(
    sqlite: str,
    words: list[str],
    message: str,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = ["bot", "export", "--knowledge", str(SAMPLE), "--database", sqlite, *words]
    monkeypatch.setattr("sys.argv", given)
    with pytest.raises(SystemExit) as ended:
        main()
    told = capfd.readouterr()
    assert ended.value.code == 2
    assert message in told.err
    assert told.out == ""
    assert not Path("e.xlsx").exists()


def test_one_day_is_a_period(sqlite: str) -> None:
    words = ["--since", "2026-11-01", "--until", "2026-11-01", "--domain", "jardins"]
    assert export("--database", sqlite, *words) == 0


def test_who_asks_for_names_leaves_a_line(sqlite: str, tmp_path: Path) -> None:
    words = ["--database", sqlite, "-o", str(tmp_path / "e.csv"), "--nominatif"]
    with pytest.raises(ConfigurationError, match="--par"):
        export(*words)
    assert not (tmp_path / "e.csv").exists()
    assert export(*words, "--par", "Camille Martin") == 0
    with closing(sqlite3.connect(sqlite.partition("///")[2])) as opened:
        lines = opened.execute("SELECT actor, act FROM audit").fetchall()
    assert lines == [("Camille Martin", "export")]


@pytest.mark.parametrize("words", [[], ["--nominatif", "--par", "Camille Martin"]], ids=str)
def test_no_key_of_an_export_holds_a_number_of_telegram(
    sqlite: str, tmp_path: Path, words: list[str]
) -> None:
    asyncio.run(_asked_from(sqlite, ["01034"], first=TELEGRAM_ID))
    for name in ("e.ndjson", "e.json", "e.csv"):
        assert export("--database", sqlite, "-o", str(tmp_path / name), *words) == 0
        assert str(TELEGRAM_ID) not in (tmp_path / name).read_text("utf-8-sig")
    (line,) = (tmp_path / "e.ndjson").read_text("utf-8").splitlines()
    (shown,) = json.loads((tmp_path / "e.json").read_text("utf-8"))
    assert [*json.loads(line)] == [*shown] == [
        "numero", "date", "canal", "nature", "personne", "commune", "question", "resultat",
        "fiche", "confiance", "candidats", "domaine", "avis", "statut", "reponse", "doublon_de",
        "suites", "base",
    ]  # fmt: skip


def test_an_installation_says_how_many_towns_a_territory_needs(
    sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOWN_PEOPLE", "2")
    monkeypatch.setenv("SHOWN_TOWNS", "2")
    asyncio.run(_asked_from(sqlite, ["01034", "01043"]))
    for verb, name in (("export", "e.csv"), ("report", "r.html")):
        words = ["--knowledge", str(SAMPLE), "--database", sqlite, "-o", str(tmp_path / name)]
        assert run(app, [verb, *words]) == 0
    assert "Ain" in (tmp_path / "e.csv").read_text("utf-8-sig")
    assert "Auvergne-Rhône-Alpes" in (tmp_path / "r.html").read_text("utf-8")
    monkeypatch.setenv("SHOWN_TOWNS", "1")
    with pytest.raises(ConfigurationError, match="SHOWN_TOWNS"):
        run(app, ["report", "--database", sqlite])


async def test_the_export_from_the_phone_holds_to_it_too(
    serving: App, server: TelegramServer, database: str
) -> None:
    await _asked_from(database, ["01034", "01043", "01071"])
    services = services_of(serving)
    reviewer = server.user(2002)
    for people, shown in ((3, True), (4, False)):
        changed = {
            "database_url": database,
            "reviewer_ids": frozenset({reviewer.id}),
            "shown_people": people,
        }
        settings = services.settings.model_copy(update=changed)
        serve_with(serving, Services(services.assistant, settings, Flood()))
        await play(reviewer, [Step(send="/export")])
        *_, sent = server.world.files.values()
        assert ("Ain" in sent.upload.data.decode("utf-8-sig")) is shown


def test_the_report_counts_what_is_unanswered_under_the_domain_that_is_near(
    sqlite: str, tmp_path: Path
) -> None:
    asyncio.run(_asked_from(sqlite, ["01034", "01043", "01071"], "problème de compost"))
    page = tmp_path / "r.html"
    assert run(app, ["report", "--fiches", str(SAMPLE), "--base", sqlite, "-o", str(page)]) == 0
    shown = page.read_text("utf-8")
    assert "Le domaine le plus demandé est «\u00a0Jardins partagés\u00a0»" in shown
    assert "3 (100\u202f%), répondues à 0\u202f%" in shown
    assert "Domaine non reconnu" not in shown


async def _asked_from(
    database: str, towns: list[str], words: str = "le prix du sel", *, first: int = 1
) -> None:
    log = await open_log(database)
    served = Served.of(load(SAMPLE))
    for number, town in enumerate(towns, first):
        sender = Sender("telegram", f"telegram:{number}", number, number)
        await log.people.live_in(sender, town, town)
        text = f"{words} numéro {number - first + 1}"
        result = match(text, served.index)
        await log.record(new_question(mask_contacts(text), result, sender, served.base))
    await log.close()


def test_a_fiche_with_a_fault_is_still_called_by_its_question(
    sqlite: str, base: Path, tmp_path: Path
) -> None:
    fiche = next(base.glob("*/*.yaml"))
    question = load(base).entries[fiche.stem].question
    asyncio.run(_asked_from(sqlite, ["01034"]))
    with closing(sqlite3.connect(sqlite.partition("///")[2])) as opened, opened:
        opened.execute("UPDATE questions SET entry = ?", [fiche.stem])
    fiche.write_text(fiche.read_text("utf-8") + "\nreponse: [sans fin", "utf-8")
    target = tmp_path / "e.csv"
    assert (
        run(app, ["export", "--knowledge", str(base), "--database", sqlite, "-o", str(target)])
        == 0
    )
    assert question in target.read_text("utf-8-sig")


def test_tables_that_are_the_newest_are_left_as_they_are(sqlite: str) -> None:
    """What migrates takes a sixth of the memory of a start: it is loaded where it is needed."""
    command = [sys.executable, "-X", "importtime", "-m", "bot", "export", "--database", sqlite]
    first, second = (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        for _ in range(2)
    )
    assert " alembic" in first.stderr
    assert " alembic" not in second.stderr
