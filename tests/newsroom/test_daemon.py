"""`broadsheet run` end to end on a set clock: days go by in seconds, over real HTTP."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.demo.running import SetClock
from broadsheet.newsroom.daemon import Daemon
from tests.deliver.servers import mail_server
from tests.newsroom.papers import started
from tests.newsroom.site import Site, feed, opened, page, paper, serving

BEGIN = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.answers |= {f"/news/{number}": page(number) for number in range(4)}
        running.answers["/feed.xml"] = feed(running, range(3), newest=BEGIN)
        yield running


def keep(folder: Path, clock: SetClock, steps: Callable[[datetime], timedelta | None]) -> list[str]:
    """Runs a Keeper whose sleep sets the clock forward by what `steps` says, until that is None (Ctrl-C)."""
    said: list[str] = []

    def pause(seconds: float) -> None:
        step = steps(clock.at)
        if step is None:
            raise KeyboardInterrupt
        clock.at += step

    with pytest.raises(KeyboardInterrupt):
        Daemon(folder, say=said.append, now=clock, pause=pause, overrides={}).go_on()
    return said


def test_three_days_with_an_edit_and_a_sleep(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site, shortest_minutes=120)
    clock.at = BEGIN
    edit, sleep, end = (
        BEGIN + timedelta(days=1, minutes=30),
        datetime(2026, 3, 5, 6, tzinfo=UTC),
        datetime(2026, 3, 5, 12, tzinfo=UTC),
    )

    def steps(now: datetime) -> timedelta | None:
        if now >= edit:
            for number in range(4):
                words = "A second inspection found nothing, the mayor said on Wednesday."
                site.answers[f"/news/{number}"] = page(number, extra=words)
            site.answers["/feed.xml"] = feed(site, range(4), newest=edit)
        if now >= end:
            return None
        return timedelta(hours=4) if now == sleep else timedelta(minutes=5)

    said = keep(folder, clock, steps)
    with opened(folder, clock) as newsroom:
        ends = [(row.date, row.end) for row in reversed(newsroom.editions.list())]
        assert ends == [
            ("2026-03-03", datetime(2026, 3, 3, 7, tzinfo=UTC)),
            ("2026-03-04", datetime(2026, 3, 4, 7, tzinfo=UTC)),
            ("2026-03-05", datetime(2026, 3, 5, 10, tzinfo=UTC)),
        ]
        _, first = newsroom.editions.get(newsroom.editions.list()[-1].hash)
        cited = {source.article_id for source in first.sources}
        assert cited
        for article_id in cited:
            seen = [version.captured for version in newsroom.articles.get(article_id).versions]
            assert len(seen) == 2
            assert seen[-1] == datetime(2026, 3, 4, 6, 35, tzinfo=UTC), "looked at before printing"
        assert newsroom.ledger.open_rounds() == ()
        assert newsroom.ledger.check() == ()
    assert sum("printed" in line for line in said) == 3
    assert len([path for path in site.asked if path == "/feed.xml"]) < 32, "a quiet source is not asked all the time"


def test_what_goes_wrong_is_told_and_tried_again(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    clock.at = BEGIN
    outlets = (folder / "outlets.toml").read_text()
    (folder / "outlets.toml").write_text("[outlets\n")

    def steps(now: datetime) -> timedelta | None:
        if now >= BEGIN + timedelta(minutes=3):
            (folder / "outlets.toml").write_text(outlets)
        return None if now >= BEGIN + timedelta(minutes=20) else timedelta(minutes=1)

    said = keep(folder, clock, steps)
    assert "no sound TOML" in said[0]
    assert "3 new articles" in said[1]


def test_once_does_what_is_due_and_ends(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    for after, asked in ((timedelta(), 1), (timedelta(minutes=5), 1), (timedelta(hours=3), 2)):
        clock.at = BEGIN + after
        Daemon(folder, say=lambda words: None, now=clock, overrides={}).go_on(once=True)
        assert site.asked.count("/feed.xml") == asked
    with opened(folder, clock, write=False) as newsroom:
        assert [row.date for row in newsroom.editions.list()] == ["2026-03-03"]


def mailing(port: int) -> dict[str, str]:
    return {"mail.to": "ada@reader.example", "mail.host": "127.0.0.1", "mail.port": str(port), "mail.security": "none"}


def test_mail_that_failed_is_sent_the_next_time_that_once_is_called(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    said: list[str] = []
    clock.at = BEGIN
    assert Daemon(folder, say=said.append, now=clock, overrides=mailing(1)).go_on(once=True)
    clock.at = BEGIN + timedelta(hours=2)
    keeper = Daemon(folder, say=said.append, now=clock, overrides=mailing(1))
    assert not keeper.go_on(once=True)
    assert sum("mail to" in each for each in said) == 1
    assert not Daemon(folder, say=said.append, now=clock, overrides=mailing(1)).go_on(once=True)
    assert sum("nobody answers there" in each for each in said) == 2
    with mail_server(tls=False) as inbox:
        assert Daemon(folder, say=said.append, now=clock, overrides=mailing(inbox.port)).go_on(once=True)
        assert Daemon(folder, say=said.append, now=clock, overrides=mailing(inbox.port)).go_on(once=True)
        assert len(inbox.messages) == 1
    with opened(folder, clock) as newsroom:
        assert len(newsroom.editions.list()) == 1
        (delivery,) = newsroom.editions.deliveries()
        assert (delivery.state, delivery.tries) == ("sent", 3)


def test_mail_that_failed_is_sent_again_later_each_time(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    clock.at = BEGIN
    tried: list[datetime] = []

    def pause(seconds: float) -> None:
        clock.at += timedelta(minutes=1)
        if clock.at > BEGIN + timedelta(hours=4):
            raise KeyboardInterrupt

    def say(words: str) -> None:
        if "mail to" in words:
            tried.append(clock.at)

    with pytest.raises(KeyboardInterrupt):
        Daemon(folder, say=say, now=clock, pause=pause, overrides=mailing(1)).go_on()
    gaps = [(two - one) / timedelta(minutes=1) for one, two in itertools.pairwise(tried)]
    assert len(gaps) >= 4
    assert gaps[:4] == [5, 10, 20, 40]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order(site: Site, tmp_path: Path, number: signal.Signals) -> None:
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with started("run", cwd=folder) as process:
        until = time.monotonic() + 60
        while "/feed.xml" not in site.asked and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors.decode()
    assert b"All that was finished is kept" in errors
    assert b"Traceback" not in errors
    with opened(folder, clock) as newsroom:
        newsroom.rounds.resume()
        assert newsroom.ledger.check() == ()


BURIED = """
import asyncio, os, signal
from broadsheet import interrupts
async def work():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(10)
    finally:
        assert not "cleaned up"
interrupts.watch()
try:
    interrupts.run(work())
except KeyboardInterrupt:
    print("stopped", interrupts.noted())
"""


def test_an_interrupt_is_not_lost_under_what_its_clean_up_raises() -> None:
    done = subprocess.run([sys.executable, "-c", BURIED], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("stopped True\n", "")


DROPPED = """
import signal, time
from broadsheet import interrupts
interrupts.watch()
class Thing:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
try:
    Thing()
    time.sleep(10)
    print("went on")
except KeyboardInterrupt:
    print("stopped")
"""


def test_an_interrupt_that_falls_into_a_destructor_is_not_lost() -> None:
    done = subprocess.run([sys.executable, "-c", DROPPED], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("stopped\n", "")
