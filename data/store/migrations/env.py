"""What Alembic runs for each command: the steps, on the connection it was given."""

from __future__ import annotations

from alembic import context

from data.store.tables.archive import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
with context.begin_transaction():
    context.run_migrations()
