"""A consultation of six questions, played by N towns with kills between any two steps.

    python -m tests.benchmarks.load.consultation [--towns 1200] [--kills 40] [--database URL]
                                            [--seed 1]

Each town presses and types its way through; processes are killed at random moments meanwhile.
Then: no answer lost or doubled, each town once, one invitation and one reminder to those who
consented, and results equal to a recount of what the players pressed. Two
rounds run at once on the same database.
"""

import argparse
import asyncio
import datetime
import os
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from bot.clock import PARIS
from bot.consultations.models import Consultation
from bot.consultations.results import Figures
from bot.consultations.rounds import Rounds
from bot.knowledge.towns import load_towns
from bot.questionlog import addresses
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from bot.working_days import may_write
from tests.benchmarks.load.end_to_end import show
from tests.conftest import open_log
from tests.consultations.opened import opened
from tests.telegram_server.people import Person, Sent
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

SAMPLE: Final = Path(__file__).parents[1] / "sample"
FIRST: Final = 10_000
AT_ONCE: Final = 20
PATIENCE_S: Final = 120
FORMS: Final = ("visite", "etude", "guide")


class Player:
    """A mayor: what is pressed is drawn beforehand, and is the raw event of the recount."""

    def __init__(self, person: Person, town: str, chance: random.Random) -> None:
        self.person, self.town = person, town
        self.values: dict[str, Any] = {
            "sujet": chance.choice(("eau", "rue")),
            "formes": sorted(chance.sample(FORMS, chance.randint(1, 2)), key=FORMS.index),
            "deja": chance.choice(("oui", "non")),
            "km": chance.choice((None, chance.randint(0, 200))),
            "note": chance.randint(1, 5),
            "quand": chance.choice((None, "2027-03-01")),
        }
        self.finishes = chance.random() < 0.9
        self.seconds = 0.0
        self.again = self.told = 0

    def steps(self) -> list[tuple[str, str]]:
        """What is done, in order."""
        mask = sum(1 << FORMS.index(one) for one in self.values["formes"])
        km, quand = self.values["km"], self.values["quand"]
        steps = [
            ("start", "cs_essai"),
            ("data", f"v1:cs:o:essai:0:{('eau', 'rue').index(self.values['sujet'])}"),
            ("data", f"v1:cs:v:essai:2:{mask}"),
            ("data", f"v1:cs:o:essai:3:{('oui', 'non').index(self.values['deja'])}"),
            ("data", "v1:cs:pass:essai:4") if km is None else ("text", f"{km} km"),
            ("data", f"v1:cs:o:essai:5:{self.values['note'] - 1}"),
            ("data", "v1:cs:pass:essai:6") if quand is None else ("text", "1/3/2027"),
            ("data", "v1:cs:send:essai"),
        ]
        return steps if self.finishes else steps[:-1]

    def was_set_aside(self) -> bool:
        """Whether the last reply asks to do it again; each is acted on once."""
        told = sum("malgré trois essais" in reply.text for reply in self.person.replies)
        new, self.told = told > self.told, told
        return new

    async def play(self) -> None:
        """Press through, waiting for each reaction as a person does."""
        began = time.monotonic()
        for kind, argument in self.steps():
            acts: dict[str, Callable[[str], Awaitable[Sent]]] = {
                "start": self.person.start,
                "data": self.person.press_data,
                "text": self.person.send_text,
            }
            sent = await acts[kind](argument)
            await self.person.server.settled(sent.update_ids, PATIENCE_S)
            if self.was_set_aside():  # killed three times while it was in hand: asked to do again
                self.again += 1
                sent = await acts[kind](argument)
                await self.person.server.settled(sent.update_ids, PATIENCE_S)
        self.seconds = time.monotonic() - began


