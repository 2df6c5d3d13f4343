"""The headline is never the site's name, and it does not stand in the text."""

from __future__ import annotations

import pytest

from .papers import PROSE, TITLE, lines, page, read

SITE = "Morven Courier"
ELSEWHERE = "https://mc-online.example/2031/05/bridge"


def story(above: str, *, title: str, inner: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body>{above}"
        f'<main><div class="story">{inner}{body}</div></main><footer>© 2031 {SITE}. All rights reserved.</footer></body></html>'
    )


@pytest.mark.parametrize("url", ["https://morven-courier.example/news/bridge", ELSEWHERE])
@pytest.mark.parametrize(
    ("above", "inner"),
    [
        (f'<header><h1 class="logo"><a href="/">{SITE}</a></h1></header>', f'<h2 class="headline">{TITLE}</h2>'),
        (f'<h1><a href="/">{SITE}</a></h1>', f"<h2>{TITLE}</h2>"),
        (f"<h1>{SITE}</h1>", f"<h2>{TITLE}</h2>"),
        (f'<h1 id="site-title">{SITE}</h1>', f'<div class="title">{TITLE}</div>'),
        (f'<a href="/"><h1>{SITE}</h1></a>', f"<h3>{TITLE}</h3>"),
        (f'<a href="/">{SITE}</a>', f"<h1>{TITLE}</h1>"),
    ],
)
@pytest.mark.parametrize("title", [f"{TITLE} | {SITE}", f"{SITE} - {TITLE}", f"{TITLE} | News | {SITE}"])
def test_a_logo_is_no_headline(above: str, inner: str, title: str, url: str) -> None:
    whole = story(above, title=title, inner=inner)
    assert read(whole, url=url).title == TITLE
    assert lines(whole, url=url) == list(PROSE)


def test_a_sharing_title_that_is_the_sites_name_is_none() -> None:
    head = f'<meta property="og:title" content="{SITE}"><meta property="og:site_name" content="{SITE}">'
    assert read(page(head=head)).title == TITLE


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Bridge Street: what the council plans | Morven Courier", "Bridge Street: what the council plans"),
        ("Courier prize for a nurse of Sule | Morven Courier", "Courier prize for a nurse of Sule"),
        ("Fog - Morven Courier", "Fog"),
    ],
)
def test_a_headline_stays_whole(title: str, heading: str) -> None:
    assert read(page(title=title, heading=f"<h1>{heading}</h1>")).title == heading


def test_a_deck_beside_the_headline_does_not_take_its_place() -> None:
    whole = page(
        title=f"{TITLE} - Lorries take the long road | {SITE}",
        heading=f"<h1>{TITLE}</h1><h2>Lorries take the long road</h2>",
    )
    assert read(whole).title == TITLE
