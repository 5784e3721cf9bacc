"""What people chose to tell: whether to write to them, and their town."""

from typing import Any

from sqlalchemy import select

from bot.clock import utc_now
from bot.questionlog.database import Database, insert
from bot.questionlog.records import Sender
from bot.questionlog.tables import people


class People:
    """People, under pseudonyms. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wants_notices(self, sender: Sender) -> bool:
        """Whether this person agreed to be told."""
        return bool(await self._get(sender, people.c.wants_notices))

    async def town(self, sender: Sender) -> tuple[str | None, str | None]:
        """INSEE code and name of the town this person told; both None if not told."""
        code = await self._get(sender, people.c.town)
        return code, await self._get(sender, people.c.town_name)

    async def agree(self, sender: Sender) -> None:
        """Note that this person wants to be told, in this chat."""
        await self._set(sender, chat_id=sender.chat_id, wants_notices=True)

    async def withdraw(self, sender: Sender) -> None:
        """Forget where to write to this person."""
        await self._set(sender, chat_id=None, wants_notices=False)

    async def live_in(self, sender: Sender, code: str | None, name: str) -> None:
        """Note a person's town; a town that is not in our list has no code."""
        await self._set(sender, town=code, town_name=name[:100])

    async def meet(self, sender: Sender) -> bool:
        """Whether this person is met for the first time; no longer so afterwards."""
        row = self._row(sender)
        async with self._database.write() as connection:
            statement = insert(connection, people).values(row).on_conflict_do_nothing()
            return await connection.scalar(statement.returning(people.c.person)) is not None

    async def _get(self, sender: Sender, column: Any) -> Any:
        person = self._database.pseudonym(sender.person)
        async with self._database.read() as connection:
            return await connection.scalar(select(column).where(people.c.person == person))

    async def _set(self, sender: Sender, **values: Any) -> None:
        row = {**self._row(sender), **values}
        async with self._database.write() as connection:
            statement = insert(connection, people).values(row)
            changed = {**values, "updated_at": row["updated_at"]}
            await connection.execute(
                statement.on_conflict_do_update(index_elements=["person"], set_=changed)
            )

    def _row(self, sender: Sender) -> dict[str, Any]:
        return {
            "person": self._database.pseudonym(sender.person),
            "updated_at": utc_now(),
        }
