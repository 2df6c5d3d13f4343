"""Embedded posts are kept and marked as such, and their words are nobody's prose."""

from __future__ import annotations

from datetime import UTC, datetime

from broadsheet import articles, statements
from broadsheet.articles.body import embeds
from broadsheet.model import Capture, Made, Outlet, Version, slice_of
from broadsheet.text import hashing, textblocks

PROSE = "".join(
    f"<p>The council of Harrow Bay met on {day} and agreed to rebuild the old pier before winter comes to the town.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday")
)
POST = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The mayor said that the pier is lost. I do not believe it.</p>'
    '&mdash; Joan Rill (@joanrill) <a href="https://social.example/1">March 2, 2026</a></blockquote>'
)
QUOTED = "<blockquote><p>The deck is sound and will be open by October, says the report of the harbour office.</p></blockquote>"


def version_of(body: str) -> Version:
    payload = f"<html lang=en><head><title>Harrow Bay to rebuild its pier</title></head><body><article><h1>Harrow Bay to rebuild its pier</h1>{body}</article>".encode()
    digest = hashing.digest(payload)
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture(
        "c",
        "https://gazette.example/news/pier-of-the-bay",
        datetime(2026, 3, 3, tzinfo=UTC),
        200,
        headers,
        payload,
        digest,
    )
    made = articles.prepare()([articles.Page(capture, None, "a", Outlet("gazette", "", ""))])[0]
    assert isinstance(made, Made), made
    return made.value.version


def test_an_embedded_post_is_one_and_a_quotation_stays_one() -> None:
    text = version_of(PROSE + POST + QUOTED + PROSE.replace("pier", "quay")).text
    lines = {text.of(block): block.kind for block in text.blocks}
    assert lines["The mayor said that the pier is lost. I do not believe it."] == "embed"
    assert next(kind for line, kind in lines.items() if "@joanrill" in line) == "embed"
    assert next(kind for line, kind in lines.items() if line.startswith("The deck is sound")) == "quote"
    assert sum(kind == "paragraph" for kind in lines.values()) == 8


def test_nobody_says_anything_in_an_embedded_post() -> None:
    said = "<p>The mayor said that the pier would stand for a hundred years.</p>"
    version = version_of(PROSE + said + POST)
    words = [slice_of(version, span) for found in statements.find(version) for span in found.content]
    assert any("a hundred years" in each for each in words)
    assert not any("is lost" in each or "believe" in each for each in words)


def test_the_outlets_own_words_are_not_marked_for_a_word_in_common() -> None:
    blocks: textblocks.Blocks = [("paragraph", "The mayor"), ("quote", "The mayor said that the pier is lost.")]
    assert embeds.mark(blocks, ["themayorsaidthatthepierislostidonotbelieveit"]) == [blocks[0], ("embed", blocks[1][1])]


def test_without_a_name_of_its_own_a_post_is_known_by_its_signature() -> None:
    blocks: textblocks.Blocks = [
        ("paragraph", "Many objected."),
        ("quote", "The pier is lost."),
        ("quote", "— Joan Rill (@joanrill) March 2, 2026"),
        ("quote", "The deck is sound."),
        ("paragraph", "— Joan Rill (@joanrill), our correspondent"),
    ]
    assert [kind for kind, _ in embeds.mark(blocks)] == ["paragraph", "embed", "embed", "quote", "paragraph"]
