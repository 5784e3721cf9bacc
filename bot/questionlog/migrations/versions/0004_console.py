"""What the console needs: sessions, notes, drafts and versions of fiches, search in questions.

Search is an FTS5 table kept by triggers on SQLite, an index on an expression on PostgreSQL: no
column of the questions changes. Accents are taken off on both sides, as people leave them out.
"""

import sqlalchemy as sa
from alembic import op

from bot.questionlog.fulltext import POSTGRESQL_INDEX, SQLITE_TABLE

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the tables, then the search, which takes in the questions there are."""
    _signing_in()
    _work()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_TABLE if sqlite else POSTGRESQL_INDEX:
        op.execute(sa.text(statement))


def _signing_in() -> None:
    op.create_table(
        "console_sessions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64)),
        sa.Column("browser", sa.String(120), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("person", sa.String(32)),
        sa.Column("sealed", sa.Text()),
        sa.Column("confirmed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_console_sessions"),
        sa.UniqueConstraint("key", name="uq_console_sessions_key"),
        sa.UniqueConstraint("code", name="uq_console_sessions_code"),
    )
    op.create_index("ix_console_sessions_person", "console_sessions", ["person"])
    op.create_table(
        "console_tries",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_console_tries"),
    )
    op.create_table(
        "console_forms",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_console_forms"),
    )


def _work() -> None:
    op.create_table(
        "notes",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("question_id", BIG, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name="fk_notes_question_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_notes_question_id", "notes", ["question_id"])
    op.create_table(
        "fiche_drafts",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("domain", sa.String(100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("writer", sa.String(32), nullable=False),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fiche_drafts"),
    )
    op.create_index("ix_fiche_drafts_entry", "fiche_drafts", ["entry"])
    op.create_table(
        "fiche_versions",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(64), nullable=False),
        sa.Column("publisher", sa.String(64), nullable=False),
        sa.Column("draft", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_fiche_versions"),
    )
    op.create_index("ix_fiche_versions_entry", "fiche_versions", ["entry"])
