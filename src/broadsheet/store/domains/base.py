"""What all domains stand on: a connection, rows asked for in chunks, rows written once.

What is asked or written for each item is put together once, as a constant of its module: SQLAlchemy takes some ten times
as long to build such a query as SQLite to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection, Row

from broadsheet.store.connection import told
from broadsheet.store.rows import chunks


def where(table: sa.Table, key: str, *columns: str) -> sa.Select[Any]:
    """These columns (all without a name) of the row that has the key."""
    query = sa.select(*(table.c[name] for name in columns)) if columns else sa.select(table)
    return query.where(table.c[key] == sa.bindparam(key))


@cache
def insert_once(table: sa.Table) -> sa.Insert:
    return insert(table).on_conflict_do_nothing()


@cache
def _insert_or_update(table: sa.Table, names: tuple[str, ...]) -> sa.Insert:
    keys = [column.name for column in table.primary_key.columns]
    statement = insert(table)
    change = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=change)


class Reads:
    """Reads on one connection, of the file that errors name."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self._path = path
        self._connection = connection

    def _rows(self, query: sa.Executable, **values: Any) -> Sequence[Row[Any]]:
        with told(self._path, "read"):
            return self._connection.execute(query, values).all()

    def _row(self, query: sa.Executable, **values: Any) -> Row[Any] | None:
        with told(self._path, "read"):
            return self._connection.execute(query, values).first()

    def _among(self, query: sa.Select[Any], column: sa.ColumnElement[str], ids: Sequence[str]) -> list[Row[Any]]:
        """Rows whose column has one of the values, in chunks."""
        return [row for some in chunks(list(dict.fromkeys(ids))) for row in self._rows(query.where(column.in_(some)))]


class Writes:
    """Writes on one connection, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _once(self, table: sa.Table, **values: Any) -> bool:
        """Inserts a row unless its key is there; whether it was new."""
        return self._connection.execute(insert_once(table), values).rowcount == 1

    def _put(self, table: sa.Table, **values: Any) -> None:
        self._connection.execute(_insert_or_update(table, tuple(values)), values)
