"""Exported lines: what stands in them, byte for byte."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given

from broadsheet import model
from broadsheet.archive import read_jsonl
from broadsheet.formats import wire
from broadsheet.formats.v1 import edition, exports
from tests.formats.values import any_of

LINE = exports.Article(
    id="a1", version="v1", url="https://post.example/1", outlet="The Hallin Post", source_domain="post.example",
    title="A bridge opens", published="2031-05-04", modified=None, times_reason="",
    captured=datetime(2031, 5, 4, 6, 30, tzinfo=UTC), authors=("Ada Orme",), credit=(), language="en", kind="news",
    access="full", reservations=("noarchive",), image=exports.Image("https://post.example/1.jpg", "The bridge", "Oda Brekk"),
    text="The bridge opened.",
)  # fmt: skip


def test_an_article_is_these_bytes() -> None:
    assert wire.encode(LINE) == (
        b'{"access":"full","authors":["Ada Orme"],"captured":"2031-05-04T06:30:00Z","credit":[],"format":"broadsheet-article/1",'
        b'"id":"a1","image":{"caption":"The bridge","credit":"Oda Brekk","url":"https://post.example/1.jpg"},"kind":"news",'
        b'"language":"en","modified":null,"outlet":"The Hallin Post","published":"2031-05-04","reservations":["noarchive"],'
        b'"source_domain":"post.example","text":"The bridge opened.","times_reason":"","title":"A bridge opens",'
        b'"url":"https://post.example/1","version":"v1"}'
    )


def test_an_article_can_be_taken_in_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(wire.encode(LINE) + b"\n")
    (made,) = read_jsonl(path)
    assert isinstance(made, model.Made)
    assert (made.value[1].title, made.value[1].text, made.value[1].authors) == (LINE.title, LINE.text, LINE.authors)


@given(outlet=any_of(model.Outlet))
def test_a_source_names_its_format_and_all_of_its_outlet(outlet: model.Outlet) -> None:
    line = exports.Source("https://post.example/feed", "feed", wire.to_wire(outlet, edition.Outlet))
    tree = json.loads(wire.encode(line))
    assert set(tree) == {"format", "kind", "outlet", "url"}
    assert tree["format"] == "broadsheet-source/1"
    assert set(tree["outlet"]) == {each.name for each in fields(model.Outlet)}
    assert wire.to_noun(line.outlet, model.Outlet, what="x") == outlet
