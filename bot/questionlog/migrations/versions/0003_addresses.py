"""Where to write stands apart and sealed; everything else goes by pseudonyms and marks.

What an older version kept in clear is moved: numbers of chats are sealed, keys are marked, the
key of the pseudonyms that stood in clear is sealed and its pseudonyms are made again under a new
one, and ``normal`` is made from the masked text. Deliveries are dropped: what Telegram repeats
while the version changes may get a second reply.
"""

import sqlalchemy as sa
from alembic import context, op

from bot.keys import Keys
from bot.questionlog.migrations.moving import Move
from bot.questionlog.vault import prepare_vault

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add what is new, move the rows, drop what held numbers in clear."""
    connection = op.get_bind()
    _add()
    move = Move(connection, prepare_vault(connection, _keys()))
    move.readings()
    move.questions()
    move.people()
    move.conversations()
    move.outbox()
    connection.execute(sa.text("DELETE FROM deliveries"))
    _drop()


def _keys() -> Keys:
    keys = context.config.attributes["keys"]
    if not isinstance(keys, Keys):
        raise TypeError("a migration needs the keys")
    return keys


def _add() -> None:
    op.create_table(
        "addresses",
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("person", sa.String(32)),
        sa.PrimaryKeyConstraint("chat", name="pk_addresses"),
    )
    op.create_index("ix_addresses_person", "addresses", ["person"])
    op.create_table(
        "erasures",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_erasures"),
    )
    op.create_table(
        "readings",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("entry", sa.String(200), nullable=False),
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("correction", sa.String(16), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("watch", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("person", "entry", "chat", name="pk_readings"),
    )
    op.create_index("ix_readings_entry", "readings", ["entry"])
    with op.batch_alter_table("secrets") as secrets:
        secrets.alter_column("value", type_=sa.String(256), existing_nullable=False)
    for column in (
        sa.Column("chat", sa.String(32)),
        sa.Column("message", sa.String(32)),
        sa.Column("wants_reply", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("contact", sa.Text()),
    ):
        op.add_column("questions", column)
    op.add_column("people", sa.Column("chat", sa.String(32)))
    for name in ("corrections", "consultations"):
        op.add_column(
            "people", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.add_column("conversations", sa.Column("person", sa.String(32)))
    op.add_column("outbox", sa.Column("chat", sa.String(32)))
    op.add_column("outbox", sa.Column("about", sa.Text(), server_default="", nullable=False))
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("outbox")}
    if "question" not in known:  # 0002 adds it too
        op.add_column("outbox", sa.Column("question", sa.BigInteger()))
        op.create_index("ix_outbox_question", "outbox", ["question"])


def _drop() -> None:
    """SQLite makes the tables anew for that, and erases what hangs on them meanwhile."""
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.execute(sa.text("CREATE TEMPORARY TABLE aside AS SELECT * FROM events"))
        numbers = "SELECT seq FROM sqlite_sequence WHERE name = 'questions'"
        last = connection.scalar(sa.text(numbers))
    numbered = {"sqlite_autoincrement": True}
    with op.batch_alter_table("questions", table_kwargs=numbered) as questions:
        questions.drop_constraint("uq_questions_message", type_="unique")
        questions.drop_column("chat_id")
        questions.drop_column("message_id")
        questions.create_unique_constraint("uq_questions_message", ["message"])
    if sqlite:
        # Numbers given stay given, and the history comes back.
        renumber = "UPDATE sqlite_sequence SET seq = :last WHERE name = 'questions'"
        connection.execute(sa.text(renumber), {"last": last or 0})
        connection.execute(sa.text("DELETE FROM events"))
        connection.execute(sa.text("INSERT INTO events SELECT * FROM aside"))
        connection.execute(sa.text("DROP TABLE aside"))
    with op.batch_alter_table("people") as people:
        people.drop_column("chat_id")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("chat_id")
    op.create_index("ix_conversations_person", "conversations", ["person"])


def downgrade() -> None:
    """There is no way back to numbers in clear."""
    raise NotImplementedError("restore a copy from before")
