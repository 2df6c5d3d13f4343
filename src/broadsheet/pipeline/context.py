"""What a round works with: the ledger, the archive, an engine, the outlets, a clock, a place to say how it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from broadsheet.archive import Archive
from broadsheet.articles.rules.rules import RuleBook
from broadsheet.model import Capture, Outcome, Outlet
from broadsheet.pipeline.engine.engines import Engine
from broadsheet.settings import Settings
from broadsheet.sources import Catalogue
from broadsheet.store.contract import Ledger
from broadsheet.text.bodies.decoding import decode_body

Clock = Callable[[], datetime]


class Progress(Protocol):
    """Where a round says how it goes."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins, with as many items (None: not known)."""

    def step(self, count: int = 1) -> None:
        """So many items are done."""

    def note(self, words: str) -> None:
        """Something that a person should read."""


class Quiet:
    """Says nothing."""

    def stage(self, name: str, total: int | None) -> None:
        return None

    def step(self, count: int = 1) -> None:
        return None

    def note(self, words: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a round needs, passed as one value."""

    ledger: Ledger
    archive: Archive
    engine: Engine
    catalogue: Catalogue
    settings: Settings
    now: Clock
    progress: Progress
    rules: RuleBook = field(default_factory=RuleBook)

    def body_of(self, capture: Capture) -> Outcome[bytes]:
        """What a Capture holds once decompressed, within what the settings allow."""
        limit = self.settings.fetch.max_decoded_bytes
        return decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=limit)

    def outlet(self, outlet_id: str, url: str) -> Outlet:
        """The outlet of that id: from the catalogue, else as it was met in an import, else made of the address."""
        return self.catalogue.outlet(outlet_id) or self.ledger.outlet(outlet_id) or self.catalogue.outlet_of(url)
