"""What leads from a closed consultation to persons and towns goes, moments and order included.

Who took part and what was answered are noted in the same minute, and the one after the other:
by either, the table of those who are owed a comment would tell whose answers are whose.
"""

import secrets
from typing import Any

from sqlalchemy import case, delete, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.consultation_tables import (
    answers,
    codes,
    consultations,
    officials,
    sessions,
)
from bot.questionlog.conversations import FORM
from bot.questionlog.form import CONSULTATION, Form
from bot.questionlog.tables import conversations
from bot.questionlog.vault import Vault


async def unlink(connection: AsyncConnection, vault: Vault, one: Any, towns: bool) -> None:
    """Who answered what for which town goes; that somebody is owed a comment stays.

    Args:
        connection: in a transaction that writes.
        vault: opens the forms.
        one: the row of the consultation, closed.
        towns: whether the towns go as well.
    """
    mine = sessions.c.consultation == one.id
    inside = answers.c.session_id.in_(select(sessions.c.id).where(mine))
    await _keep_who_is_owed(connection, one)
    await connection.execute(update(answers).where(inside).values(author=None, at=one.closed_at))
    await connection.execute(delete(codes).where(codes.c.consultation == one.id))
    sent_at = case((sessions.c.sent_at.is_(None), null()), else_=one.closed_at)
    values = {"begun_at": one.opened_at, "sent_at": sent_at} | ({"town": None} if towns else {})
    await connection.execute(update(sessions).where(mine).values(values))
    carried = conversations.c.choices
    shown = carried.contains(f":{one.id}:") | carried.contains(f':{one.id}"')
    screens = update(conversations).where(shown)  # what was ticked may still stand on one
    await connection.execute(screens.values(choices="[false, []]", form=None))
    await _drop_forms(connection, vault, one.id)
    done = update(consultations).where(consultations.c.id == one.id)
    await connection.execute(done.values(unlinked_at=utc_now()))


async def _drop_forms(connection: AsyncConnection, vault: Vault, identifier: str) -> None:
    """What was typed and not yet kept as an answer: other buttons may have come after it."""
    held = select(conversations.c.key, conversations.c.form).where(conversations.c.form != "")
    for row in (await connection.execute(held)).all():
        form = Form.load(vault.unseal(row.form, FORM))
        if form is not None and (form.kind, form.fields.get("id")) == (CONSULTATION, identifier):
            mine = update(conversations).where(conversations.c.key == row.key)
            await connection.execute(mine.values(form=None))


async def _keep_who_is_owed(connection: AsyncConnection, one: Any) -> None:
    """That they took part, no more; written anew, in an order that tells nothing."""
    mine = sessions.c.consultation == one.id
    inside = select(sessions.c.id).where(mine)
    sent = select(sessions.c.town).where(mine, sessions.c.sent_at.is_not(None))
    authors = select(answers.c.author).where(
        answers.c.session_id.in_(inside), answers.c.author.is_not(None)
    )
    part = officials.c.consultation == one.id
    took = officials.c.owed | officials.c.person.in_(authors)
    owed = part & officials.c.town.in_(sent) & took
    nothing = {"owed": True, "town": None, "verified": False, "waiting": False}
    found = (await connection.execute(select(officials).where(owed))).all()
    rows = [dict(row._mapping) | nothing | {"at": one.opened_at} for row in found]
    secrets.SystemRandom().shuffle(rows)
    await connection.execute(delete(officials).where(part))
    if rows:
        await connection.execute(officials.insert(), rows)
