"""What is to be done with what came, as values: "fetch this", "store that", "try again". Pure: facts in, decisions out.

`applying` does what is decided here, in one place; `fetching`, `pages` and `reading` gather the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadsheet import articles
from broadsheet.feeds import Feed
from broadsheet.fetch import Request
from broadsheet.model import (
    Failed,
    Fetched,
    Link,
    Made,
    Outcome,
    Outlet,
    Rejected,
    Source,
    SourceState,
    Unchanged,
    Version,
)
from broadsheet.pipeline.guard.aside import WITHDRAWN
from broadsheet.schedule import refetch
from broadsheet.store.contract import WaitingLink
from broadsheet.text.addresses import normal
from broadsheet.text.hashing import digest
from broadsheet.text.times import shifted

# Statuses with which a server says that it will not show this page to us.
REFUSALS = {401: "blocked", 402: "paywalled", 403: "blocked", 451: "blocked"}
_IN_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LONGEST_REST = 7 * 24 * 3600  # seconds
TRIES = 3  # rounds in which a page that fails in passing is asked for


# Decisions on a page


@dataclass(frozen=True, slots=True)
class Fetch:
    """Ask for this."""

    request: Request


@dataclass(frozen=True, slots=True)
class Store:
    """What came goes into the archive, and its sighting into the ledger."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An address leads to an Article; "": to that of the Link, a new one where its address leads nowhere yet."""

    url: str
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was stored goes on to the readers; `article_id` as in Lead."""

    key: str
    article_id: str
    link_id: str
    outlet_id: str


@dataclass(frozen=True, slots=True)
class ReadWords:
    """The words of the feed are all there is, for this reason."""

    why: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """A later round asks again; after so many tries the words of the feed are all there is."""

    why: str
    most: int = TRIES


@dataclass(frozen=True, slots=True)
class RetryAt:
    """The host of the Link is not asked again before that."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Settle:
    """The outcome of the item; with `waits` its Link goes on waiting to be fetched."""

    outcome: Outcome[object]
    waits: bool = False


Action = Store | Lead | Read | ReadWords | TryAgain | RetryAt | Settle


@dataclass(frozen=True, slots=True)
class PageCame:
    """What is known once the page of a Link was asked for: `reached` is the outlet of the address at which it was found,
    `known` the Article to which that leads; whether that Article's page was `read_there` before, or erased."""

    link: Link
    outlet: Outlet
    answer: Outcome[Fetched]
    now: datetime
    reached: Outlet | None = None
    known: str | None = None
    read_there: bool = False
    withdrawn_there: bool = False


def before_page(key: str, link: Link | None, outlet: Outlet | None, *, withdrawn: bool) -> Fetch | Settle:
    """Whether the page of a Link is asked for at all."""
    if link is None or outlet is None:
        return Settle(Rejected("no-link", key))
    if outlet.mute:
        return Settle(Rejected("muted", outlet.name))
    return Settle(WITHDRAWN) if withdrawn else Fetch(Request(link.url, "page"))


def page(came: PageCame) -> tuple[Action, ...]:
    """What becomes of a page that was asked for."""
    link, answer = came.link, came.answer
    if not isinstance(answer, Made):
        return _without_page(answer)
    status, url = answer.value.capture.status, answer.value.capture.url
    if came.known is not None and came.withdrawn_there:
        return (Lead(link.url, came.known), Settle(WITHDRAWN))
    if status in _IN_PASSING:
        return (Store(), *_without_page(Failed(f"http-{status}")), *_rest(answer.value, came.now))
    if came.reached is not None and came.reached.mute:
        return (Store(), Settle(Rejected("muted", came.reached.name)))
    read = Read(f"page:{link.id}", "", link.id, came.outlet.id)
    if came.known is not None and came.read_there:
        seen = (Store(), Lead(link.url, came.known))
        if status != 200:
            return (*seen, Settle(Rejected("known-address", f"status {status}")))
        return (*seen, replace(read, article_id=came.known, link_id=""), Settle(Made(None)))
    why = REFUSALS.get(status, "")
    if why:
        return (Store(), Lead(url), ReadWords(why), Settle(Rejected(why, f"status {status}")))
    return (Store(), Lead(url), read, Settle(Made(None)))


