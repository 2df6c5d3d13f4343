"""The ledger: a contract, and SQLite behind it.

Promise: one writer at a time, any number of readers; what a transaction has written is there whole or not at all;
every list has an order of its own.
Theory: one class of tests holds every back end to the contract.
Known failures: a file system that does not keep locks, as some network ones.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.store.contract import Ledger


def open_ledger(
    path: Path,
    *,
    write: bool,
    command: str = "",
    wait: float = 10.0,
    waiting: Callable[[str], None] | None = None,
) -> Ledger:
    """The ledger in that file; a writer makes it where it is missing, and brings it up to date.

    A second writer waits `wait` seconds, says through `waiting` whom for, then gets LedgerLocked. Through it is also
    told how far a large ledger is brought up to date.
    LedgerError names the file and what to do.
    """
    from broadsheet.store.ledger import SqliteLedger

    return SqliteLedger.open(path, write=write, command=command, wait=wait, waiting=waiting)


__all__ = ["open_ledger"]
