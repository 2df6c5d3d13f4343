"""Rounds: bringing the world in, and going on where a round was stopped."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet.errors import BroadsheetError, InputError, LedgerError, LedgerRefused
from broadsheet.flow import Stage
from broadsheet.model import Round, Source, Version
from broadsheet.newsroom.outlets.sources import Sources, sources_of
from broadsheet.pipeline import runner
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.rerun import remaking, retrying
from broadsheet.pipeline.rounds import fetching, importing
from broadsheet.pipeline.walking import Move
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

    def __init__(self, context: Context, sources: Sources) -> None:
        self._context = context
        self._sources = sources

    def resume(self) -> tuple[Account, ...]:
        """Takes every round that was stopped to its end, the oldest first. One that cannot be ended now stays open, and
        stands in nobody's way; after some tries it is closed as it is."""
        return tuple(account for current in self._context.ledger.open_rounds() if (account := self._end(current)))

    def retry(self) -> Account | None:
        """Tries again what was set aside; None where nothing is."""
        self.resume()
        current = retrying.begin(self._context)
        return self._go_on(current) if current is not None else None

    def older(self) -> tuple[tuple[str, int], ...]:
        """The stages of which some rows are of an older version, each with how many."""
        counted = ((stage.name, len(remaking.older(self._context, stage))) for stage in remaking.stages())
        return tuple((name, number) for name, number in counted if number)

    def remake(self, stage: str = "") -> tuple[remaking.Remade, ...]:
        """Makes the rows of a stage (of all stages, if "") again that are of an older version; rounds that were stopped
        are taken to their end first. InputError for a stage that has no such rows."""
        known = remaking.stages()
        if stage and stage not in {each.name for each in known}:
            names = ", ".join(each.name for each in known)
            raise InputError(f"there is no stage {stage!r} whose rows can be made again.", hint=f"Take one of {names}.")
        self.resume()
        return tuple(self._remake(each) for each in known if stage in ("", each.name))

    def _remake(self, stage: Stage) -> remaking.Remade:
        if stage.makes is not Version:
            with self._in_hand():
                return remaking.rows(self._context, stage)
        made, failed = 0, list[tuple[str, str]]()
        while (current := remaking.begin(self._context, stage)) is not None:
            self._go_on(current)
            for each in self._context.ledger.outcomes(current.id):
                if each.stage == stage.name:
                    made += each.outcome != "failed"
                    failed += [(each.key, f"{each.reason} {each.detail}".strip())] if each.outcome == "failed" else []
        return remaking.Remade(stage.name, made, tuple(failed))

    def fetch(self, *, only: Sequence[str] = ()) -> Account:
        """Fetches all sources that are not muted (or those of the outlets named), due or not."""
        resumed = self.resume()
        chosen = sources_of(self._context, only)
        if not chosen:
            raise InputError("there is no source to fetch.", hint="Add one: broadsheet add https://example.com")
        return replace(self.fetch_these(chosen), resumed=resumed)

    def fetch_these(self, sources: Sequence[Source], *, pages: Sequence[str] | None = None) -> Account:
        """Fetches those sources and looks at pages again: those given, else all for which a mark has passed."""
        return self._go_on(fetching.begin(self._context, sources, pages=pages))

    def import_files(self, files: Sequence[Path]) -> Account:
        """Imports WARC and JSON Lines files; files whose import was stopped go on where it stopped."""
        wanted = tuple(str(path.resolve()) for path in files)
        for account in self.resume():
            if account.round.kind == "import" and account.round.sources == wanted:
                return account
        return self._go_on(importing.begin(self._context, files))

    def _end(self, current: Round) -> Account | None:
        """An old round, taken to its end; None where that cannot be now."""
        hands = aside.Hands(self._context, "rounds", current.id)
        if aside.is_aside(hands.failures()):
            runner.end(self._context, current)
            return self._account(current)
        try:
            return self._go_on(current)
        except Exception as error:
            if isinstance(error, LedgerError) and not isinstance(error, LedgerRefused):
                raise
            logging.getLogger("broadsheet").error("round %s cannot be ended", current.id, exc_info=error)
            hands.fail()
            self._context.progress.note(f"Round {current.id}, which was stopped, cannot be ended now: {error}")
            return None

    def _go_on(self, current: Round) -> Account:
        with self._in_hand():
            for move in runner.go_on(self._context, current):
                self._move(move)
        return self._account(current)

    @contextmanager
    def _in_hand(self) -> Iterator[None]:
        """Work of which it is noted what is in hand."""
        with self._context.ledger.writing() as writer:
            writer.let_go(broken=True)
        try:
            yield
        except BaseException:
            # An end that was asked for, or that has a name, is nobody's fault.
            with suppress(Exception), self._context.ledger.writing() as writer:
                writer.let_go(broken=False)
            raise

    def _account(self, current: Round) -> Account:
        counts = self._context.ledger.counts(current.id)
        rows = tuple((stage, kind, reason, counts[stage, kind, reason]) for stage, kind, reason in sorted(counts))
        return Account(current, rows)

    def _move(self, move: Move) -> None:
        """A source that has moved for good is read at its new address from now on."""
        told = f"{public_url(move.source.url)} has moved to {public_url(move.url)}"
        try:
            self._sources.move(move.source, move.url)
        except BroadsheetError as error:
            self._context.progress.note(f"{told}. {error}")
        else:
            self._context.progress.note(f"{told}; outlets.toml was changed.")
