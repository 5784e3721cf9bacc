"""Consultations: their definition, a session a town, answers, who took part, codes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("codes", "officials", "values", "answers", "sessions")


def upgrade() -> None:
    """Add tables; the version before runs on with them."""
    _consultations()
    _sessions()
    _answers()
    _people()


def _consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(64), nullable=False),
        sa.Column("opened_by", sa.String(64)),
        sa.Column("opened_at", MOMENT),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.Column("figures", sa.Text()),
        sa.Column("comment", sa.Text()),
        sa.Column("comment_by", sa.String(64)),
        sa.Column("comment_at", MOMENT),
        sa.Column("returned_at", MOMENT),
        sa.Column("unlinked_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_consultations"),
    )


def _sessions() -> None:
    name = "consultation_sessions"
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False, autoincrement=True),
        sa.Column("consultation", sa.String(32), nullable=False),
        sa.Column("town", sa.String(5)),
        sa.Column("verified", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultations.id"], name=f"fk_{name}_consultation"
        ),
        sa.UniqueConstraint("consultation", "town", name=f"uq_{name}_consultation"),
    )


def _answers() -> None:
    for name, own in (("consultation_answers", False), ("consultation_values", True)):
        keys = ["id"] if own else ["session_id", "question"]
        number = [sa.Column("id", KEY, nullable=False, autoincrement=True)] if own else []
        op.create_table(
            name,
            *number,
            sa.Column("session_id", KEY, nullable=False),
            sa.Column("question", sa.String(24), nullable=False),
            sa.Column("value", sa.Text(), nullable=False),
            sa.Column("author", sa.String(32)),
            sa.Column("at", MOMENT, nullable=False),
            sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
            sa.ForeignKeyConstraint(
                ["session_id"], ["consultation_sessions.id"], name=f"fk_{name}_session_id"
            ),
        )
        op.create_index(f"ix_{name}_author", name, ["author"])
    op.create_index("ix_consultation_values_session_id", "consultation_values", ["session_id"])


def _people() -> None:
    name = "consultation_officials"
    op.create_table(
        name,
        sa.Column("consultation", sa.String(32), nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("town", sa.String(5)),
        sa.Column("verified", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("waiting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("muted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("owed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("chat", sa.String(32)),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("consultation", "person", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_person", name, ["person"])
    op.create_index(f"ix_{name}_town", name, ["consultation", "town"])
    op.create_table(
        "consultation_codes",
        sa.Column("consultation", sa.String(32), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("town", sa.String(5), nullable=False),
        sa.PrimaryKeyConstraint("consultation", "code", name="pk_consultation_codes"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for name in TABLES:
        op.drop_table(f"consultation_{name}")
    op.drop_table("consultations")
