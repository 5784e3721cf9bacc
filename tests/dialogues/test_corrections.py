"""A correction reaches those who received the mistake and want to know: them alone, and once."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text, update

from bot.clock import local_today, utc_now
from bot.config import Promises
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.errors import LogUnavailableError
from bot.knowledge.loader import load
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import questions
from bot.review.acts import Review
from handlers.context import App, known_as, serve_with, services_of
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.telegram_server.people import Person, Writer
from tests.telegram_server.server import TelegramServer

PEB = Step(send="c'est quoi le PEB", reply="Vérifié")
WATCH = (
    Step(send="/mesquestions", reply="Vos dernières questions"),
    Step(press="1", reply="répondue"),
    Step(press="Me prévenir si elle change", notice="corrigée"),
)
ENTRY = "pret-entre-bibliotheques"
Publish = Callable[..., Awaitable[int]]


@pytest.fixture
def publish(serving: App, log: QuestionLog, base: Path) -> Callable[..., object]:
    """Serve the base with a correction of the entry, and tell those concerned."""
    path = base / "bibliotheque" / f"{ENTRY}.yaml"
    source = path.read_text("utf-8")

    async def act(text: str, days_ago: int = 0, *, send: bool = True) -> int:
        day = local_today() - datetime.timedelta(days_ago)
        path.write_text(f"{source}correction:\n  le: {day}\n  texte: {text}\n", "utf-8")
        fresh = await asyncio.to_thread(load, base)
        assistant = Assistant(Served.of(fresh), log, Promises())
        serve_with(serving, replace(services_of(serving), assistant=assistant))
        told = await Review(fresh, log).tell_corrections()
        if send:
            await Notices(serving, log, None).send_due()
        return told

    return act


def corrected(writer: Writer) -> list[str]:
    return [m.text for m in writer.replies if "a été corrigée" in m.text]


async def test_who_is_told_of_a_fiche_is_known_in_the_same_instant(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    """Told and then not known, nobody would hear of the correction."""
    mayor = server.user(1001)
    await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
    review = Review(services_of(serving).assistant.base, log)
    async with log._database.write() as connection:
        await connection.execute(text("ALTER TABLE readings RENAME TO elsewhere"))
    with pytest.raises(LogUnavailableError):
        await review.attach(1, ENTRY, "Rita")
    async with log._database.write() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO readings"))
    await Notices(serving, log, None).send_due()
    assert "Vérifié" not in mayor.last.text, "nothing was done"
    assert not (await review.attach(1, ENTRY, "Rita")).refused
    await Notices(serving, log, None).send_due()
    assert "Vérifié" in mayor.last.text


async def test_who_stops_everything_gets_no_correction_that_waits(
    serving: App, server: TelegramServer, log: QuestionLog, publish: Publish
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    for person in (anne, bruno):
        await play(person, [PEB, *WATCH])
    assert await publish("Le délai était faux.", send=False) == 2
    await play(anne, [Step(press_data="v1:stop", notice="recevrez plus")])
    await Notices(serving, log, None).send_due()
    assert (len(corrected(anne)), len(corrected(bruno))) == (0, 1)


@pytest.mark.parametrize("days_ago", [0, 1, 2, 30])
async def test_whatever_day_the_mistake_was_found(
    serving: App, server: TelegramServer, publish: Publish, days_ago: int
) -> None:
    anne = server.user(1001)
    await play(anne, [PEB, *WATCH])
    assert await publish("Le délai était faux.", days_ago) == 1
    assert await publish("Le délai était faux.", days_ago) == 0
    [told] = corrected(anne)
    assert "Le délai était faux." in told


async def test_a_second_correction_is_told_and_a_mended_date_is_not(
    serving: App, server: TelegramServer, publish: Publish
) -> None:
    anne = server.user(1001)
    await play(anne, [PEB, *WATCH])
    await publish("Le délai était faux.")
    await publish("Le délai et le prix étaient faux.")
    await publish("Le délai et le prix étaient faux.", days_ago=1)
    assert len(corrected(anne)) == 2


async def test_who_received_the_right_answer_is_left_in_peace(
    serving: App, server: TelegramServer, publish: Publish
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await publish("Le délai était faux.")
    await play(anne, [PEB, *WATCH])
    await play(bruno, [PEB])
    assert await publish("Le délai était faux.", days_ago=1) == 0


async def test_who_did_not_ask_for_it_is_not_written_to(
    serving: App, server: TelegramServer, publish: Publish
) -> None:
    anne, bruno, clara = (server.user(1001 + n) for n in range(3))
    await play(anne, [PEB])
    await play(bruno, [Step(send="odeur du compost", reply="Vérifié"), *WATCH])
    await play(clara, [PEB, *WATCH, Step(press_data="v1:stop", notice="recevrez plus")])
    assert await publish("Le délai était faux.") == 0


async def _by_fiche(person: Person) -> None:
    await play(person, [Step(send=f"/fiche {ENTRY}", reply="Vérifié")])


async def _by_link(person: Person) -> None:
    await play(person, [Step(start=f"fiche_{ENTRY}", reply="Vérifié")])


async def _inline(person: Person) -> None:
    results = await person.inline_results("pret entre bibliotheques")
    assert results[0]["id"] == ENTRY
    await person.choose("pret", ENTRY)


@pytest.mark.parametrize("receive", [_by_fiche, _by_link, _inline])
async def test_however_it_was_received(
    serving: App,
    server: TelegramServer,
    publish: Publish,
    receive: Callable[[Person], Awaitable[None]],
) -> None:
    known_as(serving, "petites_villes_test_bot")
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send="vitesse de la lumière", reply="n° 1"),
            Step(send="/mesquestions", reply="n° 1"),
            Step(press="Me prévenir des corrections", notice="corrigée"),
        ],
    )
    await receive(anne)
    await server.idle()
    assert await publish("Le délai était faux.") == 1
    assert len(corrected(anne)) == 1


async def test_an_attached_entry_counts_from_the_day_it_was_sent(
    serving: App, server: TelegramServer, log: QuestionLog, publish: Publish
) -> None:
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send="vitesse de la lumière", reply="n° 1"),
            Step(send="/mesquestions", reply="n° 1"),
            Step(press="Me prévenir des corrections", notice="corrigée"),
        ],
    )
    async with log._database.write() as connection:
        old = utc_now() - datetime.timedelta(190)
        await connection.execute(update(questions).values(asked_at=old))
    review = Review(services_of(serving).assistant.base, log)
    await review.attach(1, ENTRY, "Rita")
    assert await publish("Le délai était faux.") == 1


async def test_a_correction_goes_where_the_answer_was_read(
    serving: App, server: TelegramServer, publish: Publish
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    group = server.group(anne, bruno)
    seen = group.as_seen_by(anne)
    await play(seen, [Step(send="/question c'est quoi le PEB", reply="Vérifié")])
    watch = f"v1:watch:1:{ENTRY}"  # under answers sent by versions before this one
    await play(group.as_seen_by(bruno), [Step(press_data=watch, notice="revient", silence=True)])
    await play(seen, [Step(press_data=watch, notice="corrigée")])
    await play(anne, [Step(send="vitesse de la lumière", reply="n° ")])
    assert await publish("Le délai était faux.") == 1
    assert len(corrected(seen)) == 1
    assert corrected(anne) == []


async def test_two_processes_tell_once(
    serving: App, server: TelegramServer, log: QuestionLog, publish: Publish
) -> None:
    anne = server.user(1001)
    await play(anne, [PEB, *WATCH])
    await publish("Le délai était faux.")
    review = Review(services_of(serving).assistant.base, log)
    await asyncio.gather(*(review.tell_corrections() for _ in range(4)))
    await Notices(serving, log, None).send_due()
    assert len(corrected(anne)) == 1
