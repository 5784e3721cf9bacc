"""A database with something in every table, put there through the front door, and its dump."""

from functools import partial
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import metadata
from bot.review.acts import Review
from bot.review.lists import announcement
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.groups import Group
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

ANNE, BRUNO, STAFF = 5_123_456_789, 5_987_654_321, 5_555_000_111
WORDS = "MARQUEUR vitesse de la lumière"
CONTACT = "anne.martin@mairie-gueret.example"
PHONE = "06 12 34 56 78"


async def fill(
    serving: App, server: TelegramServer, log: QuestionLog
) -> tuple[Person, Person, Group]:
    """Ask, vote, consent, fill in forms, announce, answer: Anne everywhere, Bruno here and there.

    Returns:
        Both, and a group where Anne asked too.
    """
    anne, bruno = server.user(ANNE, "Anne"), server.user(BRUNO, "Bruno")
    group = server.group(anne, bruno)
    await play(
        anne,
        [
            Step(send=f"{WORDS}, appelez-moi au {PHONE}", reply="n° 1"),
            Step(send="/mesquestions", reply="n° 1"),
            Step(press="Me prévenir des corrections", notice="corrigée"),
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(press="Utile", notice="Merci"),
            Step(send="/commune gueret", reply="C'est noté"),
            Step(send="/appui", reply="1 sur 5"),
            Step(send=f"MARQUEUR refaire la place, joignable au {PHONE}", reply="2 sur 5"),
            Step(send="1", reply="3 sur 5"),
            Step(send="Guéret", reply="4 sur 5"),
            Step(send="1", reply="5 sur 5"),
            Step(send=CONTACT, reply="Rien n'est encore envoyé"),
            Step(press="Envoyer", reply="n° 3"),
        ],
    )
    await play(
        group.as_seen_by(anne),
        [
            Step(send="/question MARQUEUR vitesse du son sur Mars", reply="n° 4"),
        ],
    )
    await play(
        bruno,
        [
            Step(send="le brouillard de Bruno à Tombouctou", reply="n° 5"),
        ],
    )
    await play(
        anne,
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="MARQUEUR un autre besoin", reply="2 sur 5"),
        ],
    )
    review = Review(serving.bot_data["services"].assistant.base, log)
    await log.desk.announce(partial(announcement, -STAFF), 8)
    await review.answer(1, "MARQUEUR réponse d'un expert", "Rita Relectrice")
    await log.audit.record("Rita Relectrice", "export", "tout")
    return anne, bruno, group


async def dump(url: str) -> str:
    """All that whoever steals the database reads: every file of it, or every row."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        path = Path(str(parsed.database))
        files = [path, path.with_name(path.name + "-wal")]
        return "".join(f.read_bytes().decode("utf-8", "replace") for f in files if f.exists())
    address = url.replace("postgresql+psycopg://", "postgresql://")
    async with await psycopg.AsyncConnection.connect(address) as connection:
        rows = []
        for name in metadata.tables:
            every = sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(name))
            found = await connection.execute(every)
            rows += [str(row) for row in await found.fetchall()]
    return "\n".join(rows)
