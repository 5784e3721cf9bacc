"""The verbs of the staff: two people open, codes are drawn, results and the spreadsheet."""

import datetime
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text

from bot.cli.french import run
from bot.cli.main import app
from bot.clock import local_today
from bot.consultations.staff import ConsultationStaff
from bot.errors import AssistantError, LogUnavailableError
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import audit
from tests.conftest import SAMPLE
from tests.consultations.opened import consultation, opened
from tests.consultations.test_reading import GOOD

TOWNS = ("23096", "34142", "01004", "01053", "01033", "01283", "34301")


def fresh() -> str:
    """The same consultation, open today."""
    today = local_today()
    days = {"2027-01-11": 0, "2027-01-28": 10, "2027-02-05": 20, "2027-03-01": 40}
    text = GOOD
    for day, after in days.items():
        text = text.replace(day, str(today + datetime.timedelta(after)))
    return text


def test_from_the_file_to_the_spreadsheet(
    sqlite: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "consultations"
    folder.mkdir()
    (folder / "essai.yaml").write_text(fresh(), "utf-8")
    where = ["--consultations", str(folder), "--database", sqlite]
    here = ["--database", sqlite]
    with pytest.raises(AssistantError, match="n'a été ouverte"):
        run(app, ["consult", "results", "essai", *here])
    assert run(app, ["consult", "open", "essai", "--par", "Camille", *where]) == 0
    for same in ("Camille", "camille ", " CAMILLE"):
        assert run(app, ["consult", "open", "essai", "--par", same, *where]) == 1
    members = tmp_path / "membres.csv"
    members.write_text("insee;nom\n23096;Guéret\n1004;Ambérieu\n", "utf-8")
    with pytest.raises(AssistantError, match="écriture impossible"):
        run(app, ["consult", "codes", "essai", str(members), "-o", str(tmp_path), *here])
    codes = tmp_path / "codes.csv"
    assert run(app, ["consult", "codes", "essai", str(members), "-o", str(codes), *here]) == 0
    assert "2 codes nouveaux" in capsys.readouterr().out
    handed = codes.read_text("utf-8").splitlines()
    assert handed[1].startswith("23096;Guéret;")
    assert ";cs_essai_" in handed[2]
    assert run(app, ["consult", "open", "essai", "--par", "Dominique", *where]) == 0
    assert "t.me/" in capsys.readouterr().out
    assert run(app, ["consult", "results", "essai", *here]) == 0
    assert "Ont répondu : 0" in capsys.readouterr().out
    with pytest.raises(AssistantError, match="fermeture"):
        run(app, ["consult", "export", "essai", "-o", str(tmp_path / "x.xlsx"), *here])
    assert run(app, ["consult", "close", "essai", "--par", "Camille", *here]) == 0
    with pytest.raises(AssistantError, match="écriture impossible"):
        run(app, ["consult", "export", "essai", "-o", str(tmp_path), *here])
    assert run(app, ["consult", "export", "essai", "-o", str(tmp_path / "x.xlsx"), *here]) == 0
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["Réponses", "Dictionnaire", "Chiffres"]
    comment = tmp_path / "commentaire.txt"
    comment.write_text("Trois pilotes.", "utf-8")
    said = ["consult", "results", "essai", "--commentaire", str(comment)]
    with pytest.raises(AssistantError, match="--par"):
        run(app, [*said, *here])
    assert run(app, [*said, "--par", "Camille", *here]) == 0
    assert run(app, ["consult", "results", "essai", *here]) == 0
    assert "Trois pilotes" in capsys.readouterr().out
    page = tmp_path / "rapport.html"
    assert run(app, ["report", "-o", str(page), "--fiches", str(SAMPLE), *here]) == 0
    reported = page.read_text("utf-8")
    assert "Ce que le Cerema a demandé aux communes" in reported
    assert "Trois pilotes." in reported


HANDED = {
    "codes": ["codes", "essai", "membres.csv"],
    "export": ["export", "essai"],
}


@pytest.fixture
def closed(sqlite: str, tmp_path: Path) -> str:
    """A consultation that two people opened and one closed, and a file of members."""
    (tmp_path / "essai.yaml").write_text(fresh(), "utf-8")
    (tmp_path / "membres.csv").write_text("insee\n23096\n", "utf-8")
    for name in ("Camille", "Dominique"):
        where = ["--consultations", str(tmp_path), "--database", sqlite]
        run(app, ["consult", "open", "essai", "--par", name, *where])
    run(app, ["consult", "close", "essai", "--par", "Camille", "--database", sqlite])
    return sqlite


@pytest.mark.parametrize("verb", HANDED)
def test_what_is_handed_out_is_written_as_all_else(verb: str, closed: str, tmp_path: Path) -> None:
    """Codes and answers: for their owner alone, whole, never through a link or over a device."""
    words = ["consult", *HANDED[verb], "--database", closed, "-o"]
    assert run(app, [*words, str(tmp_path / "x.xlsx")]) == 0
    assert (tmp_path / "x.xlsx").stat().st_mode & 0o077 == 0
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "precieux").write_text("precious", "utf-8")
    (tmp_path / "lien").symlink_to(tmp_path / "ailleurs" / "precieux")
    for name in ("lien", "ailleurs", "absent/x.xlsx"):
        with pytest.raises(AssistantError, match="écriture impossible"):
            run(app, [*words, str(tmp_path / name)])
    assert (tmp_path / "ailleurs" / "precieux").read_text("utf-8") == "precious"


