"""What an article's page says of a text in a language whose sentences are not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from broadsheet.newsroom.reading.articles import ArticleView
from broadsheet.store.contract import ArticleRow
from tests.editions.material import FERRY, WIRE


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ""),
        ("en-GB", ""),
        ("", ""),
        ("de-AT", "Sentences of articles in German are not chosen yet, and quotations are not laid to speakers."),
    ],
)
def test_the_page_says_what_is_not_done(language: str, told: str) -> None:
    version = replace(FERRY, language=language)
    row = ArticleRow(version.article_id, version.url, WIRE.id, version.captured)
    view = ArticleView(row, (version.url,), WIRE, (version,), (), (), 1, None, None, ())
    assert view.unread == told
