"""The message that a reply answers, and since when an answer is promised."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns; the version before runs on with them."""
    op.add_column("questions", sa.Column("asked_in", sa.BigInteger()))
    op.add_column("questions", sa.Column("reopened_at", sa.DateTime(timezone=True)))
    op.add_column("outbox", sa.Column("answers", sa.BigInteger()))


def downgrade() -> None:
    """Take the columns away."""
    op.drop_column("outbox", "answers")
    op.drop_column("questions", "reopened_at")
    op.drop_column("questions", "asked_in")
