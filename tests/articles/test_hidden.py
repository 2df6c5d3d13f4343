"""What a page does not show is no part of its article, whatever element holds it."""

from __future__ import annotations

import pytest

from broadsheet.text.bodies import html

from .papers import PROSE, lines, page

UNSEEN = (
    "This line is the pattern for the teaser of the next story and is filled in by a script when the page is built."
)
HIDING = [
    "hidden",
    'hidden=""',
    'class="hidden"',
    'class="card d-none"',
    'class="is-hidden"',
    'class="visually-hidden"',
    'class="sr-only"',
    'style="display:none"',
    'style="color:red; visibility: hidden"',
    'aria-hidden="true"',
]


@pytest.mark.parametrize("how", HIDING)
@pytest.mark.parametrize("tag", ["p", "div", "section", "blockquote"])
def test_what_is_hidden_is_gone_on_any_element(how: str, tag: str) -> None:
    inner = UNSEEN if tag == "p" else f"<p>{UNSEEN}</p>"
    assert lines(page(f"<{tag} {how}>{inner}</{tag}>")) == list(PROSE)


@pytest.mark.parametrize("how", ["hidden", 'class="sr-only"', 'style="display: none"'])
def test_hidden_words_inside_a_line_go_and_leave_the_rest(how: str) -> None:
    found = lines(
        page(f"<p>The toll <span {how}>opens in a new window</span> stays at four crowns for cars and vans.</p>")
    )
    assert "The toll stays at four crowns for cars and vans." in found


@pytest.mark.parametrize("named", ["d-none d-md-block", "hidden lg:block", "hidden-story"])
def test_what_some_screens_show_stays(named: str) -> None:
    assert UNSEEN in lines(page(f'<div class="{named}"><p>{UNSEEN}</p></div>'))


@pytest.mark.parametrize("how", ['class="article-body hidden"', 'style="visibility:hidden"', 'class="d-none"'])
def test_an_article_that_waits_for_its_script_is_read(how: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    assert lines(page(f"<div {how}>{body}</div>", prose=())) == list(PROSE)


def test_a_body_that_waits_for_its_script_is_read() -> None:
    assert lines(page().replace("<body>", '<body style="visibility:hidden">')) == list(PROSE)


def test_what_is_kept_from_readers_who_do_not_pay_stays_hidden() -> None:
    closed = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lift bridge at Morven shut for repairs", "isAccessibleForFree": false}</script>'
    rest = "".join(f"<p>{line}</p>" for line in PROSE[1:])
    found = lines(page(f'<div class="hidden">{rest}</div>', prose=PROSE[:1], head=closed))
    assert found == [PROSE[0]]


def test_the_first_letter_that_is_set_for_the_eye_stays() -> None:
    found = lines(
        page('<p><span aria-hidden="true">N</span>o ship has called at the upper quay since the bridge was shut.</p>')
    )
    assert "No ship has called at the upper quay since the bridge was shut." in found


def test_markup_of_a_feed_is_read_as_it_is_seen() -> None:
    markup = '<p>The bridge is shut.</p><div class="d-none"><p>Share this</p></div><p hidden>One more</p><p>It opens in May.</p>'
    assert html.plain(markup) == "The bridge is shut. It opens in May."


OUT_OF_SIGHT = [
    "position: absolute; left: -9999px",
    "text-indent:-9999px",
    "margin-left:-1000em;",
    "opacity:0",
    "color:#000; opacity: 0.0;",
    "font-size:0",
    "font-size: 0px !important",
]


@pytest.mark.parametrize("style", OUT_OF_SIGHT)
@pytest.mark.parametrize("tag", ["p", "div"])
def test_what_a_style_sets_out_of_sight_is_gone(style: str, tag: str) -> None:
    inner = UNSEEN if tag == "p" else f"<p>{UNSEEN}</p>"
    assert lines(page(f'<{tag} style="{style}">{inner}</{tag}>')) == list(PROSE)


@pytest.mark.parametrize("style", ["left:-2px", "opacity:0.9", "font-size:0.9em", "opacity:1", "margin-top:-20px"])
def test_a_style_that_only_moves_words_keeps_them(style: str) -> None:
    assert len(lines(page(f'<p style="{style}">{UNSEEN}</p>'))) == len(PROSE) + 1


@pytest.mark.parametrize("style", OUT_OF_SIGHT)
def test_most_of_the_prose_is_shown_by_a_script_later(style: str) -> None:
    whole = page().replace("<article>", f'<article style="{style}">')
    each = page().replace("<p>", f'<p style="{style}">')
    assert lines(whole) == lines(each) == list(PROSE)
