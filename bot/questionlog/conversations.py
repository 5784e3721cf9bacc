"""The choices last shown in each conversation, kept so that a restart forgets none."""

import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.database import Database, upsert
from bot.questionlog.deliveries import Deliveries, note_handled
from bot.questionlog.form import CLOSED, DRAFT, Form
from bot.questionlog.records import OpenChoices, Sender
from bot.questionlog.tables import conversations
from bot.questionlog.vault import Vault

FORM: Final = "form"
"""What the seal of a form is for: it may hold a contact."""
_SHOWN: Final = select(conversations).where(conversations.c.key == bindparam("place"))


class Conversations:
    """State of conversations. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database, deliveries: Deliveries) -> None:
        self._database = database
        self._deliveries = deliveries

    async def remember(self, sender: Sender, choices: OpenChoices) -> None:
        """Keep the choices shown, so that a number typed later picks one.

        They were shown, so what brought the sender is handled: noted in the same transaction, for
        a process that dies right after it would otherwise reply again.
        """
        vault = self._database.vault
        row = {
            "key": self._key(sender),
            "person": vault.pseudonym(sender.person),
            "choices": json.dumps([choices.numbered, choices.choices]),
            "question_id": choices.question_id,
            "message_id": choices.message_id,
            "form": vault.seal(choices.form, FORM) if choices.form else choices.form,
            "entry": choices.entry,
            "answered_at": choices.answered_at,
            "updated_at": utc_now(),
        }
        for name in ("form", "entry", "answered_at"):
            if row[name] is None:  # as before
                del row[name]

        async def work(connection: AsyncConnection) -> None:
            await upsert(connection, conversations, row)
            if sender.delivery is not None:
                await note_handled(connection, vault, sender.delivery)

        await self._database.transact(work)
        if sender.delivery is not None:
            self._deliveries.ended.add(sender.delivery)

    async def recall(self, sender: Sender) -> OpenChoices | None:
        """The choices last shown in that conversation, or None."""
        place = {"place": self._key(sender)}

        async def work(connection: AsyncConnection) -> Any:
            return (await connection.execute(_SHOWN, place)).first()

        row = await self._database.transact(work, reads=True)
        if row is None:
            return None
        numbered, choices = json.loads(row.choices)
        pairs = tuple((label, data) for label, data in choices)
        return OpenChoices(
            pairs,
            numbered,
            row.question_id,
            row.message_id,
            self._database.vault.unseal(row.form, FORM) if row.form else row.form,
            row.entry,
            row.answered_at,
        )

    def _key(self, sender: Sender) -> str:
        return self._database.vault.mark("conversation", sender.conversation)


async def drop_drafts(connection: AsyncConnection, vault: Vault, numbers: Collection[int]) -> None:
    """Close the replies to questions that reviewers were shown and have not sent."""
    filled = select(conversations.c.key, conversations.c.form).where(conversations.c.form != "")
    for row in (await connection.execute(filled)).all():
        form = Form.load(vault.unseal(row.form, FORM))
        if form is not None and form.kind == DRAFT and int(form.fields["numero"]) in numbers:
            mine = update(conversations).where(conversations.c.key == row.key)
            await connection.execute(mine.values(form=CLOSED))
