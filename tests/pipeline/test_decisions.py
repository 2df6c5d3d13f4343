"""What is decided of a page or a feed, case by case: no network, no ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.feeds import Feed
from broadsheet.fetch import Request
from broadsheet.model import (
    Block,
    Capture,
    Failed,
    Fetched,
    Link,
    Made,
    Moment,
    Outcome,
    Outlet,
    Reader,
    Rejected,
    Source,
    SourceState,
    Text,
    Unchanged,
    Version,
)
from broadsheet.pipeline import decisions
from broadsheet.pipeline.decisions import (
    Action,
    AgainCame,
    FeedCame,
    Fetch,
    Lead,
    OfferedLink,
    PageCame,
    Read,
    ReadWords,
    RetryAt,
    Settle,
    Store,
    TryAgain,
)
from broadsheet.pipeline.guard.aside import WITHDRAWN
from broadsheet.schedule.refetch import Bounds

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL, ELSEWHERE = "https://hallinpost.example/ferry", "https://hallinpost.example/wall"
POST = Outlet("hallin", "The Hallin Post", "the Hallin Post", ("hallinpost.example",))
MUTED = replace(POST, mute=True)
LINK = Link("l1", "f1", URL, "The ferry is late")


def came(status: int = 200, url: str = URL, *, retry_after: int | None = None, not_modified: bool = False) -> Fetched:
    capture = Capture("c1", url, NOON, status, (), b"a page", "d1")
    return Fetched(capture, not_modified, URL, retry_after=retry_after)


def page(answer: Outcome[Fetched] | Fetched, **known: object) -> PageCame:
    made = Made(answer) if isinstance(answer, Fetched) else answer
    return replace(PageCame(LINK, POST, made, NOON, reached=POST), **known)  # type: ignore[arg-type]


READ = Read("page:l1", "", "l1", "hallin")
KNOWN = {"known": "a7", "read_there": True}
PAGES: dict[str, tuple[PageCame, tuple[Action, ...]]] = {
    "a page": (page(came()), (Store(), Lead(URL), READ, Settle(Made(None)))),
    "a page elsewhere": (page(came(url=ELSEWHERE)), (Store(), Lead(ELSEWHERE), READ, Settle(Made(None)))),
    "a page that is not there": (page(came(404)), (Store(), Lead(URL), READ, Settle(Made(None)))),
    "a redirect to a page that was read": (
        page(came(url=ELSEWHERE), **KNOWN),
        (Store(), Lead(URL, "a7"), Read("page:l1", "a7", "", "hallin"), Settle(Made(None))),
    ),
    "a redirect to an address that is known from elsewhere": (
        page(came(url=ELSEWHERE), known="a7"),
        (Store(), Lead(ELSEWHERE), READ, Settle(Made(None))),
    ),
    "a redirect to a known page that is gone": (
        page(came(404, ELSEWHERE), **KNOWN),
        (Store(), Lead(URL, "a7"), Settle(Rejected("known-address", "status 404"))),
    ),
    "a redirect to a text that was erased": (
        page(came(url=ELSEWHERE), known="a7", withdrawn_there=True),
        (Lead(URL, "a7"), Settle(WITHDRAWN)),
    ),
    "a redirect to an outlet that is muted": (
        page(came(url=ELSEWHERE), reached=MUTED),
        (Store(), Settle(Rejected("muted", "The Hallin Post"))),
    ),
    "a wall": (page(came(402)), (Store(), Lead(URL), ReadWords("paywalled"), Settle(Rejected("paywalled", "status 402")))),
    "a refusal": (page(came(403)), (Store(), Lead(URL), ReadWords("blocked"), Settle(Rejected("blocked", "status 403")))),
    "a busy host": (page(came(503)), (Store(), TryAgain("http-503"), Settle(Failed("http-503"), waits=True))),
    "a host that asks for rest": (
        page(came(429, retry_after=7200)),
        (Store(), TryAgain("http-429"), Settle(Failed("http-429"), waits=True), RetryAt(NOON + 2 * HOUR)),
    ),
    "a host that asks for a year": (
        page(came(429, retry_after=366 * 86400)),
        (Store(), TryAgain("http-429"), Settle(Failed("http-429"), waits=True), RetryAt(NOON + 7 * 24 * HOUR)),
    ),
    "robots.txt": (page(Rejected("robots", "/")), (ReadWords("robots"), Settle(Rejected("robots", "/")))),
    "no connection": (page(Failed("timeout")), (TryAgain("timeout"), Settle(Failed("timeout"), waits=True))),
    "no such host": (
        page(Failed("address", again=False)),
        (ReadWords("address"), Settle(Failed("address", again=False))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", list(PAGES))
def test_what_becomes_of_a_page(case: str) -> None:
    facts, wanted = PAGES[case]
    assert decisions.page(facts) == wanted


@given(
    status=st.integers(100, 599), known=st.sampled_from([None, "a7"]), read=st.booleans(), erased=st.booleans(),
    muted=st.booleans(), rest=st.none() | st.integers(0, 10**9),
)  # fmt: skip
def test_any_page_has_one_outcome_and_what_is_read_was_stored(
    status: int, known: str | None, read: bool, erased: bool, muted: bool, rest: int | None
) -> None:
    facts = page(
        came(status, retry_after=rest), known=known, read_there=read, withdrawn_there=erased,
        reached=MUTED if muted else POST,
    )  # fmt: skip
    done = decisions.page(facts)
    assert sum(isinstance(each, Settle) for each in done) == 1
    reads = [at for at, each in enumerate(done) if isinstance(each, Read)]
    assert all(Store() in done[:at] for at in reads)
    if known and erased:
        assert Store() not in done


def test_a_page_is_asked_for_unless_it_may_not_be() -> None:
    assert decisions.before_page("l1", LINK, POST, withdrawn=False) == Fetch(Request(URL, "page"))
    assert decisions.before_page("l1", LINK, POST, withdrawn=True) == Settle(WITHDRAWN)
    assert decisions.before_page("l1", LINK, MUTED, withdrawn=True) == Settle(Rejected("muted", "The Hallin Post"))
    assert decisions.before_page("l1", None, None, withdrawn=False) == Settle(Rejected("no-link", "l1"))


@pytest.mark.parametrize(
    ("answer", "same", "wanted"),
    [
        (Made(came()), False, (Store(), Read("again:a7", "a7", "", "hallin"), Settle(Made(None)))),
        (Made(came()), True, (Store(), Settle(Unchanged("same-payload")))),
        (Made(came(304, not_modified=True)), True, (Store(), Settle(Unchanged("same-payload")))),
        (Made(came(304, not_modified=True)), False, (Store(), Read("again:a7", "a7", "", "hallin"), Settle(Made(None)))),
        (Made(came(404)), True, (Store(), Settle(Failed("http-404")))),
        (Failed("timeout"), False, (Settle(Failed("timeout")),)),
        (Rejected("robots"), False, (Settle(Rejected("robots")),)),
    ],
)  # fmt: skip
def test_what_becomes_of_a_page_that_is_looked_at_again(
    answer: Outcome[Fetched], same: bool, wanted: tuple[Action, ...]
) -> None:
    assert decisions.again(AgainCame("a7", "hallin", answer, same)) == wanted


# Feeds

FEED = "https://hallinpost.example/feed.xml"
SOURCE = Source("f1", "feed", FEED, "hallin")
BOUNDS = Bounds(timedelta(minutes=15), timedelta(hours=24))
BEFORE = SourceState("f1", etag='"1"', last_success=NOON - HOUR, hours=48, failures=2, health="http-503")


def link(id: str, age: timedelta | None) -> Link:
    stood = None if age is None else Moment(NOON - age, "minute", "feed")
    return Link(id, "f1", f"https://hallinpost.example/{id}", id, published=stood)


def offer(
    id: str, age: timedelta | None = HOUR, *, new: bool = True, tried: bool = False, read: bool = False
) -> OfferedLink:
    return OfferedLink(link(id, age), new, tried, read)


def feed(
    *offers: OfferedLink, outcome: Outcome[Feed] | None = None, fetched: Fetched | None = None, **more: object
) -> FeedCame:
    held: Outcome[Feed] = outcome or Made(
        Feed(title="The Hallin Post", language="en", ttl=None, links=tuple(each.link for each in offers))
    )
    facts = FeedCame(SOURCE, BEFORE, held, fetched or came(url=FEED), offers, NOON, NOON, 48, BOUNDS)
    return replace(facts, **more)  # type: ignore[arg-type]


def test_what_of_a_feed_is_new_waits_and_what_is_old_is_passed_over() -> None:
    done = decisions.feed(
        feed(
            offer("new"),
            offer("undated", None),
            offer("old", 200 * HOUR),
            offer("read", read=True),
            offer("tried", new=False, tried=True),
            offer("passed over", new=False),
            offer("undated and known", None, new=False),
        )
    )
    assert [each.link_id for each in done.wanted] == ["new", "undated", "passed over"]
    assert [each.id for each in done.new] == ["new", "undated", "old", "read"]
    assert done.too_old == 1
    assert (done.outcome, done.state.failures, done.state.health) == (Made(None), 0, "")
    assert (done.state.last_success, done.state.last_new, done.state.title) == (NOON, NOON, "The Hallin Post")


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (410, Rejected("gone", "the server says that it is gone for good")),
        (404, Failed("http-404", again=False)),
        (429, Failed("http-429")),
        (503, Failed("http-503")),
    ],
)
def test_a_source_that_fails_is_asked_later(status: int, wanted: Rejected | Failed) -> None:
    fetched = came(status, FEED, retry_after=4 * 3600)
    outcome = decisions.refused(fetched)
    assert outcome == wanted
    done = decisions.feed(feed(outcome=outcome, fetched=fetched))
    assert (done.outcome, done.new, done.wanted, done.moved) == (wanted, (), (), "")
    assert done.state.failures == BEFORE.failures + 1
    assert done.state.last_success == BEFORE.last_success
    assert done.state.ended == (status == 410)
    assert done.state.due is None or done.state.due >= NOON + 4 * HOUR


def test_a_source_that_has_not_changed_keeps_what_is_known_of_it() -> None:
    fetched = came(304, FEED, not_modified=True)
    assert decisions.refused(fetched) == Unchanged("not-modified")
    done = decisions.feed(feed(outcome=Unchanged("not-modified"), fetched=fetched))
    assert done.outcome == Unchanged("not-modified")
    assert (done.state.etag, done.state.failures, done.state.last_success) == ('"1"', 0, NOON)


def test_a_source_moves_once_it_has_said_so_twice() -> None:
    fetched = replace(came(url=FEED), permanent="https://hallinpost.example/new.xml")
    once = decisions.feed(feed(fetched=fetched))
    assert (once.moved, bool(once.state.moved)) == ("", True)
    twice = decisions.feed(feed(fetched=fetched, state=once.state))
    assert twice.moved == "https://hallinpost.example/new.xml"
    assert decisions.feed(feed(state=once.state)).state.moved == "", "what it no longer says is forgotten"


def test_a_feed_is_asked_on_condition_unless_the_first_fetch_goes_further_back() -> None:
    assert decisions.feed_request(SOURCE, BEFORE, first_hours=48).request.etag == '"1"'
    assert decisions.feed_request(SOURCE, BEFORE, first_hours=72).request.etag == ""


# Texts


def text(id: str, words: str = "The ferry left late.", **more: object) -> Version:
    made = Version(
        id,
        "a7",
        f"c{id}",
        "",
        URL,
        "hallin",
        "Ferry",
        Text(words, (Block(0, len(words), "paragraph"),)),
        words,
        NOON,
        Reader("x"),
    )
    return replace(made, **more)  # type: ignore[arg-type]


NEW = text("v2", "The ferry left.")
PAGE, WORDS = text("v1"), text("v1", access="feed-only")


@pytest.mark.parametrize(
    ("made", "before", "withdrawn", "wanted"),
    [
        (NEW, (), False, NEW),
        (NEW, (PAGE,), False, NEW),
        (NEW, (), True, WITHDRAWN),
        (text("v2"), (PAGE,), False, Unchanged("same-text")),
        (text("v2", reader=Reader("y")), (PAGE,), False, text("v2", reader=Reader("y"))),
        (text("v2"), (WORDS,), False, text("v2")),
        (replace(NEW, access="feed-only"), (PAGE,), False, Unchanged("have-page")),
        (replace(NEW, access="feed-only"), (WORDS,), False, replace(NEW, access="feed-only")),
    ],
)
def test_what_of_a_text_is_kept(
    made: Version, before: tuple[Version, ...], withdrawn: bool, wanted: Version | Rejected | Unchanged
) -> None:
    assert decisions.version(made, before, withdrawn=withdrawn) == wanted


def test_a_text_in_a_language_that_the_paper_does_not_read_is_left() -> None:
    german = text("v1", language="de-AT")
    assert decisions.language(german, ("en",)) == Rejected("language", "de-AT")
    assert [decisions.language(german, read) for read in ((), ("en", "de"))] == [None, None]
    assert decisions.language(text("v1", language=""), ("en",)) is None
