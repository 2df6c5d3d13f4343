"""A past made again from the archive alone: the rounds and the editions that its journal names, in their order.

The captures lie in the archive of the paper that is being made, and its ledger knows where. Each round is walked as it
was at first, and what comes out is held against what the journal says came out then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from broadsheet import feeds
from broadsheet.articles.rules import Rule, RuleBook
from broadsheet.model import Link, Made, Outlet, Reading
from broadsheet.run import journal, printing, street
from broadsheet.run.desk import Desk
from broadsheet.sources import Catalogue
from broadsheet.text.addresses import normal
from broadsheet.text.decoding import decode_body


@dataclass(frozen=True, slots=True)
class Compared:
    """Things made again: `same` as they were, `different` by name, and how many have `gone` since what they, or what stood
    beside them, rest on has left the archive."""

    same: int = 0
    different: tuple[str, ...] = ()
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay came to."""

    rounds: int
    versions: Compared
    editions: Compared

    @property
    def ok(self) -> bool:
        return not self.versions.different and not self.editions.different


@dataclass
class _Count:
    same: int = 0
    different: list[str] = field(default_factory=list)
    gone: int = 0

    def result(self) -> Compared:
        return Compared(self.same, tuple(self.different), self.gone)


@dataclass(frozen=True, slots=True)
class _Book(RuleBook):
    """The outlet rules as they were, by the capture that each was used on."""

    used: tuple[tuple[tuple[str, str], Rule], ...] = ()

    def rule_for(self, url: str, at: object) -> Rule | None:
        return dict(self.used).get((url, str(at)))


def replay(desk: Desk, entries: Iterable[journal.Entry], *, folder: Path) -> Replayed:
    """Walks all rounds of the journal over an empty ledger that knows the archive's captures, and prints its editions
    into `folder`."""
    begun: dict[int, journal.RoundBegun] = {}
    done: dict[int, journal.RoundDone] = {}
    made: dict[str, journal.EditionMade] = {}
    withdrawn: dict[str, journal.TextsWithdrawn] = {}
    for entry in entries:
        if isinstance(entry, journal.RoundBegun):
            begun.setdefault(entry.round.id, entry)
        elif isinstance(entry, journal.RoundDone):
            done.setdefault(entry.round_id, entry)
        elif isinstance(entry, journal.TextsWithdrawn):
            withdrawn[entry.article_id] = entry
        else:
            made.setdefault(entry.hash, entry)
    missing, versions, editions = 0, _Count(), _Count()
    waiting = sorted(made.values(), key=lambda each: (each.after, each.end, each.hash), reverse=True)
    for number in sorted(begun):
        while waiting and waiting[-1].after < number:
            _print(desk, waiting.pop(), folder, editions, whole=not missing)
        missing += _walk(desk, begun[number])
        _compare(desk, done.get(number), versions, whole=not missing)
    while waiting:
        _print(desk, waiting.pop(), folder, editions, whole=not missing)
    with desk.ledger.writing() as writer:
        for each in withdrawn.values():
            writer.withdraw(each.article_id, each.withdrawals)
    return Replayed(len(begun), versions.result(), editions.result())


def _walk(desk: Desk, entry: journal.RoundBegun) -> int:
    """A round from its readings on; of how many of them the page or the feed is in the archive no more."""
    readings, links, missing = [], _links(desk, entry), 0
    for reading in entry.readings:
        no_link = bool(reading.link_id) and reading.link_id not in links
        if desk.ledger.sighting(reading.capture_id) is None or (no_link and reading.why):
            missing += 1
        elif no_link:  # the page is here, the feed that led to it is not: it is read by itself
            missing += 1
            readings.append(replace(reading, link_id=""))
        else:
            readings.append(reading)
    desk = _as_it_was(desk, entry.paper, entry.outlets, _rules(desk, entry, readings))
    with desk.ledger.writing() as writer:
        current = writer.open_round(entry.round.kind, entry.round.sources, entry.round.cutoff, entry.round.started)
        for outlet in entry.outlets:
            writer.put_outlet(outlet)
        for home in entry.homes:
            writer.put_article(home.article)
            for url in home.addresses:
                writer.put_address(normal(url), home.article.id)
        for offer in entry.offers:
            if offer.link_id in links:
                sighting = desk.ledger.sighting(offer.capture_id)
                assert sighting is not None
                writer.put_link(links[offer.link_id], capture_id=offer.capture_id, seen=sighting.at)
        for reading in readings:
            writer.put_reading(current.id, reading)
    street.walk(desk, current)
    with desk.ledger.writing() as writer:
        writer.close_round(current.id, desk.now())
    return missing


def _links(desk: Desk, entry: journal.RoundBegun) -> dict[str, Link]:
    """The Links that led to the round's pages, read again from their feeds."""
    wanted = {offer.link_id for offer in entry.offers}
    found: dict[str, Link] = {}
    for capture_id, source_id in sorted({(offer.capture_id, offer.source_id) for offer in entry.offers}):
        sighting = desk.ledger.sighting(capture_id)
        if sighting is None:
            continue
        capture = desk.archive.read(sighting.place)
        limit = desk.settings.fetch.max_decoded_bytes
        body = decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=limit)
        if not isinstance(body, Made):
            continue
        feed = feeds.read(
            body.value,
            url=capture.url,
            content_type=capture.header("content-type"),
            source_id=source_id,
            captured=capture.at,
        )
        if isinstance(feed, Made):
            found |= {link.id: link for link in feed.value.links if link.id in wanted}
    return found


def _rules(desk: Desk, entry: journal.RoundBegun, readings: Sequence[Reading]) -> RuleBook:
    used: Mapping[str, Rule] = dict(entry.rules)
    pairs = []
    for reading in readings:
        sighting = desk.ledger.sighting(reading.capture_id)
        if sighting is not None and reading.key in used:
            pairs.append(((sighting.url, str(sighting.at)), used[reading.key]))
    return _Book(used=tuple(pairs))


def _as_it_was(desk: Desk, paper: journal.Paper, outlets: Sequence[Outlet], rules: RuleBook) -> Desk:
    """The desk with the settings and outlets of that time."""
    chosen = replace(desk.settings.paper, name=paper.name, timezone=paper.timezone, languages=paper.languages)
    return replace(
        desk, settings=replace(desk.settings, paper=chosen), catalogue=Catalogue(outlets=tuple(outlets)), rules=rules
    )


def _compare(desk: Desk, expected: journal.RoundDone | None, count: _Count, *, whole: bool) -> None:
    """Holds the Versions of a round against what the journal says."""
    if expected is None:
        return
    kept = {each.id: each for each in desk.ledger.versions([id for id, _ in expected.versions])}
    for id, text_hash in expected.versions:
        if id in kept and kept[id].text_hash == text_hash:
            count.same += 1
        elif whole:
            count.different.append(id)
        else:
            count.gone += 1


def _print(desk: Desk, entry: journal.EditionMade, folder: Path, count: _Count, *, whole: bool) -> None:
    with desk.ledger.writing() as writer:
        for rule in entry.reader_rules:
            writer.put_reader_rule(rule)
        for correction in entry.corrections:
            writer.put_correction(correction)
    then = _as_it_was(desk, entry.paper, entry.outlets, RuleBook())
    seen = printing.Window(entry.date, entry.start, entry.end)
    printed = printing.print_edition(then, entry.recipe, seen, folder=folder, clock=entry.clock, noted=False)
    if printed.hash == entry.hash:
        count.same += 1
    elif whole:
        count.different.append(entry.folder)
    else:
        count.gone += 1
