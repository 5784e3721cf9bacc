"""An older copy that is put back does not bring back what people took back since."""

import datetime
import json
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import delete, make_url, select

from bot.clock import utc_now
from bot.consultations.rounds import UNLINK_AFTER, Rounds
from bot.errors import AssistantError
from bot.questionlog.deliveries import Held
from bot.questionlog.records import Sender
from bot.questionlog.since_copy import SinceCopy
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import audit, readings, secrets
from bot.questionlog.vault import PSEUDONYMS
from bot.review.acts import Review
from handlers.context import App
from handlers.transport.notices import Notices
from tests.conftest import open_log
from tests.consultations.opened import opened
from tests.consultations.test_rounds import answer_all, keys, sender, told, working
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer


async def copied(database: str, log: QuestionLog, tmp_path: Path) -> str:
    """The address of a copy of the database as it is now."""
    await log._database.forget_traces()
    parsed = make_url(database)
    if parsed.get_backend_name() == "sqlite":
        copy = str(tmp_path / "copie.db")
        shutil.copy(str(parsed.database), copy)
        shutil.copy(f"{parsed.database}.cle", f"{copy}.cle")
        return f"sqlite+aiosqlite:///{copy}"
    name = f"{parsed.database}_copie"
    where = ["-h", str(parsed.host), "-p", str(parsed.port or 5432), "-U", str(parsed.username)]
    command = ["pg_dump", *where, str(parsed.database)]
    dumped = subprocess.run(command, check=True, capture_output=True)  # noqa: S603, ASYNC221
    subprocess.run(["createdb", *where, name], check=True)  # noqa: S603, S607, ASYNC221
    into = ["psql", "-q", *where, name]
    subprocess.run(into, input=dumped.stdout, check=True, capture_output=True)  # noqa: S603, ASYNC221
    return database.replace(str(parsed.database), name)


async def dropped(copy: str) -> None:
    """A copy on a server is in nobody's temporary folder."""
    url = make_url(copy)
    if url.get_backend_name() == "sqlite":
        return
    address = copy.replace("postgresql+psycopg://", "postgresql://").rpartition("/")[0]
    async with await psycopg.AsyncConnection.connect(
        f"{address}/postgres", autocommit=True
    ) as connection:
        name = sql.Identifier(str(url.database))
        await connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


async def test_what_came_after_a_copy_is_applied_to_it(
    serving: App, server: TelegramServer, log: QuestionLog, database: str, tmp_path: Path
) -> None:
    review = Review(serving.bot_data["services"].assistant.base, log)
    anne, bruno, clara = (server.user(1001 + n) for n in range(3))
    for number, person in enumerate((anne, bruno, clara), 1):
        words = ("vitesse de la lumière", "le brouillard à Tombouctou", "le prix du sel")
        await play(person, [Step(send=words[number - 1], reply=f"n° {number}")])
    await review.answer(3, "Réponse sur le sel", "Rita")
    token, link = "t" * 43, await log.console.sessions.offer(9, "Rita")
    assert await log.console.sessions.spend_link(link, token, "Firefox")
    await log.audit.record("Rita", "export", "avant")
    await log.deliveries.hold([Held("one", 7, "{}")])
    copy = await copied(database, log, tmp_path)
    await log.audit.record("Rita", "export", "depuis")

    await Notices(serving, log, None).send_due()
    await play(
        anne,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="C'est effacé"),
        ],
    )
    await play(bruno, [Step(press_data="v1:stop", notice="recevrez plus")])
    for _ in range(3):
        await play(clara, [Step(send="encore autre chose zzz", reply="n° ")])
    since = SinceCopy.load((await log.since_copy()).dump())

    back = await open_log(copy)
    assert await back.apply_since_copy(since) == 1
    assert await back.apply_since_copy(since) == 0
    first, second = await back.get(1), await back.get(2)
    assert first is not None
    assert (first.text, first.person) == ("", None)
    assert second is not None
    assert second.text == "le brouillard à Tombouctou"
    assert await back.desk.to_tell(2) == [], "Bruno does not want to be told any more"
    assert await back.outbox.take() is None, "Clara was told before"
    assert await back.deliveries.held() == [], "it was handled since"
    assert await back.console.sessions.of_token(token) is None, "it may have been closed since"
    async with back._database.read() as connection:
        acts = await connection.scalars(select(audit.c.detail).order_by(audit.c.id))
        assert acts.all() == ["avant", "depuis"], "and applied again, not doubled"
    from tests.questionlog.test_store import question

    assert (await back.record(question())).number > 6
    await back.close()
    await dropped(copy)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_was_refused_of_one_thing_alone_stays_refused(
    serving: App, server: TelegramServer, log: QuestionLog, database: str, tmp_path: Path
) -> None:
    anne, bruno, clara = (server.user(1001 + n) for n in range(3))
    for person, number in ((anne, 1), (anne, 2), (anne, 3), (bruno, 4), (clara, 5)):
        words = f"vitesse de la lumière {'abcdef'[number]}"
        await play(person, [Step(send=words, reply=f"n° {number}")])
    await play(clara, [Step(send="c'est quoi le PEB", reply="Vérifié")])
    await play(clara, [Step(send="/mesquestions", reply="PEB"), Step(press="1", reply="PEB")])
    await play(clara, [Step(press="si elle change", notice="préviendrai")])
    copy = await copied(database, log, tmp_path)

    hush, withdraw = "v1:hush:1", "v1:rm:2"
    await play(anne, [Step(press_data=hush, notice="Pas de message")])
    await play(anne, [Step(press_data=withdraw, reply="retirée")])
    for person in (bruno, clara):
        await play(person, [Step(press_data="v1:stop", notice="recevrez plus")])
    await play(bruno, [Step(press_data="v1:corrections", notice="corrigée")])
    await play(clara, [Step(press_data="v1:resume", notice="")])
    since = SinceCopy.load((await log.since_copy()).dump())

    back = await open_log(copy)
    await back.apply_since_copy(since)
    told = {number: len(await back.desk.to_tell(number)) for number in range(1, 6)}
    assert told == {1: 0, 2: 1, 3: 1, 4: 0, 5: 0}
    assert (await logged(back, 2)).status == "retiree", "so that nobody answers it"
    assert not await back.people.wants_notices(Sender("telegram", "telegram:1002", 1002))
    async with back._database.read() as connection:
        assert not await connection.scalar(select(readings.c.watch).where(readings.c.watch))
    await back.close()


