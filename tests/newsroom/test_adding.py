"""`add URL` on real servers: whatever one gives it, the feed that a person would take is found."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet import settings
from broadsheet.demo import catalogue, content
from broadsheet.demo.server import SampleServer
from broadsheet.errors import InputError
from broadsheet.newsroom.outlets.sources import Added
from broadsheet.sources import licences, load
from tests.newsroom.papers import command
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, paper, serving

OTHER = "quarrow.localhost"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    paper(tmp_path / "paper", site)
    return tmp_path / "paper"


def add(folder: Path, site: Site, url: str) -> Added:
    from broadsheet.demo.running import SetClock

    with opened(folder, SetClock(BEGIN)) as newsroom:
        return newsroom.sources.add(url)


def links(*hrefs: str, kind: str = "application/rss+xml") -> Answer:
    heads = "".join(f'<link rel="alternate" type="{kind}" title="Feed" href="{href}">' for href in hrefs)
    return Answer(f"<!doctype html><head><title>Quarrow</title>{heads}</head><p>Front page".encode())


def test_of_the_feeds_that_a_page_names_the_freshest_of_its_own_is_taken(folder: Path, site: Site) -> None:
    site.answers |= {
        "/": links("/comments/feed", "/old.xml", "/feed.rss"),
        "/comments/feed": feed(site, range(9), newest=BEGIN, host=OTHER),
        "/old.xml": feed(site, range(8), newest=BEGIN - timedelta(days=40), host=OTHER),
        "/feed.rss": feed(site, range(3), newest=BEGIN, host=OTHER),
    }
    added = add(folder, site, site.url("/", OTHER))
    assert added.feed.url == site.url("/feed.rss", OTHER)
    assert added.anew
    assert (added.feed.entries, added.feed.last, added.feed.language) == (3, BEGIN, "en")
    assert added.feed.titles[0]
    assert [each.url for each in added.others][-1] == site.url("/comments/feed", OTHER)
    read = load((folder / "outlets.toml").read_text(), where="outlets.toml")
    (source,) = [each for each in read.sources if each.url == added.feed.url]
    outlet = read.outlet(source.outlet_id)
    assert outlet is not None
    assert (outlet.id, outlet.name, outlet.domains) == ("quarrow", "The Hallin Post", (f"{OTHER}:{site.port}",))
    assert not add(folder, site, site.url("/", OTHER)).anew, "a second time changes nothing"


def test_a_bare_domain_is_enough(folder: Path, site: Site) -> None:
    site.answers |= {"/": links("/feed.rss"), "/feed.rss": feed(site, range(3), host=OTHER)}
    assert add(folder, site, f"{OTHER}:{site.port}").feed.url == site.url("/feed.rss", OTHER)


@pytest.mark.parametrize("place", ["/feed", "/rss.xml", "/atom.xml", "/news/section/feed"])
def test_a_page_that_names_none_is_helped_by_the_usual_places(folder: Path, site: Site, place: str) -> None:
    site.answers |= {"/news/section": links(), "/": links(), place: feed(site, range(3), host=OTHER)}
    assert add(folder, site, site.url("/news/section", OTHER)).feed.url == site.url(place, OTHER)


def test_a_json_feed(folder: Path, site: Site) -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Quarrow Record", "language": "en-GB", "items": '
        '[{"id": "1", "url": "/news/1", "title": "Tram to run again", "date_published": "2026-03-03T05:00:00Z"}]}'
    )
    site.answers |= {
        "/": links("/feed.json", kind="application/feed+json"),
        "/feed.json": Answer(body.encode(), headers=(("Content-Type", "application/feed+json"),)),
    }
    added = add(folder, site, site.url("/", OTHER))
    assert (added.feed.url, added.feed.titles) == (site.url("/feed.json", OTHER), ("Tram to run again",))


GERMAN = (
    '<rss version="2.0"><channel><title>Latest news</title><language>de-AT</language><item><title>Die Fähre fährt wieder'
    "</title><link>{link}</link><pubDate>Tue, 03 Mar 2026 05:00:00 GMT</pubDate></item></channel></rss>"
)


def test_an_outlet_is_called_as_its_site_calls_itself(folder: Path, site: Site) -> None:
    site.answers |= {
        f"{OTHER}/": Answer(b'<head><meta property="og:site_name" content="Quarrow Record"></head><p>Front page'),
        "/section.rss": Answer(
            GERMAN.replace("{link}", site.url("/news/1", OTHER)).encode(),
            headers=(("Content-Type", "application/rss+xml"),),
        ),
    }
    added = add(folder, site, site.url("/section.rss", OTHER))
    assert added.outlet == "Quarrow Record"
    assert added.notes == (
        "It is in German, which this paper does not read: paper.languages in broadsheet.toml is [en]. "
        'To read it: languages = ["en", "de"]',
    )


def test_a_feed_on_another_host_is_of_the_site_that_its_entries_lead_to(folder: Path, site: Site) -> None:
    site.answers |= {"feeds.localhost/rss": feed(site, range(3), host=OTHER), f"{OTHER}/": links()}
    added = add(folder, site, site.url("/rss", "feeds.localhost"))
    read = load((folder / "outlets.toml").read_text(), where="outlets.toml")
    assert read.outlet_of(site.url("/news/1", OTHER)).name == added.outlet == "The Hallin Post"


def test_an_outlet_of_another_name_on_a_known_domain_is_asked_about(folder: Path, site: Site) -> None:
    own = feed(site, range(3))
    site.answers["/lynn/rss"] = Answer(own.body.replace(b"The Hallin Post", b"The Lynn Herald"), headers=own.headers)
    added = add(folder, site, site.url("/lynn/rss"))
    (note,) = added.notes
    assert added.outlet == "The Hallin Post"
    assert "“The Lynn Herald” is kept as a feed of The Hallin Post" in note
    assert "[outlets" not in note
    assert "a table of its own in outlets.toml" in note


def sitemap(site: Site) -> Answer:
    entry = (
        f"<url><loc>{site.url('/news/1', OTHER)}</loc><n:news><n:publication><n:name>Quarrow Record</n:name>"
        "<n:language>en</n:language></n:publication><n:publication_date>2026-03-03T05:00:00Z</n:publication_date>"
        "<n:title>Tram to run again</n:title></n:news></url>"
    )
    xml = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{entry}</urlset>'
    )
    return Answer(xml.encode(), headers=(("Content-Type", "application/xml"),))


def test_a_news_sitemap_that_robots_txt_names_behind_an_index(folder: Path, site: Site) -> None:
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{site.url('/archive.xml', OTHER)}</loc></sitemap>"
        f"<sitemap><loc>{site.url('/map-news.xml', OTHER)}</loc></sitemap></sitemapindex>"
    )
    site.answers |= {
        "/": links(),
        "/robots.txt": Answer(f"User-agent: *\nDisallow:\nSitemap: {site.url('/all.xml', OTHER)}\n".encode()),
        "/all.xml": Answer(index.encode()),
        "/map-news.xml": sitemap(site),
    }
    added = add(folder, site, site.url("/", OTHER))
    assert added.feed.url == site.url("/map-news.xml", OTHER)
    assert added.feed.titles == ("Tram to run again",)


def test_a_domain_without_any_says_where_it_looked(folder: Path, site: Site) -> None:
    before = (folder / "outlets.toml").read_text()
    site.answers["/"] = links()
    with pytest.raises(InputError, match="neither the page nor the usual places"):
        add(folder, site, site.url("/", OTHER))
    with pytest.raises(InputError, match="status 404"):
        add(folder, site, site.url("/nowhere", OTHER))
    with pytest.raises(InputError, match="is no address"):
        add(folder, site, "not an address")
    with pytest.raises(InputError, match="it is, or leads to, a private address"):
        add(folder, site, "http://169.254.169.254/latest")
    assert (folder / "outlets.toml").read_text() == before


@pytest.mark.parametrize("place", ["/", "/feed.rss"])
def test_a_feed_that_unpacks_without_end_is_named_as_too_large(folder: Path, site: Site, place: str) -> None:
    bomb = Answer(
        gzip.compress(b"<rss>" + bytes(26_000_000)),
        headers=(("Content-Type", "application/rss+xml"), ("Content-Encoding", "gzip")),
    )
    site.answers |= {"/": links("/feed.rss"), place: bomb}
    with pytest.raises(InputError, match=r"too large.*fetch\.max_decoded_bytes"):
        add(folder, site, site.url("/", OTHER))


@pytest.mark.parametrize("written", ["feed://{rest}", "feed:http://{rest}", "feed://http://{rest}", "FEED://{rest}"])
def test_an_address_of_the_feed_scheme_is_one_of_the_web(folder: Path, site: Site, written: str) -> None:
    site.answers["/feed.rss"] = feed(site, range(3), host=OTHER)
    web = site.url("/feed.rss", OTHER)
    assert add(folder, site, written.format(rest=web.removeprefix("http://"))).feed.url == web


def test_every_sample_outlet_is_found_by_its_front_page(folder: Path, site: Site) -> None:
    with SampleServer(0) as server:
        feeds = dict(catalogue.feeds(server.port))
        for house in content.houses():
            added = add(folder, site, f"http://{house.outlet.domains[0]}:{server.port}/")
            assert added.feed.url == feeds[house.outlet.id]
            assert added.feed.language.startswith("en")


def test_what_add_shows(folder: Path, site: Site) -> None:
    site.answers |= {"/": links("/feed.rss"), "/feed.rss": feed(site, range(3), host=OTHER)}
    looked = command("add", "--look", site.url("/", OTHER), cwd=folder).stdout.decode()
    assert "3 entries, the last of 3 Mar 2026 06:00, in en" in looked
    assert OTHER not in (folder / "outlets.toml").read_text()
    said = command("add", site.url("/", OTHER), cwd=folder).stdout.decode()
    assert "Added: The Hallin Post" in said
    assert "Next: broadsheet fetch" in said


# Lists


def test_init_begins_with_a_starter_and_its_licences(tmp_path: Path) -> None:
    said = command("init", "paper", "--starter", "de", "--timezone", "Europe/Vienna", cwd=tmp_path).stdout.decode()
    assert "crontab -e" in said
    assert "systemd" in said
    assert "It reads German (de), and its times are those of Europe/Vienna." in said
    written = settings.load(tmp_path / "paper" / "broadsheet.toml", environment={}).paper
    assert (written.languages, written.timezone) == (("de",), "Europe/Vienna")
    read = load((tmp_path / "paper" / "outlets.toml").read_text(encoding="utf-8"), where="outlets.toml")
    assert len(read.outlets) > 15
    assert {outlet.language for outlet in read.outlets} == {"de"}
    assert all(outlet.owner and outlet.country == "DE" and outlet.funding != "unknown" for outlet in read.outlets)
    assert (tmp_path / "paper" / "outlets.LICENSES").read_text(encoding="utf-8") == licences()
    assert "MIT License" in licences()
    wrong = command("init", "other", "--starter", "atlantis", cwd=tmp_path, check=False)
    assert wrong.returncode == 4
    assert b"world" in wrong.stderr
    nowhere = command("init", "other", "--timezone", "Nowhere/Land", cwd=tmp_path, check=False)
    assert nowhere.returncode == 1
    assert b"Nowhere/Land" in nowhere.stderr
    assert not (tmp_path / "other").exists()


def test_a_starter_list_beside_settings_that_do_not_read_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "broadsheet.toml").write_text('[paper]\nlanguages = ["en"]\n')
    said = command("init", "--starter", "fr", cwd=tmp_path).stdout.decode()
    assert "The list is in French, which this paper does not read" in said
    assert 'languages = ["en", "fr"]' in said


def test_a_list_that_is_cut_short_fails_and_keeps_what_was_whole(folder: Path, site: Site) -> None:
    whole = (
        '<opml><body><outline text="Harbour"><outline text="Senby Mail – Politics" xmlUrl="https://senbymail.example/p"/>\n'
        '<outline text="Senby Mail – Culture" xmlUrl="https://senbymail.example/c"/></outline></body></opml>'
    )
    (folder / "cut.opml").write_text(whole[:-60])
    done = command("import", "cut.opml", cwd=folder, check=False)
    assert done.returncode == 1
    assert "cut.opml: 1 feed added" in done.stdout.decode()
    assert "cut.opml is cut short at line 2, column 1: 1 feed before that" in done.stderr.decode()
    (folder / "whole.opml").write_text(whole)
    assert "1 feed added, 1 read already" in command("import", "whole.opml", cwd=folder).stdout.decode()
    read = load((folder / "outlets.toml").read_text(), where="outlets.toml")
    outlet = read.outlet("senbymail")
    assert outlet is not None
    assert (outlet.name, outlet.tags) == ("Senby Mail", ("Harbour",))
    (folder / "empty.opml").write_text("<opml><body></body></opml>")
    done = command("import", "empty.opml", cwd=folder, check=False)
    assert done.returncode == 1
    assert "empty.opml has no feed in it" in done.stderr.decode()
    out = command("export", "sources", "--opml", cwd=folder).stdout.decode()
    assert '<outline text="Harbour"' in out


def test_the_odd_opml_files_all_give_their_feeds(folder: Path, site: Site, data_dir: Path) -> None:
    from broadsheet.demo.running import SetClock

    files = sorted((data_dir / "opml").rglob("*.opml"))
    assert len(files) == 30
    with opened(folder, SetClock(BEGIN)) as newsroom:
        taken = [newsroom.sources.take(path) for path in files]
    assert sum(len(each.added) + len(each.known) + len(each.refused) for each in taken) == 331
    read = load((folder / "outlets.toml").read_text(encoding="utf-8"), where="outlets.toml")
    added = {url for each in taken for url in each.added}
    assert {each.url for each in read.sources} - {site.url("/feed.xml")} == added
    assert [url for each in taken for url, _ in each.refused] == []
    with opened(folder, SetClock(BEGIN), write=False) as newsroom:
        (folder / "out.opml").write_bytes(newsroom.sources.as_opml())
        again = newsroom.sources.take(folder / "out.opml")
    assert (len(again.added), len(again.known)) == (0, len(read.sources))


def test_a_list_with_two_outlets_on_one_domain_says_so(folder: Path, site: Site) -> None:
    from broadsheet.demo.running import SetClock

    opml = (
        '<opml><body><outline text="Portwick Post – News" xmlUrl="https://vale.example/post/rss"/>'
        '<outline text="Portwick Post – Culture" xmlUrl="https://vale.example/post/c.rss"/>'
        '<outline text="Lynn Herald" xmlUrl="https://vale.example/lynn/rss"/></body></opml>'
    )
    (folder / "list.opml").write_text(opml)
    with opened(folder, SetClock(BEGIN)) as newsroom:
        (note,) = newsroom.sources.take(folder / "list.opml").notes
    assert note.startswith("“Lynn Herald” is kept as a feed of Portwick Post, since outlets.vale has its domain.")


def test_feeds_of_a_service_are_outlets_of_their_own(folder: Path, site: Site) -> None:
    from broadsheet.demo.running import SetClock

    opml = (
        '<opml version="2.0"><body>'
        '<outline text="Senby Mail" xmlUrl="http://feeds.feedburner.com/senby" htmlUrl="https://senbymail.example/"/>'
        '<outline text="Tarn Weekly" xmlUrl="http://feeds.feedburner.com/tarn"/>'
        '<outline text="Quarrow Record" xmlUrl="feed://quarrowrecord.example/rss"/>'
        '<outline text="Pellworm Echo" xmlUrl="feed:https://pellwormecho.example/rss?u=feed:x"/>'
        '<outline text="Bad" xmlUrl="ftp://senbymail.example/x"/></body></opml>'
    )
    (folder / "list.opml").write_text(opml)
    with opened(folder, SetClock(BEGIN)) as newsroom:
        taken = newsroom.sources.take(folder / "list.opml")
    assert len(taken.refused) == 1
    assert taken.added[2:] == ("http://quarrowrecord.example/rss", "https://pellwormecho.example/rss?u=feed:x")
    read = load((folder / "outlets.toml").read_text(), where="outlets.toml")
    assert {(each.id, each.domains) for each in read.outlets if each.id != "hallin"} == {
        ("senbymail", ("senbymail.example",)),
        ("tarn-weekly", ()),
        ("quarrowrecord", ("quarrowrecord.example",)),
        ("pellwormecho", ("pellwormecho.example",)),
    }
