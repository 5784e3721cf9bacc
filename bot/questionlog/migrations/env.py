"""Alembic's environment: runs in the connection that the assistant opened."""

from alembic import context

from bot.questionlog.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
