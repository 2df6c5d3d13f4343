"""`sources`: what each address says when it is asked, and how a table of them reads on any terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadsheet.cli.setup.sources import advice, blocks
from broadsheet.model import Outlet, Source, SourceState
from broadsheet.newsroom.outlets.health import PageCounts, health
from broadsheet.newsroom.outlets.source_checks import check_sources
from broadsheet.newsroom.outlets.sources import SourceView
from tests.newsroom.papers import command
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, paper, serving

GERMAN = (
    "Der Rat der Stadt hat gestern Abend nach langer Debatte beschlossen, dass die alte Brücke nun doch erneuert wird."
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_every_address_is_asked_once_and_says_what_is_wrong(site: Site, tmp_path: Path) -> None:
    xml = (("Content-Type", "application/rss+xml"),)
    good = feed(site, range(3))
    german = good.body.replace(b"<title>", f"<title>{GERMAN} ".encode())
    site.answers |= {
        "/good.xml": good,
        "/moved.xml": Answer(b"", 301, headers=(("Location", site.url("/good.xml")),)),
        "/gone.xml": Answer(b"", 410),
        "/lost.xml": Answer(b"", 404),
        "/page.xml": Answer(b"<!doctype html><p>Welcome to the front page"),
        "/german.xml": Answer(german, headers=xml),
        "/old.xml": feed(site, range(3), newest=BEGIN - timedelta(days=90)),
        "/empty.xml": Answer(b'<rss version="2.0"><channel><title>Hallin</title></channel></rss>', headers=xml),
        "/muted.xml": good,
    }
    names = [path.removeprefix("/").removesuffix(".xml") for path in site.answers]
    tables = [
        f'[outlets.{name}]\nlanguage = "en"\nfeeds = ["{site.url(f"/{name}.xml")}"]\n'
        + ("mute = true\n" if name == "muted" else "")
        for name in names
    ]
    clock = paper(tmp_path / "paper", site, outlets="\n".join(tables))
    before = {path: path.read_bytes() for path in (tmp_path / "paper").iterdir() if path.is_file()}
    with opened(tmp_path / "paper", clock, write=False) as newsroom:
        found = {each.outlet_id: each for each in check_sources(newsroom.context)}
    assert sorted(found) == sorted(set(names) - {"muted"})
    assert found["good"].sound
    assert found["good"].title == "The Hallin Post"
    said = {id: each.words for id, each in found.items() if not each.sound}
    assert set(said) == set(names) - {"good", "muted"}
    assert found["moved"].moved == site.url("/good.xml")
    assert said["moved"] == f"it has moved to {site.url('/good.xml')}: write that into outlets.toml."
    assert said["gone"].startswith("it is gone for good (410)")
    assert said["lost"].startswith("the feed is not there any more (404)")
    assert said["page"].startswith("a page stands where the feed was")
    assert said["german"].startswith("it is in German, while outlets.toml says English")
    assert said["old"].startswith("its newest entry is of 3 December 2025")
    assert said["empty"] == "the feed has no entries."
    assert len([path for path in site.asked if path.endswith(".xml")]) == len(names), "moved.xml leads to good.xml"
    assert {path: path.read_bytes() for path in before} == before
    assert not any((tmp_path / "paper" / "archive").iterdir())


def test_the_command_names_what_needs_a_hand(site: Site, tmp_path: Path) -> None:
    site.answers["/feed.xml"] = Answer(b"", 404)
    paper(tmp_path, site)
    done = command("sources", "--check", cwd=tmp_path, check=False)
    assert done.returncode == 1
    said = done.stdout.decode()
    assert said.startswith("The feed is not there any more (404). Find its new address: broadsheet add DOMAIN\n")
    assert f"\n    hallin  {site.url('/feed.xml')}\n" in said
    assert "0 of 1 address is sound; outlets.toml was left as it is." in said
    listed = command("sources", cwd=tmp_path).stdout.decode()
    assert listed.startswith("hallin\tThe Hallin Post\t"), "the id that other commands take stands first"


def view(number: int, *, state: SourceState | None = None, url: str = "") -> SourceView:
    outlet = Outlet(f"tarn{number}", f"Tarn Weekly {number}", f"Tarn Weekly {number}", (f"tarn{number}.example",))
    source = Source(f"f{number}", "feed", url or f"https://www.tarn{number}.example/feed.xml", outlet.id)
    found = health(outlet, state, PageCounts(), BEGIN)
    return SourceView(source, outlet, state, source.url, BEGIN, PageCounts(full=1200), BEGIN, found)


FAILING = SourceState("f", last_try=BEGIN, failures=2, health="dns", due=BEGIN)


def test_the_same_advice_is_given_once() -> None:
    views = [view(number, state=replace(FAILING, failures=number + 1)) for number in range(40)]
    (line,) = advice(views)
    assert line.startswith("Tarn Weekly 0, Tarn Weekly 1, Tarn Weekly 2 and 37 more: its host was not found (DNS). See")
    assert "broadsheet add ADDRESS" in line
    (alone,) = advice(views[:1])
    assert alone.endswith("broadsheet add tarn0.example")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_list_of_sources_fits_any_terminal(width: int) -> None:
    long = f"https://www.tarn3.example/{'section/' * 20}feed.xml"
    lines = blocks(
        [view(1, state=FAILING), view(2), view(3, state=FAILING, url=long)],
        zone=ZoneInfo("Europe/Vienna"),
        now=BEGIN,
        width=width,
    )
    assert all(len(line) <= width for line in lines)
    text = "\n".join(lines)
    assert "tarn1  Tarn Weekly 1\n  tarn1.example/feed.xml\n" in text
    assert "3\xa0Mar\xa007:00" in text, "a time stands on one line"
    assert "…" in text, "the middle of a long address is left out"
