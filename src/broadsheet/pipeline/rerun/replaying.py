"""A past made again from the archive alone: the rounds and the editions that its journal names, in their order.

The captures lie in the archive of the paper that is being made, and its ledger knows where. Each round is walked as it
was at first, and what comes out is held against what the journal says came out then.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from broadsheet.archive.past import Past, PastRound
from broadsheet.articles.rules.rules import Rule, RuleBook
from broadsheet.flow import WALKS, Stage
from broadsheet.model import Link, Made, Outlet, Reading
from broadsheet.pipeline import journal, runner
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.editions import gathering, printing
from broadsheet.pipeline.rounds.fetching import read_feed
from broadsheet.pipeline.walking import Walk
from broadsheet.sources import Catalogue
from broadsheet.store.contract import Withdrawal
from broadsheet.text.addresses import normal


@dataclass(frozen=True, slots=True)
class Compared:
    """Things made again: `same` as they were, `different` by name, and how many have `gone` since what they, or what stood
    beside them, rest on has left the archive."""

    same: int = 0
    different: tuple[str, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay came to. `damaged` are places of the archive that cannot be read, `missing` the numbers of rounds
    between the first and the last that the journal does not have, or whose end it does not have."""

    rounds: int
    versions: Compared
    editions: Compared
    damaged: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()

    @property
    def ok(self) -> bool:
        return not (self.versions.different or self.editions.different or self.damaged or self.missing)


@dataclass
class _Count:
    same: int = 0
    different: list[str] = field(default_factory=list)
    gone: int = 0

    def result(self) -> Compared:
        return Compared(self.same, tuple(self.different), self.gone)


@dataclass(frozen=True, slots=True)
class _Book(RuleBook):
    """The outlet rules as they were, by address and time of the captures that they were used on."""

    used: dict[tuple[str, datetime], Rule] = field(default_factory=dict)

    def rule_for(self, url: str, at: datetime) -> Rule | None:
        return self.used.get((url, at))


def replay(context: Context, past: Past, *, folder: Path, damaged: Sequence[str] = ()) -> Replayed:
    """Walks all rounds of the past over an empty ledger that knows the archive's captures, and prints its editions
    into `folder`."""
    walking = _Walking(context, folder, past.removed)
    rounds = 0
    for step in past.steps:
        if isinstance(step, PastRound):
            rounds += 1
            done = journal.as_read(step.done, journal.RoundDone) if step.done else None
            walking.walk(journal.as_read(step.begun, journal.RoundBegun), done)
        else:
            walking.print(journal.as_read(step, journal.EditionMade))
    walking.remove()
    with context.ledger.writing() as writer:
        for article_id, texts in past.withdrawn:
            writer.withdraw(article_id, [journal.as_read(each, Withdrawal) for each in texts])
    return Replayed(rounds, walking.versions.result(), walking.editions.result(), tuple(damaged), past.missing)


