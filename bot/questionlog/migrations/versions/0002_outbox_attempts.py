"""Sendings of unknown outcome, the question a notice answers, and updates held to be handled."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ANSWERS = ("repondue:%", "rattachee:%")
"""Keys of the notices that answer a question: the act, the number, the version."""


def upgrade() -> None:
    """Add columns; the version before runs on with them."""
    op.add_column("outbox", sa.Column("unsure", sa.Integer(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("question", sa.BigInteger()))
    op.create_index("ix_outbox_question", "outbox", ["question"])
    op.add_column("deliveries", sa.Column("number", sa.BigInteger()))
    op.add_column("deliveries", sa.Column("body", sa.Text()))
    _fill_questions()


def _fill_questions() -> None:
    table = sa.table("outbox", sa.column("id"), sa.column("key"), sa.column("question"))
    connection = op.get_bind()
    known = sa.or_(*(table.c.key.like(pattern) for pattern in ANSWERS))
    for row in connection.execute(sa.select(table.c.id, table.c.key).where(known)).all():
        number = row.key.split(":")[1]
        if number.isdecimal():
            connection.execute(
                sa.update(table).where(table.c.id == row.id).values(question=int(number))
            )


def downgrade() -> None:
    """Take the columns away."""
    op.drop_index("ix_outbox_question", "outbox")
    for table, columns in (("outbox", ("question", "unsure")), ("deliveries", ("body", "number"))):
        for column in columns:
            op.drop_column(table, column)
