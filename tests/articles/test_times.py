"""When pages say that they were published and changed, by what a reader sees and what stands for machines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from broadsheet import articles
from broadsheet.model import Link, Moment
from tests.articles.test_reader import AT, capture, version_of

PROSE = (
    "<p>The council of Harrow Bay met on Tuesday and agreed to rebuild the old pier before winter comes.</p>"
    "<p>Its mayor, Ines Corvath, said that the work would take eleven months and cost four million crowns.</p>"
    "<p>Fishers had asked for it since a storm broke nine of the forty piles, two years ago in autumn.</p>"
)


def times(
    stamp: str, *, language: str = "en", behind: str = "", link: Link | None = None
) -> tuple[str | None, str | None]:
    html = (
        f'<!doctype html><html lang="{language}"><head><title>Pier to be rebuilt</title></head><body><main><article>'
        f"<h1>Pier to be rebuilt</h1>{stamp}{PROSE}{behind}</article></main></body></html>"
    )
    version = version_of(capture(html, url="https://gazette.example/news/pier"), link=link)
    published, modified = version.published, version.modified
    return published.iso() if published else None, modified.iso() if modified else None


ONE, TWO = "2026-03-02T10:15:00+00:00", "2026-03-02T17:20:00+00:00"
MACHINE = "2026-03-02T05:15:00-05:00"


@pytest.mark.parametrize(
    "stamp",
    [
        f'<abbr class="published" title="{MACHINE}">5:15 AM</abbr>',
        f'<span class="date" title="{MACHINE}">5:15 AM</span>',
        f'<time class="dt-published" title="{MACHINE}">yesterday</time>',
        f'<time class="dt-published" datetime="{MACHINE}">5:15 AM</time>',
        f'<span class="published"><span class="value-title" title="{MACHINE}"></span>5:15 AM</span>',
        '<abbr title="Monday, March 2, 2026 at 5:15 a.m. EST">yesterday</abbr>',
    ],
)
def test_an_attribute_is_the_time(stamp: str) -> None:
    assert times(stamp) == (ONE, None)


def test_a_blog_sets_author_and_time_below_the_text() -> None:
    html = (
        '<!doctype html><html lang="en"><head><title>Pier to be rebuilt</title></head><body><div class="post hentry">'
        f'<h3 class="post-title entry-title">Pier to be rebuilt</h3><div class="post-body entry-content">{PROSE}</div>'
        '<div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">Sela Orwin</span></span> at '
        f'<a href="/x"><abbr class="published" title="{MACHINE}">5:15 AM</abbr></a></div></div></body></html>'
    )
    version = version_of(capture(html))
    assert version.published is not None
    assert (version.published.iso(), version.authors) == (ONE, ("Sela Orwin",))


@pytest.mark.parametrize("clock", ["10:15 AM", "Updated 10:15", "10:15 EST", "10:15 Uhr", "à 10h15"])
def test_a_clock_alone_is_no_time(clock: str) -> None:
    assert times(f'<p class="date">{clock}</p>') == (None, None)


@pytest.mark.parametrize(
    "stamp",
    [
        '<p class="meta"><span class="date">2 March 2026</span> <span class="time">10:15</span></p>',
        '<p class="meta"><span class="time">10:15</span> | <span class="date">2 March 2026</span></p>',
        "<time>2 March 2026</time> <time>10:15</time>",
        '<div><span class="date">2 March 2026</span> <b>10:15</b></div><div><span>3 March 2026</span> <b>11:20</b></div>',
        '<p><time datetime="2026-03-02">2 March 2026, 10:15</time></p>',
    ],
)
def test_a_clock_belongs_to_the_day_beside_it(stamp: str) -> None:
    assert times(stamp)[0] == ONE


def test_a_clock_of_another_line_does_not() -> None:
    assert times('<p class="date">2 March 2026</p><p>10:15</p>') == ("2026-03-02", None)


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", '<p class="date">Published 2 March 2026 10:15 | Updated 2 March 2026 17:20</p>'),
        ("en", '<p class="date">Updated 2 March 2026 17:20, first published 2 March 2026 10:15</p>'),
        ("en", '<p>Posted <time datetime="2026-03-02T10:15Z">a</time>. Updated <time datetime="2026-03-02T17:20Z">b</time></p>'),
        ("en", '<time class="published updated" datetime="2026-03-02T10:15Z">a</time><time class="updated" datetime="2026-03-02T17:20Z">b</time>'),
        ("de", "<div><span>02.03.2026, 10:15 Uhr</span> <span>(aktualisiert 02.03.2026, 17:20 Uhr)</span></div>"),
        ("fr", '<p class="date">Publié le 2 mars 2026 à 10h15, mis à jour le 2 mars 2026 à 17h20</p>'),
        ("en", '<p>Updated <time datetime="2026-03-02T17:20Z">2 March, 17:20</time></p><p class="date">2 March 2026 10:15</p>'),
        ("es", '<p class="fecha">Publicado: 2 de marzo de 2026 10:15. Actualizado: 2 de marzo de 2026 17:20</p>'),
        ("ja", '<p class="date">2026年3月2日 10:15 更新2026年3月2日 17:20</p>'),
    ],
)  # fmt: skip
def test_each_label_has_its_own_time(language: str, stamp: str) -> None:
    assert times(stamp, language=language) == (ONE, TWO)


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("en", '<p class="date">Updated 2 March 2026 17:20</p>'),
        ("en", '<div><strong>Last updated:</strong> <time datetime="2026-03-02T17:20Z">2 March</time></div>'),
        ("de", '<p class="datum">Aktualisiert: 02.03.2026, 17:20 Uhr</p>'),
        ("de", '<p class="datum">02.03.2026, 17:20 Uhr aktualisiert</p>'),
        ("fr", "<p>Mis à jour le 2 mars 2026 à 17h20</p>"),
        ("ru", '<p class="date">Обновлено 2 марта 2026, 17:20</p>'),
        ("zh", "<p>更新时间：2026-03-02 17:20</p>"),
        ("nl", '<p class="date">Bijgewerkt op 2 maart 2026 om 17:20</p>'),
    ],
)
def test_the_time_of_a_change_is_never_that_of_publication(language: str, stamp: str) -> None:
    assert times(stamp, language=language) == (None, TWO)


def test_the_class_that_any_time_has_by_hatom_is_no_label() -> None:
    assert times('<time class="updated" datetime="2026-03-02T10:15Z">2 March</time>')[0] == ONE


@pytest.mark.parametrize(
    ("language", "stamp", "published"),
    [
        ("en-IN", "2 March 2026, 15:45 IST", ONE),
        ("en", "2 March 2026, 15:45 IST", "2026-03-02"),
        ("id", "2 Maret 2026 17:15 WIB", ONE),
        ("de", "2. März 2026, 11:15 Uhr (MEZ)", ONE),
        ("pt-BR", "2 de março de 2026 às 07:15 BRT", ONE),
        ("en", "2 March 2026 23:15 XYST", "2026-03-02"),
    ],
)
def test_zones_by_name(language: str, stamp: str, published: str) -> None:
    assert times(f'<p class="date">{stamp}</p>', language=language)[0] == published


def test_a_later_date_of_the_feed_is_a_change_of_an_undated_page() -> None:
    first, later = (Moment(datetime(2026, 3, day, 6, 0, tzinfo=UTC), "minute", "feed", 0) for day in (1, 3))
    before = version_of(capture(f"<title>Pier</title><article><h1>Pier</h1>{PROSE}</article>"))
    before, after = replace(before, published=first), replace(before, published=later)
    known = articles.published_before(after, [before])
    assert (known.published, known.modified) == (first, later)
    assert articles.published_before(after, []) == after
    assert articles.published_before(before, [after]) == before
    stated = replace(after, published=replace(later, origin="page"))
    assert articles.published_before(stated, [before]) == stated
    changed = Moment(AT, "minute", "page", 0)
    assert articles.published_before(replace(after, modified=changed), [before]).modified == changed


@pytest.mark.parametrize(
    "around", ['<p class="date">{}</p>', "<time>{}</time>", '<div class="meta"><span>{}</span></div>']
)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Updated 3 hours ago"),
        ("en", "Last updated: 3 hours ago"),
        ("de", "Aktualisiert vor 3 Stunden"),
        ("de", "vor 3 Stunden aktualisiert"),
        ("fr", "Mis à jour il y a 3 heures"),
        ("es", "Actualizado hace 3 horas"),
        ("sv", "Uppdaterad för 3 timmar sedan"),
        ("pl", "Zaktualizowano 3 godziny temu"),
    ],
)
def test_a_counted_time_of_a_change_is_not_that_of_publication(language: str, words: str, around: str) -> None:
    day = (AT - timedelta(hours=3)).date().isoformat()
    assert times(around.format(words), language=language) == (None, day)


def test_a_clock_of_today_behind_updated_is_of_a_change() -> None:
    at = AT.replace(hour=0, minute=5)
    assert times('<p class="date">Updated today at 00:05</p>') == (None, at.isoformat())


def test_a_counted_time_without_a_label_is_of_publication() -> None:
    day, later = ((AT - timedelta(days=days)).date().isoformat() for days in (5, 2))
    assert times('<p class="date">5 days ago</p>') == (day, None)
    assert times('<p class="date">Published 5 days ago · Updated 2 days ago</p>') == (day, later)
    assert times('<p class="date">Updated 2 days ago</p><p class="date">5 days ago</p>') == (day, later)
