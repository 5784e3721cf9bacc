"""Acts on personal data that somebody may have to account for."""

from bot.clock import utc_now
from bot.questionlog.database import Database
from bot.questionlog.tables import audit


class Audit:
    """A register that is only added to. May raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, actor: str, act: str, detail: str) -> None:
        """Note who did what; kept before the act is carried out."""
        now = utc_now()
        row = {"at": now, "actor": actor[:64], "act": act, "detail": detail}
        async with self._database.write() as connection:
            await connection.execute(audit.insert().values(row))
