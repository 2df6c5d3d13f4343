"""What recurs on an outlet's pages is learned, named by a version, and left out of the texts read with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.articles.rules import profiles
from broadsheet.model import Capture, Made, Outlet, Reader, Version
from broadsheet.text import hashing, textblocks

MOTTO = "Written on the quay, since 1911, for those who look out for one another."
BACKGROUND = "The ferry Maren sank off Sule Bank in November 2019 in a storm that nobody had foretold, and 41 of the 60 people on board died in the water."
EMPTY = articles.Profile("ledger")


def version(number: int, *lines: str, title: str = "") -> Version:
    text = textblocks.build([("paragraph", line) for line in lines])
    title = title or f"Report {'abcdefghijklmnop'[number]}"
    return Version(
        id=f"v{number}", article_id=f"a{number}", capture_id="c", link_id="", url="https://ledger.example/a", outlet_id="ledger", title=title,
        text=text, text_hash=hashing.text_hash(title, text), captured=datetime(2026, 3, 2, tzinfo=UTC), reader=Reader("articles/1"),
    )  # fmt: skip


def report(number: int) -> str:
    letter = "abcdefghijklmnop"[number]
    return f"The {letter}-class boats of the harbour were counted on {letter}-day by the {letter}-keepers, who found none missing."


def test_a_line_that_recurs_is_learned_and_a_story_told_again_is_not() -> None:
    versions = [
        version(n, report(n), *([BACKGROUND] if n < 5 else []), f"{n + 3} comments on this report", MOTTO)
        for n in range(12)
    ]
    profile = articles.learn(EMPTY, versions)
    assert profile.holds(MOTTO)
    assert profile.holds("17 comments on this report")
    assert not profile.holds(BACKGROUND), "five of twelve reports are of one affair"
    assert not profile.holds(report(3))
    assert profile.version.startswith("ledger/")


def test_few_articles_teach_nothing_and_what_is_known_stays() -> None:
    few = [version(n, report(n), MOTTO) for n in range(5)]
    assert articles.learn(EMPTY, few) is EMPTY
    assert EMPTY.version == ""
    known = articles.learn(EMPTY, [version(n, report(n), MOTTO) for n in range(8)])
    assert articles.learn(known, [version(n, report(n)) for n in range(8)]) is known


def test_what_hangs_on_at_titles_is_learned() -> None:
    versions = [version(n, report(n), title=f"A boat named {n} | Lake and Shore") for n in range(8)]
    assert articles.learn(EMPTY, versions).affixes == ("Lake and Shore",)


def test_a_page_read_with_a_profile_lacks_its_lines_and_names_it() -> None:
    profile = articles.learn(
        EMPTY, [version(n, report(n), MOTTO, title=f"Boat {n} | Lake and Shore") for n in range(8)]
    )
    markup = f"<html><head><title>Ferry runs again | Lake and Shore</title></head><body><article>{''.join(f'<p>{report(n)}</p>' for n in range(4))}<p>{MOTTO}</p>"
    payload = markup.encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture(
        "c1",
        "https://ledger.example/f",
        datetime(2026, 3, 3, tzinfo=UTC),
        200,
        headers,
        payload,
        hashing.digest(payload),
    )
    pages = [articles.Page(capture, None, "a1", Outlet("ledger", "", ""), profile=each) for each in (None, profile)]
    plain, profiled = articles.prepare()(pages)
    assert isinstance(plain, Made)
    assert isinstance(profiled, Made)
    assert MOTTO in plain.value.version.text.content
    assert MOTTO not in profiled.value.version.text.content
    assert profiled.value.version.title == "Ferry runs again"
    assert profiled.value.version.reader == Reader(articles.EXTRACTOR, profile.version)
    assert articles.changes(plain.value.version, profiled.value.version) is None


@given(st.permutations(range(9)))
def test_the_order_of_arrival_decides_nothing(order: list[int]) -> None:
    versions = [version(n, report(n), MOTTO) for n in range(9)]
    assert articles.learn(EMPTY, [versions[n] for n in order]) == articles.learn(EMPTY, versions)


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEARNED = st.builds(
    articles.Learned,
    profile=st.sampled_from([articles.Profile("ledger", (f"motto {n}",)) for n in range(4)]),
    since=st.integers(0, 40).map(lambda hours: NOON + timedelta(hours=hours)),
    pages=st.sampled_from([8, 16, 32]),
)


def test_when_an_outlet_is_to_be_learned() -> None:
    known = [articles.Learned(EMPTY, NOON, 9)]
    assert not profiles.is_due(7, NOON, [])
    assert profiles.is_due(8, NOON, [])
    assert not profiles.is_due(17, NOON + timedelta(days=6), known)
    assert profiles.is_due(18, NOON + timedelta(days=6), known)
    assert profiles.is_due(10, NOON + timedelta(days=7), known)


def test_a_profile_holds_for_what_was_first_seen_after_it_was_learned() -> None:
    motto = articles.Profile("ledger", ("a motto",))
    known = [articles.Learned(motto, NOON, 9)]
    assert profiles.holding(known, NOON) is None
    assert profiles.holding(known, NOON + timedelta(seconds=1)) is motto
    nothing_now = [*known, articles.Learned(EMPTY, NOON + timedelta(days=7), 20)]
    assert profiles.holding(nothing_now, NOON + timedelta(days=8)) is None, "what it no longer prints is no boilerplate"


@given(st.lists(LEARNED, max_size=6), st.integers(0, 20))
def test_what_is_learned_later_never_changes_how_an_article_is_read(
    learned: list[articles.Learned], hours: int
) -> None:
    first_seen = NOON + timedelta(hours=hours)
    before = [each for each in learned if each.since < first_seen]
    assert profiles.holding(learned, first_seen) == profiles.holding(before, first_seen)
