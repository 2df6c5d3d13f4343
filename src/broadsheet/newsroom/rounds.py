"""Rounds: bringing the world in, and going on where a round was stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.errors import BroadsheetError, InputError
from broadsheet.model import Round, Source
from broadsheet.newsroom.sources import Sources, sources_of
from broadsheet.run import fetching, importing
from broadsheet.run.desk import Desk
from broadsheet.text.addresses import public_url


@dataclass(frozen=True, slots=True)
class Account:
    """What a round came to: items by (stage, outcome, reason). `resumed` are the rounds that were stopped before, and
    that were taken to their end first."""

    round: Round
    counts: tuple[tuple[str, str, str, int], ...]
    resumed: tuple[Account, ...] = ()

    def of(self, stage: str, outcome: str) -> int:
        return sum(count for each, kind, _, count in self.counts if (each, kind) == (stage, outcome))


class Rounds:
    """The rounds of a paper."""

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self._desk = desk
        self._sources = sources

    def resume(self) -> tuple[Account, ...]:
        """Takes every round that was stopped to its end, the oldest first."""
        return tuple(self._go_on(current) for current in self._desk.ledger.open_rounds())

    def fetch(self, *, only: Sequence[str] = ()) -> Account:
        """Fetches all sources that are not muted (or those of the outlets named), due or not."""
        resumed = self.resume()
        chosen = sources_of(self._desk, only)
        if not chosen:
            raise InputError("there is no source to fetch.", hint="Add one: broadsheet add https://example.com")
        return replace(self.fetch_these(chosen), resumed=resumed)

    def fetch_these(self, sources: Sequence[Source], *, pages: Sequence[str] | None = None) -> Account:
        """Fetches those sources and looks at pages again: those given, else all for which a mark has passed."""
        return self._go_on(fetching.begin(self._desk, sources, pages=pages))

    def import_files(self, files: Sequence[Path]) -> Account:
        """Imports WARC and JSON Lines files; files whose import was stopped go on where it stopped."""
        wanted = tuple(str(path.resolve()) for path in files)
        resumed = [(current.sources, self._go_on(current)) for current in self._desk.ledger.open_rounds()]
        for sources, account in resumed:
            if sources == wanted:
                return account
        return self._go_on(importing.begin(self._desk, files))

    def _go_on(self, current: Round) -> Account:
        if current.kind == "import":
            importing.go_on(self._desk, current)
        else:
            for move in fetching.go_on(self._desk, current):
                self._move(move)
        counts = self._desk.ledger.counts(current.id)
        rows = tuple((stage, kind, reason, counts[stage, kind, reason]) for stage, kind, reason in sorted(counts))
        return Account(current, rows)

    def _move(self, move: fetching.Move) -> None:
        """A source that has moved for good is read at its new address from now on."""
        told = f"{public_url(move.source.url)} has moved to {public_url(move.url)}"
        try:
            self._sources.move(move.source, move.url)
        except BroadsheetError as error:
            self._desk.progress.note(f"{told}. {error}")
        else:
            self._desk.progress.note(f"{told}; outlets.toml was changed.")