async def put_back(copy: str, log: QuestionLog) -> QuestionLog:
    """A copy, open, to which what the log knows was applied, by way of a file."""
    since = SinceCopy.load((await log.since_copy()).dump())
    back = await open_log(copy)
    try:
        await back.apply_since_copy(since)
    except AssistantError:
        await back.close()
        raise
    return back


async def test_what_waits_in_a_copy_for_who_stopped_every_message_is_not_sent(
    serving: App, server: TelegramServer, log: QuestionLog, database: str, tmp_path: Path
) -> None:
    one = await opened(log)
    anne, bruno = server.user(1), server.user(2)
    for person in (anne, bruno):
        await play(person, [Step(send="/commune 01170 Gex", reply="C'est noté")])
        await log.consultations.agree(sender(person.id))
    await Rounds(log).once(working(one.opens))
    copy = await copied(database, log, tmp_path)
    await play(anne, [Step(press_data="v1:stop", notice="recevrez plus")])
    back = await put_back(copy, log)
    assert set(await keys(back)) == {bruno.id}
    await back.close()
    await dropped(copy)


async def test_a_consultation_closed_since_the_copy_stays_closed_with_its_figures(
    log: QuestionLog, database: str, tmp_path: Path
) -> None:
    one = await opened(log)
    towns = ("23096", "34142", "01004", "01053", "01033", "01283", "01344")
    await told(log, dict(enumerate(towns, 1)))
    for number in range(1, 7):
        await answer_all(log, number)
    copy = await copied(database, log, tmp_path)
    await answer_all(log, 7)
    kept = await log.consultations.get("essai")
    assert kept is not None
    early = utc_now()
    await Rounds(log).close(kept, early)
    kept = await log.consultations.get("essai")
    back = await put_back(copy, log)
    assert await back.consultations.get("essai") == kept, "the day and the figures told with it"
    saved = await back.consultations.answer(sender(1), "essai", "note", 1, "{}")
    assert saved.refused == "closed"
    await Rounds(back).once(early)
    assert set(await keys(back)) == {1, 2, 3, 4, 5, 6}, "results were not sent before"
    await Rounds(back).once(early + UNLINK_AFTER + datetime.timedelta(minutes=1))
    assert {session.town for session in await back.consultations.desk.sessions("essai")} == {None}
    assert one.closes_at > early
    await back.close()
    await dropped(copy)


async def test_what_speaks_of_other_pseudonyms_is_not_applied(
    log: QuestionLog, database: str, tmp_path: Path
) -> None:
    from tests.questionlog.test_store import ANNE, question

    recorded = await log.record(question())
    copy = await copied(database, log, tmp_path)
    back = await open_log(copy)
    async with back._database.write() as connection:
        await connection.execute(delete(secrets).where(secrets.c.name == PSEUDONYMS))
    await back.close()  # as a copy from before 0003, which is given a new key
    await log.privacy.erase(ANNE)
    with pytest.raises(AssistantError, match="pseudonymes"):
        await put_back(copy, log)
    back = await open_log(copy)
    assert (await logged(back, recorded.number)).text == question().text
    await back.close()
    await dropped(copy)


async def test_what_a_later_version_wrote_is_read_but_for_what_it_added(log: QuestionLog) -> None:
    from tests.questionlog.test_store import ANNE, question

    one = await opened(log)
    await Rounds(log).once(one.closes_at)
    await log.record(question())
    since = await log.since_copy()
    await log.privacy.erase(ANNE)
    later = json.loads((await log.since_copy()).dump())
    later[1]["others"] = ["x"]
    later[5][0]["column"] = "x"
    read = SinceCopy.load(json.dumps([*later, ["x"]]))
    assert read.closed == since.closed
    assert [person for person, _ in read.erased] == [log.pseudonym(ANNE.person)]


async def test_who_comes_back_after_erasing_is_not_erased_again(log: QuestionLog) -> None:
    from tests.questionlog.test_store import ANNE, question

    await log.record(question())
    await log.privacy.erase(ANNE)
    since = await log.since_copy()
    recorded = await log.record(question(text="de retour"))
    assert await log.apply_since_copy(since) == 0
    found = await log.get(recorded.number)
    assert found is not None
    assert found.text == "de retour"
