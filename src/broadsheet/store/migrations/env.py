"""How Alembic runs here: on the connection that the ledger hands it, one transaction a migration."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    transaction_per_migration=True,
    include_object=lambda thing, name, kind, reflected, other: not (kind == "table" and str(name).startswith("search")),
)
with context.begin_transaction():
    context.run_migrations()
