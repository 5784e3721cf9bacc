"""Closing everything again under the newest key, so that the one before can be thrown away."""

from typing import Final

from sqlalchemy import Column, Connection, select, update

from bot.questionlog.console_tables import console_sessions
from bot.questionlog.tables import (
    addresses,
    conversations,
    deliveries,
    outbox,
    questions,
    secrets,
)
from bot.questionlog.vault import Vault, in_clear

SEALED: Final = (
    (secrets.c.name, secrets.c.value, "secret"),
    (addresses.c.chat, addresses.c.sealed, "address"),
    (questions.c.id, questions.c.contact, "contact"),
    (conversations.c.key, conversations.c.form, "form"),
    (deliveries.c.key, deliveries.c.body, "update"),
    (outbox.c.id, outbox.c.reply, "notice"),
    (console_sessions.c.id, console_sessions.c.sealed, "console"),
)
"""(key, sealed column, purpose): every column under seal."""


def reseal(connection: Connection, vault: Vault) -> None:
    """Seal again what an older key closed.

    Args:
        connection: in a transaction that writes.
        vault: with the newest key first.

    Raises:
        LogUnavailableError: something was closed by a key that is not at hand.
    """
    for key, column, purpose in SEALED:
        rows = connection.execute(select(key, column).where(column.is_not(None), column != ""))
        for identifier, sealed in rows.all():
            _again(connection, vault, key, column, identifier, sealed, purpose)


def _again(
    connection: Connection,
    vault: Vault,
    key: "Column[object]",
    column: "Column[str]",
    identifier: object,
    sealed: str,
    purpose: str,
) -> None:
    again = None if in_clear(sealed) else vault.resealed(sealed, purpose)
    if again is not None:
        table = column.table
        connection.execute(update(table).where(key == identifier).values({column.name: again}))
