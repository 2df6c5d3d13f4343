"""The archive's retention, withdrawal, exports, the doctor: on a real paper fetched over the loopback."""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.archive import Rewritten
from broadsheet.demo.running import SetClock
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Made, Sighting
from broadsheet.newsroom.doctor import examine
from broadsheet.newsroom.replay import replay
from broadsheet.newsroom.upkeep.checking import verify_folder
from broadsheet.pipeline.context import Quiet
from broadsheet.sources import read
from tests.newsroom.papers import article, command
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving

DAY = timedelta(days=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def kept(site: Site, tmp_path: Path) -> tuple[Path, SetClock]:
    """A paper with six fetched articles and an edition that cites some of them."""
    site.answers |= {f"/news/{number}": page(number) for number in range(6)}
    site.answers["/feed.xml"] = feed(site, range(6), content=True)
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=5)
        newsroom.editions.print("morning", since=BEGIN - DAY)
    return folder, clock


@pytest.fixture
def more(kept: tuple[Path, SetClock], site: Site) -> tuple[Path, SetClock]:
    """The same with an article that no edition cites."""
    folder, clock = kept
    clock.at += timedelta(hours=1)
    site.answers["/news/9"] = page(9)
    site.answers["/feed.xml"] = feed(site, [9], newest=clock.at)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
    return folder, clock


def cited(folder: Path, clock: SetClock) -> set[str]:
    with opened(folder, clock, write=False) as newsroom:
        return {each.capture_id for line in newsroom.exports.editions() for each in _sources(newsroom, line)}


def _sources(newsroom, line: bytes):  # type: ignore[no-untyped-def]
    return newsroom.ledger.edition(json.loads(line)["hash"]).sources


def whole(folder: Path, clock: SetClock) -> None:
    """The ledger fits itself, and each place that it names can be read."""
    with opened(folder, clock) as newsroom:
        assert newsroom.ledger.check() == ()
        for name in newsroom.ledger.archive_ends():
            for sighting in newsroom.ledger.sightings_in(name):
                newsroom.archive.read(sighting.place)


def test_after_ninety_days_only_what_is_cited_stays(more: tuple[Path, SetClock]) -> None:
    folder, clock = more
    wanted = cited(folder, clock)
    assert wanted
    clock.at += 90 * DAY
    with opened(folder, clock) as newsroom:
        assert newsroom.retention.tidy().files == 0, "the ninetieth day is still kept"
    clock.at += DAY
    with opened(folder, clock) as newsroom:
        before = newsroom.archive.size()
        freed = newsroom.retention.tidy()
        assert freed.kept == len(wanted) + 1, "what is cited, and the feed that led there"
        assert freed.captures > 0
        assert newsroom.archive.size() == before - freed.bytes
        assert newsroom.retention.tidy().files == 0
        assert all(newsroom.archive.read(seen.place).payload for id in wanted if (seen := newsroom.ledger.sighting(id)))
    whole(folder, clock)


