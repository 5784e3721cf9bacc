"""Acts that somebody may have to account for."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.database import Database
from bot.questionlog.tables import audit


class Audit:
    """A register that is only added to. May raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, actor: str, act: str, detail: str) -> None:
        """Note who does what, before it is done."""
        async with self._database.write() as connection:
            await noted(connection, actor, act, detail)


async def noted(connection: AsyncConnection, actor: str, act: str, detail: str) -> None:
    """Note who does what in the transaction that does it."""
    row = {"at": utc_now(), "actor": actor[:64], "act": act, "detail": detail}
    await connection.execute(audit.insert().values(row))
