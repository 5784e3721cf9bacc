"""The tables behind the console: who is signed in, what staff note, drafts of fiches."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.questionlog.tables import BigKey, UtcDateTime, metadata

console_sessions: Final = Table(
    "console_sessions",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("key", String(64), nullable=False),  # SHA-256 of what the browser keeps
    Column("code", String(64)),  # SHA-256 of what it shows; emptied once confirmed
    Column("browser", String(120), nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("person", String(32)),  # mark of the member of the staff who gave the code
    Column("sealed", Text),  # that member's number on Telegram and name; emptied never
    Column("confirmed_at", UtcDateTime),
    UniqueConstraint("key", name="uq_console_sessions_key"),
    UniqueConstraint("code", name="uq_console_sessions_code"),
    Index("ix_console_sessions_person", "person"),
)

console_tries: Final = Table(
    "console_tries",
    metadata,
    Column("person", String(32), primary_key=True),  # mark of a member of the staff
    Column("tries", Integer, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

console_forms: Final = Table(
    "console_forms",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of a form that was sent
    Column("at", UtcDateTime, nullable=False),
)

notes: Final = Table(
    "notes",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("question_id", BigKey, ForeignKey("questions.id", ondelete="CASCADE"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(16), nullable=False),  # "note", or "brouillon": a reply not sent
    Column("text", Text, nullable=False),
    Index("ix_notes_question_id", "question_id"),
)

fiche_drafts: Final = Table(
    "fiche_drafts",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("entry", String(200), nullable=False),
    Column("domain", String(100), nullable=False),
    Column("text", Text, nullable=False),
    Column("base", String(64), nullable=False),  # SHA-256 of the file it was begun from
    Column("state", String(16), nullable=False),  # brouillon, soumis, publie, abandonne
    Column("version", Integer, nullable=False),
    Column("author", String(64), nullable=False),
    Column("writer", String(32), nullable=False),  # mark of the author, for the second reading
    Column("comment", Text, nullable=False, server_default=""),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_fiche_drafts_entry", "entry"),
)

fiche_versions: Final = Table(
    "fiche_versions",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("entry", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", String(64), nullable=False),
    Column("publisher", String(64), nullable=False),
    Column("draft", BigInteger),
    Index("ix_fiche_versions_entry", "entry"),
)
