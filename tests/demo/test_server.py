"""The sample's server over real HTTP: what it publishes when, conditions, refusals, and its port."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html.parser import HTMLParser

import feedparser  # type: ignore[import-untyped]
import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.demo import catalogue, content, render
from broadsheet.demo.server import SampleServer
from broadsheet.demo.truth import truth
from broadsheet.errors import BroadsheetError

FIRST, SECOND, LAST = catalogue.FETCHES


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("windows-1252" if "windows-1252" in self.headers["content-type"] else "utf-8")


def get(server: SampleServer, outlet: str, path: str, *, host: str = "", method: str = "GET", **headers: str) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        wanted = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"Host": host or f"{outlet}.localhost:{server.port}", **wanted})
        reply = connection.getresponse()
        return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[SampleServer]:
    with SampleServer(0) as running:
        yield running


@pytest.fixture
def server(shared: SampleServer) -> SampleServer:
    shared.set_moment(LAST)
    return shared


@pytest.fixture(scope="module")
def refusing() -> Iterator[SampleServer]:
    with SampleServer(0, refusing=True) as running:
        yield running


def entries(server: SampleServer, house: content.House) -> list[tuple[str, str]]:
    body = get(server, house.outlet.id, house.feed_path).body
    if house.feed_kind == "json":
        return [(each["title"], each["url"]) for each in json.loads(body)["items"]]
    parsed = feedparser.parse(body)
    assert bool(parsed.bozo) is (house.feed_kind == "damaged")
    return [(each.title, each.link) for each in parsed.entries]


@pytest.mark.parametrize("moment", catalogue.FETCHES, ids=["first", "second", "last"])
@pytest.mark.parametrize("house", content.houses(), ids=lambda house: house.outlet.id)
def test_feeds_list_what_is_published(server: SampleServer, house: content.House, moment: datetime) -> None:
    server.set_moment(moment)
    found = entries(server, house)
    base = f"http://{house.outlet.domains[0]}:{server.port}"
    assert [title for title, _ in found] == [piece.title for piece in house.published(moment)]
    assert [url.partition("?")[0] for _, url in found] == [base + piece.path for piece in house.published(moment)]


def test_the_five_feeds_are_of_five_kinds(server: SampleServer) -> None:
    kinds = {house.outlet.id: house.feed_kind for house in content.houses()}
    assert sorted(kinds.values()) == ["atom", "damaged", "json", "rdf", "rss"]
    versions = {
        outlet: feedparser.parse(get(server, outlet, url.partition(f":{server.port}")[2]).body).version
        for outlet, url in catalogue.feeds(server.port)
        if kinds[outlet] != "json"
    }
    assert versions == {"chronicle": "atom10", "gazette": "rss20", "lantern": "rss10", "radio": "rss20"}


@pytest.mark.parametrize("house", content.houses(), ids=lambda house: house.outlet.id)
def test_what_has_not_changed_is_not_sent_again(server: SampleServer, house: content.House) -> None:
    first = get(server, house.outlet.id, house.feed_path)
    again = get(server, house.outlet.id, house.feed_path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    since = get(server, house.outlet.id, house.feed_path, If_Modified_Since=first.headers["last-modified"])
    assert since.status == 304
    # A tag that does not fit outweighs a date that does.
    both = get(
        server,
        house.outlet.id,
        house.feed_path,
        If_None_Match='"other"',
        If_Modified_Since=first.headers["last-modified"],
    )
    assert both.status == 200
    server.set_moment(FIRST)
    assert get(server, house.outlet.id, house.feed_path, If_None_Match=first.headers["etag"]).status == 200


def test_the_body_is_compressed_for_those_who_take_it(server: SampleServer) -> None:
    plain = get(server, "radio", "/")
    packed = get(server, "radio", "/", Accept_Encoding="br, gzip;q=0.5")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "content-encoding" not in get(server, "radio", "/", Accept_Encoding="gzip;q=0").headers


def test_head_is_get_without_a_body(server: SampleServer) -> None:
    whole, head = get(server, "lantern", "/"), get(server, "lantern", "/", method="HEAD")
    assert head.body == b""
    assert head.headers["content-length"] == str(len(whole.body))


def test_the_edits_are_served_at_their_moments(server: SampleServer) -> None:
    silent, owned = truth().edits
    pages = {}
    for edit in (silent, owned):
        piece = content.piece(edit.article)
        for moment in catalogue.FETCHES:
            server.set_moment(moment)
            pages[edit.article, moment] = get(server, piece.outlet_id, piece.path)
    assert silent.before in pages[silent.article, FIRST].text
    assert silent.after not in pages[silent.article, FIRST].text
    assert silent.after in pages[silent.article, SECOND].text
    assert silent.before not in pages[silent.article, SECOND].text
    assert 'last-modified"' not in pages[silent.article, LAST].text
    assert owned.before in pages[owned.article, SECOND].text
    assert owned.note in pages[owned.article, LAST].text
    assert owned.before not in pages[owned.article, LAST].text


def test_what_stands_around_an_article_changes_and_the_article_does_not(server: SampleServer) -> None:
    piece = content.piece("orrin-no-deal")
    server.set_moment(SECOND)
    then = get(server, "radio", piece.path)
    server.set_moment(LAST)
    now = get(server, "radio", piece.path)
    assert then.body != now.body
    assert all(
        f"<p>{block.words}</p>" in then.text and f"<p>{block.words}</p>" in now.text for block in piece.blocks[:2]
    )
    assert then.headers["last-modified"] == now.headers["last-modified"]


@pytest.mark.parametrize("piece", content.pieces(), ids=lambda piece: piece.slug)
def test_every_page_has_its_article_and_its_boilerplate(server: SampleServer, piece: content.Piece) -> None:
    reply = get(server, piece.outlet_id, piece.path)
    if piece.access == "feed-only":
        assert reply.status == 403
        assert piece.blocks[0].words not in reply.text
        return
    assert reply.status == 200
    page = LexborHTMLParser(reply.text)
    words = " ".join(page.body.text().split()) if page.body else ""
    shown = piece.at(LAST)
    assert page.css_first("h1").text(strip=True) == piece.title
    for block in shown.blocks:
        assert (block.words in words) is (block in shown.shown_blocks)
    house = next(house for house in content.houses() if house.outlet.id == piece.outlet_id)
    assert any(advert in words for advert in house.boilerplate.adverts)


def test_all_boilerplate_of_the_truth_is_served(server: SampleServer) -> None:
    seen = ""
    for moment in catalogue.FETCHES:
        server.set_moment(moment)
        for piece in content.pieces():
            page = LexborHTMLParser(get(server, piece.outlet_id, piece.path).text)
            seen += " ".join((page.body.text() if page.body else "").split()) + "\n"
    missing = [words for words in truth().boilerplate if words.strip() not in seen and words != "We value your privacy"]
    assert len(missing) <= len(truth().boilerplate) // 5
    assert not [words for words in missing if "cookie" in words.casefold()]


class _Balance(HTMLParser):
    """Elements that are opened are closed, in order; text never begins a tag."""

    VOID = frozenset({"meta", "link", "br", "input", "path", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("house", content.houses(), ids=lambda house: house.outlet.id)
def test_pages_are_well_formed(server: SampleServer, house: content.House) -> None:
    for path in ("/", *(piece.path for piece in house.pieces), "/nowhere"):
        balance = _Balance()
        balance.feed(get(server, house.outlet.id, path).text)
        assert (balance.wrong, balance.open) == ([], []), path


def test_markup_in_an_article_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = '</script><script>alert("1")</script> & <b>'
    changed = []
    for house in content.houses():
        piece = replace(house.pieces[-1], title=hostile, summary=hostile, authors=(hostile,), slug="x")
        changed.append(
            replace(house, pieces=(replace(piece, blocks=(content.Passage("paragraph", hostile),), teaser=0),))
        )
    monkeypatch.setattr(render, "houses", lambda: tuple(changed))
    for house in changed:
        base = f"http://{house.outlet.domains[0]}:1"
        for path in ("/", house.pieces[0].path, house.feed_path):
            text = render.answer(house.outlet.id, base, path, LAST).body.decode(house.charset)
            if path.endswith(".json"):
                text = json.loads(text)["items"][0]["content_html"]
            assert "<script>alert" not in text, path
        if house.feed_kind != "json":
            feed = feedparser.parse(
                render.answer(house.outlet.id, base, house.feed_path, LAST).body, sanitize_html=False
            )
            assert len(feed.entries) == 1


def test_structured_data_is_of_the_kind_that_each_outlet_uses(server: SampleServer) -> None:
    def page(slug: str) -> LexborHTMLParser:
        piece = content.piece(slug)
        return LexborHTMLParser(get(server, piece.outlet_id, piece.path).text)

    for slug in ("why-orrin-failed", "hallin-files", "hallin-toll-twelve"):
        graph = json.loads(page(slug).css_first("script[type='application/ld+json']").text())["@graph"]
        assert graph[1]["headline"] == content.piece(slug).title
        assert graph[1]["isAccessibleForFree"] is (slug != "hallin-files")
        assert datetime.fromisoformat(graph[1]["datePublished"]) == content.piece(slug).published
    radio = page("orrin-no-deal")
    assert radio.css_first("[itemprop=headline]").text() == content.piece("orrin-no-deal").title
    assert radio.css_first("script") is None
    lantern = page("orrin-port-reacts")
    assert (
        lantern.css_first("meta[property='og:title']").attributes["content"] == content.piece("orrin-port-reacts").title
    )
    assert lantern.css_first("[itemprop]") is None
    gazette = page("orrin-interests-defended")
    assert gazette.css_first("meta[name=author]").attributes["content"] == "Casper Holm-Ildane"
    assert gazette.css_first("meta[property]") is None


def test_hosts_are_told_apart(server: SampleServer) -> None:
    piece = content.piece("orrin-no-deal")
    assert get(server, "gazette", piece.path).status == 404
    assert get(server, "radio", piece.path, host=f"RADIO.localhost:{server.port}").status == 200
    assert get(server, "radio", piece.path, host=f"radio.localhost.:{server.port}").status == 200
    for host in (
        f"127.0.0.1:{server.port}",
        f"localhost:{server.port}",
        f"nobody.localhost:{server.port}",
        f"[::1]:{server.port}",
    ):
        listing = get(server, "", "/", host=host)
        assert listing.status == 200
        assert all(f"http://{outlet.id}.localhost:{server.port}/" in listing.text for outlet in catalogue.outlets())


def test_what_is_not_there_is_404_and_so_is_what_is_not_out_yet(server: SampleServer) -> None:
    piece = content.piece("hallin-toll-fourteen")
    server.set_moment(SECOND)
    assert get(server, "interlake", piece.path).status == 404
    assert get(server, "interlake", "/stories/").status == 404
    server.set_moment(LAST)
    assert get(server, "interlake", piece.path).status == 200


def test_front_pages_lead_to_the_feed_and_the_articles(server: SampleServer) -> None:
    for outlet, url in catalogue.feeds(server.port):
        page = LexborHTMLParser(get(server, outlet, "/").text)
        assert page.css_first("link[rel=alternate]").attributes["href"] == url
        links = {link.attributes.get("href") for link in page.css("a")}
        house = next(each for each in content.houses() if each.outlet.id == outlet)
        assert {f"http://{outlet}.localhost:{server.port}{piece.path}" for piece in house.pieces} <= links


def test_robots_let_articles_be_read_and_shut_one_path(server: SampleServer) -> None:
    from protego import Protego

    for house in content.houses():
        rules = Protego.parse(get(server, house.outlet.id, "/robots.txt").text)
        assert all(rules.can_fetch(piece.path, "Broadsheet") for piece in house.pieces)
        assert rules.can_fetch(house.feed_path, "Broadsheet")
        shut = [line.partition(":")[2].strip() for line in house.robots.splitlines() if line.startswith("Disallow")]
        assert shut
        assert not rules.can_fetch(shut[0] + "x", "Broadsheet")
        assert (rules.crawl_delay("Broadsheet") or 0) <= 0.05


def test_three_outlets_refuse_each_in_its_way(refusing: SampleServer) -> None:
    from protego import Protego

    modes = {house.outlet.id: house.refuses for house in content.houses()}
    assert sorted(modes.values()) == ["", "", "consent", "forbidden", "robots"]
    for house in content.houses():
        piece = house.pieces[0]
        page = get(refusing, house.outlet.id, piece.path)
        rules = Protego.parse(get(refusing, house.outlet.id, "/robots.txt").text)
        assert get(refusing, house.outlet.id, house.feed_path).status == 200
        assert rules.can_fetch(house.feed_path, "Broadsheet")
        assert rules.can_fetch(piece.path, "Broadsheet") is (house.refuses != "robots")
        assert page.status == (403 if house.refuses == "forbidden" else 200)
        if house.refuses in ("consent", "forbidden"):
            assert piece.blocks[0].words not in page.text
        if house.refuses == "consent":
            assert "We value your privacy" in page.text


def test_a_taken_port_is_named_and_freed_at_the_end() -> None:
    with SampleServer(0) as first:
        port = first.port
        with pytest.raises(BroadsheetError, match=rf"port {port} of 127\.0\.0\.1 is taken") as caught:
            SampleServer(port).__enter__()
        assert "choose another port" in caught.value.hint
        # A connection kept open must not hold the port.
        kept = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        kept.request("GET", "/", headers={"Host": f"radio.localhost:{port}"})
        kept.getresponse().read()
    kept.close()
    with SampleServer(port) as second:
        assert second.port == port


def test_connections_are_kept(server: SampleServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        for outlet in ("radio", "lantern"):
            connection.request("GET", "/robots.txt", headers={"Host": f"{outlet}.localhost:{server.port}"})
            reply = connection.getresponse()
            assert reply.status == 200
            assert reply.read()
            assert not reply.will_close
    finally:
        connection.close()


def test_ipv6_has_the_same_outlets(server: SampleServer) -> None:
    try:
        with socket.create_connection(("::1", server.port), timeout=5) as connection:
            connection.sendall(f"GET /robots.txt HTTP/1.0\r\nHost: radio.localhost:{server.port}\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
    except OSError:
        pytest.skip("no IPv6 on this machine")


def test_the_clock_needs_a_zone(server: SampleServer) -> None:
    with pytest.raises(ValueError, match="zone"):
        server.set_moment(datetime(2026, 3, 3))  # noqa: DTZ001


@pytest.mark.parametrize("house", content.houses(), ids=lambda house: house.outlet.id)
def test_a_news_sitemap_lists_what_the_feed_lists(server: SampleServer, house: content.House) -> None:
    from broadsheet import feeds
    from broadsheet.model import Made

    name = house.outlet.id
    assert f"Sitemap: http://{name}.localhost:{server.port}{render.SITEMAP}" in get(server, name, "/robots.txt").text
    body = get(server, name, render.SITEMAP).body
    read = feeds.read(body, url=f"http://{name}.localhost/", source_id="s", captured=LAST)
    assert isinstance(read, Made)
    assert [link.title for link in read.value.links] == [piece.title for piece in house.published(LAST)]
    assert read.value.language == house.outlet.language


def test_a_feed_that_has_moved_says_where_to(server: SampleServer) -> None:
    for house in content.houses():
        moved = get(server, house.outlet.id, render.OLD_FEED)
        assert (moved.status, moved.headers["location"]) == (301, house.feed_path)


def test_one_outlet_fails_on_the_second_day() -> None:
    with SampleServer(0, failing=True) as running:
        for moment, status in ((FIRST, 200), (SECOND, 200), (LAST, 503)):
            running.set_moment(moment)
            for house in content.houses():
                reply = get(running, house.outlet.id, house.feed_path)
                assert reply.status == (status if house.outlet.id == render.FAILS else 200)
        assert get(running, render.FAILS, "/robots.txt").headers["retry-after"] == "3600"
