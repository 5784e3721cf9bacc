"""Where to write: the one table that leads back to a chat, sealed with a key kept elsewhere."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.database import insert_new
from bot.questionlog.records import Sender
from bot.questionlog.tables import addresses
from bot.questionlog.vault import Vault

PURPOSE = "address"


@dataclass(frozen=True, slots=True)
class Place:
    """A chat on Telegram, and the topic in it if it has topics."""

    chat_id: int
    thread_id: int | None = None

    def mark(self, vault: Vault) -> str:
        """What every other table knows it by."""
        return vault.mark("chat", f"{self.chat_id}:{self.thread_id or 0}")

    def seal(self, vault: Vault) -> str:
        """The place, for its holder of the key alone."""
        return vault.seal(json.dumps([self.chat_id, self.thread_id]), PURPOSE)


def place_of(sender: Sender) -> Place | None:
    """Where a sender writes, if one can write back there."""
    return None if sender.chat_id is None else Place(sender.chat_id, sender.thread_id)


async def keep(connection: AsyncConnection, vault: Vault, place: Place) -> str:
    """Keep an address; a private chat, which has its person's number, is that person's own.

    Args:
        connection: in a transaction that writes.
        vault: of the database.
        place: the chat.

    Returns:
        What other tables know it by.
    """
    mark = place.mark(vault)
    person = vault.pseudonym(f"telegram:{place.chat_id}") if place.chat_id > 0 else None
    row = {"chat": mark, "sealed": place.seal(vault), "person": person}
    await connection.execute(insert_new(connection, addresses, addresses.c.chat), row)
    return mark


async def keep_own(connection: AsyncConnection, vault: Vault, sender: Sender) -> str | None:
    """Keep where a sender writes, if one can write back there."""
    place = place_of(sender)
    return None if place is None else await keep(connection, vault, place)


async def redirect(connection: AsyncConnection, vault: Vault, old: Place, new: Place) -> None:
    """Write to a new chat wherever the old one is known: nothing else has to change."""
    moved = update(addresses).where(addresses.c.chat == old.mark(vault))
    await connection.execute(moved.values(sealed=new.seal(vault)))


async def find(
    connection: AsyncConnection, vault: Vault, marks: Iterable[str | None]
) -> dict[str, Place]:
    """The places of those marks; one that was erased is left out."""
    wanted = {mark for mark in marks if mark is not None}
    if not wanted:
        return {}
    rows = await connection.execute(select(addresses).where(addresses.c.chat.in_(wanted)))
    return {row.chat: Place(*json.loads(vault.unseal(row.sealed, PURPOSE))) for row in rows}
