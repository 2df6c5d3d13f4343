"""Whole pages, each with what is expected of it beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadsheet import articles
from broadsheet.model import Capture, Failed, Link, Made, Moment, Outlet, Rejected, Version
from broadsheet.text import hashing

PAGES = Path(__file__).parent / "pages"
RULES = articles.read_rules(
    {path.name: path.read_text(encoding="utf-8") for path in PAGES.parent.glob("outlets/*.toml")}
)
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))
AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
OUTLET = Outlet("gazette", "", "")
PROSE = "<p>The council of Harrow Bay met on Tuesday and agreed to rebuild the old pier before winter comes.</p>"


def capture(body: bytes | str, *, url: str = "https://gazette.example/news/a-story-of-the-bay", **more: Any) -> Capture:
    payload = body.encode() if isinstance(body, str) else body
    headers = more.pop("headers", (("Content-Type", "text/html; charset=utf-8"),))
    digest = hashing.digest(payload)
    return Capture(hashing.capture_id(url, digest), url, AT, more.pop("status", 200), headers, payload, digest, **more)


def read(page: Capture, *, link: Link | None = None) -> Any:
    rule = RULES.rule_for(page.url, page.at)
    return articles.prepare()([articles.Page(page, link, "a1", OUTLET, rule=rule)])[0]


def version_of(page: Capture, *, link: Link | None = None) -> Version:
    outcome = read(page, link=link)
    assert isinstance(outcome, Made), outcome
    version: Version = outcome.value.version
    return version


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str) -> None:
    want = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    outcome = read(capture((PAGES / f"{name}.html").read_bytes(), url=want["url"]))
    if "rejected" in want:
        assert isinstance(outcome, Rejected), outcome
        assert outcome.reason == want["rejected"]
        return
    assert isinstance(outcome, Made), outcome
    version = outcome.value.version
    got = {
        "title": version.title,
        "authors": list(version.authors),
        "credit": list(version.credit),
        "published": version.published and version.published.iso(),
        "modified": version.modified and version.modified.iso(),
        "language": version.language,
        "kind": version.kind,
        "access": version.access,
        "section": version.section,
        "reservations": list(version.reservations),
        "addresses": list(outcome.value.addresses),
        "kinds": [block.kind for block in version.text.blocks],
        "standfirst": _standfirst(version),
    }
    assert {key: got[key] for key in want if key in got} == {key: want[key] for key in want if key in got}
    for words in want["has"]:
        assert words in version.text.content
    for words in want["hasnt"]:
        assert words not in version.text.content
    assert version.title not in version.text.content


def _standfirst(version: Version) -> str | None:
    if version.text.standfirst is None:
        return None
    first, last = version.text.standfirst
    return " ".join(version.text.of(block) for block in version.text.blocks[first:last])


def test_version_is_complete_and_the_same_each_time() -> None:
    page = capture((PAGES / "pier_full.html").read_bytes())
    version = version_of(page)
    assert version == version_of(page)
    assert version.text_hash == hashing.text_hash(version.title, version.text)
    assert version.reader.extractor == articles.EXTRACTOR
    assert (version.capture_id, version.article_id, version.outlet_id) == (page.id, "a1", "gazette")
    elsewhere = articles.moved(version, "a2")
    assert elsewhere.id != version.id
    assert (elsewhere.article_id, elsewhere.text_hash) == ("a2", version.text_hash)


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, "blocked"), (402, "blocked"), (403, "blocked"), (451, "blocked"), (404, "not-found"), (410, "gone")],
)
def test_refusals_say_why(status: int, reason: str) -> None:
    outcome = read(capture("<html><body>" + PROSE * 5, status=status))
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


def test_server_error_may_be_tried_again() -> None:
    outcome = read(capture("<html>", status=503))
    assert isinstance(outcome, Failed)
    assert outcome.again


def test_what_is_no_markup_is_rejected() -> None:
    for body, headers in (
        (b"%PDF-1.7 rest", (("Content-Type", "text/html"),)),
        (b'{"a": 1}', (("Content-Type", "application/json"),)),
        (b"", (("Content-Type", "text/html"),)),
    ):
        assert isinstance(read(capture(body, headers=headers)), Rejected)


def test_reservations_in_headers() -> None:
    headers = (
        ("Content-Type", "text/html"),
        ("X-Robots-Tag", "nosnippet"),
        ("X-Robots-Tag", "otherbot: noarchive"),
        ("TDM-Reservation", "1"),
    )
    assert version_of(capture("<html><body>" + PROSE * 3, headers=headers)).reservations == ("nosnippet", "tdm")


def test_truncated_page_is_no_whole_text() -> None:
    version = version_of(capture("<html><body><h1>The pier</h1>" + PROSE * 9, truncated="length"))
    assert version.access == "teaser"
    assert "cut" in version.access_reason


def test_feed_fills_what_the_page_lacks() -> None:
    moment = Moment(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "minute", "feed")
    link = Link(
        "l1",
        "s1",
        "https://gazette.example/x",
        "The pier",
        published=moment,
        authors=("Joan Rill",),
        categories=("Local",),
    )
    version = version_of(capture("<html><body><h1>The pier of Harrow Bay</h1>" + PROSE * 3), link=link)
    assert (version.published, version.authors, version.section) == (moment, ("Joan Rill",), "Local")


def test_future_date_is_set_back_and_marked() -> None:
    ahead = AT + timedelta(hours=40)
    head = f'<html><head><meta property="article:published_time" content="{ahead.isoformat()}"></head><body>'
    published = version_of(capture(head + PROSE * 3)).published
    assert published is not None
    assert published.clamped
    assert published.at.date() <= AT.date()


@pytest.mark.parametrize(
    "stated", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "2061-04-05T10:00:00Z", "1970-01-01"]
)
@pytest.mark.parametrize("name", ["published", "modified"])
def test_a_time_out_of_range_is_none_with_its_reason(name: str, stated: str) -> None:
    head = f'<html><head><meta property="article:{name}_time" content="{stated}"></head><body>'
    version = version_of(capture(head + PROSE * 3))
    assert (version.published, version.modified) == (None, None)
    assert version.times_reason.startswith(f"time-out-of-range: {name} {stated[:10]}")


def test_a_good_time_beside_one_out_of_range_is_taken() -> None:
    head = (
        '<html><head><meta property="article:published_time" content="0001-01-01T00:00:00Z">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{AT.isoformat()}"}}</script></head><body>'
    )
    version = version_of(capture(head + PROSE * 3))
    assert version.published is not None
    assert version.published.at == AT
    assert version.times_reason == ""
