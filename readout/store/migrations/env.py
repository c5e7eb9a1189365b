"""Alembic's environment: runs on the connection, and in the transaction, that `readout.store.connect` opens."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
