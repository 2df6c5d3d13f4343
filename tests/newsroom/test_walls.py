"""Walls that an outlet serves in place of its articles: the feed's title and words stay, and nothing else comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.model import Version
from tests.newsroom.papers import article
from tests.newsroom.site import Answer, Site, feed, opened, page, paper, serving

CONSENT = (
    "We and our 611 partners keep and read information on your device, such as cookies, to show you adverts that fit.",
    "You may accept or manage your choices below, and object where legitimate interest is used.",
)
STRANGE = (
    "The reading room is full at present, and the porter has been told to let nobody in before the bell.",
    "Ask again at the counter on the left, or write to the keeper of the keys with the number of this slip: {}.",
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def wall(lines: tuple[str, ...], number: int = 0) -> Answer:
    body = "".join(f"<p>{line.format(number * 7919 + 4711)}</p>" for line in lines)
    return Answer(
        f'<!doctype html><html lang="en"><head><title>The Hallin Post</title></head><body><main><h1>One moment</h1>{body}'
        "</main></body></html>".encode()
    )


def versions(folder: Path, site: Site, numbers: range) -> list[Version]:
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        return [newsroom.articles.get(site.url(f"/news/{number}")).versions[-1] for number in numbers]


@pytest.mark.parametrize(("lines", "why"), [(CONSENT, "cookie-wall"), (STRANGE, "same-page")])
def test_walls_are_known_from_their_feed(site: Site, tmp_path: Path, lines: tuple[str, ...], why: str) -> None:
    # Every third of these articles is of the same event.
    numbers = range(0, 12, 3)
    site.answers |= {f"/news/{number}": wall(lines, number) for number in numbers}
    site.answers["/feed.xml"] = feed(site, list(numbers), content=True)
    for number, version in zip(numbers, versions(tmp_path / "paper", site, numbers), strict=True):
        assert (version.access, version.access_reason) == ("feed-only", why)
        assert version.title == article(number)["title"]
        assert "reading room" not in version.text.content


def test_a_wall_that_comes_once_an_hour_is_told_at_the_second(site: Site, tmp_path: Path) -> None:
    clock = paper(tmp_path / "paper", site)
    for hour, number in enumerate((0, 3, 6)):
        site.answers[f"/news/{number}"] = wall(STRANGE, number)
        site.answers["/feed.xml"] = feed(site, [number], newest=clock.at, content=True)
        with opened(tmp_path / "paper", clock) as newsroom:
            newsroom.rounds.fetch()
            version = newsroom.articles.get(site.url(f"/news/{number}")).versions[-1]
        assert version.access == ("feed-only" if hour else "full")
        clock.at += timedelta(hours=1)


def test_articles_beside_a_wall_are_read(site: Site, tmp_path: Path) -> None:
    site.answers |= {f"/news/{number}": page(number) for number in range(3)}
    site.answers["/news/3"] = wall(CONSENT)
    site.answers["/feed.xml"] = feed(site, range(4), content=True)
    assert [each.access for each in versions(tmp_path / "paper", site, range(4))] == [
        "full",
        "full",
        "full",
        "feed-only",
    ]