def test_replay_after_tidying_gives_what_is_cited_as_it_was(more: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, clock = more
    clock.at += 92 * DAY
    with opened(folder, clock) as newsroom:
        newsroom.retention.tidy()
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert done.ok
    assert (done.versions.same, done.versions.gone, done.editions.same) == (6, 1, 1)


def test_a_kill_between_the_old_folder_and_the_new_costs_no_edition(
    kept: tuple[Path, SetClock], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = kept
    with opened(folder, clock) as newsroom:
        (row,) = newsroom.editions.list()
        rename = Path.rename

        def killed(self: Path, target: Path) -> Path:
            if self.name.endswith(".part"):
                raise KeyboardInterrupt
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            newsroom.retention.withdraw(site.url("/news/0"), "At the request of the outlet")
        monkeypatch.undo()
    assert not (folder / "editions" / row.folder).exists()
    with opened(folder, clock) as newsroom:
        assert verify_folder(folder / "editions" / row.folder, expected=row.hash).ok, "it has come back"
        newsroom.retention.withdraw(site.url("/news/0"), "At the request of the outlet")
    verdict = verify_folder(folder / "editions" / row.folder, expected=row.hash)
    assert verdict.ok
    assert verdict.withdrawn
    assert [each.name for each in (folder / "editions").iterdir()] == [row.folder]


def test_keep_days_of_nought_keeps_all(kept: tuple[Path, SetClock]) -> None:
    folder, clock = kept
    settings = (folder / "broadsheet.toml").read_text().replace("# keep_days = 90", "keep_days = 0")
    (folder / "broadsheet.toml").write_text(settings)
    clock.at += 900 * DAY
    with opened(folder, clock) as newsroom:
        assert newsroom.retention.tidy().files == 0


@pytest.mark.parametrize("killed", ["before the ledger knows", "before the file is replaced", "before it is forgotten"])
def test_a_kill_while_tidying_is_mended_at_the_next_start(more: tuple[Path, SetClock], killed: str) -> None:
    folder, clock = more
    wanted = cited(folder, clock)
    clock.at += 91 * DAY
    with opened(folder, clock) as newsroom:
        (name,) = newsroom.retention.old_files()
        seen = newsroom.ledger.sightings_in(name)
        done = newsroom.archive.without(name, keep={e.place.offset for e in seen if e.capture_id in wanted})
        if killed != "before the ledger knows":
            with newsroom.ledger.writing() as writer:
                writer.retire(done.file, done.successor, done.places)
        if killed == "before it is forgotten":
            newsroom.archive.take_place(done.file, done.successor)
    whole(folder, clock)
    with opened(folder, clock) as newsroom:
        assert newsroom.ledger.retired() == {}
        known: list[Sighting] = [
            s for name in newsroom.ledger.archive_ends() for s in newsroom.ledger.sightings_in(name)
        ]
        assert wanted <= {each.capture_id for each in known}
        if killed == "before the ledger knows":
            assert len(known) == len(seen)
            newsroom.retention.tidy()
    assert isinstance(done, Rewritten)
    whole(folder, clock)


def test_what_is_withdrawn_is_gone_and_does_not_come_back(kept: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = kept
    words = "Engineers counted 11 damaged stones"
    assert words in str(article(0)["text"])
    url = site.url("/news/0")
    title = str(article(0)["title"])
    with opened(folder, clock) as newsroom:
        version = newsroom.articles.get(url).versions[-1]
        done = newsroom.retention.withdraw(url + "#top", "At the request of the outlet")
        assert (done.versions, done.captures, done.feeds) == (1, 1, 1)
        (kept_row,) = newsroom.ledger.withdrawals()
        assert kept_row.text_hash == version.text_hash
        assert kept_row.reason == "At the request of the outlet"
        assert newsroom.articles.search("damaged stones 11") == ()
        with pytest.raises(NotFoundError):
            newsroom.articles.get(url)
        assert done.editions, "the edition cites it"
        assert {each.kind for each in newsroom.ledger.corrections()} == {"withdrawn"}
    printed = [path for path in (folder / "editions").rglob("*") if path.is_file()]
    assert printed
    for path in (*(folder / "archive").iterdir(), *folder.glob("ledger.sqlite*"), *printed):
        raw = path.read_bytes()
        assert words.encode() not in raw, path
        if path in printed:
            assert title.encode() not in raw, path
        if path.suffix == ".gz":
            unpacked = gzip.decompress(raw)
            assert words.encode() not in unpacked, path
            assert b"At the request of the outlet" in unpacked
            assert b"damaged stones" in unpacked, "the other articles are still there"
    whole(folder, clock)
    clock.at += timedelta(hours=2)
    site.answers["/feed.xml"] = feed(site, range(6), newest=BEGIN + timedelta(hours=1), content=True)
    articles = folder.parent / "again.jsonl"
    articles.write_text(json.dumps(article(0) | {"url": url}) + "\n")
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        account = newsroom.rounds.import_files([articles])
        assert ("records", "rejected", "withdrawn", 1) in account.counts
        assert newsroom.ledger.versions_of(version.article_id) == ()
        again = newsroom.retention.withdraw(url, "once more")
        assert (again.versions, again.already) == (0, BEGIN + timedelta(minutes=5))


def test_what_is_withdrawn_does_not_come_back_through_a_redirect(kept: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = kept
    with opened(folder, clock) as newsroom:
        version = newsroom.articles.get(site.url("/news/0")).versions[-1]
        newsroom.retention.withdraw(site.url("/news/0"), "At the request of the outlet")
    clock.at += timedelta(hours=2)
    site.answers["/news/44"] = Answer(b"", 301, (("Location", site.url("/news/0")),))
    site.answers["/feed.xml"] = feed(site, [44], newest=clock.at)
    with opened(folder, clock) as newsroom:
        account = newsroom.rounds.fetch()
        assert ("pages", "rejected", "withdrawn", 1) in account.counts
        assert newsroom.ledger.versions_of(version.article_id) == ()
        assert newsroom.articles.search("damaged stones 11") == ()
        assert newsroom.ledger.article_of(site.url("/news/44")) == version.article_id
    for path in (folder / "archive").glob("*.gz"):
        assert b"Engineers counted 11 damaged stones" not in gzip.decompress(path.read_bytes())


def test_a_redirect_to_a_known_article_makes_no_second_one(kept: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = kept
    clock.at += timedelta(hours=2)
    site.answers["/news/44"] = Answer(b"", 301, (("Location", site.url("/news/0")),))
    site.answers["/feed.xml"] = feed(site, [44], newest=clock.at)
    with opened(folder, clock) as newsroom:
        before = newsroom.ledger.totals()["articles"]
        home = newsroom.ledger.article_of(site.url("/news/0"))
        assert home is not None
        newsroom.rounds.fetch()
        assert newsroom.ledger.totals()["articles"] == before
        assert newsroom.ledger.article_of(site.url("/news/44")) == home
        assert len(newsroom.ledger.versions_of(home)) == 1


def test_verify_says_what_was_withdrawn_and_still_holds_the_rest_to_the_hash(
    kept: tuple[Path, SetClock], site: Site
) -> None:
    folder, clock = kept
    with opened(folder, clock) as newsroom:
        (row,) = newsroom.editions.list()
        printed = folder / "editions" / row.folder
        assert verify_folder(printed, expected=row.hash).withdrawn == ()
        newsroom.retention.withdraw(site.url("/news/0"), "At the request of the outlet")
        _, left = newsroom.editions.get(row.hash)
    verdict = verify_folder(printed, expected=row.hash)
    assert verdict.ok, verdict.problems
    assert verdict.hash == row.hash
    assert verdict.withdrawn
    assert all("At the request of the outlet" in each for each in verdict.withdrawn)
    assert "withdrawn" in verdict.words
    assert {each.id for each in left.lines() if each.words.startswith("[Withdrawn")} == {
        each.partition(":")[0] for each in verdict.withdrawn
    }
    manifest = (printed / "edition.json").read_bytes()
    other = next(line for line in left.lines() if line.type == "quoted")  # type: ignore[attr-defined]
    word = max(other.words.split(), key=len)
    (printed / "edition.json").write_bytes(manifest.replace(word.encode(), word[::-1].encode()))
    assert not verify_folder(printed, expected=row.hash).ok, "a line that was not withdrawn is held to the hash"
    (printed / "edition.json").write_bytes(manifest.replace(b'"leaf":"', b'"leaf":"00')[:-3] + b"}\n")
    assert not verify_folder(printed, expected=row.hash).ok
    (printed / "edition.json").write_bytes(manifest)
    sheet = (printed / "page.css").read_bytes()
    (printed / "page.css").write_bytes(sheet + b"body::before { content: 'All is lost' }")
    assert not verify_folder(printed, expected=row.hash).ok, "what stands between the lines is held as well"
    (printed / "page.css").write_bytes(sheet)
    url = next(source.url for source in left.sources if source.withdrawn)
    (printed / "edition.json").write_bytes(manifest.replace(url.encode(), b"https://other.example/"))
    assert not verify_folder(printed, expected=row.hash).ok, "where it stood is held to the hash"
    (printed / "edition.json").write_bytes(manifest)
    page = (printed / "index.html").read_text()
    assert page.count("[Withdrawn after this edition was printed]") >= 1
    assert "request of the outlet" not in page, "a reason is signed by nobody, so that anybody could write one"
    (printed / "index.html").write_text(page.replace("[Withdrawn after", "[Lost after"))
    assert not verify_folder(printed, expected=row.hash).ok
    (printed / "index.html").write_text(page)
    elsewhere = folder.parent / "elsewhere"
    shutil.copytree(printed, elsewhere)
    offline = verify_folder(elsewhere, expected=row.hash)
    assert (offline.ok, offline.problems) == (False, ())
    assert offline.words.startswith("UNPROVEN: this folder says")
    assert not any("request" in each for each in offline.withdrawn)
    asked = verify_folder(elsewhere, expected=row.hash, paper=folder)
    assert asked.ok, asked.problems
    assert asked.withdrawn == verdict.withdrawn
    with pytest.raises(InputError):
        verify_folder(elsewhere, expected=row.hash, paper=folder.parent)


def test_exports_can_be_taken_in_again(kept: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, clock = kept
    command("export", "articles", "--to", tmp_path / "a.jsonl", cwd=folder)
    command("export", "articles", "--warc", "--to", tmp_path / "a.warc.gz", cwd=folder)
    command("export", "sources", "--opml", "--to", tmp_path / "s.opml", cwd=folder)
    assert len(command("export", "editions", cwd=folder).stdout.splitlines()) == 1
    head = zlib.decompressobj(31).decompress((tmp_path / "a.warc.gz").read_bytes())
    assert b"WARC-Type: warcinfo" in head
    assert b"software: Broadsheet/" in head
    texts = {}
    for name in ("a.jsonl", "a.warc.gz"):
        other = tmp_path / name.replace(".", "-")
        command("init", other, cwd=tmp_path)
        command("import", tmp_path / name, cwd=other)
        with opened(other, clock, write=False) as newsroom:
            texts[name] = {json.loads(line)["text"] for line in newsroom.exports.articles()}
    with opened(folder, clock, write=False) as newsroom:
        ours = {json.loads(line)["text"] for line in newsroom.exports.articles()}
    assert texts == {"a.jsonl": ours, "a.warc.gz": ours}
    listed = read((tmp_path / "s.opml").read_bytes())
    assert isinstance(listed, Made)
    assert [each.title for each in listed.value] == ["The Hallin Post"]


def test_the_archive_alone_gives_the_same_texts(kept: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, clock = kept
    command("init", "other", cwd=tmp_path)
    command("import", *sorted((folder / "archive").glob("*.warc.gz")), cwd=tmp_path / "other")
    found = []
    for each in (folder, tmp_path / "other"):
        with opened(each, clock, write=False) as newsroom:
            ids = newsroom.ledger.articles_seen(BEGIN - DAY, BEGIN + DAY)
            versions = [version for id in ids for version in newsroom.ledger.versions_of(id)]
            found.append({(v.article_id, v.capture_id, v.title, v.text_hash, v.captured, v.access) for v in versions})
    assert found[0] == found[1]
    assert len(found[0]) == 6


def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(kept: tuple[Path, SetClock]) -> None:
    folder, clock = kept
    with opened(folder, clock, write=False) as newsroom:
        assert [each for each in examine(newsroom, deep=True) if each.level == "wrong"] == []
    (archived,) = (folder / "archive").glob("*.warc.gz")
    content = archived.read_bytes()
    archived.write_bytes(content[: len(content) // 2])
    (printed,) = [path for path in (folder / "editions").iterdir() if path.is_dir()]
    (printed / "edition.json").rename(printed / "elsewhere.json")
    with opened(folder, clock, write=False) as newsroom:
        wrong = {each.what: each for each in examine(newsroom, deep=True) if each.level == "wrong"}
    assert set(wrong) == {"archive", "editions"}
    assert all("backup" in each.advice for each in wrong.values())
    done = command("doctor", cwd=folder, check=False)
    assert done.returncode == 1
    assert archived.name in done.stdout.decode()


def test_the_doctor_tells_of_old_files_and_tidies_them(more: tuple[Path, SetClock]) -> None:
    folder, clock = more
    clock.at += 120 * DAY
    with opened(folder, clock, write=False) as newsroom:
        assert any("doctor --tidy" in each.advice for each in examine(newsroom))
    assert b"captures of 1 days went" in command("doctor", "--tidy", cwd=folder, check=False).stdout
