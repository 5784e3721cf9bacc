"""Moving the rows of the tables before 0003, as they were then."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.matching.normalize import normal_form
from bot.questionlog.addresses import Place
from bot.questionlog.vault import Vault

QUESTIONS = ("id", "chat_id", "message_id", "person", "chat", "message", "text", "normal")
MAX_NORMAL = 400


class Move:
    """Moves what stood in clear under seals, marks and pseudonyms."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._known: set[str] = set()

    def questions(self) -> None:
        """Chats, messages, pseudonyms; and the normal form, from the masked text."""
        table = _table("questions", *QUESTIONS, "wants_reply")
        wanting = self._wanting()
        for row in self._rows(table):
            text = row.text or ""
            values = {
                "normal": normal_form(text)[:MAX_NORMAL],
                "person": self._renewed(row.person),
                "chat": self._chat(row.chat_id),
                "message": self._message(row.chat_id, row.message_id),
                "wants_reply": row.person in wanting and (row.chat_id or 0) > 0,
            }
            self._set(table, table.c.id == row.id, values)

    def readings(self) -> None:
        """Who received which entry, with the date of the correction told of, if one was."""
        told = self._told()
        asked = _table("questions", "person", "entry", "chat_id", "asked_at")
        read = _table("readings", "person", "entry", "chat", "correction", "at")
        last = (
            sa.select(
                asked.c.person, asked.c.entry, asked.c.chat_id, sa.func.max(asked.c.asked_at)
            )
            .where(asked.c.person.is_not(None), asked.c.entry.is_not(None))
            .group_by(asked.c.person, asked.c.entry, asked.c.chat_id)
        )
        for person, entry, chat_id, moment in self._connection.execute(last).all():
            row = {
                "person": self._renewed(person),
                "entry": entry,
                "chat": self._chat(chat_id) or "",
                "correction": told.get((entry, person), "?"),
                "at": moment,
            }
            self._connection.execute(sa.insert(read).values(row))

    def _told(self) -> dict[tuple[str, str], str]:
        """(entry, person) → the date of the last correction told, from the keys of notices."""
        table = _table("outbox", "key")
        keys = sa.select(table.c.key).where(table.c.key.like("correction:%"))
        found = {}
        for (key,) in self._connection.execute(keys.order_by(table.c.key)).all():
            entry, date, person = key.removeprefix("correction:").rsplit(":", 2)
            found[entry, person] = f"@{date}"
        return found

    def people(self) -> None:
        """Consent to be told was given for answers and corrections alike."""
        table = _table("people", "person", "chat_id", "chat", "wants_notices", "corrections")
        votes = _table("votes", "person")
        for row in self._rows(table):
            values = {
                "person": self._renewed(row.person),
                "chat": self._chat(row.chat_id) if (row.chat_id or 0) > 0 else None,
                "corrections": bool(row.wants_notices),
            }
            self._set(table, table.c.person == row.person, values)
        for (person,) in self._connection.execute(sa.select(votes.c.person).distinct()).all():
            self._set(votes, votes.c.person == person, {"person": self._renewed(person)})

    def conversations(self) -> None:
        """Keys become marks; forms, which may hold a contact, are sealed."""
        table = _table("conversations", "key", "person", "form")
        for row in self._rows(table):
            # "telegram:<chat>:<person>", where the person is "telegram:<number>"
            person = row.key.split(":", 2)[2]
            values = {
                "key": self._vault.mark("conversation", row.key),
                "person": self._vault.pseudonym(person),
                "form": self._vault.seal(row.form, "form") if row.form else row.form,
            }
            self._set(table, table.c.key == row.key, values)

    def outbox(self) -> None:
        """Addresses are sealed; what was sent keeps neither its words nor its chat."""
        table = _table(
            "outbox", "id", "key", "chat_id", "chat", "reply", "sent_at", "failure", "question",
            "about",
        )  # fmt: skip
        for row in self._rows(table):
            done = row.sent_at is not None or row.failure is not None
            number = _number(row.key)
            values = {
                "key": self._vault.mark("notice", row.key),
                "chat": None if done else self._chat(row.chat_id),
                "reply": "" if done else row.reply,
                "question": None if row.key.startswith("annonce:") else number,
                "about": f" {number} " if number else "",
            }
            self._set(table, table.c.id == row.id, values)

    def _wanting(self) -> set[str]:
        table = _table("people", "person", "wants_notices")
        wanting = sa.select(table.c.person).where(table.c.wants_notices)
        return {row.person for row in self._connection.execute(wanting)}

    def _renewed(self, person: str | None) -> str | None:
        return None if person is None else self._vault.renewed(person)

    def _chat(self, chat_id: int | None) -> str | None:
        """Keep the address, and give the mark that other tables know it by."""
        if chat_id is None:
            return None
        place = Place(chat_id)
        mark = place.mark(self._vault)
        if mark not in self._known:
            self._known.add(mark)
            own = self._vault.pseudonym(f"telegram:{chat_id}") if chat_id > 0 else None
            row = {"chat": mark, "sealed": place.seal(self._vault), "person": own}
            self._connection.execute(sa.insert(_table("addresses", *row)).values(row))
        return mark

    def _message(self, chat_id: int | None, message_id: int | None) -> str | None:
        """The number of the bot was not kept then."""
        if chat_id is None or message_id is None:
            return None
        return self._vault.mark("message", f":{chat_id}:{message_id}")

    def _rows(self, table: sa.TableClause) -> Iterable[Any]:
        return self._connection.execute(sa.select(table)).all()

    def _set(self, table: sa.TableClause, which: Any, values: dict[str, Any]) -> None:
        self._connection.execute(sa.update(table).where(which).values(values))


def _table(name: str, *columns: str) -> sa.TableClause:
    boolean = {"wants_reply", "wants_notices", "corrections"}
    return sa.table(
        name,
        *(sa.column(column, sa.Boolean() if column in boolean else None) for column in columns),
    )


def _number(key: str) -> int | None:
    """The question that a notice is about: "annonce:3:…", "repondue:3:…"."""
    _, _, rest = key.partition(":")
    number = rest.partition(":")[0]
    return int(number) if number.isdecimal() else None
