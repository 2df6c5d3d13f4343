"""A past made again from the archive alone: fetched and imported rounds, refusals, the reader's choices, editions."""

from __future__ import annotations

import gzip
import shutil
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.archive import Archive, Torn
from broadsheet.demo.running import SetClock
from broadsheet.errors import InputError
from broadsheet.model import Capture, Exchange
from broadsheet.newsroom import create_paper
from broadsheet.newsroom.replay import replay
from broadsheet.pipeline.context import Quiet
from broadsheet.text.hashing import digest
from tests.newsroom.papers import command, write_articles
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving

DAY = timedelta(days=1)
RULE = 'domains = ["hallin.localhost"]\n\n[[rule]]\nsince = 2026-03-01\nwhy = "the last line is an advertisement"\ndrop = ["p.ad"]\n'


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def past(site: Site, tmp_path: Path) -> tuple[Path, SetClock]:
    """Two days: a fetch with a page that refuses, an import, an edition, a mute, an edit, another edition."""
    site.answers |= {f"/news/{number}": page(number) for number in range(6)}
    site.answers["/news/4"] = Answer(b"no", 403)
    site.answers["/feed.xml"] = feed(site, range(6), content=True)
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    (folder / "rules").mkdir()
    (folder / "rules" / "hallin.toml").write_text(RULE)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        newsroom.rounds.import_files([write_articles(tmp_path / "more.jsonl", 12)])
        clock.at += timedelta(minutes=5)
        first = newsroom.editions.print("morning", since=BEGIN - DAY)
        muted = next(entry.story_id for section in first.edition.sections for entry in section.entries)
        newsroom.stories.mute(muted)
        newsroom.editions.correct(first.edition.closing[-1].id, "It was the other bridge.", edition=first.hash)
    clock.at += timedelta(hours=2)
    site.answers["/news/0"] = page(0, extra="Ferries will run again on Monday, the mayor of Hallin said.")
    site.answers["/news/9"] = page(9)
    site.answers["/feed.xml"] = feed(site, [9, *range(6)], newest=clock.at, content=True)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=5)
        newsroom.editions.print("morning")
    return folder, clock