def _without_page(answer: Outcome[object]) -> tuple[Action, ...]:
    """A page that may not be read, or could not be: the feed's own words make a Version of their own kind, at once where
    the answer is final, else after the last try."""
    if isinstance(answer, Rejected):
        return (ReadWords(answer.reason), Settle(answer))
    if isinstance(answer, Failed):
        return (TryAgain(answer.error) if answer.again else ReadWords(answer.error), Settle(answer, waits=answer.again))
    return (Settle(answer),)


def _rest(fetched: Fetched, now: datetime) -> tuple[Action, ...]:
    seconds = fetched.retry_after
    return (RetryAt(shifted(now, seconds=min(seconds, _LONGEST_REST))),) if seconds else ()


@dataclass(frozen=True, slots=True)
class AgainCame:
    """What is known once the page of a known Article was asked for again: `same` where its payload was read before."""

    article_id: str
    outlet_id: str
    answer: Outcome[Fetched]
    same: bool = False


def again(came: AgainCame) -> tuple[Action, ...]:
    """What becomes of a page that was looked at again: a changed one goes on to the readers."""
    if not isinstance(came.answer, Made):
        return (Settle(came.answer),)
    fetched = came.answer.value
    if not fetched.not_modified and fetched.capture.status != 200:
        return (Store(), Settle(Failed(f"http-{fetched.capture.status}")))
    if came.same:
        return (Store(), Settle(Unchanged("same-payload")))
    return (Store(), Read(f"again:{came.article_id}", came.article_id, "", came.outlet_id), Settle(Made(None)))


# Decisions on a feed


@dataclass(frozen=True, slots=True)
class OfferedLink:
    """A Link of a feed: whether it is seen for the first time, whether its page was asked for (or is not to be, since its
    outlet is muted), and whether its Article was read."""

    link: Link
    is_new: bool
    was_tried: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class FeedCame:
    """What is known once a source was asked: `outcome` is what its answer held. `first_hours` is how far back a first
    fetch goes."""

    source: Source
    state: SourceState
    outcome: Outcome[Feed]
    fetched: Fetched | None
    offers: tuple[OfferedLink, ...]
    now: datetime
    cutoff: datetime
    first_hours: int
    bounds: refetch.Bounds


@dataclass(frozen=True, slots=True)
class FeedDone:
    """What is to be kept of a source: its state, the Links that are new, those whose pages wait to be fetched, how many
    were passed over as too old, and the address to which it has `moved` for good ("": it has not)."""

    state: SourceState
    outcome: Outcome[object]
    new: tuple[Link, ...] = ()
    wanted: tuple[WaitingLink, ...] = ()
    too_old: int = 0
    moved: str = ""


def feed_request(source: Source, state: SourceState, *, first_hours: int) -> Fetch:
    """How a source is asked: on condition that it has changed, unless the first fetch is to go further back than it
    did; then the feed has to come whole."""
    further = first_hours > state.hours and state.last_success is not None
    etag, last_modified = ("", "") if further else (state.etag, state.last_modified)
    purpose = "sitemap" if source.kind == "sitemap" else "feed"
    return Fetch(Request(source.url, purpose, etag=etag, last_modified=last_modified))  # type: ignore[arg-type]


def refused(fetched: Fetched) -> Unchanged | Rejected | Failed | None:
    """What an answer says that holds no feed to be read; None where it holds one."""
    status = fetched.capture.status
    if fetched.not_modified:
        return Unchanged("not-modified")
    if status == 410:
        return Rejected("gone", "the server says that it is gone for good")
    return Failed(f"http-{status}", "", again=status >= 500 or status == 429) if status != 200 else None


def feed(came: FeedCame) -> FeedDone:
    """What becomes of a source that was asked."""
    if isinstance(came.outcome, Failed | Rejected):
        return FeedDone(_failed(came), came.outcome)
    if came.fetched is None:
        return FeedDone(_failed(came), Failed("no-answer"))
    mark, moved = _moved(came.source, came.state, came.fetched)
    new = tuple(offer.link for offer in came.offers if offer.is_new)
    wanted, old = _wanted(came)
    state = replace(_succeeded(came.state, came.fetched, came.now), moved=mark)
    made = came.outcome if isinstance(came.outcome, Made) else None
    outcome: Outcome[object] = (
        came.outcome if isinstance(came.outcome, Unchanged) else Made(None, note=came.outcome.note)
    )
    ttl = made.value.ttl * 60 if made and made.value.ttl else None
    state = _scheduled(came, state, len(new), refetch.Wishes(ttl, came.fetched.max_age))
    if made:
        state = replace(state, title=made.value.title, hours=came.first_hours)
    return FeedDone(state, outcome, new, wanted, old, moved)