class _Walking:
    """A replay on its way: what came out so far, and what could not come out as it was."""

    def __init__(self, context: Context, folder: Path, removed: Collection[str] = ()) -> None:
        self._context = context
        self._folder = folder
        self._removed = removed
        self._rules = _Book()
        self._gone: set[str] = set()  # Articles of which a page or a feed is in the archive no more
        self._last_gone: datetime | None = None  # the cut-off of the last round that had one
        self._gone_editions: list[printing.Printed] = []
        self.versions, self.editions = _Count(), _Count()

    def walk(self, entry: journal.RoundBegun, done: journal.RoundDone | None) -> None:
        """A round from its readings on, held against what the journal says that it came to."""
        context = self._as_it_was(entry.paper, entry.outlets)
        readings, links = [], _links(context, entry)
        for reading in entry.readings:
            no_link = bool(reading.link_id) and reading.link_id not in links
            here = context.ledger.sighting(reading.capture_id)
            if here is None or no_link:
                self._gone.add(reading.article_id)
                self._last_gone = entry.round.cutoff
            if here is None or (no_link and reading.why):
                continue
            # Where the page is here and the feed that led to it is not, the page is read by itself.
            readings.append(replace(reading, link_id="") if no_link else reading)
        self._remember_rules(entry, readings)
        with context.ledger.writing() as writer:
            current = writer.open_round(entry.round.kind, entry.round.sources, entry.round.cutoff, entry.round.started)

        def enter(walk: Walk, stages: Sequence[Stage]) -> None:
            _enter(walk, entry, readings, links)

        walk = Walk(context, current, frozenset(done.failed if done else ()))
        runner.run(walk, WALKS["replay"], adapters={**runner.ADAPTERS, "replay": enter})
        with context.ledger.writing() as writer:
            writer.close_round(current.id, context.now())
        self._compare(done)

    def _remember_rules(self, entry: journal.RoundBegun, readings: Sequence[Reading]) -> None:
        rules = dict(entry.rules)
        for reading in readings:
            sighting = self._context.ledger.sighting(reading.capture_id)
            if sighting is not None and reading.key in rules:
                self._rules.used[sighting.url, sighting.at] = rules[reading.key]

    def _compare(self, expected: journal.RoundDone | None) -> None:
        for article_id, id, text_hash in expected.versions if expected else ():
            kept = self._context.ledger.versions_of(article_id)
            if any(each.id == id and each.text_hash == text_hash for each in kept):
                self.versions.same += 1
            elif article_id in self._gone:
                self.versions.gone += 1
            else:
                self.versions.different.append(id)

    def print(self, entry: journal.EditionMade) -> None:
        """An edition, held against the hash that it had."""
        with self._context.ledger.writing() as writer:
            for rule in entry.reader_rules:
                writer.put_reader_rule(rule)
            for correction in entry.corrections:
                writer.put_correction(correction)
        then = self._as_it_was(entry.paper, entry.outlets)
        seen = gathering.Window(entry.date, entry.start, entry.end, entry.late)
        # The folder of one that was removed may be another's by now.
        name = f"removed-{entry.hash[:16]}" if entry.hash in self._removed else entry.folder
        known = printing.Known(name, entry.left, None if entry.earlier is None else dict(entry.earlier))
        printed = printing.print_edition(then, entry.recipe, seen, folder=self._folder, clock=entry.clock, known=known)
        if entry.hash in self._removed:
            self._gone_editions.append(printed)
        if printed.hash == entry.hash:
            self.editions.same += 1
        elif self._last_gone is not None and self._last_gone >= entry.start - gathering.REMEMBERED:
            self.editions.gone += 1
        else:
            self.editions.different.append(entry.folder)

    def remove(self) -> None:
        """Takes out what was removed in its time: editions after it were printed with it in mind."""
        for printed in self._gone_editions:
            with self._context.ledger.writing() as writer:
                writer.remove_edition(printed.hash)
            shutil.rmtree(printed.folder, ignore_errors=True)

    def _as_it_was(self, paper: journal.Paper, outlets: Sequence[Outlet]) -> Context:
        """The context with the settings, the outlets and the rules of that time."""
        settings = self._context.settings
        chosen = replace(settings.paper, name=paper.name, timezone=paper.timezone, languages=paper.languages)
        fetch = replace(settings.fetch, max_decoded_bytes=paper.max_decoded_bytes)
        return replace(
            self._context,
            settings=replace(settings, paper=chosen, fetch=fetch),
            catalogue=Catalogue(outlets=tuple(outlets)),
            rules=self._rules,
        )


def _enter(walk: Walk, entry: journal.RoundBegun, readings: Sequence[Reading], links: Mapping[str, Link]) -> None:
    """The captures of a round as the journal names them: where a fetch or an import had brought them in."""
    context = walk.context
    with context.ledger.writing() as writer:
        for outlet in entry.outlets:
            writer.put_outlet(outlet)
        for home in entry.homes:
            writer.put_article(home.article)
            for url in home.addresses:
                writer.put_address(normal(url), home.article.id)
        for offer in entry.offers:
            sighting = context.ledger.sighting(offer.capture_id)
            if offer.link_id in links and sighting is not None:
                writer.put_link(links[offer.link_id], capture_id=offer.capture_id, seen=sighting.at)
        for reading in readings:
            writer.put_reading(walk.current.id, reading)
        for stage, key in entry.again:
            writer.plan(walk.current.id, stage, [key])


def _links(context: Context, entry: journal.RoundBegun) -> dict[str, Link]:
    """The Links that led to the round's pages, read again from their feeds."""
    wanted = {offer.link_id for offer in entry.offers}
    found: dict[str, Link] = {}
    for capture_id, source_id in sorted({(offer.capture_id, offer.source_id) for offer in entry.offers}):
        sighting = context.ledger.sighting(capture_id)
        if sighting is None:
            continue
        feed = read_feed(context, context.archive.read(sighting.place), source_id)
        if isinstance(feed, Made):
            found |= {link.id: link for link in feed.value.links if link.id in wanted}
    return found
