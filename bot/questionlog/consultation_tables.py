"""The tables of consultations: one session a town, one answer a question, who took part."""

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.questionlog.tables import BigKey, UtcDateTime, metadata

consultations: Final = Table(
    "consultations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("state", String(12), nullable=False),  # proposee, ouverte, fermee
    Column("definition", Text, nullable=False),  # JSON, as two people read it
    Column("proposed_by", String(64), nullable=False),
    Column("opened_by", String(64)),  # somebody else
    Column("opened_at", UtcDateTime),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("figures", Text),  # JSON: what may be told, counted once at closing
    Column("comment", Text),  # what Cerema makes of the answers
    Column("comment_by", String(64)),
    Column("comment_at", UtcDateTime),
    Column("returned_at", UtcDateTime),  # when the results were put in the outbox
    Column("unlinked_at", UtcDateTime),  # when the link to towns and persons was dropped
)

sessions: Final = Table(
    "consultation_sessions",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("consultation", String(32), ForeignKey("consultations.id"), nullable=False),
    Column("town", String(5)),  # INSEE code; emptied thirty days after closing
    Column("verified", Boolean, nullable=False, server_default=false()),  # answered with a code
    Column("begun_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),  # empty: begun only
    UniqueConstraint("consultation", "town", name="uq_consultation_sessions_consultation"),
)

answers: Final = Table(
    "consultation_answers",
    metadata,
    Column("session_id", BigKey, ForeignKey(sessions.c.id), primary_key=True),
    Column("question", String(24), primary_key=True),
    Column("value", Text, nullable=False),  # JSON; null: passed
    Column("author", String(32)),  # pseudonym; emptied with the link to persons
    Column("at", UtcDateTime, nullable=False),
    Index("ix_consultation_answers_author", "author"),
)

values: Final = Table(
    "consultation_values",
    metadata,
    Column("id", BigKey, primary_key=True, autoincrement=True),
    Column("session_id", BigKey, ForeignKey(sessions.c.id), nullable=False),
    Column("question", String(24), nullable=False),
    Column("value", Text, nullable=False),  # every value given, until closing
    Column("author", String(32)),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_consultation_values_session_id", "session_id"),
    Index("ix_consultation_values_author", "author"),
)

officials: Final = Table(
    "consultation_officials",
    metadata,
    Column("consultation", String(32), primary_key=True),
    Column("person", String(32), primary_key=True),  # pseudonym
    Column("town", String(5)),  # for which the person answers
    Column("verified", Boolean, nullable=False, server_default=false()),  # by a code
    Column("waiting", Boolean, nullable=False, server_default=false()),  # for the town to be told
    Column("muted", Boolean, nullable=False, server_default=false()),  # asks for no reminder
    Column("owed", Boolean, nullable=False, server_default=false()),  # results and a comment
    Column("chat", String(32)),  # mark of an address
    Column("at", UtcDateTime, nullable=False),
    Index("ix_consultation_officials_person", "person"),
    Index("ix_consultation_officials_town", "consultation", "town"),
)

codes: Final = Table(
    "consultation_codes",
    metadata,
    Column("consultation", String(32), primary_key=True),
    Column("code", String(32), primary_key=True),  # mark: the code itself is not kept
    Column("town", String(5), nullable=False),
)
