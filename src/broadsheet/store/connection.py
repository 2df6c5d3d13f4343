"""Opening SQLite: pragmas, transactions that are ours, migrations, and errors that say what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from broadsheet.errors import LedgerError, LedgerRefused
from broadsheet.store import tables

LARGE = 10_000_000  # bytes of a ledger from which on it is told how small it became
# Migrations are named by number, so the last name is the newest.
HEAD = max(path.stem for path in (Path(__file__).parent / "migrations" / "versions").glob("0*.py"))


def engine_for(path: Path, *, write: bool) -> sa.Engine:
    """An engine whose connections begin transactions only where we say so."""

    def connect() -> sqlite3.Connection:
        connection = _connected(path, "mode=rwc") if write else _to_read(path)
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            # Heeded by a new file, and by an older one when it is written anew.
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            # A commit is on the disk before it is told: the archive's record is flushed before it.
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")
        return connection

    return sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.SingletonThreadPool)


def _connected(path: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{_quoted(path)}?{how}", uri=True, isolation_level=None, timeout=30)


def _to_read(path: Path) -> sqlite3.Connection:
    """A connection that only reads, on a medium or in a folder that cannot be written to as well.

    A reader of a file in WAL mode wants to make two files beside it (https://www.sqlite.org/wal.html#readonly). Where it
    cannot, and no log is there that would have to be read, the file is whole as it lies.
    """
    connection = _connected(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN) or _has_log(path):
            raise
        return _connected(path, "mode=ro&immutable=1")
    return connection


def _has_log(path: Path) -> bool:
    """Whether what was written last lies beside the file."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()))


@contextmanager
def told(path: Path, doing: str) -> Iterator[None]:
    """Turns what SQLite says into a LedgerError that names the file and what to do."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        cause = str(getattr(error, "orig", None) or error)
        if isinstance(
            error, sa.exc.DataError | sa.exc.IntegrityError | sa.exc.InterfaceError | sa.exc.ProgrammingError
        ):
            raise LedgerRefused(f"a value cannot be kept in the ledger {path}: {cause[:200]}.") from error
        raise LedgerError(f"the ledger {path} cannot be {doing}: {cause}.", hint=_hint(cause, path)) from error


def _hint(cause: str, path: Path) -> str:
    low = cause.lower()
    if "full" in low:
        return "Make room on the disk and run the command again; what was finished is kept."
    if "disk i/o" in low:
        # SQLite says no more than this of a limit for the size of files, and of a disk that is full or breaks.
        return (
            "See that the disk is sound, and free some space there (or raise the limit for the size of files), then run "
            "the command again; what was finished is kept."
        )
    if "readonly" in low or "read-only" in low or "unable to open" in low:
        if _has_log(path):
            return f"{path.name}-wal holds what was written last: copy the paper to a folder that can be written to."
        return "See that the paper's folder and the file can be written to."
    if "malformed" in low or "not a database" in low:
        return "The file is damaged. Bring it back from a backup, or make the paper again: broadsheet replay --into NEW-FOLDER"
    if "locked" in low:
        return "Another program holds the file; end it and run the command again."
    return "Run the command again; what was finished is kept."


def migrate(connection: Connection, path: Path, tell: Callable[[str], None], *, to: str = HEAD) -> None:
    """Brings the ledger up to date, and tells how far it is. LedgerError where it is newer than this program, or where
    the disk has no room for it."""
    from alembic import command
    from alembic.config import Config

    current = revision(connection)
    # Asking began a transaction; each migration is to have one of its own.
    connection.rollback()
    if current >= to:
        return
    if current:
        _see_room(path)
    config = Config()
    config.set_main_option("script_location", "broadsheet.store:migrations")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = tables.metadata
    config.attributes["tell"] = tell
    plain = _plain(connection)
    # A table that others point at is made anew only so: https://www.sqlite.org/lang_altertable.html#otheralter
    plain.execute("PRAGMA foreign_keys = OFF")
    try:
        command.upgrade(config, to)
    except (ValueError, KeyError) as error:
        raise LedgerError(
            f"the ledger {path} cannot be brought up to date, for a row of it is damaged: {error}.",
            hint="It is as it was. Bring it back from a backup, or move it away and run `broadsheet replay`.",
        ) from error
    finally:
        connection.rollback()
        plain.execute("PRAGMA foreign_keys = ON")


def _plain(connection: Connection) -> sqlite3.Connection:
    """What SQLAlchemy stands on."""
    plain = connection.connection.driver_connection
    assert isinstance(plain, sqlite3.Connection)
    return plain


def _see_room(path: Path) -> None:
    """LedgerError where the disk may not hold what a migration writes beside the old rows."""
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < size:
        raise LedgerError(
            f"the ledger {path} is to be brought up to date, for which its disk may need {size / 1e6:,.0f} MB more; "
            f"{free / 1e6:,.0f} MB are free.",
            hint="Make room on the disk and run the command again; the ledger is as it was.",
        )


def shrink(connection: Connection, path: Path, tell: Callable[[str], None]) -> None:
    """Writes the file anew where a migration has left much of it empty, which `user_version` marks.

    Without the room for it the ledger stays large and is sound; the next command that writes tries again.
    """
    if not connection.exec_driver_sql("PRAGMA user_version").scalar():
        return
    before = path.stat().st_size
    try:
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA user_version = 0")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except sa.exc.OperationalError as error:
        tell(f"{path.name} is up to date, and larger than it need be: it cannot be written anew ({error.orig}).")
        return
    if before > LARGE:
        tell(f"{path.name} is up to date: {before / 1e6:,.0f} MB before, {path.stat().st_size / 1e6:,.0f} MB now.")


def revision(connection: Connection) -> str:
    """The migration that the ledger stands at; "" for a new file."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or ""


def check_revision(connection: Connection, path: Path) -> None:
    """LedgerError where this program cannot read the ledger as it stands."""
    found = revision(connection)
    if found == HEAD:
        return
    if not found:
        raise LedgerError(f"{path} is no ledger.", hint="Make a paper: broadsheet init DIR")
    if found > HEAD:
        raise LedgerError(f"the ledger {path} is of a newer version ({found}).", hint="Use a newer Broadsheet.")
    raise LedgerError(
        f"the ledger {path} is of an older version ({found}).",
        hint="Run a command that writes, such as `broadsheet fetch`.",
    )


def give_back(connection: Connection) -> None:
    """Gives pages that stand empty back to the disk where they are more than a tenth of the file; fewer are soon filled
    again."""
    count, free = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0) for name in ("page_count", "freelist_count")
    )
    if free * 10 > count:
        plain = _plain(connection)
        for _ in range(free):
            # It gives back a page for each of its rows; having no columns, only the first of them is fetched.
            plain.execute("PRAGMA incremental_vacuum")


def begin_immediately(engine: sa.Engine) -> Callable[[], None]:
    """Transactions take the write lock at once, so that none fails half-way for want of it."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    sa.event.listen(engine, "begin", begin)
    return lambda: sa.event.remove(engine, "begin", begin)
