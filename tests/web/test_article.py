"""An article's page and `broadsheet article`: what changed, word by word, in words as well as in signs; its lead image as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.web import listening
from tests.newsroom.papers import command
from tests.newsroom.site import BEGIN, Answer, Site, feed, opened, page, paper, serving
from tests.web.test_pages import HOSTILE, get

NOTE = "This article was amended on 3 March 2026. An earlier version misstated the number of cracks."
FIGURE = f'<figure><img src="/wall.jpg"><figcaption>The old wall {HOSTILE.replace("<", "&lt;")}. Photo: Oda Brekk</figcaption></figure>'


@dataclass(frozen=True)
class Served:
    url: str
    folder: Path
    site: Site

    def article(self, number: int) -> str:
        with opened(self.folder, paper(self.folder, self.site), write=False) as newsroom:
            return newsroom.articles.get(self.site.url(f"/news/{number}")).article.id

    def shown(self, number: int) -> str:
        status, headers, body = get(f"{self.url}/articles/{self.article(number)}")
        assert status == 200
        assert "img-src 'self' data:;" in headers["content-security-policy"], "no picture of another host is loaded"
        return body

    def said(self, number: int) -> str:
        done = command("article", self.site.url(f"/news/{number}"), cwd=self.folder)
        return done.stdout.decode()


def modified(hours: int) -> str:
    return f'<meta property="article:modified_time" content="{(BEGIN + timedelta(hours=hours)).isoformat()}">'


def changed(answer: Answer, *pairs: tuple[str, str]) -> Answer:
    body = answer.body.decode()
    for old, new in pairs:
        assert old in body
        body = body.replace(old, new)
    return Answer(body.encode())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Four reports, looked at twice: 0 stays, 1 is changed without a word, 2 with a note and a time, 3 with a headline."""
    folder = tmp_path_factory.mktemp("article") / "paper"
    with serving() as site:
        site.answers |= {f"/news/{number}": page(number, head=modified(0)) for number in range(4)}
        site.answers["/news/0"] = changed(page(0), ("</h1>", f"</h1>{FIGURE}"))
        site.answers["/feed.xml"] = feed(site, range(4))
        clock = paper(folder, site)
        with opened(folder, clock) as newsroom:
            newsroom.rounds.fetch()
        site.answers["/news/1"] = changed(site.answers["/news/1"], ("found 4 cracks", "found 40 cracks"))
        site.answers["/news/2"] = changed(page(2, head=modified(3), extra=NOTE), ("found 5 cracks", "found 50 cracks"))
        site.answers["/news/3"] = changed(
            page(3, head=modified(3)),
            ("closes its bridge works after inspection 3", "closes its bridge works for good"),
        )
        clock.at = BEGIN + timedelta(hours=4)
        with opened(folder, clock) as newsroom:
            newsroom.rounds.fetch_these([], pages=[site.url(f"/news/{number}") for number in range(4)])
        with listening(folder, host="127.0.0.1", port=0) as url:
            yield Served(url, folder, site)


def text_of(body: str) -> str:
    """The words of a page as a screen reader has them."""
    apart = re.sub(r"</?(?:p|h[1-6]|ul|li|section|div)\b[^>]*>", " ", body.split("<main")[1])
    return " ".join(re.sub(r"<[^>]+>", "", apart).split())


def test_a_silent_edit_is_marked_and_named(served: Served) -> None:
    body = served.shown(1)
    assert re.search(r"<del>.{0,60}4<.{0,40}</del><ins>.{0,60}40<.{0,40}</ins>", body)
    words = text_of(body)
    assert "found [removed: 4][added: 40] cracks" in words
    assert "Silent edit: the page carries no note of it" in words
    assert "Headline" not in words
    assert "Stated time of change" not in words
    said = served.said(1)
    assert "[-4-]{+40+} cracks" in said
    assert "A silent edit" in said


def test_a_note_and_a_time_of_change_stand_apart_from_the_text(served: Served) -> None:
    words = text_of(served.shown(2))
    assert "found [removed: 5][added: 50] cracks" in words
    assert f"[added: {NOTE}]" not in words, "a note is no change of the text"
    assert words.count(f"The outlet’s own note {NOTE}") == 2, "above the page, and with the edit that it came with"
    assert re.search(r"Stated time of change .{0,40}3 March 2026", words)
    assert "Silent" not in words
    said = served.said(2)
    assert f"  The outlet’s own note: {NOTE}" in said
    assert "  Stated time of change: 3 Mar 2026 06:00 → 3 Mar 2026 09:00" in said
    assert "silent" not in said


def test_a_change_of_the_headline_is_shown_as_one(served: Served) -> None:
    words = text_of(served.shown(3))
    assert re.search(r"Headline .{0,60}\[removed: after inspection 3\]\[added: for good\]", words)
    assert "The page does not say what changed" in words
    assert "Headline: Hallin closes its bridge works [-after inspection 3-]{+for good+}" in served.said(3)


def test_a_page_that_stayed_says_so(served: Served) -> None:
    assert "looked at 2 times; no change of its words was seen" in text_of(served.shown(0))
    assert "Looked at 2 times; no change of its words was seen." in served.said(0)


def test_the_lead_image_is_data_and_is_never_loaded(served: Served) -> None:
    body = served.shown(0)
    picture = served.site.url("/wall.jpg")
    assert "<img" not in body
    assert f'href="{picture}" rel="noreferrer"' in body
    assert "Oda Brekk" in body
    assert "<script>document" not in body
    assert f"image {picture} · The old wall" in served.said(0)
    lines = command("export", "articles", cwd=served.folder).stdout.decode().splitlines()
    exported = {line["url"]: line["image"] for line in map(json.loads, lines)}
    assert exported[served.site.url("/news/0")]["url"] == picture
    assert exported[served.site.url("/news/0")]["credit"] == "Oda Brekk"
    assert exported[served.site.url("/news/1")] is None
    assert "/wall.jpg" not in served.site.asked
