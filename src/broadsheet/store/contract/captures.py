"""Where each Capture lies in the archive, and which of its files are to go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from broadsheet.model import Place, Sighting


class CaptureReads(Protocol):
    """Observations lie where the archive has their record: file, offset, length. Times come out aware and in UTC."""

    def sighting(self, capture_id: str) -> Sighting | None:
        """The first observation of a Capture: the one whose record holds the payload."""

    def sightings(self, url: str) -> tuple[Sighting, ...]:
        """All observations of a URL, by time."""

    def sightings_in(self, file: str) -> tuple[Sighting, ...]:
        """All observations whose record lies in that archive file, by offset."""

    def retired(self) -> Mapping[str, str]:
        """Archive files that are to be deleted, each with the file that has taken its place ("": none)."""

    def archive_ends(self) -> Mapping[str, int]:
        """For each archive file the offset after the last record that the ledger knows."""


class CaptureWrites(Protocol):
    """The archive is written first: a Sighting whose record is not there yet must not be kept."""

    def put_sighting(self, sighting: Sighting) -> None:
        """Keeps an observation (by capture id, time and place); the first one of a Capture makes the Capture."""

    def retire(self, file: str, successor: str, places: Mapping[int, Place]) -> None:
        """The sightings of an archive file move to the places given by their offset; those without one are dropped.
        Until `forget_retired`, the ledger knows that the old file is to be deleted."""

    def forget_retired(self, file: str) -> None: ...
