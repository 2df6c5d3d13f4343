"""One writer at a time: a lock file beside the ledger that names its holder.

The operating system holds the lock, so that a holder which died leaves none behind.
"""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from broadsheet.errors import LedgerError, LedgerLocked

PAUSE = 0.1  # seconds between two tries


class WriteLock:
    """Held from its making to `release`. LedgerLocked names who holds it after `wait` seconds."""

    def __init__(self, path: Path, *, command: str, wait: float, waiting: Callable[[str], None] | None) -> None:
        self._path = path
        self._file = _open(path)
        until, said = time.monotonic() + wait, False
        try:
            while not _try_lock(self._file):
                holder = _holder(path)
                if time.monotonic() >= until:
                    raise LedgerLocked(
                        f"the ledger is being written by {holder}.",
                        hint="Wait until it has ended, or end it, then run the command again.",
                    )
                if not said and waiting is not None:
                    waiting(f"Waiting for {holder}, which is writing.")
                    said = True
                time.sleep(PAUSE)
        except BaseException:
            self._file.close()
            raise
        named = {"pid": os.getpid(), "command": command, "since": datetime.now(UTC).isoformat(timespec="seconds")}
        try:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(named).encode())
            self._file.flush()
        except OSError as error:
            self._abandon()
            raise _cannot_write(path, error) from error

    def _abandon(self) -> None:
        """Closes the file; what it could not write it tries to write once more on the way."""
        with suppress(OSError):
            self._file.close()

    def release(self) -> None:
        if not self._file.closed:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()


def _open(path: Path) -> IO[bytes]:
    try:
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> LedgerError:
    hint = "See that the paper's folder can be written to."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = "Free some space on that disk and run the command again; what was finished is kept."
    return LedgerError(f"{path} cannot be written: {error.strerror or error}.", hint=hint)


def _try_lock(file: IO[bytes]) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return _try_lock_there(file)
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _try_lock_there(file: IO[bytes]) -> bool:
    import msvcrt

    try:
        # A byte far past the words, so that others can read who holds it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True


def _holder(path: Path) -> str:
    """Who holds the lock, in words."""
    try:
        named = json.loads(path.read_bytes() or b"{}")
    except (OSError, ValueError):
        named = {}
    if not named:
        return "another process"
    command = named.get("command") or "a command"
    return f"“{command}” (process {named.get('pid')}, since {named.get('since')})"
