"""A paper learns an outlet's boilerplate as rounds go by, and what it learned is never taken for an edit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.model import Version
from broadsheet.newsroom import Newsroom
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving

MOTTO = "Set by hand beside the old weighing house, and carried to every door before the ferry sails."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.answers |= {f"/news/{number}": page(number, extra=MOTTO) for number in range(30)}
        yield running


def fetched(folder: Path, site: Site, numbers: range, *, hours: float) -> Newsroom:
    """The paper after a round at that hour, whose feed offers those reports."""
    clock = paper(folder, site, pages_per_source=50)
    clock.at = BEGIN + timedelta(hours=hours)
    site.answers["/feed.xml"] = feed(site, numbers, newest=clock.at)
    newsroom = opened(folder, clock)
    newsroom.rounds.fetch()
    return newsroom


def of(newsroom: Newsroom, site: Site, number: int) -> tuple[Version, ...]:
    return newsroom.articles.get(site.url(f"/news/{number}")).versions


def test_the_first_round_learns_and_the_next_one_reads_without_the_boilerplate(site: Site, tmp_path: Path) -> None:
    with fetched(tmp_path / "paper", site, range(9), hours=0) as newsroom:
        (first,) = of(newsroom, site, 3)
        assert MOTTO in first.text.content
        assert first.reader.profile == ""
        (lesson,) = newsroom.ledger.profiles("hallin")
        assert lesson.pages == 9
        assert lesson.version
    with fetched(tmp_path / "paper", site, range(9, 12), hours=1) as newsroom:
        (next_one,) = of(newsroom, site, 10)
        assert MOTTO not in next_one.text.content
        assert next_one.reader.profile == lesson.version
        assert newsroom.ledger.profiles("hallin") == (lesson,), "three more teach nothing yet"
        assert newsroom.ledger.check() == ()


def test_seven_pages_teach_nothing(site: Site, tmp_path: Path) -> None:
    with fetched(tmp_path / "paper", site, range(7), hours=0) as newsroom:
        assert newsroom.ledger.profiles("hallin") == ()


def test_a_page_seen_before_the_lesson_is_read_as_before(site: Site, tmp_path: Path) -> None:
    """Looked at again after the lesson: unchanged is unchanged, and an edit is that edit and nothing besides."""
    folder = tmp_path / "paper"
    fetched(folder, site, range(9), hours=0).close()
    said = "A third inspection of the wall found two more cracks, the harbour office said on Tuesday night."
    site.answers["/news/4"] = page(4, extra=f"{MOTTO}</p><p>{said}")
    clock = paper(folder, site)
    clock.at = BEGIN + timedelta(hours=3)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch_these([], pages=[site.url("/news/3"), site.url("/news/4")])
        assert len(of(newsroom, site, 3)) == 1
        view = newsroom.articles.get(site.url("/news/4"))
        assert [version.reader.profile for version in view.versions] == ["", ""]
        (edit,) = view.edits
        assert [[piece.text for piece in pieces] for pieces in edit.body] == [[said]]


def test_a_change_of_boilerplate_is_no_edit_of_a_page_read_with_a_profile(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    fetched(folder, site, range(9), hours=0).close()
    fetched(folder, site, range(9, 12), hours=1).close()
    site.answers["/news/10"] = page(10)
    clock = paper(folder, site)
    clock.at = BEGIN + timedelta(hours=4)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch_these([], pages=[site.url("/news/10")])
        assert site.asked.count("/news/10") == 2
        assert len(of(newsroom, site, 10)) == 1


def test_it_is_learned_anew_when_twice_as_many_are_there(site: Site, tmp_path: Path) -> None:
    """Also of pages that were read without what is known already: those are read once more, as they came."""
    folder = tmp_path / "paper"
    fetched(folder, site, range(9), hours=0).close()
    with fetched(folder, site, range(9, 24), hours=1) as newsroom:
        first, second = newsroom.ledger.profiles("hallin")
        assert (first.pages, second.pages) == (9, 24)
        assert second.version == first.version, "the same boilerplate makes the same profile"


def test_the_same_rounds_teach_the_same(site: Site, tmp_path: Path) -> None:
    lessons = []
    for name in ("one", "other"):
        fetched(tmp_path / name, site, range(9), hours=0).close()
        with fetched(tmp_path / name, site, range(9, 24), hours=1) as newsroom:
            lessons.append(newsroom.ledger.profiles("hallin"))
    assert lessons[0] == lessons[1]


def test_with_new_pages_after_a_week_it_is_learned_anew(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    fetched(folder, site, range(9), hours=0).close()
    site.answers |= {f"/news/{number}": page(number) for number in range(9, 14)}
    with fetched(folder, site, range(9, 14), hours=24 * 8) as newsroom:
        first, second = newsroom.ledger.profiles("hallin")
        assert second.since > first.since
        assert second.pages == 14


def test_a_page_that_is_no_page_teaches_nothing(site: Site, tmp_path: Path) -> None:
    site.answers |= {f"/news/{number}": Answer(b"gone", 404) for number in range(4)}
    with fetched(tmp_path / "paper", site, range(9), hours=0) as newsroom:
        assert newsroom.ledger.profiles("hallin") == ()
