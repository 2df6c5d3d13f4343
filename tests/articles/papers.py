"""A made-up page of a made-up outlet, for tests that care for one part of it."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet import articles
from broadsheet.model import Capture, Link, Made, Outcome, Outlet, Version
from broadsheet.text import hashing

AT = datetime(2031, 5, 4, tzinfo=UTC)
URL = "https://morven-courier.example/news/lift-bridge"
TITLE = "Lift bridge at Morven shut for repairs"
PROSE = (
    "The lift bridge at Morven was shut on Thursday after inspectors found cracks in two of its four main hinges.",
    "It will stay closed until September, the harbour board said, and lorries have to take the road around the bay.",
    "“We have asked for new hinges since 2019,” said Ines Tarrow, who keeps the lock beside the bridge.",
    "The board meets again on 12 May. Its chair, Olof Brand, said that a temporary ferry could be hired from Sule.",
)


def page(
    body: str = "",
    *,
    title: str = f"{TITLE} | Morven Courier",
    head: str = "",
    heading: str = f"<h1>{TITLE}</h1>",
    above: str = "",
    prose: tuple[str, ...] = PROSE,
    language: str = "en",
) -> str:
    """An article of four paragraphs, with `body` between the second and the third."""
    paragraphs = [f"<p>{line}</p>" for line in prose]
    text = "".join((*paragraphs[:2], body, *paragraphs[2:]))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header><main><article>{heading}{above}{text}'
        "</article></main><footer><p>© Morven Courier</p></footer></body></html>"
    )


def outcome(markup: str, *, url: str = URL, link: Link | None = None) -> Outcome[articles.ReadPage]:
    payload = markup.encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    digest = hashing.digest(payload)
    capture = Capture(hashing.capture_id(url, digest), url, AT, 200, headers, payload, digest)
    return articles.prepare()([articles.Page(capture, link, "a1", Outlet("courier", "", ""))])[0]


def read(markup: str, *, url: str = URL) -> Version:
    found = outcome(markup, url=url)
    assert isinstance(found, Made), found
    return found.value.version


def lines(markup: str, *, url: str = URL) -> list[str]:
    """The blocks of a page's article, as they read."""
    text = read(markup, url=url).text
    return [text.of(block) for block in text.blocks]
