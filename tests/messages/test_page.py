"""The renderings of one edition: the same Lines in each, links that resolve, hostile words that stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from broadsheet import editions, messages
from broadsheet.messages.timeline import Point, drawn
from broadsheet.model import Span
from tests.editions.material import FERRY, FERRY_POST, FERRY_STORY, POST, compose, story, version

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class Elements(HTMLParser):
    """Start tags with their attributes, and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def rendered() -> dict[str, str]:
    edition, versions = compose(FERRY_STORY)
    made = editions.seal(edition, editions.proofs(edition, versions), messages.render)
    return {name: content.decode() for name, content in made.files.items()}


def test_the_page_has_no_script_no_inline_style_and_nothing_from_elsewhere() -> None:
    elements = Elements()
    elements.feed(rendered()["index.html"])
    for tag, attributes in elements.tags:
        assert tag not in ("script", "iframe", "img", "style", "object", "embed"), tag
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    assert [each["href"] for tag, each in elements.tags if tag == "link"] == ["page.css"]


def test_ids_are_unique_and_links_within_the_folder_resolve() -> None:
    files = rendered()
    ids = {}
    for name in ("index.html", "sources.html"):
        elements = Elements()
        elements.feed(files[name])
        found = [each["id"] for _, each in elements.tags if "id" in each]
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
        for tag, attributes in elements.tags:
            href = attributes.get("href") or ""
            if tag == "a" and href.startswith("sources.html#"):
                assert href.removeprefix("sources.html#") in re.findall(r'id="([^"]+)"', files["sources.html"])


def test_link_names_tell_one_from_another() -> None:
    page = rendered()["index.html"]
    names: dict[str, set[str]] = {}
    for href, body in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL):
        names.setdefault(re.sub(r"<[^>]+>", "", body).strip(), set()).add(href)
    assert all(len(targets) == 1 for targets in names.values())


def test_every_cited_passage_is_marked_among_the_sources() -> None:
    files = rendered()
    quoted = "The fog came down like a lid, and we heard the rock before we saw it"
    assert re.search(rf'<mark id="[^"]+">{quoted}</mark>', files["sources.html"])


def test_a_citation_of_a_quotation_lands_on_the_quotation() -> None:
    """Its speaker's name may stand paragraphs above it, and is marked as well."""
    files = rendered()
    cited = re.search(r"“The fog came down.*?<a href=\"sources.html#([^\"]+)\"", files["index.html"], re.DOTALL)
    assert cited is not None
    assert f'<mark id="{cited[1]}">The fog came down' in files["sources.html"]
    edition, _ = compose(FERRY_STORY)
    served = messages.page(edition, hash="0" * 64, links=messages.Links(kind="served"))
    link = re.search(r"“The fog came down.*?<a href=\"/versions/(\w+)\?mark=([^#]+)#m(\d+)\"", served, re.DOTALL)
    assert link is not None
    start, end = map(int, link[2].split(",")[int(link[3]) - 1].split("-"))
    assert link[1] == FERRY.id
    assert FERRY.text.content[start:end].startswith("The fog came down")
    source = next(each for each in edition.sources if each.version_id == FERRY.id)
    name, quotation = Span(FERRY.id, "text", 2, 9), Span(FERRY.id, "text", start, end)
    again = messages.Links(kind="served").stored(source, [quotation, name], first=quotation)
    assert again == f"/versions/{FERRY.id}?mark=2-9,{start}-{end}#m2"


def test_headlines_lead_to_the_story_or_to_the_report() -> None:
    edition, _ = compose(FERRY_STORY)
    (entry,) = [each for section in edition.sections for each in section.entries if each.form == "lead"]
    for kind, wanted in (("served", f"/stories/{entry.story_id}"), ("folder", "https://post.example/ferry2")):
        page = messages.page(edition, hash="0" * 64, links=messages.Links(kind=kind))  # type: ignore[arg-type]
        assert re.search(rf'<h3[^>]*><a class="title" href="{wanted}"', page)


def test_links_to_outlets_do_not_say_how_a_reader_came() -> None:
    tracked = replace(FERRY_POST, url=f"{FERRY_POST.url}?id=7&utm_source=rss&utm_medium=feed#top")
    edition, versions = compose(story("ferry", FERRY, tracked))
    made = editions.seal(edition, editions.proofs(edition, versions), messages.render)
    for name in ("index.html", "mail.html", "edition.txt"):
        assert b"ferry2?id=7" in made.files[name]
        assert b"utm_" not in made.files[name]
    assert editions.verify(made.files, expected=made.hash).ok


def test_the_page_that_is_served_shows_its_feeds_and_its_neighbours() -> None:
    edition, _ = compose(FERRY_STORY)
    around = messages.Neighbours(before=messages.Neighbour("/editions/a/", "3 March 2031"))
    links = messages.Links(kind="served")
    notices = [messages.Notice("L3", "4 March: it was withdrawn.", "A ferry <sank>.")]
    page = messages.page(edition, hash="0" * 64, links=links, around=around, notices=notices)
    for feed in ("editions.atom", "editions.json", "stories.atom", "stories.json"):
        assert f'<a href="/feeds/{feed}">' in page
    assert '<a rel="prev" href="/editions/a/">← 3 March 2031</a>' in page
    assert 'rel="next"' not in page
    assert '<q class="old">A ferry &lt;sank&gt;.</q> <a href="#L3">' in page
    assert "/feeds/" not in messages.page(edition, hash="0" * 64)


def test_hostile_words_stay_words() -> None:
    words = [f"All 40 passengers {HOSTILE} of the Senby ferry were safe after it struck a rock off Tarn Cross."]
    bad = replace(
        version("bad", POST, f"Ferry {HOSTILE} aground", words), url='https://post.example/"><script>x</script>'
    )
    edition, versions = compose(story("ferry", FERRY, bad))
    made = editions.seal(edition, editions.proofs(edition, versions), messages.render)
    for name in ("index.html", "sources.html"):
        assert b"<script" not in made.files[name]
        assert b"<img" not in made.files[name]
    assert editions.verify(made.files, expected=made.hash).ok


def test_plain_text_fits_a_terminal() -> None:
    text = rendered()["edition.txt"]
    assert all(
        len(line) <= 80
        for line in text.splitlines()
        if "<http" not in line and "Hash" not in line and "--hash" not in line
    )


def test_foreign_words_say_their_language() -> None:
    foreign = replace(FERRY_POST, language="ar")
    edition, _versions = compose(story("ferry", FERRY, foreign))
    page = messages.page(edition, hash="0" * 64)
    assert 'lang="ar" dir="rtl"' in page


def test_outlets_that_begin_at_once_are_drawn_in_one_order() -> None:
    at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    names = ("The Hallin Post", "The Senby Mail", "Quarrow", "Radio Tarn", "The Daily Reed")
    points = [Point(name, at, False) for name in names] + [Point("Quarrow", at + timedelta(hours=1), False)]
    made = drawn(points, ZoneInfo("UTC"))
    assert made is not None
    assert [row.name for row in made.rows] == sorted(names)
