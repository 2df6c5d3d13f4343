"""The headline out of what a page calls itself, freed of outlet, section and kicker."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from broadsheet.articles.metadata import headlines
from broadsheet.articles.metadata.parsed_page import ParsedPage, text_of

from .papers import page, read

TITLE = "Harrow Bay to rebuild its pier"
OTHER = "A pier for the summer: what the council of Harrow Bay decided"


def chosen(
    *,
    stated: str = "",
    shared: str = "",
    heading: str = "",
    titled: str = "",
    site: str = "The Gazette",
    link: str = "",
    path: str = "news/pier",
) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": stated})
    head = f'<title>{titled}</title><meta property="og:title" content="{shared}"><script type="application/ld+json">{data}</script>'
    tree = LexborHTMLParser(f"<html><head>{head}</head><body><h1>{heading}</h1></body></html>")
    parsed = ParsedPage(tree, f"https://www.gazette.example/{path}")
    return headlines.choose(parsed, site=site, outlet="", link_title=link)


@pytest.mark.parametrize(
    "title",
    [
        f"{TITLE} | The Gazette",
        f"{TITLE} - Gazette",
        f"{TITLE} – gazette.example",
        f"{TITLE} | World News | The Gazette",
        f"{TITLE} | The Gazette | by Joan Rill",
        f"The Gazette: {TITLE}".replace(":", " |"),
        f"{TITLE} < Local < The Gazette",
        f"{TITLE} : The Gazette",
    ],
)
def test_the_outlets_name_goes(title: str) -> None:
    assert chosen(shared=title, heading=TITLE, titled=title) == TITLE
    assert chosen(titled=title).removesuffix(" | World News").removesuffix(" < Local") == TITLE


def test_a_name_in_brackets_and_in_other_scripts_goes() -> None:
    assert chosen(titled="灯台、百年ぶりに点灯：みなと日報", site="みなと日報") == "灯台、百年ぶりに点灯"
    assert chosen(titled="渡轮停航九周后恢复_湖畔新闻网", heading="渡轮停航九周后恢复", site="") == "渡轮停航九周后恢复"
    long = "The harbour board of Sule has said nothing at all about the second boat (The Gazette)"
    assert chosen(titled=long) == long.removesuffix(" (The Gazette)")


def test_of_two_that_differ_the_one_written_for_readers_is_taken() -> None:
    assert chosen(stated=TITLE, shared=OTHER, heading=TITLE, titled=f"{TITLE} | The Gazette") == OTHER
    assert chosen(stated=OTHER, shared=TITLE, heading=TITLE, titled=TITLE) == OTHER
    assert chosen(stated=TITLE, shared=f"{OTHER} | The Gazette", heading=TITLE, titled=TITLE) == TITLE, (
        "made by a machine"
    )
    assert chosen(stated=TITLE, shared=OTHER, heading=TITLE, titled=TITLE, link=TITLE) == TITLE, "the feed says so"


def test_kickers_and_labels_go_where_another_title_lacks_them() -> None:
    assert chosen(stated=f"After the storm: {TITLE}", shared=TITLE, heading=f"After the storm {TITLE}") == TITLE
    assert chosen(shared=f"Opinion | {TITLE}", heading=TITLE) == TITLE
    both = f"After the storm: {TITLE}"
    assert chosen(stated=both, shared=both, heading=TITLE) == both, "the outlet itself calls it so"


def test_a_title_that_breaks_off_is_made_whole() -> None:
    assert chosen(stated=OTHER[:40] + "…", heading=OTHER) == OTHER
    assert chosen(stated=OTHER[:40] + "...", heading="", titled=f"{OTHER} | The Gazette") == OTHER


def test_a_title_cut_without_a_mark_at_the_length_that_structured_data_may_have() -> None:
    long = "The ferry to Sule Bank runs again nine weeks on, after a storm tore the pier away, and islanders line the quay in rain"
    assert chosen(stated=long[:101], heading=long, titled=f"{long} | The Gazette") == long
    assert chosen(stated=TITLE, heading=f"{TITLE} for good") == TITLE, "a short one is whole"


def test_the_address_tells_which_headline_came_first() -> None:
    visible = {"heading": TITLE, "shared": TITLE, "titled": TITLE}
    assert chosen(stated=OTHER, **visible, path="nine-weeks-on") == OTHER
    assert chosen(stated=OTHER, **visible, path="-".join(TITLE.lower().split())) == TITLE


def test_without_a_title_there_is_none() -> None:
    assert chosen() == ""
    assert chosen(heading="The Gazette") == ""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h1><span>Ferries</span><span>Nine weeks on</span></h1>", "Ferries Nine weeks on"),
        ("<h1><span>Ferries</span><span class=hidden>: </span>Nine weeks on</h1>", "Ferries: Nine weeks on"),
        ("<h1>Nine<br>weeks on</h1>", "Nine weeks on"),
        ("<h1>The <em>Ma</em>ren's end</h1>", "The Maren's end"),
    ],
)
def test_a_heading_is_parted_where_its_markup_parts_it(markup: str, expected: str) -> None:
    heading = LexborHTMLParser(markup).css_first("h1")
    assert heading is not None
    assert text_of(heading) == expected


WORDS = st.lists(
    st.sampled_from(["Pier", "bay", "|", "-", ":", "The Gazette", "…", "Live", "2026", "»", "港"]), max_size=8
).map(" ".join)


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_title_is_made_of_one_that_the_page_has(stated: str, shared: str, heading: str, titled: str) -> None:
    title = chosen(stated=stated, shared=shared, heading=heading, titled=titled)
    assert any(title in " ".join(each.split()) for each in (stated, shared, heading, titled))


@pytest.mark.parametrize("name", ["gazette.example", "www.gazette.example", "https://pages.other.example/", "Gazette"])
def test_a_host_is_never_a_headline(name: str) -> None:
    assert chosen(shared=name, heading=TITLE, titled="The Gazette") == TITLE
    assert chosen(stated=name, shared=name, heading=TITLE, titled=name) == TITLE
    assert chosen(shared=TITLE, heading=name, titled=name) == TITLE


def test_a_headline_may_hold_a_host() -> None:
    assert (
        chosen(shared="Piers.example is for sale", heading="Piers.example is for sale") == "Piers.example is for sale"
    )


@pytest.mark.parametrize("named", ["", '<meta property="og:site_name" content="Morven Courier">'])
@pytest.mark.parametrize("inside", [False, True])
def test_below_headings_that_are_the_sites_name_alone_stands_the_headline(named: str, inside: bool) -> None:
    name, line = "<h1>Morven Courier</h1>", "<h2>Ferry stops in March</h2>"
    head = f'<meta property="og:title" content="Morven Courier">{named}'
    markup = page(title="Morven Courier", head=head, heading=f"{name}{line}" if inside else line)
    markup = markup if inside else markup.replace("<nav>", f"{name}<h2>Sections</h2><nav>")
    assert read(markup).title == "Ferry stops in March"