async def main() -> None:
    """Play, kill, recount, print; fails if anything is lost, doubled or told wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--towns", type=int, default=1200)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        began = time.monotonic()
        async with TelegramServer() as server:
            codes = [t.code for t in chance.sample(load_towns().small(), options.towns)]
            players = [
                Player(server.user(FIRST + number), code, chance)
                for number, code in enumerate(codes)
            ]
            kills = await _played(server, database, players, options, chance)
            lost = await _recount(database, players)
    show("towns", len(players), "")
    show("steps", sum(len(one.steps()) for one in players), "")
    show("kills", kills, "")
    show("steps set aside, told so, done again", sum(one.again for one in players), "")
    show("answers lost or wrong", lost, "")
    show("median time of a town", statistics.median(p.seconds for p in players), "s")
    show("memory of this process and its children, at most", _memory(), "MB")
    show("took", time.monotonic() - began, "s")
    if lost:
        raise SystemExit("something was lost")


async def _played(
    server: TelegramServer,
    database: str,
    players: list[Player],
    options: argparse.Namespace,
    chance: random.Random,
) -> int:
    log = await open_log(database)
    await opened(log)
    for number, player in enumerate(players):
        sender = _sender(player)
        await log.people.live_in(sender, player.town, "…")
        if number % 2 == 0:
            await log.consultations.agree(sender)
    await log.close()
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
    queue = list(players)

    async def play_some() -> None:
        while queue:
            await queue.pop().play()

    kills = 0
    async with BotProcess(server, env=env, cwd=Path.cwd()) as process:
        work = asyncio.gather(*(play_some() for _ in range(AT_ONCE)))
        while not work.done():
            await asyncio.sleep(chance.uniform(0.3, 4))
            if kills < options.kills and not work.done():
                await process.restart()
                kills += 1
        await work
        await server.idle(PATIENCE_S)
    return kills


async def _recount(database: str, players: list[Player]) -> int:
    """How many answers, messages or figures are not what they have to be."""
    log = await open_log(database)
    try:
        return await _checked(log, players)
    finally:
        await log.close()


async def _checked(log: QuestionLog, players: list[Player]) -> int:
    sessions = await log.consultations.desk.sessions("essai")
    wrong = abs(len(sessions) - len(players))
    by_town = {session.town: session for session in sessions}
    for player in players:
        session = by_town.get(player.town)
        good = session is not None and session.values() == player.values
        sent = session is not None and session.sent_at is not None
        wrong += (not good) + (sent != player.finishes)
    show("sessions not as played", wrong, "")
    messages = await _rounds(log, players)
    show("messages too many or too few", messages, "")
    wrong += messages
    kept = await log.consultations.get("essai")
    assert kept is not None
    figures = Figures.load(kept.figures or "")
    before = wrong
    sent_players = [player for player in players if player.finishes]
    wrong += figures.answered != len(sent_players)
    for told in figures.questions:
        if told.id == "sujet":
            counted = Counter(player.values["sujet"] for player in sent_players)
            alone = [group for group in told.groups if len(group.keys) == 1]
            wrong += sum(counted[group.keys[0]] != group.count for group in alone)
        if told.id == "formes":
            chosen = Counter(one for player in sent_players for one in player.values["formes"])
            wrong += sum(chosen[g.keys[0]] != g.count for g in told.groups if g.keys != ("-",))
    show("figures not as recounted", wrong - before, "")
    return int(wrong)


async def _rounds(log: QuestionLog, players: list[Player]) -> int:
    """Reminders and results, twice each round: messages that are one too many or too few."""
    kept = await log.consultations.get("essai")
    assert kept is not None
    one = Consultation.load(kept.definition)
    assert one.reminder is not None
    rounds = Rounds(log)
    late = datetime.datetime.combine(one.reminder, datetime.time(10), PARIS)
    while not may_write(late):
        late += datetime.timedelta(days=1)
    for moment in (late, late, one.closes_at, one.closes_at):
        await asyncio.gather(rounds.once(moment), rounds.once(moment))
    waiting = await _waiting(log)
    begun = {FIRST + n for n, p in enumerate(players) if n % 2 == 0 and not p.finishes}
    wrong = 0
    for number, _ in enumerate(players):
        chat = FIRST + number
        # who took part before the day of the reminder, consented and did not finish; then results
        wrong += waiting[chat] != (chat in begun) + 1
    return wrong


async def _waiting(log: QuestionLog) -> Counter[int]:
    """How many notices wait for each chat, whenever they are due."""
    database = log.outbox._database
    found: Counter[int] = Counter()
    async with database.read() as connection:
        unsent = select(outbox.c.chat).where(outbox.c.chat.is_not(None))
        marks = list((await connection.execute(unsent)).scalars())
        for mark in marks:
            places = await addresses.find(connection, database.vault, [mark])
            found[places[mark].chat_id] += 1
    return found


def _sender(player: Player) -> Sender:
    number = player.person.chat.id
    return Sender("telegram", f"telegram:{number}", chat_id=number, message_id=1)


def _memory() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return used / 1024


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    asyncio.run(main())
