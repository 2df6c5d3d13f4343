"""Texts that were erased on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A text that was erased on demand: what it was, by its hashes, and why.

    `id` is the Version's, or the Capture's where no Version was made of it (`version_id` and `text_hash` are
    empty then). `digest` is the payload's.
    """

    id: str
    article_id: str
    version_id: str
    capture_id: str
    url: str
    text_hash: str
    digest: str
    reason: str
    at: datetime


class WithdrawalReads(Protocol):
    """What was erased is known by its hashes alone."""

    def withdrawals(self, *, article_id: str = "") -> tuple[Withdrawal, ...]:
        """What was erased of an Article (of any, if ""), by time, then id."""

    def is_withdrawn(self, *, article_id: str, text_hash: str = "") -> bool:
        """Whether the Article, or a text with that hash, was erased on demand."""


class WithdrawalWrites(Protocol):
    """No word of the text is left in a row; `erase_traces` takes it out of the file as well."""

    def withdraw(self, article_id: str, withdrawals: Sequence[Withdrawal]) -> None:
        """Erases the Article's Versions with all that was made of them, its texts as far as no other Article has
        them, and the words of its Links; keeps the Withdrawals. The Article's addresses stay, so that it is known."""
