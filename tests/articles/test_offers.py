"""Offers to pay and to subscribe are no text, and the access is told; an article about them keeps its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.articles.body import appeals
from broadsheet.model import Rejected

from .papers import PROSE, lines, outcome, page, read

OFFERS = [
    line.split("|", 1)
    for line in (Path(__file__).parent / "world" / "offers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
BOXES = [
    '<div class="paywall">{}</div>',
    '<div id="regwall-container">{}</div>',
    '<section class="subscribe-offer">{}</section>',
    "{}",
]


def box(words: str) -> str:
    head, *rest = words.split(" // ")
    return f"<h3>{head}</h3>" + "".join(f"<p>{line}</p>" for line in rest)


def behind(markup: str) -> str:
    return page().replace("</article>", f"{markup}</article>")


@pytest.mark.parametrize("around", BOXES)
@pytest.mark.parametrize(("language", "words"), OFFERS)
def test_an_offer_behind_a_text_goes_and_tells_the_access(language: str, words: str, around: str) -> None:
    version = read(behind(around.format(box(words))))
    text = version.text
    assert [text.of(block) for block in text.blocks] == list(PROSE), language
    assert version.access == "paywalled"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_stands_before_an_offer_is_kept(number: int) -> None:
    whole = page(prose=PROSE[:number]).replace(
        "</article>", f'<div class="paywall">{box(OFFERS[0][1])}</div></article>'
    )
    assert lines(whole) == list(PROSE[:number])


def test_a_page_with_an_offer_alone_is_no_article() -> None:
    found = outcome(page(prose=()).replace("</article>", f'<div class="paywall">{box(OFFERS[0][1])}</div></article>'))
    assert isinstance(found, Rejected)
    assert found.reason == "paywalled"


def test_paragraphs_that_are_marked_as_not_free_are_text() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lift bridge at Morven shut for repairs",'
        '"isAccessibleForFree": false, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".paywall"}}</script>'
    )
    body = "".join(f"<p>{line}</p>" for line in PROSE[1:])
    assert lines(
        page(prose=PROSE[:1], head=head).replace("</article>", f'<div class="paywall">{body}</div></article>')
    ) == list(PROSE)


def test_an_offer_within_a_text_goes_and_the_text_is_whole() -> None:
    inline = f'<div class="subscription-offer">{box(OFFERS[0][1])}</div>'
    long = tuple(
        f"{line} The harbour board said so in a notice of Friday, number {n}." for n, line in enumerate(PROSE * 5)
    )
    version = read(page(inline, prose=long))
    assert [version.text.of(block) for block in version.text.blocks] == list(long)
    assert version.access == "full"


ARTICLES = [
    (
        "The Morven Courier will ask its readers for 2 crowns a week from May, its publisher said on Monday.",
        "Readers can cancel at any time, and those who already have a print subscription pay nothing more, she said.",
        "“Read on with us, or read on without us,” said Olof Brand, who has sold papers at the quay for forty years.",
        "A month of the rival paper costs 9 crowns. Its owner said that only subscribers would see all articles.",
    ),
    (
        "How to leave a streaming service: open your account, choose the plan and follow the link at its foot.",
        "The consumer office says that services must let people cancel as easily as they joined, from June.",
        "It had 4,100 complaints last year, most of them about trials that became subscriptions of 12 euros a month.",
        "Log in with care, the office advises: letters that ask for a password are often false.",
    ),
    (
        "Der Verlag des Morvener Boten führt im Mai eine Bezahlschranke ein, wie er am Montag mitteilte.",
        "Das Abo kostet 2,95 Euro pro Woche und ist laut dem Verlag jederzeit zum Monatsende kündbar.",
        "Bisher lasen 40.000 Menschen die Seite, ohne zu zahlen. Wie viele bleiben, weiß niemand im Haus.",
        "Die Gewerkschaft begrüßte den Schritt: Ohne Einnahmen gebe es im Herbst keine Redaktion mehr.",
    ),
]


@pytest.mark.parametrize("prose", ARTICLES)
def test_an_article_about_subscriptions_keeps_its_words(prose: tuple[str, ...]) -> None:
    assert lines(page(prose=prose)) == list(prose)
    assert read(page(prose=prose)).access == "full"


def test_a_form_to_log_in_is_no_sign_of_a_closed_article() -> None:
    form = '<div class="login-box"><a href="/login">Log in</a> <a href="/register">Create a free account</a></div>'
    assert read(behind(form)).access == "full"


def test_asking_takes_time_in_proportion() -> None:
    assert appeals.asked("to read " * 50_000) == frozenset()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("no", "Les videre med abonnement. 1 krone for 1 måned."),
        ("pl", "Dalsza część artykułu dostępna dla subskrybentów. Kup dostęp."),
    ],
)
def test_an_offer_in_one_line_goes_and_tells_the_access(language: str, words: str) -> None:
    version = read(page(language=language).replace("</article>", f"<p>{words}</p></article>"))
    assert words not in version.text.content
    assert version.access == "paywalled"


@pytest.mark.parametrize(
    "words", ["You have 2 free articles left this month.", "You've only one free story remaining this week."]
)
def test_the_notice_of_a_meter_is_no_text(words: str) -> None:
    version = read(page().replace("</article>", f"<p>{words}</p></article>"))
    assert words not in version.text.content
    assert version.access == "full"
