"""What is noted of those who answered when a consultation closes: whom results are owed to."""

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.consultation_tables import officials, sessions, values


async def note_who_took_part(connection: AsyncConnection, identifier: str) -> None:
    """Whoever answered is owed the results; the values before the last ones go.

    Who told another town since, and answered nothing for it, took part for the one before.

    Args:
        connection: in a transaction that writes.
        identifier: the consultation.
    """
    mine = sessions.c.consultation == identifier
    inside = values.c.session_id.in_(select(sessions.c.id).where(mine))
    part = officials.c.consultation == identifier
    part &= officials.c.person.in_(select(values.c.author).where(inside))
    # Whose answers another changed since took part as well.
    await connection.execute(update(officials).where(part).values(owed=True))
    answered_for = (
        select(sessions.c.town)
        .join(values, values.c.session_id == sessions.c.id)
        .where(mine, values.c.author == officials.c.person)
        .correlate(officials)
    )
    elsewhere = or_(officials.c.town.is_(None), officials.c.town.not_in(answered_for))
    last = answered_for.order_by(values.c.id.desc()).limit(1).scalar_subquery()
    moved = update(officials).where(part, elsewhere)
    await connection.execute(moved.values(town=last, verified=False))
    await connection.execute(delete(values).where(inside))
