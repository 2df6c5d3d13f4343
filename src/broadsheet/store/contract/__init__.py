"""What any ledger promises, a module a domain. The tests in `tests/store/contract` hold every back end to it.

Threads: a Ledger belongs to the thread that opened it; readers open their own. Times go in and
come out aware and in UTC. Every list is sorted as its method says, so that nothing depends on
the order in which rows were written. All writes happen inside `writing()`: all of them are kept,
or none. One process writes at a time, under a lock that names its holder. Errors are LedgerError;
an id that is not there gives None or an empty tuple, never an exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from broadsheet.store.contract.articles import (
    ArticleReads,
    ArticleRow,
    ArticleWrites,
    LateRow,
    LinkLeft,
    ProfileRow,
    UnreadRow,
)
from broadsheet.store.contract.captures import CaptureReads, CaptureWrites
from broadsheet.store.contract.editions import EditionReads, EditionWrites
from broadsheet.store.contract.rounds import RoundReads, RoundWrites
from broadsheet.store.contract.search import Hit, SearchReads
from broadsheet.store.contract.sources import SourceReads, SourceWrites, WaitingLink
from broadsheet.store.contract.stories import StoryReads, StoryWrites
from broadsheet.store.contract.studies import StudyReads, StudyWrites
from broadsheet.store.contract.withdrawals import Withdrawal, WithdrawalReads, WithdrawalWrites


class Writer(
    RoundWrites,
    SourceWrites,
    CaptureWrites,
    ArticleWrites,
    StudyWrites,
    StoryWrites,
    EditionWrites,
    WithdrawalWrites,
    Protocol,
):
    """Writes of one transaction. Writing the same thing twice is harmless and changes nothing."""


class Ledger(
    RoundReads,
    SourceReads,
    CaptureReads,
    ArticleReads,
    StudyReads,
    StoryReads,
    EditionReads,
    WithdrawalReads,
    SearchReads,
    Protocol,
):
    """Reads, and the way to write."""

    def writing(self) -> AbstractContextManager[Writer]:
        """One transaction: committed at the end of the block, rolled back if it raises."""

    def close(self) -> None: ...

    def erase_traces(self) -> None:
        """Writes the file anew, so that nothing of deleted rows stays on the disk. Not inside `writing()`."""

    def totals(self) -> Mapping[str, int]:
        """Rows of each kind: articles, versions, captures, sightings, stories, statements, editions, rounds."""

    def check(self) -> tuple[str, ...]:
        """What is inconsistent, in words; empty when all is sound."""


__all__ = [
    "ArticleReads",
    "ArticleRow",
    "ArticleWrites",
    "CaptureReads",
    "CaptureWrites",
    "EditionReads",
    "EditionWrites",
    "Hit",
    "LateRow",
    "Ledger",
    "LinkLeft",
    "ProfileRow",
    "RoundReads",
    "RoundWrites",
    "SearchReads",
    "SourceReads",
    "SourceWrites",
    "StoryReads",
    "StoryWrites",
    "StudyReads",
    "StudyWrites",
    "UnreadRow",
    "WaitingLink",
    "Withdrawal",
    "WithdrawalReads",
    "WithdrawalWrites",
    "Writer",
]
