"""What is found in each Version by itself: its signature, and who said what in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from broadsheet.model import Statement


class StudyReads(Protocol):
    """What was found is of one version of its stage: what another one found counts as not made. InputError where a kept
    body is damaged.
    """

    def without_signature(self, round_id: int, stage_version: str) -> tuple[str, ...]:
        """Version ids of a round that have no signature of that stage version, sorted."""

    def without_statements(self, round_id: int, stage_version: str) -> tuple[str, ...]: ...

    def signatures(self, version_ids: Sequence[str], *, stage_version: str = "") -> Mapping[str, bytes]:
        """The signatures of those that were signed; b"" for one that was dropped since. Those of that stage version alone
        (of any, if ""): signatures of two versions cannot be compared."""

    def older_signatures(self, stage_version: str) -> tuple[str, ...]:
        """Ids of Versions whose signature is of another stage version, sorted."""

    def older_statements(self, stage_version: str) -> tuple[str, ...]:
        """Ids of Versions whose Statements are of another stage version, sorted."""

    def older_versions(self, extractor: str, *, read_again: str) -> tuple[str, ...]:
        """Ids of Versions that another extractor read and whose Capture is in the archive, sorted; without those of
        which a Reading has `read_again` and their id as its key."""

    def statements(self, version_ids: Sequence[str]) -> tuple[Statement, ...]:
        """By Version id, then by where the content starts."""


class StudyWrites(Protocol):
    """Each put takes the place of what was found of the Version before."""

    def put_signature(self, version_id: str, signature: bytes, stage_version: str) -> None: ...

    def drop_signatures(self, before: datetime) -> None:
        """Of Versions captured before that time it is only kept that they were signed: a signature can be made again.
        Small ones stay."""

    def put_statements(self, version_id: str, statements: Sequence[Statement], stage_version: str) -> None: ...
