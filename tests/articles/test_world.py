"""Pages as outlets of many countries mark them up, in their languages and scripts, each with what is read of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import articles
from broadsheet.articles.body import boilerplate
from broadsheet.model import Capture, Made, Outlet, Version
from broadsheet.text import hashing

WORLD = Path(__file__).parent / "world"
AT = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """A page and what is expected of it. In a file, {1} stands in the markup for the first line of the body."""

    name: str
    wanted: dict[str, str]
    body: tuple[str, ...]
    markup: str


def cases_of(path: Path) -> list[Case]:
    found = []
    for part in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, markup = part.partition("\n---\n")
        fields, _, lines = head.partition("\nbody:\n")
        name, *rest = fields.splitlines()
        body = tuple(lines.splitlines())
        for number, line in enumerate(body, 1):
            markup = markup.replace(f"{{{number}}}", line)
        found.append(Case(name, dict(field.split(": ", 1) for field in rest), body, markup))
    return found


CASES = [case for path in sorted(WORLD.glob("*.html.txt")) for case in cases_of(path)]
LINES = (WORLD / "boilerplate_lines.txt").read_text(encoding="utf-8").splitlines()
WORDS = [
    (kind, word)
    for kind, _, words in (
        line.partition(": ") for line in (WORLD / "kind_words.txt").read_text(encoding="utf-8").splitlines()
    )
    for word in words.split(" | ")
]
PROSE = "<p>The council of Harrow Bay met on Tuesday and agreed to rebuild the old pier before winter comes.</p>" * 4


def version_of(case: Case) -> Version:
    payload = case.markup.encode()
    digest = hashing.digest(payload)
    url = case.wanted["url"]
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture(hashing.capture_id(url, digest), url, AT, 200, headers, payload, digest)
    outcome = articles.prepare()([articles.Page(capture, None, "a1", Outlet("none", "", ""))])[0]
    assert isinstance(outcome, Made), outcome
    version: Version = outcome.value.version
    return version


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_of_the_world(case: Case) -> None:
    version = version_of(case)
    assert version.title == case.wanted["title"]
    assert "|".join(version.authors) == case.wanted["authors"]
    assert version.published is not None
    assert version.published.iso() == case.wanted["published"]
    assert version.kind == case.wanted.get("kind", "news")
    if "credit" in case.wanted:
        assert case.wanted["credit"] in version.credit
    assert version.text.content.split("\n") == list(case.body)


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_boilerplate_in_any_language_is_no_part_of_the_article(line: str) -> None:
    assert boilerplate.is_boilerplate(line) or boilerplate.is_byline(line, ())


@pytest.mark.parametrize(("kind", "word"), WORDS)
def test_a_kind_is_told_by_its_word_above_the_headline_and_by_its_section(kind: str, word: str) -> None:
    wanted = {"url": "https://gazette.example/a/4471-the-pier"}
    labelled = f"<html><body><article><span>{word}</span><h1>The old pier</h1>{PROSE}</article></body></html>"
    assert version_of(Case("label", wanted, (), labelled)).kind == kind
    head = f'<head><meta property="article:section" content="{word}"></head>'
    sectioned = f"<html>{head}<body><article><h1>The old pier</h1>{PROSE}</article></body></html>"
    assert version_of(Case("section", wanted, (), sectioned)).kind == kind


# What structured data and meta elements put in an author's place, and the people in it.
AUTHORS: list[tuple[object, str]] = [
    ("By Joan Rill and Tam Oster", "Joan Rill|Tam Oster"),
    ({"@type": "Person", "name": "Joan Rill, Tam Oster"}, "Joan Rill|Tam Oster"),
    ({"@type": "Person", "name": ["Joan Rill", "Tam Oster"]}, "Joan Rill|Tam Oster"),
    ([{"@type": "Person", "name": "Ana Sol"}, {"@type": "Person", "name": "Agencia EFE"}], "Ana Sol"),
    ({"@type": "Person", "name": "Ute Brandt, red"}, "Ute Brandt"),
    ({"@type": "Person", "name": "Chinedu Okeke, Abuja"}, "Chinedu Okeke"),
    ({"@type": "Person", "name": "Mgr. Petr Novák, Ph.D."}, "Mgr. Petr Novák"),
    ({"@type": "Person", "name": "joan.rill"}, ""),
    ({"@type": "Person", "name": "Harbour Cyber Media"}, ""),
    ({"@type": "Person", "name": "Haber Merkezi"}, ""),
    ({"@type": "Person", "name": "Da Agência Brasil"}, ""),
    ({"@type": "Person", "name": "國際中心／陳海生報導"}, "陳海生"),
    ({"@type": "Person", "name": "القاهرة - سارة حسن"}, "سارة حسن"),
    ({"@type": "Person", "name": "নিজস্ব প্রতিবেদক"}, ""),
    ({"@type": "Person", "name": "ทีมข่าว"}, ""),
]


@pytest.mark.parametrize(("author", "people"), AUTHORS)
def test_structured_authors(author: object, people: str) -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": "The old pier", "author": author})
    head = f'<head><script type="application/ld+json">{stated}</script></head>'
    page = f"<html>{head}<body><article><h1>The old pier</h1>{PROSE}</article></body></html>"
    assert "|".join(version_of(Case("author", {"url": "https://gazette.example/a/4471"}, (), page)).authors) == people


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="content_author" content="Joan Rill">',
        '<meta property="dable:author" content="Joan Rill">',
        '<meta property="mrf:authors" content="Joan Rill">',
        '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Joan Rill">',
    ],
)
def test_authors_of_other_meta_elements(head: str) -> None:
    page = f"<html><head>{head}</head><body><article><h1>The old pier</h1>{PROSE}</article></body></html>"
    assert version_of(Case("meta", {"url": "https://gazette.example/a/4471"}, (), page)).authors == ("Joan Rill",)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="mediator_published_time" content="2026-03-02T10:30:00+0300">',
        '<meta property="dd:published_time" content="2026-03-02T16:30:00+09:00">',
        '<meta name="date.created" content="2026-03-02T08:30:00+01:00">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"March 2, 2026 7:30 AM UTC"}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-3-2 7:30:00"}</script>',
    ],
)
def test_times_of_other_forms(head: str) -> None:
    page = f"<html><head>{head}</head><body><article><h1>The old pier</h1>{PROSE}</article></body></html>"
    published = version_of(Case("time", {"url": "https://gazette.example/a/4471"}, (), page)).published
    assert published is not None
    assert published.iso() == "2026-03-02T07:30:00+00:00"


def test_a_time_without_a_zone_takes_it_from_the_same_clock_on_the_page() -> None:
    stated = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-02T10:30:00"}</script>'
    times = '<time datetime="2026-03-02T12:00:00+07:00"></time><time datetime="2026-03-02T10:30:00+07:00">2/3</time>'
    page = f"<html><head>{stated}</head><body><article><h1>The old pier</h1>{times}{PROSE}</article></body></html>"
    published = version_of(Case("zone", {"url": "https://gazette.example/a/4471"}, (), page)).published
    assert published is not None
    assert published.iso() == "2026-03-02T03:30:00+00:00"


@pytest.mark.parametrize(
    ("titled", "expected"),
    [
        ("老灯塔整修完工_海安网", "老灯塔整修完工"),
        ("老灯塔整修完工-新闻-海安网", "老灯塔整修完工"),
        ("古い灯台を修復へ：湊新聞", "古い灯台を修復へ"),
        ("낡은 등대 보수 공사 시작 :: 바다일보", "낡은 등대 보수 공사 시작"),
        ("Mercusuar tua dibuka untuk umum - Halaman 2", "Mercusuar tua dibuka untuk umum"),
    ],
)
def test_the_title_element_alone(titled: str, expected: str) -> None:
    page = f"<html><head><title>{titled}</title></head><body><article>{PROSE}</article></body></html>"
    assert version_of(Case("title", {"url": "https://gazette.example/a/4471"}, (), page)).title == expected


@pytest.mark.parametrize(
    ("above", "people"),
    [
        ("<span>Wanjiru Kamau</span> <span>Mar 02, 2026</span>", "Wanjiru Kamau"),
        ("<div>Joan Rill • Mar 2, 2026</div>", "Joan Rill"),
        ("<div>Text: <b>Åsa Öberg</b></div><div>Foto: <b>Nils Ek</b></div><div>2 mars 2026</div>", "Åsa Öberg"),
        ("<div>Autorka: Jana Malá | 2. 3. 2026 10:30</div>", "Jana Malá"),
        ('<div><a href="/regional">Puerto Norte</a> 02/03/2026</div>', ""),
        ("<div>Ultima Hora 02/03/2026</div>", ""),
        ("<div>Kotimaan Uutiset</div><div>2.3.2026</div>", ""),
        ("<div>Harrow Bay</div><div>March 2, 2026</div>", ""),
    ],
)
def test_a_name_beside_the_stamp_is_the_author_and_a_section_or_place_is_not(above: str, people: str) -> None:
    page = f"<html><body><main><h1>The old pier</h1>{above}{PROSE}</main></body></html>"
    assert "|".join(version_of(Case("above", {"url": "https://gazette.example/a/4471"}, (), page)).authors) == people
