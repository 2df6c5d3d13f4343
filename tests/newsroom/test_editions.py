"""Editions of a paper: each is printed once, can be shown, sent and removed, and says truly what it left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.demo.running import SetClock
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Edition, LabelLine, QuotedLine
from broadsheet.newsroom import Newsroom, open_newsroom
from broadsheet.newsroom.doctor import examine
from broadsheet.newsroom.editions import verify_folder
from broadsheet.newsroom.replay import replay
from broadsheet.pipeline.context import Quiet
from broadsheet.pipeline.editions import gathering
from tests.newsroom.papers import article
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving

HOUR = timedelta(hours=1)
GERMAN = (
    "Die Gemeinde Hallin hat am Dienstag die alte Mühle am Fluss gekauft und will daraus eine Bücherei machen.",
    "Der Bürgermeister sagte, dass die Arbeiten im Frühling beginnen und dass sie zwei Jahre dauern werden.",
    "Viele Leute aus dem Dorf haben sich gemeldet, weil sie beim Umbau der Mühle mit anpacken wollen.",
)

BRIEF = """name = "brief"
title = "Brief"
hour = "07:00"
minutes = 3
floor = 2

[[sections]]
label = "In brief"
take = "stories"
form = "brief"
most = 9
"""

# Two reports of one made-up event, no sentence of one in another.
SINKING = (
    (
        "Ferry Marisel sinks off Quarrow Point with nine aboard",
        "The ferry Marisel sank off Quarrow Point late on Monday with nine people aboard.\n\n"
        "Lifeboats from Senby reached the Marisel within the hour and took off all nine passengers.\n\n"
        "The harbour master of Quarrow, Odo Venn, said that water had come in through the car deck.",
    ),
    (
        "All nine saved as ferry Marisel goes down near Quarrow Point",
        "Nine passengers were brought ashore at Senby after the ferry Marisel went down near Quarrow Point.\n\n"
        "Odo Venn, harbour master of Quarrow, told reporters that the Marisel had passed her survey in May.\n\n"
        "Two of those rescued were treated for cold in the infirmary at Senby, and both were home by morning.",
    ),
)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def printed(site: Site, tmp_path: Path) -> tuple[Path, SetClock]:
    """A paper with one edition of six reports."""
    site.answers |= {f"/news/{number}": page(number) for number in range(8)}
    site.answers["/feed.xml"] = feed(site, range(6))
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=5)
        assert newsroom.editions.current().anew
    clock.at += HOUR
    return folder, clock


def folders(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "editions").iterdir())


def closing(edition: Edition) -> str:
    return " ".join(line.words for line in edition.closing)


def test_without_news_nothing_is_printed(printed: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        again = newsroom.editions.current()
        assert not again.anew
        clock.at += timedelta(days=2)
        assert newsroom.editions.current().hash == again.hash
        assert folders(folder) == ["2026-03-03-morning"]
        site.answers["/feed.xml"] = feed(site, [7], newest=clock.at)
        newsroom.rounds.fetch()
        clock.at += HOUR
        assert newsroom.editions.current().anew
    assert folders(folder) == ["2026-03-03-morning", "2026-03-05-morning"]


def test_what_acts_on_an_edition_takes_the_one_of_today(printed: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        site.answers["/feed.xml"] = feed(site, [7], newest=clock.at)
        newsroom.rounds.fetch()
        clock.at += HOUR
        first = newsroom.editions.current(acting=True)
        assert not first.anew
        assert newsroom.editions.reasons(first) == newsroom.editions.reasons(newsroom.editions.find("morning"))
        second = newsroom.editions.current()
        assert second.anew
        assert newsroom.editions.find("morning", day=date(2026, 3, 3)).hash == second.hash
        assert newsroom.editions.find(first.hash[:12]).hash == first.hash
        with pytest.raises(NotFoundError, match="4 March"):
            newsroom.editions.find("morning", day=date(2026, 3, 4))


def test_a_day_that_has_not_come_is_refused(printed: tuple[Path, SetClock]) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom, pytest.raises(InputError, match="4 March 2026 has not come"):
        newsroom.editions.current(day=date(2026, 3, 4))
    assert folders(folder) == ["2026-03-03-morning"]


def test_a_clock_that_is_behind_the_paper_is_named(printed: tuple[Path, SetClock]) -> None:
    folder, clock = printed
    for year, words in ((2019, "clock says 3 March 2019"), (2031, "days before this computer's clock")):
        clock.at = clock.at.replace(year=year)
        with opened(folder, clock) as newsroom:
            (found,) = [each for each in examine(newsroom) if each.what == "clock"]
            assert words in found.words
            assert found.level == ("wrong" if year == 2019 else "note")
            if year == 2019:
                with pytest.raises(InputError, match="3 March 2019"):
                    newsroom.editions.current()
    assert folders(folder) == ["2026-03-03-morning"]


def test_an_edition_of_a_day_to_come_does_not_stand_in_the_way(printed: tuple[Path, SetClock], site: Site) -> None:
    """A clock that ran ahead has printed one; the next edition is printed all the same, and the doctor names it."""
    folder, clock = printed
    now = clock.at
    clock.at += timedelta(days=400)
    with opened(folder, clock) as newsroom:
        ahead = newsroom.editions.print("morning")
        clock.at = now
        site.answers["/feed.xml"] = feed(site, [7], newest=clock.at)
        newsroom.rounds.fetch()
        clock.at += HOUR
        assert newsroom.editions.current().anew
        (found,) = [each for each in examine(newsroom) if each.what == "editions" and each.level == "wrong"]
        assert f"broadsheet edition remove {ahead.folder.name}" in found.advice


def test_an_edition_is_removed_and_a_replay_agrees(printed: tuple[Path, SetClock], site: Site, tmp_path: Path) -> None:
    """The one that was removed was remembered by the one after it, and its folder is another's by then."""
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        site.answers["/feed.xml"] = feed(site, [6, 7], newest=clock.at)
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=1)
        first = newsroom.editions.find("morning")
        kept = newsroom.editions.current()
        newsroom.editions.remove(first)
        assert [row.hash for row in newsroom.editions.list()] == [kept.hash]
        assert not first.folder.exists()
        assert newsroom.ledger.check() == ()
        clock.at += timedelta(minutes=1)
        third = newsroom.editions.print("morning", since=BEGIN - timedelta(days=1))
        assert third.folder.name == first.folder.name
        rows = newsroom.editions.list()
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert (done.ok, done.editions.same) == (True, 3)
    with opened(tmp_path / "again", clock) as newsroom:
        assert newsroom.editions.list() == rows
    assert folders(tmp_path / "again") == folders(folder)


