"""The limits of the settings reach what a paper reads."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.archive import Archive
from broadsheet.model import Exchange
from broadsheet.newsroom import create_paper, open_newsroom
from tests.fetch.samples import capture
from tests.newsroom.site import page

DAY = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(("limit", "counted"), [("500", ("rejected", "too-large")), ("5000", ("made", ""))])
def test_a_page_may_have_as_many_bytes_as_the_settings_say(
    tmp_path: Path, limit: str, counted: tuple[str, str]
) -> None:
    html = page(0).body
    assert 500 < len(html) < 5000
    archive = Archive(tmp_path / "warc", now=lambda: DAY)
    archive.append([Exchange(capture=capture("https://hallinpost.example/news/0", html), kind="response")])
    create_paper(tmp_path / "paper")
    with open_newsroom(
        tmp_path / "paper",
        write=True,
        environment={},
        overrides={"fetch.max_decoded_bytes": limit, "engine.workers": "1"},
    ) as newsroom:
        account = newsroom.rounds.import_files(sorted((tmp_path / "warc").iterdir()))
    assert ("articles", *counted, 1) in account.counts
