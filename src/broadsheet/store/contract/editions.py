"""Editions, the corrections of their Lines, their deliveries, and the reader's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from broadsheet.model import Correction, Delivery, Edition, EditionRow, ReaderRule


class EditionReads(Protocol):
    """Editions as they were printed, and what became of them. InputError where one of an unknown form is kept."""

    def editions(self, *, recipe: str = "", limit: int = 50) -> tuple[EditionRow, ...]:
        """Newest window first."""

    def edition(self, hash: str) -> Edition | None: ...

    def leads(self, hashes: Sequence[str]) -> Mapping[str, str]:
        """For each of these editions that has one, the headline that it begins with."""

    def corrections(
        self, *, edition_hash: str = "", start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Correction, ...]:
        """Corrections of an edition (any, if ""), made in [start, end), by time, then id."""

    def reader_rules(self) -> tuple[ReaderRule, ...]:
        """All rules of the reader's, by id, those that are off included."""

    def deliveries(self, *, edition_hash: str = "") -> tuple[Delivery, ...]:
        """Deliveries of an edition (any, if ""), by start, then id."""


class EditionWrites(Protocol):
    """An edition is never changed but for what is withdrawn of it."""

    def put_correction(self, correction: Correction) -> None:
        """Keeps a Correction; a known id stays as it is."""

    def put_delivery(self, delivery: Delivery) -> None:
        """Keeps a Delivery, or its new state where its id is known."""

    def put_reader_rule(self, rule: ReaderRule) -> None:
        """Keeps a rule of the reader's, or its new state where its id is known."""

    def put_edition(self, edition: Edition, hash: str, folder: str, *, after: int | None = None) -> None:
        """`after` is the last round before it."""

    def replace_edition(self, edition: Edition, hash: str) -> None:
        """The edition without what was withdrawn of it takes the place of the one with that hash."""

    def remove_edition(self, hash: str) -> None:
        """Takes an edition out of the list; its Deliveries and the Corrections of its Lines stay."""
