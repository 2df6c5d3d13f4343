"""The lead image as data."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from broadsheet.articles.metadata import images
from broadsheet.articles.metadata.parsed_page import ParsedPage
from broadsheet.model import Image


def lead(markup: str) -> Image | None:
    parsed = ParsedPage(LexborHTMLParser(markup), "https://gazette.example/news/pier")
    return images.read(parsed, title="The pier")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The pier in May. Photograph: Tam Oster/Gazette", ("The pier in May.", "Tam Oster/Gazette")),
        ('The pier in May. <span class="credit">Tam Oster</span>', ("The pier in May.", "Tam Oster")),
        ("Die Brücke im Mai. © Tam Oster", ("Die Brücke im Mai.", "Tam Oster")),
        ("Foto: Tam Oster", ("", "Tam Oster")),
        ("The pier in May.", ("The pier in May.", "")),
    ],
)
def test_caption_and_credit_are_apart(caption: str, expected: tuple[str, str]) -> None:
    image = lead(f'<body><h1>The pier</h1><figure><img src="/pier.jpg"><figcaption>{caption}</figcaption></figure>')
    assert image == Image("https://gazette.example/pier.jpg", *expected)


def test_the_stated_address_comes_first_and_none_is_made_up() -> None:
    head = '<head><meta property="og:image" content="https://img.example/1.jpg"></head>'
    assert lead(f"<html>{head}<body><h1>The pier</h1>") == Image("https://img.example/1.jpg")
    assert lead("<body><h1>The pier</h1><figure><figcaption>No picture</figcaption></figure>") is None
    assert lead('<html><head><meta property="og:image" content="javascript:alert(1)"></head><body>') is None
