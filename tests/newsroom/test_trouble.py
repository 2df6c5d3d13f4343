"""A full disk, a folder that may not be written to, a clock that jumps: a clear error, and nothing complete is lost."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import feeds
from broadsheet.errors import ArchiveError
from broadsheet.model import Capture, Outcome, Outlet
from broadsheet.newsroom import open_newsroom
from broadsheet.pipeline import applying
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.rounds import fetching
from broadsheet.store.contract import Writer
from tests.newsroom.papers import environment
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving
from tests.newsroom.test_kill import held

ARTICLES = 24
# A fetch on a set clock, in a process of its own.
FETCH = """
import sys
from datetime import datetime
from pathlib import Path
from broadsheet.newsroom import open_newsroom
clock = datetime.fromisoformat(sys.argv[2])
with open_newsroom(Path(sys.argv[1]), write=True, command="fetch", now=lambda: clock, environment={}) as newsroom:
    print("open", flush=True)
    newsroom.rounds.resume() if newsroom.ledger.open_rounds() else newsroom.rounds.fetch()
"""

resource = pytest.importorskip("resource", reason="sizes of files can be limited on Unix only")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.answers |= {f"/news/{number}": page(number) for number in range(ARTICLES)}
        running.answers["/feed.xml"] = feed(running, range(ARTICLES), content=True)
        yield running


def fetch(folder: Path, *, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """A fetch as a process whose files may have `limit` bytes."""

    def bounded() -> None:
        if limit:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with subprocess.Popen(
        [sys.executable, "-c", FETCH, str(folder), BEGIN.isoformat()],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), preexec_fn=bounded,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        out, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess([], process.returncode, out, errors)


@pytest.mark.parametrize("limit", [20_000, 60_000, 420_000])
def test_a_full_disk_is_named_and_nothing_is_lost(site: Site, tmp_path: Path, limit: int) -> None:
    paper(tmp_path / "undisturbed", site)
    assert fetch(tmp_path / "undisturbed").returncode == 0
    folder = tmp_path / "paper"
    paper(folder, site)
    full = fetch(folder, limit=limit)
    assert full.returncode != 0
    assert any(word in full.stderr for word in ("run the command again", "large as this system allows", "room"))
    assert fetch(folder).returncode == 0
    assert held(folder) == held(tmp_path / "undisturbed")


def test_a_folder_that_may_not_be_written_to(site: Site, tmp_path: Path) -> None:
    """As root every folder can be written to, so the archive's is taken away and a file put in its place."""
    folder = tmp_path / "paper"
    paper(folder, site)
    (folder / "archive").rmdir()
    (folder / "archive").write_text("not a folder")
    done = fetch(folder)
    assert done.returncode != 0
    assert "ArchiveError" in done.stderr
    assert "See that" in done.stderr
    (folder / "archive").unlink()
    assert fetch(folder).returncode == 0
    assert len(held(folder).versions) == ARTICLES


