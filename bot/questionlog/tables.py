"""The tables of the question log, alike on SQLite and PostgreSQL; times are stored in UTC."""

import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

# SQLite numbers rows by itself only for a plain INTEGER key.
BigKey: Final = BigInteger().with_variant(Integer, "sqlite")


class UtcDateTime(TypeDecorator[datetime.datetime]):
    """A moment, aware, in UTC: SQLite forgets the zone, so it is given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        """Store in UTC; a moment without a zone is refused, for its meaning would be guessed."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(datetime.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime.datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        moment: datetime.datetime = value
        if moment.tzinfo is None:
            return moment.replace(tzinfo=datetime.UTC)
        return moment.astimezone(datetime.UTC)


questions: Final = Table(
    "questions",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("kind", String(16), nullable=False, server_default="question"),  # or "appui"
    Column("person", String(32)),  # pseudonym; emptied when the link to a person is dropped
    Column("chat", String(32)),  # mark of an address: where it was asked
    Column("message", String(32)),  # mark of the message, to recognise one delivered twice
    Column("asked_in", BigInteger),  # the message's number in its chat, to be replied to
    Column("wants_reply", Boolean, nullable=False, server_default=false()),  # to be told there
    Column("contact", Text),  # sealed: what a request for support gives to be reached
    Column("town", String(5)),  # INSEE code, if told
    Column("text", Text, nullable=False),
    Column("normal", String(400), nullable=False),  # what makes two questions the same
    Column("outcome", String(16), nullable=False),
    Column("entry", String(200)),
    Column("confidence", Float),
    Column("candidates", Text, nullable=False),  # JSON: what was found and offered
    Column("domain", String(100)),
    Column("knowledge", String(12), nullable=False),  # digest of the base that answered
    Column("feedback", String(8)),
    Column("status", String(16), nullable=False),
    Column("assignee", String(64)),  # the reviewer who took it, by the name shown to colleagues
    Column("reply", Text),  # an expert's own answer
    Column("duplicate_of", BigKey),
    Column("reopened_at", UtcDateTime),  # handed on or opened again: the promise counts from there
    Column("announce_at", UtcDateTime),  # when the staff is to be told; empty: not, or done
    UniqueConstraint("message", name="uq_questions_message"),
    Index("ix_questions_asked_at", "asked_at"),
    Index("ix_questions_status", "status"),
    Index("ix_questions_normal", "normal"),
    Index("ix_questions_person", "person"),
    Index("ix_questions_announce_at", "announce_at"),
    sqlite_autoincrement=True,  # a number given to a mayor is never given again
)

addresses: Final = Table(
    "addresses",
    metadata,
    Column("chat", String(32), primary_key=True),  # what the other tables know it by
    Column("sealed", Text, nullable=False),  # the chat's number and topic, under seal
    Column("person", String(32)),  # pseudonym of whoever has this chat alone
    Index("ix_addresses_person", "person"),
)

events: Final = Table(
    "events",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("question_id", BigKey, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("detail", Text, nullable=False, server_default=""),
    Column("actor", String(64), nullable=False, server_default=""),  # staff; empty: the asker
    Index("ix_events_question_id", "question_id"),
)

conversations: Final = Table(
    "conversations",
    metadata,
    Column("key", String(64), primary_key=True),  # mark of a person in a chat
    Column("person", String(32)),  # pseudonym
    Column("choices", Text, nullable=False),  # JSON: the choices last shown
    Column("question_id", BigKey),
    Column("message_id", BigInteger),  # the message that shows them
    Column("form", Text),  # sealed: the form being filled in
    Column("entry", String(200)),  # the entry last answered with
    Column("answered_at", UtcDateTime),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_conversations_person", "person"),
)

deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("key", String(128), primary_key=True),  # mark of a message or a button press
    Column("taken_until", UtcDateTime, nullable=False),  # the end of a process's lease
    Column("attempts", Integer, nullable=False),
    Column("done_at", UtcDateTime),  # when it was handled to the end, or set aside
    Column("failure", String(64)),  # why it was set aside
    Column("number", BigInteger),  # Telegram's number of the update, for what is held
    Column("body", Text),  # sealed: an update confirmed before it is handled; emptied then
    Index("ix_deliveries_taken_until", "taken_until"),
)

people: Final = Table(
    "people",
    metadata,
    Column("person", String(32), primary_key=True),  # pseudonym
    Column("chat", String(32)),  # mark of the private chat, once something is to be sent there
    # Told of what becomes of questions unless stopped; who was asked before 0006 keeps the answer.
    Column("wants_notices", Boolean, nullable=False, default=True, server_default=false()),
    Column("corrections", Boolean, nullable=False, server_default=false()),
    Column("consultations", Boolean, nullable=False, server_default=false()),
    Column("town", String(5)),  # INSEE code
    Column("town_name", String(100)),  # as told, for a town that is not in our list
    Column("updated_at", UtcDateTime, nullable=False),
)

votes: Final = Table(
    "votes",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("entry", String(200), primary_key=True),
    Column("knowledge", String(12), primary_key=True),  # the version that was shown
    Column("vote", String(8), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

readings: Final = Table(
    "readings",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("entry", String(200), primary_key=True),
    Column("chat", String(32), primary_key=True),  # mark of an address; empty: another chat
    Column("correction", String(16), nullable=False),  # mark of the one that stood in it
    Column("at", UtcDateTime, nullable=False),
    Column("watch", Boolean, nullable=False, server_default=false()),  # asked to be told
    Index("ix_readings_entry", "entry"),
)

outbox: Final = Table(
    "outbox",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("key", String(200), nullable=False),  # mark of what makes two messages the same
    Column("chat", String(32)),  # mark of an address; emptied once sent
    Column("reply", Text, nullable=False),  # sealed: JSON of a Reply; emptied once sent
    Column("due_at", UtcDateTime, nullable=False),  # also the end of a sender's lease
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcDateTime),
    Column("failure", String(64)),  # why it will never be sent
    Column("unsure", Integer, nullable=False, server_default="0"),  # sendings of unknown outcome
    Column("question", BigInteger),  # the question that it answers, if it does
    Column("about", Text, nullable=False, server_default=""),  # " 3 8 ": whose words it holds
    Column("answers", BigInteger),  # the message that it replies to
    UniqueConstraint("key", name="uq_outbox_key"),
    Index("ix_outbox_due_at", "due_at"),
    Index("ix_outbox_question", "question"),
)

erasures: Final = Table(
    "erasures",
    metadata,
    Column("person", String(32), primary_key=True),  # pseudonym of who erased everything
    Column("at", UtcDateTime, nullable=False),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("act", String(32), nullable=False),
    Column("detail", Text, nullable=False),
)

secrets: Final = Table(
    "secrets",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", String(256), nullable=False),  # sealed
)
