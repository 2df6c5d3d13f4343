"""Hostile articles through the whole house: each ends in one outcome, and every command after it works."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from broadsheet.archive import Archive
from broadsheet.model import Capture, Exchange
from broadsheet.model.outcome import BREAKS
from broadsheet.newsroom import Newsroom, create_paper, open_newsroom
from broadsheet.newsroom.doctor import examine
from broadsheet.newsroom.editions import verify_folder
from broadsheet.newsroom.replay import replay
from broadsheet.pipeline.context import Quiet
from broadsheet.text.hashing import capture_id, digest
from tests.newsroom.papers import article

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)  # one example is a whole paper

TIMES = st.sampled_from(
    [
        "0001-01-01T00:00:00Z", "0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59+14:00", "9999-12-31T23:59:59-12:00",
        "9999-12-31", "1969-12-31T23:59:59Z", "1989-12-31", "1990-01-01T00:00:00+14:00", "2026-03-03T23:59:60Z", "2026-03-03T24:00:00Z",
        "2026-03-03T24:00:00-12:00", "2026-02-30", "0000-00-00", "2026-03-06T11:59:59Z", "2026-03-06T12:00:01Z", "12026-01-01",
        "-0001-01-01T00:00:00Z", "1772528700", "", "now", "2026-03-03T08:00:00+99:99", "2026-03-03T08:00:00.999999999Z",
    ]
)  # fmt: skip
ODD = st.sampled_from(
    ["\x00", "\x1f", "\x7f", "\ud800", "\udfff", "\ud83d\ude00", "\u202e", "\u2066", "\u200b", "\ufeff", "\uffff", "\r", "\n", "\t",
     "\u2028", "“", "”", '"', "«", "'", "<b>", "&#xD800;", "]]>", "{{", "%", "\\", "שלום ", "مرحبا ", "נ\u05b8", "e\u0301" * 9, "𝕏", "ﷺ", "…", "."]
)  # fmt: skip
PROSE = st.sampled_from(
    [str(article(number)["text"]) for number in range(0, 9, 2)] + ["", " ", "Short.", "？" * 40, "“" * 99]
)
WORDS = st.lists(ODD | PROSE, max_size=5).map("".join)
ADDRESSES = st.sampled_from(
    [
        "https://pier.example/1", "https://pier.example/1", "HTTPS://PIER.EXAMPLE:443/1#top", "https://pier.example/2?utm_source=x",
        "https://pier.example/\x00", "https://pier.example/\ud800", "https://pier.example/\u202eoof", "https://pier.example/" + "a" * 9000,
        "https://user:secret@pier.example/3", "http://[::1", "http://pier.example:99999/", "https://xn--/", "javascript:alert(1)", "",
        "https://pier.example\u00a0/4", "https://шум.example/5", "https://pier.example/%00%ff", "//pier.example/6", "https://" + "a." * 120 + "example/",
    ]
)  # fmt: skip
ARTICLES = st.fixed_dictionaries(
    {
        "url": ADDRESSES,
        "outlet": st.sampled_from(["The Pier Post", "", "\x00", "“Quoted”", "x" * 5000, "\u202ePost"]) | WORDS,
        "source_domain": st.sampled_from(["pier.example", "", "\x00"]),
        "title": st.sampled_from(["The north pier is closed after a storm", "", "t" * 3000]) | WORDS,
        "published": TIMES | st.none(),
        "authors": st.lists(WORDS | st.none(), max_size=2) | WORDS | st.none(),
        "text": WORDS,
    }
)
PLAIN: dict[str, Any] = {
    "url": "https://pier.example/plain", "outlet": "The Pier Post", "source_domain": "pier.example", "title": "The pier opens again",
    "published": "2026-03-03T08:00:00Z", "authors": None, "text": str(article(3)["text"]),
}  # fmt: skip


def opened(folder: Path) -> Newsroom:
    return open_newsroom(
        folder, write=True, command="test", now=lambda: NOW, environment={}, overrides={"engine.workers": "1"}
    )


def works(folder: Path, file: Path, items: int) -> None:
    """An import of `items` records, and all that may follow it."""
    with opened(folder) as newsroom:
        account = newsroom.rounds.import_files([file])
        outcomes = newsroom.ledger.outcomes(account.round.id)
        counted = Counter(each.stage for each in outcomes)
        assert counted["records"] == items
        assert counted["articles"] <= items
        assert account.of("records", "failed") == 0
        assert not [each for each in outcomes if each.outcome == "failed" and each.reason in BREAKS]
        assert newsroom.ledger.open_rounds() == ()
        assert newsroom.ledger.check() == ()
        for version in newsroom.ledger.newest_versions(newsroom.ledger.round_articles(account.round.id)):
            for moment in (version.published, version.modified):
                assert moment is None or datetime(1990, 1, 1, tzinfo=UTC) <= moment.at <= version.captured + 2 * DAY
        again = newsroom.rounds.import_files([file])
        assert again.of("articles", "made") == 0
        printed = newsroom.editions.print("morning", since=NOW - 4 * DAY)
        assert verify_folder(printed.folder, expected=printed.hash).ok
        assert not [
            path.name for path in printed.folder.iterdir() if set(path.read_bytes()) & {*range(9), *range(14, 32)}
        ]
        assert b"secret" not in (printed.folder / "edition.json").read_bytes()
        assert not [each for each in examine(newsroom, deep=True) if each.level == "wrong"]
        assert all(json.loads(line) for line in newsroom.exports.articles())
        assert len(list(newsroom.exports.captures())) >= 1
    again_folder = folder.with_name("again")
    assert replay(folder, again_folder, progress=Quiet()).ok


@settings(max_examples=8, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(ARTICLES, min_size=1, max_size=6))
@example(
    [
        PLAIN,
        {**PLAIN, "published": "0001-01-01T00:00:00Z"},
        {**PLAIN, "url": "https://pier.example/b", "published": "9999-12-31"},
    ]
)
@example([{**PLAIN, "url": "https://user:secret@pier.example/\x00nul\x1f", "outlet": "The \x00 Post"}])
@example([{**PLAIN, "title": "", "url": f"https://pier.example/{n}", "outlet": f"Pier {n}"} for n in range(4)])
@example([{**PLAIN, "url": f"https://pier{n}.example/", "outlet": f"“Pier {n}"} for n in range(4)])
def test_hostile_articles_of_an_import(articles: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "hostile.jsonl"
        lines = [json.dumps(each, ensure_ascii=number % 2 == 0) for number, each in enumerate([*articles, PLAIN])]
        file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass") + b"\n")
        create_paper(Path(place) / "paper")
        works(Path(place) / "paper", file, len(lines))


def html(words: str, title: str, published: str) -> bytes:
    data = json.dumps(
        {"@type": "NewsArticle", "headline": title, "datePublished": published, "author": {"name": words[:40]}}
    )
    page = (
        f'<html><head><title>{title}</title><meta property="article:modified_time" content="{published}">'
        f'<script type="application/ld+json">{data}</script></head><body><article><h1>{title}</h1><time datetime="{published}">{published}</time>'
        + "".join(f"<p>{line}</p>" for line in [*words.split("\n\n"), *str(article(1)["text"]).split("\n\n")])
        + "</article></body></html>"
    )
    return page.encode("utf-8", "surrogatepass")


@settings(max_examples=6, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(
        st.tuples(ADDRESSES.filter(lambda url: url.startswith("https://pier")), WORDS, WORDS, TIMES),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([200, 203, 301, 304, 404, 500, 999]),
    st.sampled_from(["text/html", "text/html; charset=utf-16", "application/xml", "", "\x00"]),
)
def test_hostile_pages_of_a_crawl(pages: list[tuple[str, str, str, str]], status: int, kind: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        archive = Archive(Path(place) / "crawl", now=lambda: NOW)
        for url, words, title, published in pages:
            body = html(words, title, published)
            address = url.encode("utf-8", "replace").decode()
            capture = Capture(
                capture_id(address, digest(body)), address, NOW, status, (("Content-Type", kind),), body, digest(body)
            )
            archive.append([Exchange(capture=capture, kind="response")])
        create_paper(Path(place) / "paper")
        works(Path(place) / "paper", next((Path(place) / "crawl").iterdir()), len(pages))


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "x" * 1_000_000 + " and more.\n\n" + str(PLAIN["text"]), "word " * 200_000]
)
def test_a_million_characters_without_an_end(text: str, tmp_path: Path) -> None:
    create_paper(tmp_path / "paper")
    file = tmp_path / "long.jsonl"
    file.write_text(
        "\n".join(
            json.dumps({**PLAIN, "text": each, "url": f"https://pier.example/{len(each)}"})
            for each in (text, "No more.")
        )
    )
    works(tmp_path / "paper", file, 2)
