"""Does what was decided of a page or a source: the archive first, then all rows in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet.model import Exchange, Fetched, Link, Outlet, Reading, Round, Sighting
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.decisions import Action, FeedDone, Lead, Read, ReadWords, RetryAt, Settle, Store, TryAgain
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.rounds.importing import home_of
from broadsheet.store.contract import Writer
from broadsheet.text.addresses import host, normal
from broadsheet.text.hashing import opaque_id


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """The item that is decided on: a Link, or the address of a known page where `link` is None."""

    round: Round
    stage: str
    key: str
    link: Link | None = None
    outlet: Outlet | None = None


def apply(context: Context, item: DecidedItem, actions: tuple[Action, ...], fetched: Fetched | None = None) -> None:
    """Does what was decided, in that order; the archive is written before the first row."""
    stored = fetched is not None and any(isinstance(each, Store) for each in actions)
    sighting = store_exchange(context, fetched) if stored and fetched is not None else None
    with context.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
        for action in actions:
            _apply(context, writer, item, action, sighting)


def _apply(context: Context, writer: Writer, item: DecidedItem, action: Action, sighting: Sighting | None) -> None:
    if isinstance(action, Lead):
        writer.put_address(normal(action.url), action.article_id or _home(context, writer, item, sighting))
    elif isinstance(action, Read) and sighting is not None:
        article = action.article_id or _home(context, writer, item, sighting)
        reading = Reading(action.key, sighting.capture_id, article, action.link_id, action.outlet_id)
        writer.put_reading(item.round.id, reading)
    elif isinstance(action, ReadWords):
        _read_words(context, writer, item, action.why)
    elif isinstance(action, TryAgain):
        if not writer.try_again(item.key, most=action.most):
            _read_words(context, writer, item, action.why)
    elif isinstance(action, RetryAt):
        _leave_alone(context, writer, item, action.at)
    elif isinstance(action, Settle):
        if item.link is not None and not action.waits:
            writer.drop_waiting([item.key])
        writer.settle(aside.settled(item.round.id, item.stage, item.key, action.outcome))


def _home(context: Context, writer: Writer, item: DecidedItem, sighting: Sighting | None) -> str:
    """The Article of the Link, a new one where its address leads nowhere yet."""
    assert item.link is not None and item.outlet is not None
    return home_of(context, writer, item.link.url, item.outlet, sighting.at if sighting else context.now())


def _read_words(context: Context, writer: Writer, item: DecidedItem, why: str) -> None:
    assert item.link is not None and item.outlet is not None
    feed = context.ledger.link_capture(item.link.id)
    article = home_of(context, writer, item.link.url, item.outlet, context.now())
    reading = Reading(f"link:{item.link.id}", feed, article, item.link.id, item.outlet.id, why)
    writer.put_reading(item.round.id, reading)


def _leave_alone(context: Context, writer: Writer, item: DecidedItem, until: datetime) -> None:
    """A host that asks for rest is not asked again by `run` before that: what leads to its pages is not due, nor is any
    source that it serves."""
    assert item.link is not None
    served = [each.id for each in context.catalogue.sources if host(each.url) == host(item.link.url)]
    for id in dict.fromkeys([item.link.source_id, *served]):
        state = context.ledger.source_state(id)
        if state is not None and (state.due is None or state.due < until):
            writer.put_source_state(replace(state, due=until))


def apply_feed(
    context: Context, current: Round, key: str, done: FeedDone, sighting: Sighting | None, *, detail: str = ""
) -> None:
    """Keeps what was decided of a source."""
    with context.ledger.writing() as writer:
        if sighting is not None:
            writer.put_sighting(sighting)
            for link in done.new:
                writer.put_link(link, capture_id=sighting.capture_id, seen=done.state.last_try or context.now())
        writer.put_waiting(done.wanted)
        writer.put_source_state(done.state)
        if done.moved:
            _carry_over(context, writer, done)
        settled = aside.settled(current.id, "feeds", key, done.outcome)
        writer.settle(replace(settled, detail=detail) if detail else settled)
        writer.put_down("feeds", [key])


def _carry_over(context: Context, writer: Writer, done: FeedDone) -> None:
    """What is known of a source goes with it to its new address."""
    source_id = opaque_id("f", done.moved)
    writer.put_source_state(replace(done.state, source_id=source_id, moved="", etag="", last_modified=""))
    waiting = context.ledger.waiting([done.state.source_id])
    writer.put_waiting([replace(each, source_id=source_id) for each in waiting])


def store_exchange(context: Context, fetched: Fetched) -> Sighting:
    """Puts what came into the archive: a revisit where the same payload of that URL lies there."""
    capture = fetched.capture
    first = first_of(context, fetched)
    if first is None:
        exchange = Exchange(capture=capture, request=fetched, kind="response")
    else:
        refers_to = (first.url, first.at)
        exchange = Exchange(
            capture=capture, request=fetched, kind="revisit", refers_to=refers_to, payload_digest=first.digest
        )
    place = context.archive.append([exchange])[0]
    id, digest = (first.capture_id, first.digest) if first else (capture.id, capture.digest)
    return Sighting(id, capture.url, capture.at, exchange.kind, capture.status, digest, place)


def first_of(context: Context, fetched: Fetched) -> Sighting | None:
    """The sighting of which what came is a repeat: the same payload of that URL lies in the archive already."""
    first = context.ledger.sighting(fetched.capture.id)
    if first is None and fetched.not_modified:
        seen = context.ledger.sightings(fetched.capture.url)
        earlier = [each for each in seen if each.kind != "revisit" and each.status == 200]
        first = earlier[-1] if earlier else None
    return first
