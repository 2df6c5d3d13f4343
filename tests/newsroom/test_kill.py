"""Kill -9 at fifty random moments of fetch, import and edition: nothing complete is lost, and what comes out is the same."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.model import Version
from broadsheet.newsroom import create_paper
from broadsheet.newsroom.editions import verify_folder
from broadsheet.store import open_ledger
from tests.newsroom import killing
from tests.newsroom.papers import write_articles
from tests.newsroom.site import BEGIN, Site, feed, opened, page, paper, serving

KILLS = int(os.environ.get("BROADSHEET_KILLS", "50"))
IN_A_ROW = 5  # kills of one paper before it is let go on
FETCHED, IMPORTED = 16, 36
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.answers |= {f"/news/{number}": page(number) for number in range(FETCHED)}
        running.answers["/feed.xml"] = feed(running, range(FETCHED), content=True)
        yield running


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    return random.Random(seed)


@dataclass(frozen=True)
class Held:
    versions: frozenset[Version]
    stories: frozenset[tuple[str, ...]]
    totals: tuple[tuple[str, int], ...]


def held(folder: Path) -> Held:
    """What the paper knows; each place in its archive can be read."""
    from broadsheet.demo.running import SetClock

    with opened(folder, SetClock(BEGIN)) as newsroom:
        ledger = newsroom.ledger
        assert ledger.check() == ()
        assert ledger.open_rounds() == ()
        for name in ledger.archive_ends():
            for sighting in ledger.sightings_in(name):
                newsroom.archive.read(sighting.place)
        ids = ledger.articles_seen(BEGIN - timedelta(days=1), BEGIN + timedelta(days=2))
        versions = frozenset(version for id in ids for version in ledger.versions_of(id))
        stories = frozenset(story.article_ids for story in ledger.stories())
        # A run that was killed between archive and ledger may enter a record twice as seen; no more than that.
        totals = tuple(sorted((name, n) for name, n in ledger.totals().items() if name not in ("sightings", "rounds")))
        return Held(versions, stories, totals)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kills_of_a_fetch_change_nothing(site: Site, tmp_path: Path, chance: random.Random) -> None:
    paper(tmp_path / "undisturbed", site)
    whole = killing.run(killing.fetch, tmp_path / "undisturbed", BEGIN)
    wanted = held(tmp_path / "undisturbed")
    assert len(wanted.versions) == FETCHED
    hit = 0
    for number in range(KILLS // 2 // IN_A_ROW):
        folder = tmp_path / f"paper{number}"
        paper(folder, site)
        for _ in range(IN_A_ROW):
            hit += killing.kill(chance.uniform(0, whole), killing.fetch, folder, BEGIN)
        killing.run(killing.fetch, folder, BEGIN)
        assert held(folder) == wanted
    assert hit, "no kill fell into the work"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kills_of_import_and_edition_change_nothing(tmp_path: Path, chance: random.Random) -> None:
    articles = write_articles(tmp_path / "articles.jsonl", IMPORTED)
    create_paper(tmp_path / "undisturbed")
    window = (NOON, NOON - timedelta(days=2))
    import_seconds = killing.run(killing.bring_in, tmp_path / "undisturbed", NOON, articles)
    edition_seconds = killing.run(killing.print_edition, tmp_path / "undisturbed", *window)
    hash, counted = edition(tmp_path / "undisturbed"), held(tmp_path / "undisturbed")
    hit = 0
    for number in range(KILLS // 2 // IN_A_ROW):
        folder = tmp_path / f"paper{number}"
        create_paper(folder)
        for _ in range(IN_A_ROW - 2):
            hit += killing.kill(chance.uniform(0, import_seconds), killing.bring_in, folder, NOON, articles)
        killing.run(killing.bring_in, folder, NOON, articles)
        for _ in range(2):
            hit += killing.kill(chance.uniform(0, edition_seconds), killing.print_edition, folder, *window)
        killing.run(killing.print_edition, folder, *window)
        assert edition(folder) == hash
        assert [each.name for each in (folder / "editions").iterdir()] == ["2026-03-04-morning"]
        assert held(folder) == counted
    assert hit, "no kill fell into the work"


def edition(folder: Path) -> str:
    """The hash of the one edition that was printed, which is sound."""
    ledger = open_ledger(folder / "ledger.sqlite", write=False)
    try:
        (row,) = ledger.editions()
    finally:
        ledger.close()
    verdict = verify_folder(folder / "editions" / row.folder, expected=row.hash)
    assert verdict.ok, verdict.problems
    return row.hash