def test_one_that_was_removed_and_printed_again_is_there(printed: tuple[Path, SetClock], tmp_path: Path) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        first = newsroom.editions.find("morning")
        newsroom.editions.remove(first)
        start, end = first.edition.window
        clock.at = end
        assert newsroom.editions.print("morning", since=start).hash == first.hash
    clock.at += HOUR
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert done.ok
    assert folders(tmp_path / "again") == ["2026-03-03-morning"]


def test_no_recipe_takes_the_front_page_of_another(printed: tuple[Path, SetClock]) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        morning = newsroom.editions.find("morning")
        newsroom.editions.print("speed-read", since=BEGIN - timedelta(days=1))
        front = newsroom.edition_list.front()
        assert front is not None
        assert front.hash == morning.hash
        shelf = newsroom.edition_list.listed(limit=10)
        assert [(each.row.recipe, each.time) for each in shelf] == [("speed-read", "07:05"), ("morning", "06:05")]
        assert "inspection" in shelf[1].lead


def test_what_was_left_out_is_said_with_its_reason_and_replayed(site: Site, tmp_path: Path) -> None:
    """Another language, a page that refuses without words in the feed, entries that are too old."""
    body = "".join(f"<p>{words}</p>" for words in GERMAN)
    german = f'<html lang="de"><head><title>Mühle wird Bücherei</title></head><body><article><h1>Mühle wird Bücherei</h1>{body}</article></body></html>'
    site.answers |= {f"/news/{number}": page(number) for number in range(3)}
    site.answers |= {"/news/3": Answer(german.encode()), "/news/4": Answer(b"no", 403)}
    rows = feed(site, range(5)).body.decode()
    old = feed(site, [6, 7], newest=BEGIN - timedelta(days=9)).body.decode()
    rows = rows.replace(
        "</channel>", old[old.index("<item>") :].replace("</rss>", "").removesuffix("</channel>") + "</channel>"
    )
    site.answers["/feed.xml"] = Answer(rows.encode(), headers=(("Content-Type", "application/rss+xml"),))
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=5)
        told = closing(newsroom.editions.current().edition)
        assert "1 article in German (see paper.languages)" in told
        assert "1 article whose page is closed to us" in told or "1 page that could not be read" in told
        assert "2 entries of feeds that are older than fetch.first_hours" in told
        assert "Made from 3 articles of 1 outlet" in told
        clock.at += HOUR
        assert newsroom.editions.left_since(newsroom.editions.find("morning")) == ()
    assert replay(folder, tmp_path / "again", progress=Quiet()).ok


