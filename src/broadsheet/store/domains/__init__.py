"""The ledger in SQLite, a module a domain: what is read of it and what is written, behind `contract`."""
