"""News sitemaps with the ten kinds of damage that feeds have."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import feeds as bench

from broadsheet import feeds
from broadsheet.model import Made, Rejected
from tests.feeds.samples import parsed
from tests.feeds.test_formats import SITEMAP
from tests.feeds.test_real import KINDS

ENTRIES = 30
ENTRY = SITEMAP[SITEMAP.index("<url>") : SITEMAP.index("</urlset>")]
MANY = SITEMAP.replace(ENTRY, "".join(ENTRY.replace("/ferry", f"/ferry-{n}") for n in range(ENTRIES)))


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_sitemaps_give_their_entries(kind: str, data_dir: Path) -> None:
    damage = bench.damages(data_dir)[kind]
    # The damages look for the titles and the entries of feeds.
    body = MANY.replace("news:title>", "title>")
    if kind in ("undeclared_prefix", "unclosed_tags"):
        document = parsed(damage(body.replace("<url>", "<url><item></item>").encode()))
    else:
        document = parsed(damage(body.encode()))
    expected = range(ENTRIES * 2 // 3 - 1) if kind == "truncated" else range(ENTRIES)
    assert [entry.link for entry in document.entries] == [
        f"https://courier.example/2026/03/ferry-{n}" for n in expected
    ]
    assert all(entry.title.endswith("Ferry to Pellworm stops") for entry in document.entries)


def test_entities_of_html_are_characters_in_a_broken_sitemap() -> None:
    body = MANY.replace("Ferry to", "Caf&eacute; &amp; ferry &mdash;").encode()
    assert {entry.title for entry in parsed(body).entries} == {"Café & ferry — Pellworm stops"}


def test_a_prefix_that_is_never_declared_is_understood() -> None:
    body = MANY.replace(' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', "").encode()
    assert len(parsed(body).entries) == ENTRIES


def test_what_was_left_out_is_said() -> None:
    body = SITEMAP.replace(ENTRY, "")
    count = feeds.entry.MOST_ENTRIES + 1
    many = body.replace("</urlset>", "<url><loc>u</loc><news><title>t</title></news></url>" * count + "</urlset>")
    outcome = feeds.parse(many.encode())
    assert isinstance(outcome, Made)
    assert len(outcome.value.entries) == feeds.entry.MOST_ENTRIES
    assert outcome.note == f"1 entries past the first {feeds.entry.MOST_ENTRIES} are left out"


def test_a_broken_sitemap_of_nothing_has_a_reason() -> None:
    outcome = feeds.parse(b"<urlset><url><loc>https://courier.example/")
    assert isinstance(outcome, Made | Rejected)
    assert not isinstance(outcome, Rejected) or outcome.reason == "no-feed"