def test_codes_that_could_not_be_written_are_not_drawn(closed: str, tmp_path: Path) -> None:
    words = ["consult", *HANDED["codes"], "--database", closed, "-o"]
    assert run(app, [*words, str(tmp_path / "codes.csv")]) == 0
    with closing(sqlite3.connect(closed.partition("///")[2])) as opened_log:
        before = opened_log.execute("SELECT * FROM consultation_codes").fetchall()
        with pytest.raises(AssistantError):
            run(app, [*words, str(tmp_path)])
        assert opened_log.execute("SELECT * FROM consultation_codes").fetchall() == before
    assert len(before) == 1


def test_a_file_that_is_not_there_is_a_sentence(closed: str) -> None:
    for words in (
        ["codes", "essai", "absent.csv", "-o", "x.csv"],
        ["results", "essai", "--par", "C", "--commentaire", "absent"],
    ):
        with pytest.raises(AssistantError, match="lecture impossible"):
            run(app, ["consult", *words, "--database", closed])


async def answered(log: QuestionLog, towns: Sequence[str] = TOWNS) -> None:
    for number, town in enumerate(towns, 1):
        sender = Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)
        await log.people.live_in(sender, town, "…")
        await log.consultations.enter(sender, "essai")
        given = {
            "sujet": "autre",
            "lequel": f"SECRET de M. Jean Martin à Lodève {number}",
            "note": 3,
        }
        for question, value in given.items():
            await log.consultations.answer(sender, "essai", question, value, "{}")
        await log.consultations.send(sender, "essai")


async def test_in_confidence_nobody_is_named_and_texts_are_for_the_team(log: QuestionLog) -> None:
    await opened(log)
    staff = ConsultationStaff(log)
    await answered(log)
    await staff.close("essai", "Camille")
    shown = str(await staff.export("essai", ""))
    assert "SECRET" not in shown
    assert not any(town in shown for town in TOWNS)
    with pytest.raises(AssistantError, match="confidentielle"):
        await staff.export("essai", "Camille", identified=True)
    with pytest.raises(AssistantError, match="équipe"):
        await staff.export("essai", "Camille", free_texts=True)
    texts = (await staff.export("essai", "équipe", free_texts=True))[-1]
    assert len(texts.rows) == len(TOWNS)
    assert "Martin" not in str(texts.rows)
    assert "Lodève" not in str(texts.rows)


async def test_one_more_town_is_not_seen_while_it_is_open(log: QuestionLog) -> None:
    await opened(log)
    staff = ConsultationStaff(log)
    seen = set()
    for count in range(5, 8):
        await answered(log, TOWNS[:count])
        seen.add(await staff.results("essai"))
    assert len(seen) == 1
    assert "Ont répondu : 5 sur" in str(seen)


async def test_nothing_opens_that_the_register_does_not_hold(log: QuestionLog) -> None:
    staff, one = ConsultationStaff(log), consultation()
    await staff.open(one, "Camille")
    async with log._database.write() as connection:
        await connection.execute(text("ALTER TABLE audit RENAME TO elsewhere"))
    with pytest.raises(LogUnavailableError):
        await staff.open(one, "Dominique")
    async with log._database.write() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO audit"))
    kept = await log.consultations.desk.get(one.id)
    assert kept is not None
    assert kept.state == "proposee"
    assert (await staff.open(one, "Dominique"))[1]
    async with log._database.read() as connection:
        rows = (await connection.execute(select(audit.c.actor, audit.c.act))).all()
    assert [tuple(row) for row in rows] == [
        ("Camille", "consultation_proposed"),
        ("Dominique", "consultation_opened"),
    ]


async def test_a_named_export_is_recorded(log: QuestionLog) -> None:
    await opened(log, mode="nominative")
    staff = ConsultationStaff(log)
    await answered(log)
    await staff.close("essai", "Camille")
    plain = str((await staff.export("essai", ""))[0])
    assert not any(town in plain for town in TOWNS)
    named = (await staff.export("essai", "Camille", identified=True, free_texts=True))[0]
    assert {row[0] for row in named.rows} == set(TOWNS)
    async with log.audit._database.read() as connection:
        acts = (await connection.execute(select(audit.c.act))).scalars().all()
    assert {"consultation_identified", "consultation_texts"} <= set(acts)
    assert "consultation_closed" in acts
