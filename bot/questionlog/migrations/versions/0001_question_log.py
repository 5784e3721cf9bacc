"""The question log, the state of conversations, and what is to be told to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "questions",
        sa.Column("id", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), server_default="question", nullable=False),
        sa.Column("person", sa.String(32)),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("town", sa.String(5)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("normal", sa.String(400), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(200)),
        sa.Column("confidence", sa.Float()),
        sa.Column("candidates", sa.Text(), nullable=False),
        sa.Column("domain", sa.String(100)),
        sa.Column("knowledge", sa.String(12), nullable=False),
        sa.Column("feedback", sa.String(8)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(64)),
        sa.Column("reply", sa.Text()),
        sa.Column("duplicate_of", BIG_KEY),
        sa.Column("announce_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("chat_id", "message_id", name="uq_questions_message"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    for column in ("status", "normal", "person", "announce_at"):
        op.create_index(f"ix_questions_{column}", "questions", [column])
    op.create_table(
        "events",
        sa.Column("id", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("question_id", BIG_KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("detail", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.String(64), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name="fk_events_question_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_question_id", "events", ["question_id"])
    op.create_table(
        "conversations",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("question_id", BIG_KEY),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("form", sa.Text()),
        sa.Column("entry", sa.String(200)),
        sa.Column("answered_at", MOMENT),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_conversations"),
    )
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("taken_until", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("failure", sa.String(64)),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_taken_until", "deliveries", ["taken_until"])
    _create_follow_up_tables()
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )


def _create_follow_up_tables() -> None:
    op.create_table(
        "people",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("wants_notices", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("town", sa.String(5)),
        sa.Column("town_name", sa.String(100)),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_people"),
    )
    op.create_table(
        "votes",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("knowledge", sa.String(12), nullable=False),
        sa.Column("vote", sa.String(8), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "entry", "knowledge", name="pk_votes"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("failure", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_table(
        "audit",
        sa.Column("id", BIG_KEY, autoincrement=True, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("audit", "outbox", "votes", "people", "secrets", "deliveries", "conversations"):
        op.drop_table(table)
    op.drop_table("events")
    op.drop_table("questions")