def test_a_clock_that_jumps_back_loses_nothing(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    for jump, number in ((timedelta(), 6), (timedelta(days=-400), 9), (timedelta(hours=2), 12)):
        clock.at = BEGIN + jump
        site.answers["/feed.xml"] = feed(site, range(number), newest=BEGIN)
        with opened(folder, clock) as newsroom:
            newsroom.rounds.fetch()
    with opened(folder, clock) as newsroom:
        assert newsroom.ledger.check() == ()
        assert newsroom.ledger.totals()["articles"] == 12
        printed = newsroom.editions.print("morning", since=BEGIN - timedelta(hours=1))
        assert json.loads((printed.folder / "edition.json").read_bytes())
        for name in newsroom.ledger.archive_ends():
            for sighting in newsroom.ledger.sightings_in(name):
                assert newsroom.archive.read(sighting.place).url == sighting.url


def test_the_archive_says_what_is_wrong_with_its_disk(tmp_path: Path) -> None:
    from broadsheet.archive import Archive
    from tests.fetch.samples import DAY, exchanges

    archive = Archive(tmp_path / "a", now=lambda: DAY)
    places = archive.append(exchanges(1))
    (tmp_path / "a" / places[0].file).chmod(0o444)
    if os.geteuid() != 0:
        with pytest.raises(ArchiveError, match="Give yourself the right"):
            archive.append(exchanges(1))


def test_a_feed_that_breaks_its_reader_costs_itself(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/other.xml"] = Answer(site.answers["/feed.xml"].body.replace(b"/news/", b"/other/"))
    one = (
        f'[outlets.hallin]\nname = "The Hallin Post"\ndomains = ["hallin.localhost"]\n'
        f'feeds = ["{site.url("/feed.xml")}", "{site.url("/other.xml")}"]\n'
    )
    clock = paper(tmp_path / "paper", site, outlets=one)
    whole = fetching.read_feed

    def broken(context: Context, capture: Capture, source_id: str) -> Outcome[feeds.Feed]:
        if capture.url.endswith("/other.xml"):
            raise RuntimeError("made to fail")
        return whole(context, capture, source_id)

    with opened(tmp_path / "paper", clock) as newsroom:
        with monkeypatch.context() as patch:
            patch.setattr(fetching, "read_feed", broken)
            account = newsroom.rounds.fetch()
        assert (account.of("feeds", "made"), account.of("feeds", "failed")) == (1, 1)
        assert account.of("articles", "made") == ARTICLES
        assert newsroom.ledger.open_rounds() == ()
        clock.at += timedelta(hours=1)
        again = newsroom.rounds.fetch()
        assert again.of("feeds", "failed") == 0
        assert newsroom.ledger.check() == ()


def test_a_feed_that_takes_too_long_costs_itself(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = paper(tmp_path / "paper", site)

    def hang(context: Context, capture: Capture, source_id: str) -> Outcome[feeds.Feed]:
        while True:
            sum(range(1000))

    monkeypatch.setattr(fetching, "read_feed", hang)
    settings = {"engine.workers": "1", "engine.item_seconds": "0.5"}
    with open_newsroom(tmp_path / "paper", write=True, now=clock, environment={}, overrides=settings) as newsroom:
        account = newsroom.rounds.fetch()
        assert ("feeds", "failed", "timeout", 1) in account.counts
        assert newsroom.ledger.open_rounds() == ()


def test_a_page_that_breaks_what_keeps_it_costs_itself(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = paper(tmp_path / "paper", site)
    whole = applying.home_of

    def broken(context: Context, writer: Writer, url: str, outlet: Outlet, seen: datetime) -> str:
        if url.endswith("/news/3"):
            raise RuntimeError("made to fail")
        return whole(context, writer, url, outlet, seen)

    with opened(tmp_path / "paper", clock) as newsroom:
        with monkeypatch.context() as patch:
            patch.setattr(applying, "home_of", broken)
            account = newsroom.rounds.fetch()
        assert account.of("pages", "failed") == 1
        assert account.of("articles", "made") == ARTICLES - 1
        clock.at += timedelta(hours=1)
        again = newsroom.rounds.fetch()
        assert again.of("articles", "made") == 1, "it is asked for again"


def test_a_time_in_a_feed_that_is_out_of_range(site: Site, tmp_path: Path) -> None:
    stated = re.sub(
        rb"<pubDate>[^<]*</pubDate>",
        b"<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>",
        site.answers["/feed.xml"].body,
    )
    site.answers["/feed.xml"] = Answer(stated)
    clock = paper(tmp_path / "paper", site)
    with opened(tmp_path / "paper", clock) as newsroom:
        account = newsroom.rounds.fetch()
        assert account.of("articles", "made") == ARTICLES
        (reason,) = [reason for stage, _, reason, _ in account.counts if stage == "feeds"]
        assert reason == "time-out-of-range: 0001-01-01T00:00:00+00:00"
