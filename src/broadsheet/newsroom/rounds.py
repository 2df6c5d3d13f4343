"""Rounds: bringing the world in, and going on where a round was stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broadsheet.errors import InputError
from broadsheet.model import Round
from broadsheet.run import fetching, importing
from broadsheet.run.desk import Desk


@dataclass(frozen=True, slots=True)
class Account:
    """What a round came to: items by (stage, outcome, reason)."""

    round: Round
    counts: tuple[tuple[str, str, str, int], ...]

    def of(self, stage: str, outcome: str) -> int:
        return sum(count for each, kind, _, count in self.counts if (each, kind) == (stage, outcome))


class Rounds:
    """The rounds of a paper."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def resume(self) -> tuple[Account, ...]:
        """Takes every round that was stopped to its end, the oldest first."""
        return tuple(self._go_on(current) for current in self._desk.ledger.open_rounds())

    def fetch(self, *, only: Sequence[str] = ()) -> Account:
        """Fetches all sources that are not muted (or those of the outlets named)."""
        self.resume()
        catalogue = self._desk.catalogue
        muted = {outlet.id for outlet in catalogue.outlets if outlet.mute}
        unknown = [name for name in only if name not in {outlet.id for outlet in catalogue.outlets}]
        if unknown:
            raise InputError(f"no outlet has the id {unknown[0]!r}.", hint="`broadsheet sources` lists them.")
        sources = [
            source
            for source in catalogue.sources
            if source.outlet_id not in muted and (not only or source.outlet_id in only)
        ]
        if not sources:
            raise InputError("there is no source to fetch.", hint="Add one: broadsheet add https://example.com")
        return self._go_on(fetching.begin(self._desk, sources))

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
            fetching.go_on(self._desk, current)
        counts = self._desk.ledger.counts(current.id)
        rows = tuple((stage, kind, reason, counts[stage, kind, reason]) for stage, kind, reason in sorted(counts))
        return Account(current, rows)
