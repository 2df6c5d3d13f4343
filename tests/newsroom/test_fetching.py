"""Fetch rounds over real HTTP: what comes when, what follows later, what moves, ends, fails and comes back."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.demo import content
from broadsheet.demo.running import SetClock
from broadsheet.errors import InputError
from broadsheet.model import StoryChange
from broadsheet.newsroom.outlets.accounts import LeftOutOfRounds, left_out
from broadsheet.newsroom.outlets.sources import SourceView
from broadsheet.newsroom.replay import replay
from broadsheet.newsroom.rounds import Account
from broadsheet.pipeline.context import Quiet
from broadsheet.pipeline.rounds import fetching
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving


@dataclass
class Context:
    """A paper beside its site, fetched at moments that the test chooses."""

    folder: Path
    site: Site
    clock: SetClock

    def fetch(self, *, after: timedelta = timedelta()) -> Account:
        self.clock.at += after
        self.site.asked.clear()
        with opened(self.folder, self.clock) as newsroom:
            return newsroom.rounds.fetch()

    def table(self) -> tuple[SourceView, ...]:
        with opened(self.folder, self.clock, write=False) as newsroom:
            return newsroom.sources.table()

    @property
    def outlets(self) -> str:
        return (self.folder / "outlets.toml").read_text(encoding="utf-8")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def context(site: Site, tmp_path: Path) -> Context:
    site.answers |= {f"/news/{number}": page(number) for number in range(12)}
    site.answers["/feed.xml"] = feed(site, range(3))
    return Context(tmp_path / "paper", site, paper(tmp_path / "paper", site, pages_per_source=4))


HOUR = timedelta(hours=1)
GERMAN = (
    "Die Glocke von Unterwalden läutet seit gestern wieder, nachdem sie drei Jahre lang in einer Scheune gelegen hatte.",
    "Der Küster Emmerich Tann sagte, er habe das Seil selbst geflochten und nachts heimlich daran geübt.",
    "Im Gemeinderat gab es Streit darüber, wer den neuen Balken bezahlen soll, an dem die Glocke jetzt hängt.",
    "Am Sonntag soll ein Fest gefeiert werden, zu dem auch die Nachbarn von jenseits des Flusses kommen wollen.",
)
ALONE = (
    "A flute of green glass, made about 1790, lay for a century in a loft above the bakery of Ostrava Mills.",
    "Its finder, the baker Sela Orwin, took it for a rolling pin until her nephew blew into it at breakfast.",
    "The Museum of Quiet Instruments will show it in June, beside a drum of oiled paper and two clay horns.",
    "Nobody alive has heard a glass flute of that length, said Kasimir Roe, who keeps the museum's collection.",
)


def test_the_first_fetch_takes_the_newest_and_the_rest_follows(context: Context) -> None:
    old = feed(context.site, [11], newest=BEGIN - 37 * HOUR).body.partition(b"<item>")[2].partition(b"</channel>")[0]
    whole = feed(context.site, range(10)).body.replace(b"</channel>", b"<item>" + old + b"</channel>")
    context.site.answers["/feed.xml"] = Answer(whole, headers=(("ETag", '"x"'),))
    first = context.fetch()
    assert sorted(context.site.pages()) == [f"/news/{n}" for n in range(4)]
    assert first.of("articles", "made") == 4
    assert context.table()[0].due == context.clock.at + timedelta(minutes=15), "what waits is not left to wait"
    context.site.answers["/feed.xml"] = Answer(b"", 304)
    context.fetch(after=HOUR)
    assert {f"/news/{n}" for n in range(4, 8)} <= set(context.site.pages())
    context.fetch(after=HOUR)
    assert {"/news/8", "/news/9"} <= set(context.site.pages())
    assert "/news/11" not in context.site.pages(), "it was published before the first fetch begins"
    context.fetch(after=HOUR)
    assert "/news/11" not in context.site.pages()
    assert len(context.site.pages()) < 10, "only what stands beside another report is looked at again"


def with_first_hours(context: Context, hours: int) -> None:
    file = context.folder / "broadsheet.toml"
    lines = [line for line in file.read_text().splitlines() if not re.match("#? ?first_hours", line)]
    file.write_text("\n".join(lines).replace("[fetch]", f"[fetch]\nfirst_hours = {hours}"))


def left(context: Context, account: Account) -> LeftOutOfRounds:
    with opened(context.folder, context.clock, write=False) as newsroom:
        return left_out(newsroom.ledger, [account.round.id])


@pytest.mark.parametrize("status", [200, 304])
def test_what_was_too_old_is_counted_and_is_fetched_once_the_setting_goes_further_back(
    context: Context, status: int
) -> None:
    context.site.answers["/feed.xml"] = whole = feed(context.site, range(3), newest=BEGIN - 50 * HOUR)
    first = context.fetch()
    assert context.site.pages() == []
    assert (first.of("feeds", "made"), first.of("articles", "made"), left(context, first).too_old) == (1, 0, 3)
    if status == 304:
        context.site.answers["/feed.xml"] = Answer(b"", 304)
        assert left(context, context.fetch(after=HOUR)).too_old == 0, "nothing came, so that nothing is known of it"
    else:
        assert left(context, context.fetch(after=HOUR)).too_old == 3
    context.site.answers["/feed.xml"] = whole
    with_first_hours(context, 60)
    account = context.fetch(after=HOUR)
    assert "if-none-match" not in context.site.sent[-4], "what was passed over is only in a feed that comes whole"
    assert sorted(context.site.pages()) == ["/news/0", "/news/1", "/news/2"]
    assert (account.of("articles", "made"), left(context, account).too_old) == (3, 0)
    context.fetch(after=HOUR)
    assert context.site.pages() == [], "what was read is not wanted again"


def test_articles_of_a_language_that_is_not_read_are_counted(context: Context) -> None:
    german = page(0).body.replace(b'lang="en"', b'lang="de"')
    for number in range(2):
        text = "".join(f"<p>{words}</p>" for words in GERMAN)
        context.site.answers[f"/news/{number}"] = Answer(re.sub(rb"<p>.*</p>", text.encode(), german))
    account = context.fetch()
    assert left(context, account).languages == (("de", 2),)
    (view,) = context.table()
    assert view.unread == (("de", 2),)
    assert view.health.words == "2 articles in German left out"
    assert 'languages = ["en", "de"]' in view.health.advice
    file = context.folder / "broadsheet.toml"
    file.write_text(file.read_text().replace("[paper]", '[paper]\nlanguages = ["en", "de"]'))
    account = context.fetch(after=HOUR)
    assert account.of("articles", "made") == 2, "once the paper reads it, what was set aside is read from the archive"
    assert not {"/news/0", "/news/1"} & set(context.site.pages())
    assert context.table()[0].health.words == "well"
    assert context.fetch(after=HOUR).of("articles", "made") == 0
    assert replay(context.folder, context.folder.parent / "again", progress=Quiet()).ok


def test_what_a_stopped_fetch_brings_once_it_goes_on_is_told(context: Context) -> None:
    with opened(context.folder, context.clock) as newsroom:
        fetching.begin(newsroom.context, newsroom.catalogue.sources)
    account = context.fetch(after=HOUR)
    assert account.of("articles", "made") == 0
    (resumed,) = account.resumed
    assert resumed.of("articles", "made") == 3


def test_an_id_that_is_not_there_is_answered_with_those_that_are_near(context: Context) -> None:
    with (
        opened(context.folder, context.clock) as newsroom,
        pytest.raises(InputError, match=r"'halin'.*Perhaps hallin\. "),
    ):
        newsroom.rounds.fetch(only=["halin"])
    with opened(context.folder, context.clock) as newsroom, pytest.raises(InputError, match=r"Perhaps hallin\. "):
        newsroom.rounds.fetch(only=["The Hallin Post"])
    with opened(context.folder, context.clock) as newsroom, pytest.raises(InputError, match=r"'zz'.*first column"):
        newsroom.rounds.fetch(only=["zz"])


def test_a_page_that_fails_in_passing_is_asked_for_again_and_then_known_by_its_feed(context: Context) -> None:
    context.site.answers["/feed.xml"] = feed(context.site, [0, 1], content=True)
    context.site.answers["/news/0"] = Answer(b"busy", 503)
    context.site.answers["/news/1"] = Answer(b"busy", 503)
    assert ("pages", "failed", "http-503", 2) in context.fetch().counts
    context.site.answers["/news/1"] = page(1)
    assert context.fetch(after=HOUR).of("articles", "made") == 1
    context.fetch(after=HOUR)
    with opened(context.folder, context.clock, write=False) as newsroom:
        (view,) = newsroom.sources.table()
        assert (view.pages.full, view.pages.feed_only) == (1, 1)
        assert newsroom.ledger.waiting([view.source.id]) == ()
    context.fetch(after=HOUR)
    assert "/news/0" not in context.site.pages()


def test_a_source_that_is_down_loses_nothing(context: Context) -> None:
    context.fetch()
    context.site.answers["/feed.xml"] = Answer(b"", 500)
    for _ in range(3):
        account = context.fetch(after=12 * HOUR)
        assert ("feeds", "failed", "http-500", 1) in account.counts
    (view,) = context.table()
    assert view.health.level == "trouble"
    assert "its server has trouble" in view.health.words
    assert view.due is not None
    assert view.due > context.clock.at + timedelta(minutes=90)
    context.site.answers["/feed.xml"] = feed(context.site, [5, 4], newest=BEGIN + 2 * HOUR)
    assert context.fetch(after=HOUR).of("articles", "made") == 2, "published while it was down, 35 hours ago"
    assert context.table()[0].health.level == "well"


def test_a_source_moves_once_its_redirect_has_held(context: Context) -> None:
    context.fetch()
    before = context.table()[0].source
    moved = Answer(b"", 301, (("Location", "/new.xml?token=s3cret"),))
    context.site.answers |= {"/feed.xml": moved, "/new.xml?token=s3cret": feed(context.site, [3, 0, 1, 2])}
    context.fetch(after=HOUR)
    assert "/feed.xml" in context.outlets
    assert context.table()[0].health.words == "it has moved"
    context.fetch(after=HOUR)
    assert "new.xml?token=s3cret" in context.outlets
    assert "/feed.xml" not in context.outlets
    account = context.fetch(after=HOUR)
    assert context.site.asked[0] == "/new.xml?token=s3cret"
    assert account.of("feeds", "made") == 1
    with opened(context.folder, context.clock, write=False) as newsroom:
        assert newsroom.ledger.totals()["articles"] == 4
        assert newsroom.sources.table()[0].source.id != before.id


def test_a_redirect_that_does_not_last_moves_nothing(context: Context) -> None:
    context.fetch()
    context.site.answers["/new.xml"] = feed(context.site, range(3))
    for answer in (Answer(b"", 301, (("Location", "/new.xml"),)), feed(context.site, range(3))) * 2:
        context.site.answers["/feed.xml"] = answer
        context.fetch(after=HOUR)
    assert "/feed.xml" in context.outlets


def test_gone_for_good_ends_it(context: Context) -> None:
    context.fetch()
    context.site.answers["/feed.xml"] = Answer(b"", 410)
    context.fetch(after=HOUR)
    (view,) = context.table()
    assert view.state is not None
    assert view.state.ended
    assert view.due is None
    assert "broadsheet add hallin.localhost" in view.health.advice
    with opened(context.folder, context.clock) as newsroom:
        context.site.asked.clear()
        newsroom.rounds.fetch(only=["hallin"])
        assert context.site.asked[0] == "/feed.xml", "by name it is asked once more"


def test_what_a_source_says_about_time_is_kept_to(context: Context) -> None:
    context.site.answers["/feed.xml"] = feed(context.site, range(3), ttl=180)
    context.fetch()
    assert context.table()[0].due == context.clock.at + 3 * HOUR
    context.site.answers["/feed.xml"] = Answer(b"", 429, (("Retry-After", "7200"),))
    context.fetch(after=HOUR)
    assert context.table()[0].due == context.clock.at + 2 * HOUR


def test_a_page_that_asks_for_rest_gets_it_for_its_host_and_is_asked_for_again(context: Context) -> None:
    context.site.answers["/feed.xml"] = feed(context.site, range(2), ttl=30)
    context.site.answers["/news/0"] = Answer(b"", 429, (("Retry-After", "7200"),))
    context.fetch()
    assert context.table()[0].due == context.clock.at + 2 * HOUR
    context.site.answers["/news/0"] = page(0)
    context.fetch(after=2 * HOUR)
    with opened(context.folder, context.clock, write=False) as newsroom:
        assert newsroom.articles.get(context.site.url("/news/0")).versions[-1].access == "full"


def test_a_page_that_is_looked_at_again_is_asked_for_changes_only(context: Context) -> None:
    site = context.site
    site.answers["/news/0"] = replace(page(0), headers=(("Content-Type", "text/html"), ("ETag", '"one"')))
    context.fetch()
    site.sent.clear()
    site.asked.clear()
    context.clock.at += HOUR
    with opened(context.folder, context.clock) as newsroom:
        site.answers["/news/0"] = Answer(b"", 304, (("ETag", '"one"'),))
        account = newsroom.rounds.fetch_these([], pages=[site.url("/news/0")])
        assert account.of("again", "unchanged") == 1
    again = [sent for path, sent in zip(site.asked, site.sent, strict=True) if path == "/news/0"]
    assert [sent.get("if-none-match") for sent in again] == ['"one"']


def test_a_report_that_a_feed_brings_again_keeps_the_time_of_its_publication(context: Context) -> None:
    """At a new address, with a later date, of a page that has none: the same article, changed."""
    site = context.site
    undated = (
        page(0)
        .body.decode()
        .replace("article:published_time", "x")
        .replace("<head>", '<head><link rel="canonical" href="/news/0">')
    )
    site.answers["/feed.xml"] = feed(site, [0])
    site.answers["/news/0"] = Answer(undated.encode())
    context.fetch()
    again = feed(site, [0], newest=BEGIN + 5 * HOUR)
    site.answers["/feed.xml"] = replace(again, body=again.body.replace(b"/news/0<", b"/news/0-again<"))
    site.answers["/news/0-again"] = Answer(
        undated.replace("</article>", "<p>It opens in May, she added.</p></article>").encode()
    )
    context.fetch(after=6 * HOUR)
    with opened(context.folder, context.clock, write=False) as newsroom:
        home = newsroom.ledger.article_of(site.url("/news/0"))
        assert home is not None
        (version,) = newsroom.ledger.newest_versions([home])
    assert "in May" in version.text.content
    assert version.published is not None and version.modified is not None
    assert (version.published.at, version.modified.at) == (BEGIN, BEGIN + 5 * HOUR)


def test_pages_are_looked_at_again_only_beside_another_report(context: Context) -> None:
    """Two outlets report one event in their own ways; a third report stands alone."""
    site = context.site
    two_outlets(context)
    site.answers = {
        "hallin.localhost/feed.xml": feed(site, [0, 9]),
        "quarrow.localhost/feed.xml": feed(site, [1], host="quarrow.localhost"),
        "/news/0": written(*paragraphs("orrin-no-deal")),
        "/news/1": written(*paragraphs("why-orrin-failed")),
        "/news/9": written("Glass flute found in a loft", *ALONE),
    }
    context.fetch()
    with opened(context.folder, context.clock) as newsroom:
        ledger = newsroom.ledger
        urls = (site.url("/news/0"), site.url("/news/1", "quarrow.localhost"))
        one, two = (str(ledger.article_of(url)) for url in urls)
        assert len({each.report_id for each in ledger.memberships([one, two])}) == 2
        first, second = str(ledger.story_of(one)), str(ledger.story_of(two))
        if first != second:  # whether they belong together is for the room of stories; here they do
            with ledger.writing() as writer:
                merged = StoryChange(first, "merged", (two,), second)
                writer.add_story_changes([merged], ledger.rounds()[0].id, context.clock.at)
    minutes = ((30, 0), (40, 2), (60, 0), (240, 2), (60, 0), (1080, 2), (7200, 0), (1440, 2), (60, 0), (6000, 0))
    for after, again in minutes:
        account = context.fetch(after=timedelta(minutes=after))
        assert account.of("again", "made") + account.of("again", "unchanged") == again, after
        assert "/news/9" not in site.pages()


def two_outlets(context: Context) -> None:
    tables = (
        f'[outlets.{name}]\nname = "{name}"\ndomains = ["{name}.localhost"]\n'
        f'feeds = ["{context.site.url("/feed.xml", f"{name}.localhost")}"]'
        for name in ("hallin", "quarrow")
    )
    (context.folder / "outlets.toml").write_text("\n".join(tables), encoding="utf-8")


def paragraphs(slug: str) -> list[str]:
    """Title and blocks of a report of the sample."""
    piece = content.piece(slug)
    return [piece.title, *(block.words for block in piece.blocks if block.kind == "paragraph")]


def written(title: str, *blocks: str) -> Answer:
    body = "".join(f"<p>{words}</p>" for words in blocks)
    html = f'<!doctype html><html lang="en"><title>{title}</title><article><h1>{title}</h1>{body}</article></html>'
    return Answer(html.encode(), headers=(("Content-Type", "text/html; charset=utf-8"),))


def test_a_copy_is_no_second_report(context: Context) -> None:
    site = context.site
    two_outlets(context)
    site.answers = {
        f"{name}.localhost/feed.xml": feed(site, [0], host=f"{name}.localhost") for name in ("hallin", "quarrow")
    }
    site.answers["/news/0"] = page(0)
    context.fetch()
    account = context.fetch(after=2 * HOUR)
    assert account.of("again", "made") + account.of("again", "unchanged") == 0
    assert site.pages() == []


def test_each_response_is_in_the_archive_redirects_and_robots_too(context: Context) -> None:
    context.site.answers["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /closed\n", headers=(("Content-Type", "text/plain"),)
    )
    context.site.answers["/news/0"] = Answer(b"", 302, (("Location", "/news/5"), ("Set-Cookie", "sid=s3cret")))
    context.fetch()
    with opened(context.folder, context.clock) as newsroom:
        (name,) = newsroom.ledger.archive_ends()
        kept = {
            (each.url.partition(str(context.site.port))[2], each.status) for each in newsroom.ledger.sightings_in(name)
        }
        raw = gzip.decompress((context.folder / "archive" / name).read_bytes())
    assert {("/feed.xml", 200), ("/robots.txt", 200), ("/news/0", 302), ("/news/5", 200), ("/news/1", 200)} <= kept
    assert b"Disallow: /closed" in raw
    assert b"Location: /news/5" in raw
    assert b"s3cret" not in raw


def test_pages_behind_one_wall_of_consent_stay_apart(context: Context) -> None:
    wall = b"<html><head><title>Your choice</title></head><body><form><h1>We value your privacy</h1><button>Accept all cookies</button></form></body></html>"
    context.site.answers["/consent"] = Answer(wall)
    for number in range(3):
        context.site.answers[f"/news/{number}"] = Answer(b"", 302, (("Location", context.site.url("/consent")),))
    context.site.answers["/feed.xml"] = feed(context.site, range(3), content=True)
    context.fetch()
    context.site.answers["/news/3"] = context.site.answers["/news/0"]
    context.site.answers["/feed.xml"] = feed(context.site, range(4), content=True, newest=context.clock.at + HOUR)
    context.fetch(after=HOUR)
    with opened(context.folder, context.clock, write=False) as newsroom:
        found = [newsroom.articles.get(context.site.url(f"/news/{number}")).versions[-1] for number in range(4)]
        assert len({each.article_id for each in found}) == 4
        assert {each.access for each in found} == {"feed-only"}


def test_no_secret_leaves_the_catalogue(context: Context) -> None:
    address = context.site.url("/feed.xml?token=s3cr3t-t0ken").replace("http://", "http://reader:pa55w0rd@")
    context.site.answers["/feed.xml?token=s3cr3t-t0ken"] = Answer(
        feed(context.site, range(3)).body, headers=(("Set-Cookie", "sid=c00kie-value"), ("ETag", '"1"'))
    )
    (context.folder / "outlets.toml").write_text(
        f'[outlets.hallin]\nname = "The Hallin Post"\ndomains = ["hallin.localhost"]\nfeeds = ["{address}"]\n',
        encoding="utf-8",
    )
    assert context.fetch().of("articles", "made") == 3
    assert any(each.get("authorization", "").startswith("Basic ") for each in context.site.sent)
    with opened(context.folder, context.clock) as newsroom:
        printed = newsroom.editions.print("morning", since=BEGIN - HOUR)
        given = b"".join([*newsroom.exports.articles(), *newsroom.exports.editions(), *newsroom.exports.sources()])
        given += newsroom.sources.as_opml() + b"".join(newsroom.exports.captures())
        archived = b"".join(
            repr(newsroom.archive.raw(each.place)).encode()
            for each in newsroom.ledger.sightings_in("2026-03-03.warc.gz")
        )
    import zlib

    kept = b""
    for path in (context.folder / "archive").glob("*.warc.gz"):
        rest = path.read_bytes()
        while rest:
            member = zlib.decompressobj(31)
            kept += member.decompress(rest)
            rest = member.unused_data
    edition = b"".join(path.read_bytes() for path in printed.folder.iterdir())
    assert b"REDACTED" in kept
    for secret in (b"s3cr3t-t0ken", b"pa55w0rd", b"c00kie-value", b"Basic "):
        assert secret not in kept + given + archived + edition, secret


def test_a_muted_outlet_is_neither_asked_nor_read_through_another(context: Context) -> None:
    site = context.site
    (context.folder / "outlets.toml").write_text(
        f'[outlets.hallin]\nname = "H"\ndomains = ["hallin.localhost"]\nfeeds = ["{site.url("/feed.xml")}"]\n'
        '[outlets.senby]\nname = "S"\ndomains = ["senby.localhost"]\nmute = true\n'
        f'feeds = ["{site.url("/feed.xml", "senby.localhost")}"]\n',
        encoding="utf-8",
    )
    direct = feed(site, [1], host="senby.localhost").body.partition(b"<item>")[2].partition(b"</channel>")[0]
    site.answers["hallin.localhost/feed.xml"] = Answer(
        feed(site, [0, 2]).body.replace(b"</channel>", b"<item>" + direct + b"</channel>")
    )
    site.answers["hallin.localhost/news/2"] = Answer(b"", 302, (("Location", site.url("/news/3", "senby.localhost")),))
    account = context.fetch()
    assert site.asked.count("/feed.xml") == 1
    assert ("pages", "rejected", "muted", 2) in account.counts
    assert account.of("articles", "made") == 1


def test_without_a_network_it_says_so_and_loses_nothing(context: Context) -> None:
    from tests.newsroom.papers import command

    outlets = context.outlets
    (context.folder / "outlets.toml").write_text(outlets.replace(str(context.site.port), "9"), encoding="utf-8")
    done = command("fetch", cwd=context.folder, check=False)
    assert done.returncode == 1
    assert b"See that you are online" in done.stderr
    assert b"Traceback" not in done.stderr
    (context.folder / "outlets.toml").write_text(outlets, encoding="utf-8")
    assert context.fetch().of("articles", "made") == 3


def test_reservations_of_the_publisher_end_on_the_version(context: Context) -> None:
    head = '<meta name="robots" content="noarchive, max-snippet:50"><meta name="tdm-reservation" content="1">'
    context.site.answers["/news/0"] = page(0, head=head)
    plain = page(1)
    context.site.answers["/news/1"] = Answer(plain.body, headers=(*plain.headers, ("X-Robots-Tag", "nosnippet")))
    context.fetch()
    with opened(context.folder, context.clock, write=False) as newsroom:
        kept = {}
        for line in newsroom.exports.articles():
            each = json.loads(line)
            kept[each["url"].rpartition("/")[2]] = each["reservations"]
    assert kept == {"0": ["max-snippet:50", "noarchive", "tdm"], "1": ["nosnippet"], "2": []}