def imported(newsroom: Newsroom, path: Path, *rows: tuple[int, datetime], **changes: str) -> None:
    """An import of made-up reports, each by its number and when it was published."""
    lines = [json.dumps({**article(number), "published": at.isoformat(), **changes}) for number, at in rows]
    path.write_text("\n".join(lines) + "\n")
    newsroom.rounds.import_files([path])


def titles(edition: Edition) -> str:
    return " ".join(line.words for line in edition.lines())


def test_what_comes_in_late_is_in_the_next_edition_once_and_replayed(
    printed: tuple[Path, SetClock], tmp_path: Path
) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        first = newsroom.editions.find("morning")
        end = first.edition.window[1]
        imported(newsroom, tmp_path / "late.jsonl", (30, end - 5 * HOUR), (62, end - 400 * HOUR))
        assert newsroom.editions.too_old(first) == (1, (end - 400 * HOUR).date())
        second = newsroom.editions.current()
        assert second.anew
        assert str(article(30)["title"]) in titles(second.edition)
        assert "and before that 1 article that came in late" in closing(second.edition)
        assert str(article(62)["title"]) not in titles(second.edition)
        assert newsroom.editions.too_old(second) == (1, (end - 400 * HOUR).date())
        clock.at += HOUR
        assert not newsroom.editions.current().anew
        assert newsroom.editions.too_old(newsroom.editions.find("morning")) is None
        imported(newsroom, tmp_path / "later.jsonl", (40, clock.at - timedelta(minutes=9)))
        clock.at += HOUR
        third = newsroom.editions.current()
        assert third.anew
        assert "Made from 1 article of 1 outlet" in closing(third.edition)
        assert "late" not in closing(third.edition)
    done = replay(folder, tmp_path / "again", progress=Quiet())
    assert done.ok
    assert done.editions.same == 3


def test_articles_in_a_language_that_was_added_are_printed(site: Site, tmp_path: Path) -> None:
    body = "".join(f"<p>{words}</p>" for words in GERMAN)
    german = f'<html lang="de"><head><title>Mühle wird Bücherei</title></head><body><article><h1>Mühle wird Bücherei</h1>{body}</article></body></html>'
    site.answers |= {"/news/0": page(0), "/news/1": Answer(german.encode())}
    site.answers["/feed.xml"] = feed(site, range(2))
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        newsroom.rounds.fetch()
        clock.at += timedelta(minutes=5)
        assert "1 article in German" in closing(newsroom.editions.current().edition)
    clock.at += HOUR
    words = {"paper.languages": "en, de"}
    with open_newsroom(folder, write=True, command="test", now=clock, environment={}, overrides=words) as newsroom:
        newsroom.rounds.fetch()
        clock.at += HOUR
        second = newsroom.editions.current()
        assert second.anew
        assert "Mühle wird Bücherei" in titles(second.edition)


def test_what_an_edition_counted_is_not_new_to_the_next_one(site: Site, tmp_path: Path) -> None:
    """A story in short gives its counts and does not quote a copy: that was told of too."""
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    (folder / "recipes").mkdir()
    (folder / "recipes" / "brief.toml").write_text(BRIEF)
    with opened(folder, clock) as newsroom:
        for number, (title, text) in enumerate((*SINKING, SINKING[0])):
            imported(newsroom, tmp_path / f"{number}.jsonl", (number, BEGIN - HOUR), title=title, text=text)
        first = newsroom.editions.current("brief").edition
        assert "2 original reports" in titles(first)
        rows = newsroom.ledger.editions(recipe="brief")
        (known,) = gathering.had_before(newsroom.context, rows).stories.values()
        (story,) = newsroom.stories.list()
        assert known == ("2026-03-03", frozenset(story.story.article_ids))


def test_a_story_on_an_earlier_day_does_not_come_again(tmp_path: Path, site: Site) -> None:
    """Editions of days gone by, one after the other: what came in with one import is in one of them."""
    folder = tmp_path / "paper"
    clock = paper(folder, site)
    with opened(folder, clock) as newsroom:
        days = [BEGIN - timedelta(hours=30 + 24 * back) for back in range(3)]
        imported(newsroom, tmp_path / "some.jsonl", *((9 * place, at) for place, at in enumerate(days)))
        made = [newsroom.editions.print("morning", day=at.date()) for at in reversed(days)]
    for place, each in enumerate(reversed(made)):
        shown = [number for number in range(3) if str(article(9 * number)["title"]) in titles(each.edition)]
        assert shown == [place]


