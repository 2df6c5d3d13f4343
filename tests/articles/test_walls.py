"""Walls that are served under an article's own address are no articles, and reports about such things are."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import articles
from broadsheet.articles.reading import walls
from broadsheet.model import Capture, Outlet, Rejected
from broadsheet.text.records import TextRecord

from .papers import TITLE, outcome, page, read

LINES = [
    line.split("|", 1)
    for line in (Path(__file__).parent / "world" / "walls.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WALLS = [(reason, words.replace(" // ", "\n")) for reason, words in LINES if reason != "article"]
ARTICLES = [words.replace(" // ", "\n") for reason, words in LINES if reason == "article"]


def paragraphs(words: str) -> tuple[str, ...]:
    return tuple(words.split("\n"))


@pytest.mark.parametrize(("reason", "words"), WALLS)
def test_a_wall_is_told_in_many_languages(reason: str, words: str) -> None:
    found = walls.told(words)
    assert found is not None
    assert found[0] == reason


@pytest.mark.parametrize("words", ARTICLES)
def test_a_report_about_such_things_is_an_article(words: str) -> None:
    assert walls.told(words) is None
    assert read(page(prose=paragraphs(words))).text.content


@pytest.mark.parametrize(("reason", "words"), WALLS[:8])
def test_a_page_that_is_a_wall_is_rejected(reason: str, words: str) -> None:
    found = outcome(page(prose=paragraphs(words), heading="<h1>Before you go on</h1>"))
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_an_article_beside_a_banner_is_read() -> None:
    banner = f'<div class="banner-7"><p>{WALLS[0][1]}</p><button>Accept</button></div>'
    version = read(page().replace("<header>", f"{banner}<header>"))
    assert version.title == TITLE
    assert "device" not in version.text.content


def test_a_wall_that_was_imported_is_rejected() -> None:
    record = TextRecord(url="https://morven-courier.example/a", text=WALLS[0][1], title="", outlet="Morven Courier")
    capture = Capture("c", record.url, datetime(2031, 5, 4, tzinfo=UTC), 200, (), b"", "")
    made = articles.from_text(record, article_id="a", capture=capture, outlet=Outlet("courier", "", ""))
    assert isinstance(made, Rejected)
    assert made.reason == "cookie-wall"


def test_a_page_without_an_address_is_judged_by_its_words() -> None:
    assert read(page(), url="").text.content == read(page()).text.content
