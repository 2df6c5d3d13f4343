"""Rounds and their items: what is planned, what became of it, what is in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from broadsheet.model import ItemOutcome, Round, RoundKind


class RoundReads(Protocol):
    """A round is open until it is closed; each of its items has no outcome or one. Times come out aware and in UTC."""

    def open_rounds(self) -> tuple[Round, ...]:
        """Rounds that were begun and not closed, oldest first."""

    def rounds(self, *, limit: int = 50) -> tuple[Round, ...]:
        """Newest first."""

    def pending(self, round_id: int, stage: str) -> tuple[str, ...]:
        """Keys of planned items without an outcome, sorted."""

    def outcomes(self, round_id: int) -> tuple[ItemOutcome, ...]:
        """All outcomes of a round, by stage and key."""

    def counts(self, round_id: int) -> Mapping[tuple[str, str, str], int]:
        """Items by (stage, outcome, reason)."""

    def suspects(self, stage: str) -> Mapping[str, int]:
        """Keys that were in hand when a process was broken off, each with how often it was so alone."""

    def set_aside(self) -> tuple[ItemOutcome, ...]:
        """Outcomes of items that broke what read them and that no later round has tried again, by round, stage, key."""


class RoundWrites(Protocol):
    """LedgerRefused for an outcome of what was not planned, or has one already. What is in hand is noted in a
    transaction of its own, before the work begins, so that it is there when the process breaks off.
    """

    def open_round(self, kind: RoundKind, sources: Sequence[str], cutoff: datetime, started: datetime) -> Round: ...

    def close_round(self, round_id: int, done: datetime) -> None: ...

    def plan(self, round_id: int, stage: str, keys: Iterable[str]) -> None:
        """Adds items without an outcome; those that are there already stay as they are."""

    def settle(self, outcome: ItemOutcome) -> None:
        """The one outcome of an item; a second one for the same item is a LedgerError."""

    def take_in_hand(self, stage: str, keys: Sequence[str]) -> None:
        """Notes that these are worked on from now on."""

    def put_down(self, stage: str, keys: Sequence[str]) -> None:
        """These are done: nothing is remembered of them."""

    def let_go(self, *, broken: bool) -> None:
        """Nothing is in hand any more. What was in hand stays known as suspect; where the process was `broken` off
        with one thing alone in its hand, that counts against it."""

    def tried_again(self, outcome: ItemOutcome, round_id: int) -> None:
        """The reason of an outcome that is kept says from now on that a later round tried the item again."""
