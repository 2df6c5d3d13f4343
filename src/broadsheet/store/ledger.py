"""The ledger in one SQLite file: its domains put together, and the way to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from broadsheet.errors import LedgerError, NotFoundError
from broadsheet.store import checks, tables
from broadsheet.store.connection import begin_immediately, check_revision, engine_for, migrate, shrink, told
from broadsheet.store.domains.articles import ArticleReads, ArticleWrites
from broadsheet.store.domains.captures import CaptureReads, CaptureWrites
from broadsheet.store.domains.editions import EditionReads, EditionWrites
from broadsheet.store.domains.rounds import RoundReads, RoundWrites
from broadsheet.store.domains.search import SearchReads
from broadsheet.store.domains.sources import SourceReads, SourceWrites
from broadsheet.store.domains.stories import StoryReads, StoryWrites
from broadsheet.store.domains.studies import StudyReads, StudyWrites
from broadsheet.store.domains.withdrawals import WithdrawalReads, WithdrawalWrites
from broadsheet.store.locking import WriteLock


class SqliteWriter(
    WithdrawalWrites, ArticleWrites, RoundWrites, SourceWrites, CaptureWrites, StudyWrites, StoryWrites, EditionWrites
):
    """Writes on one connection, inside one transaction."""


class SqliteLedger(
    RoundReads,
    SourceReads,
    CaptureReads,
    ArticleReads,
    StudyReads,
    StoryReads,
    EditionReads,
    WithdrawalReads,
    SearchReads,
):
    """Reads run on one connection, inside of `writing()` on that of its transaction, and see what it wrote."""

    def __init__(self, path: Path, engine: sa.Engine, connection: Connection, lock: WriteLock | None) -> None:
        super().__init__(path, connection)
        self._engine = engine
        self._lock = lock

    @classmethod
    def open(
        cls, path: Path, *, write: bool, command: str, wait: float, waiting: Callable[[str], None] | None
    ) -> SqliteLedger:
        if not write and not path.exists():
            raise NotFoundError(f"there is no ledger at {path}.", hint="Make a paper: broadsheet init DIR")
        lock = None
        if write:
            lock = WriteLock(path.with_name(path.name + ".lock"), command=command, wait=wait, waiting=waiting)
        try:
            with told(path, "opened"):
                engine = engine_for(path, write=write)
                connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                if write:
                    connection = _migrated(engine, connection, path, waiting or _unheard)
                check_revision(connection, path)
        except BaseException:
            if lock:
                lock.release()
            raise
        return cls(path, engine, connection, lock)

    @contextmanager
    def writing(self) -> Iterator[SqliteWriter]:
        if self._lock is None:
            raise LedgerError(f"the ledger {self._path} was opened to be read.", hint="Open it with write=True.")
        with told(self._path, "written"):
            self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield SqliteWriter(self._connection)
                self._connection.exec_driver_sql("COMMIT")
            except BaseException:
                if _in_transaction(self._connection):
                    self._connection.exec_driver_sql("ROLLBACK")
                raise

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
        if self._lock:
            self._lock.release()

    def erase_traces(self) -> None:
        if self._lock is None:
            raise LedgerError(f"the ledger {self._path} was opened to be read.", hint="Open it with write=True.")
        with told(self._path, "written anew"):
            # The full-text index keeps deleted words in its segments until they are merged.
            self._connection.exec_driver_sql("INSERT INTO search(search) VALUES('optimize')")
            self._connection.exec_driver_sql("VACUUM")
            self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def totals(self) -> Mapping[str, int]:
        counted = {
            "articles": sa.select(sa.func.count()).select_from(tables.articles),
            "versions": sa.select(sa.func.count()).select_from(tables.versions),
            "captures": sa.select(sa.func.count(tables.sightings.c.capture_id.distinct())),
            "sightings": sa.select(sa.func.count()).select_from(tables.sightings),
            "stories": sa.select(sa.func.count(tables.story_articles.c.story_id.distinct())),
            "statements": sa.select(sa.func.coalesce(sa.func.sum(tables.statements.c.number), 0)),
            "editions": sa.select(sa.func.count()).select_from(tables.editions),
            "rounds": sa.select(sa.func.count()).select_from(tables.rounds),
        }
        return {name: int(self._rows(query)[0][0]) for name, query in counted.items()}

    def check(self) -> tuple[str, ...]:
        with told(self._path, "checked"):
            return checks.problems(self._connection)


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.driver_connection, "in_transaction", False))


def _unheard(said: str) -> None:
    """Where nobody listens."""


def _migrated(engine: sa.Engine, connection: Connection, path: Path, tell: Callable[[str], None]) -> Connection:
    """The connection after all migrations, each of which ran in a transaction of its own."""
    connection.close()
    remove = begin_immediately(engine)
    try:
        with engine.connect() as migrating:
            migrate(migrating, path, tell)
    finally:
        remove()
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    shrink(connection, path, tell)
    return connection


__all__ = ["SqliteLedger", "SqliteWriter"]
