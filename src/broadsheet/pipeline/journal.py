"""The journal: what the archive must hold beside the captures so that a past day can be made again from it alone.

Five kinds of entry: what a round was to read (written once all its captures are in), what
it came to, what an edition was made of, which one was removed, and what was withdrawn. They name captures, addresses, outlets and choices of the reader;
no word of an article stands in them. `archive.journal` writes and reads them as records, in the form that
`formats.v1.journal` keeps; here they are values of the nouns of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from broadsheet.archive import journal
from broadsheet.articles.rules.rules import Rule
from broadsheet.editions import Recipe
from broadsheet.formats import wire
from broadsheet.formats.v1 import journal as v1
from broadsheet.model import Correction, ItemOutcome, Outlet, ReaderRule, Reading, Round
from broadsheet.model.outcome import BREAKS
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import ArticleRow, Withdrawal
from broadsheet.text.addresses import public_url

AFTER_CAPTURES = frozenset({"articles", "copies", "statements", "reports", "stories", "learning"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What of the settings an article or an edition depends on."""

    name: str
    timezone: str
    languages: tuple[str, ...]
    max_decoded_bytes: int


@dataclass(frozen=True, slots=True)
class Home:
    """An Article with all addresses that led to it when the round was noted."""

    article: ArticleRow
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A Link by its id, its source and the feed's Capture that it is read from."""

    link_id: str
    source_id: str
    capture_id: str


@dataclass(frozen=True, slots=True)
class RoundBegun:
    """What a round is to read. `round.sources` are Source ids or the names of files. `again` are items of earlier
    rounds that it is to try again at later stages, each a stage and a key."""

    round: Round
    paper: Paper
    readings: tuple[Reading, ...]
    homes: tuple[Home, ...]
    offers: tuple[Offer, ...]
    outlets: tuple[Outlet, ...]
    rules: tuple[tuple[str, Rule], ...]
    again: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RoundDone:
    """What a round came to: of each Article that it read, the newest Version's id and text hash; and the items that
    failed, each a stage and a key. What took too long then need not do so when the round is walked again."""

    round_id: int
    versions: tuple[tuple[str, str, str], ...]
    failed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditionMade:
    """What an edition was made of, after the round `after`.

    `earlier` are the editions that it remembered, each by hash and folder: one of them may be removed later, and the edition
    must come out the same all the same (None in an archive of an older version). `left` are the ids of what was seen in its
    window and could not be read, by reason: see `pipeline.editions.leaving`. `late` are the Articles from before its window: see
    `pipeline.editions.late`.
    """

    hash: str
    folder: str
    after: int
    recipe: Recipe
    date: date
    start: datetime
    end: datetime
    clock: str
    paper: Paper
    outlets: tuple[Outlet, ...]
    reader_rules: tuple[ReaderRule, ...]
    corrections: tuple[Correction, ...]
    earlier: tuple[tuple[str, str], ...] | None = None
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionRemoved:
    """An edition that was taken out of the paper at `at`."""

    hash: str
    folder: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TextsWithdrawn:
    """What was erased of an Article, by its hashes, so that it does not come back."""

    article_id: str
    withdrawals: tuple[Withdrawal, ...]


Entry = RoundBegun | RoundDone | EditionMade | EditionRemoved | TextsWithdrawn
_WIRES: dict[type[Entry], type[v1.Entry]] = {
    RoundBegun: v1.RoundBegun,
    RoundDone: v1.RoundDone,
    EditionMade: v1.EditionMade,
    EditionRemoved: v1.EditionRemoved,
    TextsWithdrawn: v1.TextsWithdrawn,
}
T = TypeVar("T")


def as_written(entry: Entry) -> v1.Entry:
    """The entry in the form that lasts."""
    return wire.to_wire(entry, _WIRES[type(entry)])


def as_read(entry: v1.Entry | v1.Withdrawal, noun: type[T]) -> T:
    """An entry, or a part of one, as a noun of today. InputError where it says what the noun does not allow."""
    return wire.to_noun(entry, noun, what="an entry of the archive's journal")


def note_begun(context: Context, current: Round, again: tuple[tuple[str, str], ...] = ()) -> None:
    """Notes what a round is to read, unless a part of it was read already: then it stands there."""
    if any(stage == "articles" for stage, _, _ in context.ledger.counts(current.id)):
        return
    readings = context.ledger.readings(current.id)
    rows = [row for id in sorted({each.article_id for each in readings}) if (row := context.ledger.article(id))]
    captures = [(each, sighting) for each in readings if (sighting := context.ledger.sighting(each.capture_id))]
    rules = {
        each.key: rule for each, sighting in captures if (rule := context.rules.rule_for(sighting.url, sighting.at))
    }
    outlets = {each.outlet_id: context.outlet(each.outlet_id, sighting.url) for each, sighting in captures}
    _write(
        context,
        f"{current.id}",
        RoundBegun(
            round=_without_paths(current),
            paper=paper_of(context),
            readings=readings,
            homes=tuple(
                Home(
                    replace(row, url=public_url(row.url)),
                    tuple(public_url(url) for url in context.ledger.addresses(row.id)),
                )
                for row in rows
            ),
            offers=tuple(_offers(context, sorted({each.link_id for each in readings if each.link_id}))),
            outlets=tuple(outlets[id] for id in sorted(outlets)),
            rules=tuple(sorted(rules.items(), key=lambda each: each[0])),
            again=again,
        ),
    )


def _without_paths(current: Round) -> Round:
    """A file's folder is nobody's business but its owner's."""
    if current.kind != "import":
        return replace(current, done=None)
    return replace(current, sources=tuple(Path(each).name for each in current.sources), done=None)


def _offers(context: Context, link_ids: Iterable[str]) -> Iterable[Offer]:
    for id in link_ids:
        link = context.ledger.link(id)
        if link is not None:
            yield Offer(id, link.source_id, context.ledger.link_capture(id))


def note_done(context: Context, current: Round) -> None:
    """Notes what a round came to."""
    made = context.ledger.newest_versions(context.ledger.round_articles(current.id))
    _write(
        context,
        f"{current.id}",
        RoundDone(
            current.id,
            tuple((each.article_id, each.id, each.text_hash) for each in made),
            tuple((each.stage, each.key) for each in context.ledger.outcomes(current.id) if _counts(each)),
        ),
    )


def _counts(outcome: ItemOutcome) -> bool:
    """Whether a later walk must know that an item failed."""
    return outcome.outcome == "failed" and outcome.reason in BREAKS and outcome.stage in AFTER_CAPTURES


def note_edition(context: Context, made: EditionMade) -> None:
    """Notes what an edition was made of."""
    _write(context, made.hash, made)


def note_removed(context: Context, removed: EditionRemoved) -> None:
    """Notes that an edition is there no more."""
    _write(context, removed.hash, removed)


def withdrawn(article_id: str, withdrawals: Sequence[Withdrawal], at: datetime) -> bytes:
    """The record of what was erased, to be written with the files that it was erased from."""
    return journal.as_record(as_written(TextsWithdrawn(article_id, tuple(withdrawals))), article_id, at)


def paper_of(context: Context) -> Paper:
    chosen = context.settings.paper
    return Paper(chosen.name, chosen.timezone, chosen.languages, context.settings.fetch.max_decoded_bytes)


def _write(context: Context, name: str, entry: Entry) -> None:
    uri, block = journal.written(as_written(entry), name)
    context.archive.note(uri, context.now(), block)