def _succeeded(state: SourceState, fetched: Fetched, now: datetime) -> SourceState:
    return replace(
        state,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        last_try=now,
        last_success=now,
        failures=0,
        health="",
    )


def _failed(came: FeedCame) -> SourceState:
    state, outcome = came.state, came.outcome
    reason = outcome.reason if isinstance(outcome, Rejected) else outcome.error if isinstance(outcome, Failed) else ""
    worse = replace(state, last_try=came.now, failures=state.failures + 1, health=reason, ended=reason == "gone")
    wishes = refetch.Wishes(retry_after=came.fetched.retry_after if came.fetched else None)
    return replace(worse, due=refetch.next_due(worse, came.now, wishes=wishes, bounds=came.bounds))


def _scheduled(came: FeedCame, fresh: SourceState, new: int, wishes: refetch.Wishes) -> SourceState:
    """The state with what this fetch says about how often the source changes, and when it is due next."""
    before, now = came.state, came.now
    if before.last_success is None:
        stood = [each.at for offer in came.offers if (each := offer.link.published or offer.link.modified)]
        gap = refetch.gap_of(stood, now)
    else:
        last_change = before.last_new or before.last_success
        gap = refetch.changed_gap(before.gap, new=new, elapsed=(now - last_change).total_seconds())
    fresh = replace(fresh, gap=gap, last_new=now if new else before.last_new)
    return replace(fresh, due=refetch.next_due(fresh, now, wishes=wishes, bounds=came.bounds))


def _moved(source: Source, state: SourceState, fetched: Fetched) -> tuple[str, str]:
    """The digest of the address to which the source says to have moved for good, and that address once it has said
    so twice: a redirect that is a mistake seldom lasts."""
    if not fetched.permanent or normal(fetched.permanent) == normal(source.url):
        return "", ""
    mark = digest(fetched.permanent.encode())
    return mark, fetched.permanent if state.moved == mark else ""


def _wanted(came: FeedCame) -> tuple[tuple[WaitingLink, ...], int]:
    """Those of a feed's links whose page is to be fetched, and how many are passed over as too old: older than the
    hours of a first fetch, counted from the last success. What an outlet brings out again after years is no news.

    A link that was passed over before is wanted once the setting goes back far enough, while it stands in the feed.
    """
    last = min(came.state.last_success or came.cutoff, came.cutoff)
    oldest = shifted(last, hours=-came.first_hours)
    wanted: list[WaitingLink] = []
    old = 0
    for offer in came.offers:
        link = offer.link
        stood = link.published or link.modified
        if not offer.is_new and (stood is None or offer.was_tried):
            continue
        if stood is not None and stood.at < oldest:
            old += 1
        elif not offer.is_read:
            wanted.append(WaitingLink(link.id, link.source_id, stood.at if stood else None))
    return tuple(wanted), old


# Decisions on a text that was read


def language(version: Version, read: Sequence[str]) -> Rejected | None:
    """Why a text is not kept: the paper is to `read` other languages (any, if none is named)."""
    known = not read or not version.language or version.language.split("-")[0] in read
    return None if known else Rejected("language", version.language)


def version(made: Version, before: Sequence[Version], *, withdrawn: bool) -> Version | Rejected | Unchanged:
    """The Version as it is kept beside those that its Article had `before`, or why it is not."""
    if withdrawn:
        return WITHDRAWN
    kept = articles.published_before(made, before)
    same = [each for each in before if each.reader == kept.reader and each.access == kept.access]
    if any(each.text_hash == kept.text_hash for each in same):
        return Unchanged("same-text")
    if kept.access == "feed-only" and any(each.access != "feed-only" for each in before):
        return Unchanged("have-page")
    return kept
