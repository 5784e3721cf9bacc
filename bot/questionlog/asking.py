"""What a question takes from what is known already: from its asker, and from earlier ones."""

import datetime
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.lifecycle import Status
from bot.questionlog.records import NewQuestion, Sender
from bot.questionlog.tables import people, questions

MAX_NORMAL: Final = 400
"""Characters of a normal form that are compared."""
CHOICE_TIME: Final = datetime.timedelta(minutes=2)
"""How long a person may take to choose among suggestions before the staff hears of it."""
NO_TIME: Final = datetime.timedelta()
_MET: Final = (
    update(people)
    .where(people.c.person == bindparam("who"))
    .values(updated_at=bindparam("now"))
    .returning(people.c.town, people.c.wants_notices)
)
_DISMISSED: Final = (
    select(questions.c.id)
    .where(questions.c.normal == bindparam("said"), questions.c.status == "hors_perimetre")
    .limit(1)
)


async def asker(connection: AsyncConnection, row: dict[str, Any], sender: Sender) -> bool:
    """Add to a question what its asker told before; whether the asker is known.

    What a person chose lasts for as long as the person writes; who has not stopped it is told.
    """
    known = (await connection.execute(_MET, {"who": row["person"], "now": utc_now()})).first()
    row["town"] = known.town if known is not None else None
    row["wants_reply"] = sender.chat_id is not None and (known is None or known.wants_notices)
    return known is not None


def announce_at(question: NewQuestion) -> datetime.datetime | None:
    """When the staff is told: at once if nothing was offered, else when nothing was chosen."""
    if question.status != "nouvelle":
        return None
    return question.asked_at + (CHOICE_TIME if question.outcome == "suggest" else NO_TIME)


async def sticky_status(connection: AsyncConnection, question: NewQuestion) -> Status:
    """The status to give: what reviewers found out of scope does not come back as new."""
    if question.status != "nouvelle" or not question.normal:  # as is one that was erased
        return question.status
    dismissed = await connection.scalar(_DISMISSED, {"said": question.normal[:MAX_NORMAL]})
    return "nouvelle" if dismissed is None else "hors_perimetre"