def test_an_edition_counts_what_was_seen_in_its_window(printed: tuple[Path, SetClock], site: Site) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        site.answers["/feed.xml"] = feed(site, [6, 7], newest=clock.at)
        newsroom.rounds.fetch()
        clock.at += HOUR
        edition = newsroom.editions.current().edition
        seen = newsroom.ledger.articles_seen(*edition.window)
        assert f"Made from {len(seen)} articles" in closing(edition)


def test_a_line_is_found_by_its_words(printed: tuple[Path, SetClock]) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        lines = newsroom.editions.find("morning").edition.lines()
        assert newsroom.editions.correct("takes about", "Longer.").line_id == lines[-1].id
        told = next(line for line in lines if not isinstance(line, LabelLine))
        assert newsroom.editions.correct(told.id, "Old news.").line_id == told.id
        with pytest.raises(InputError, match="is a heading"):
            newsroom.editions.correct(lines[0].id, "Old news.")
        with pytest.raises(NotFoundError, match="has the words"):
            newsroom.editions.correct("no such words stand there", "x")
        with pytest.raises(InputError, match="lines of the edition"):
            newsroom.editions.correct("inspection", "x")
        with pytest.raises(NotFoundError, match="has no line"):
            newsroom.editions.correct("L999", "x")


def test_a_correction_prints_the_old_words_their_headline_and_a_link(
    printed: tuple[Path, SetClock], site: Site, tmp_path: Path
) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        first = newsroom.editions.find("morning")
        told = next(
            line
            for section in first.edition.sections
            for entry in section.entries
            for group in entry.groups
            for line in group.lines
            if group.role == "what-happened" and isinstance(line, QuotedLine)
        )
        cited = {source.version_id: source.url for source in first.edition.sources}
        path = cited[told.spans[0].version_id].partition(str(site.port))[2]
        old = site.answers[path].body
        site.answers[path] = Answer(old.replace(b" works", b" yards").replace(b"damaged", b"broken"))
        clock.at += timedelta(hours=20)
        newsroom.rounds.fetch_these((), pages=[site.url(path)])
        newsroom.editions.correct(first.edition.closing[-1].id, "It takes longer.", edition=first.hash)
        clock.at += HOUR
        second = newsroom.editions.current()
        assert second.anew
        (section,) = [each for each in second.edition.sections if each.label.text == "Corrections"]
        put_right = [" ".join(line.words for line in group.lines) for group in section.entries[0].groups]
        assert all(each.startswith("In the edition of 3 March (line ") for each in put_right)
        assert len(set(put_right)) == len(put_right)
        changed = [each for each in put_right if "It now has: " in each]
        assert any("under Hallin closes" in each and " works" in each and " yards" in each for each in changed)
        assert put_right[-1].endswith("Put right: It takes longer.")
        assert 'href="../2026-03-03-morning/index.html#L' in (second.folder / "index.html").read_text(encoding="utf-8")
        assert verify_folder(second.folder, expected=second.hash).ok
        row, _ = newsroom.editions.get(first.hash)
        assert {each.line_id for each in newsroom.editions.corrections(row)} >= {told.id}
    assert replay(folder, tmp_path / "again", progress=Quiet()).ok


def test_a_first_edition_covers_the_local_day_over_a_clock_change() -> None:
    from zoneinfo import ZoneInfo

    from broadsheet.pipeline.editions.printing import a_day_before

    zone = ZoneInfo("Europe/Oslo")
    seven = datetime(2026, 10, 25, 7, tzinfo=zone).astimezone(UTC)
    assert a_day_before(seven, zone) == datetime(2026, 10, 24, 5, tzinfo=UTC)
    spring = datetime(2026, 3, 29, 7, tzinfo=zone).astimezone(UTC)
    assert a_day_before(spring, zone) == datetime(2026, 3, 28, 6, tzinfo=UTC)


def test_the_archive_names_what_was_made_of_an_edition_without_words(printed: tuple[Path, SetClock]) -> None:
    folder, clock = printed
    with opened(folder, clock) as newsroom:
        notes = [json.loads(each[1]) for each in newsroom.archive.notes() if isinstance(each, tuple)]
    (made,) = [each for each in notes if "reader_rules" in each]
    assert made["earlier"] == []
    assert made["left"] == []