def test_rounds_and_editions_come_out_as_they_were(past: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, clock = past
    files = tmp_path / "files"
    files.mkdir()
    for path in (folder / "archive").glob("*.warc.gz"):
        shutil.copy(path, files)
    done = replay(files, tmp_path / "again", progress=Quiet())
    assert done.ok
    assert (done.rounds, done.editions.same, done.versions.gone, done.editions.gone) == (3, 2, 0, 0)
    for name in ("ledger", "editions"):
        assert content(folder, clock, name) == content(tmp_path / "again", clock, name)
    assert "It was the other bridge." in str(content(folder, clock, "editions"))


def content(folder: Path, clock: SetClock, what: str) -> object:
    if what == "editions":
        return {str(p.relative_to(folder)): p.read_bytes() for p in (folder / what).rglob("*") if p.is_file()}
    with opened(folder, clock, write=False) as newsroom:
        ledger = newsroom.ledger
        ids = ledger.articles_seen(BEGIN - 9 * DAY, BEGIN + DAY)
        assert len(ids) == 19
        versions = tuple(version for id in ids for version in ledger.versions_of(id))
        assert {version.access for version in versions} >= {"full", "feed-only"}
        return versions, ledger.statements([each.id for each in versions]), ledger.memberships(ids), ledger.stories()


def test_the_archive_says_it_without_words_of_articles_paths_or_tokens(
    past: tuple[Path, SetClock], tmp_path: Path
) -> None:
    folder, _ = past
    found = list(Archive(folder / "archive", now=lambda: BEGIN).notes())
    blocks = [each[1] for each in found if not isinstance(each, Torn)]
    assert len(blocks) == 3 + 3 + 2
    for block in blocks:
        assert b"damaged stones" not in block
        assert b"cracks in the old wall" not in block
        assert str(tmp_path).encode() not in block
        assert b"feed.xml" not in block


def test_what_was_withdrawn_does_not_come_back_and_is_counted(
    past: tuple[Path, SetClock], site: Site, tmp_path: Path
) -> None:
    folder, clock = past
    with opened(folder, clock) as newsroom:
        newsroom.retention.withdraw("https://hallinpost.example/2026/03/03/ferry-0", "asked for")
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert done.versions.gone == 1
    assert done.versions.same >= 17
    with opened(tmp_path / "again", clock, write=False) as newsroom:
        assert newsroom.articles.search("Hallin ferry")
        assert newsroom.ledger.article_of("https://hallinpost.example/2026/03/03/ferry-0") is not None
        home = newsroom.ledger.article_of("https://hallinpost.example/2026/03/03/ferry-0")
        assert home is not None
        assert newsroom.ledger.is_withdrawn(article_id=home)
        assert [each.reason for each in newsroom.ledger.withdrawals()] == ["asked for"]
        urls = {hit.article_id for hit in newsroom.articles.search("ferry", limit=50)}
        assert newsroom.ledger.article_of("https://hallinpost.example/2026/03/03/ferry-0") not in urls


def test_a_page_that_reads_otherwise_is_named(past: tuple[Path, SetClock], tmp_path: Path) -> None:
    """The journal of one paper beside captures that another text has: what differs is named, and the command fails."""
    folder, _ = past
    (path,) = (folder / "archive").glob("*.warc.gz")
    raw = gzip.decompress(path.read_bytes())
    version = raw.index(b'"text_hash"') if b'"text_hash"' in raw else raw.index(b"round-done")
    begin = raw.index(b'","v', version) + len(b'","')
    changed = raw[:begin] + (b"x" if raw[begin : begin + 1] != b"x" else b"y") + raw[begin + 1 :]
    folder = tmp_path / "changed"
    folder.mkdir()
    (folder / path.name).write_bytes(_members(changed))
    done = command("replay", folder, "--into", tmp_path / "again", cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert b"1 that came out otherwise" in done.stdout


def _members(raw: bytes) -> bytes:
    """Each record as a gzip member of its own."""
    out, at = b"", 0
    while at < len(raw):
        head = raw.index(b"\r\n\r\n", at) + 4
        length = int(raw[raw.index(b"Content-Length: ", at, head) + 16 : raw.index(b"\r\n\r\n", at)].split(b"\r\n")[0])
        end = head + length + 4
        out += gzip.compress(raw[at:end], mtime=0)
        at = end
    return out


def test_damage_is_named_and_a_missing_round_too(past: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, _ = past
    (path,) = (folder / "archive").glob("*.warc.gz")
    raw = path.read_bytes()
    where = next(at for at in _begins(raw) if b"urn:broadsheet:round:2" in zlib.decompressobj(31).decompress(raw[at:]))
    (tmp_path / "hurt").mkdir()
    (tmp_path / "hurt" / path.name).write_bytes(raw[: where + 30] + b"\0\0\0\0" + raw[where + 34 :])
    done = command("replay", tmp_path / "hurt", "--into", tmp_path / "again", cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert f"damaged: {path.name}".encode() in done.stdout
    assert b"round 2" in done.stdout


def _begins(raw: bytes) -> Iterator[int]:
    """Where each gzip member begins."""
    at = 0
    while at < len(raw):
        yield at
        member = zlib.decompressobj(31)
        member.decompress(raw[at:])
        at = len(raw) - len(member.unused_data)


def test_a_killed_import_of_a_resource_can_go_on_and_be_replayed(tmp_path: Path) -> None:
    """A WARC resource that is no line of an import is read as the page that it is, whoever has entered it."""
    html = page(3).body
    capture = Capture(
        "c", "https://hallinpost.example/3", BEGIN, 0, (("Content-Type", "text/html"),), html, digest(html)
    )
    Archive(tmp_path / "from", now=lambda: BEGIN).append([Exchange(capture=capture, kind="resource")])
    (file,) = (tmp_path / "from").iterdir()
    folder = tmp_path / "paper"
    create_paper(folder)
    # A kill between archive and ledger: the record is there already when the import begins.
    shutil.copy(file, folder / "archive" / file.name)
    with opened(folder, SetClock(BEGIN)) as newsroom:
        account = newsroom.rounds.import_files([file])
        assert account.of("articles", "made") == 1
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert done.ok
    assert done.versions.same == 1


def test_it_says_what_is_missing(tmp_path: Path, past: tuple[Path, SetClock]) -> None:
    folder, _ = past
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="there is no archive"):
        replay(tmp_path / "empty", tmp_path / "again", progress=Quiet())
    with pytest.raises(InputError, match="is not empty"):
        replay(folder, folder, progress=Quiet())
    command("export", "articles", "--warc", "--to", tmp_path / "empty" / "a.warc.gz", cwd=folder)
    with pytest.raises(InputError, match="does not say what its rounds were"):
        replay(tmp_path / "empty", tmp_path / "again", progress=Quiet())
    assert not (tmp_path / "again").exists()
