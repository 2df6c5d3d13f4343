"""The nouns refuse what they must not be, and come back from their JSON as they were."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest

from broadsheet.errors import InputError, LedgerLocked
from broadsheet.model import (
    Block,
    ComputedLine,
    Gloss,
    LabelLine,
    Line,
    Moment,
    OutletName,
    QuotedLine,
    Slot,
    Span,
    Statement,
    Text,
    Words,
)
from broadsheet.text.codec import from_json, to_json

SPAN = Span("v1", "text", 3, 9)


def test_a_quoted_line_needs_a_span_and_an_outlet() -> None:
    with pytest.raises(ValueError, match="no Span"):
        QuotedLine("L1", "said", (Words("It is so, "), OutletName("post", "the Post")))
    with pytest.raises(ValueError, match="outlet"):
        QuotedLine("L1", "said", (Slot("sentence", SPAN, "It is so"),))


@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        ("one\ntwo", (Block(0, 3, "paragraph"),)),
        ("one two", (Block(0, 3, "paragraph"), Block(4, 6, "paragraph"))),
        ("one\ntwo", (Block(0, 7, "paragraph"),)),
        ("one", (Block(1, 3, "paragraph"),)),
        ("", (Block(0, 1, "paragraph"),)),
    ],
)
def test_a_text_is_its_blocks_and_nothing_else(content: str, blocks: tuple[Block, ...]) -> None:
    with pytest.raises(ValueError, match="block|Text"):
        Text(content, blocks)


def test_a_moment_is_in_utc() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Moment(datetime(2026, 3, 4, 7, tzinfo=timezone(timedelta(hours=1))), "minute", "page")
    assert Moment(datetime(2026, 3, 4, tzinfo=UTC), "day", "page").iso() == "2026-03-04"


def test_the_spans_of_a_statement_are_of_its_version() -> None:
    with pytest.raises(ValueError, match="v2"):
        Statement("q1", "v2", (SPAN,))


def test_a_family_comes_back_from_json_as_it_was() -> None:
    lines: tuple[Line, ...] = (
        QuotedLine(
            "L1",
            "said",
            (
                OutletName("post", "the Post"),
                Words(": "),
                Slot("content", SPAN, "“a” b", quoted=True, switch=True),
                Gloss("day", (("of", "v1"),), "[3 March]"),
            ),
        ),
        ComputedLine("L2", "counts", (("articles", ("a1", "a2")),), "2 articles"),
        LabelLine("L3", "Also reported"),
    )
    assert from_json(to_json(lines), tuple[Line, ...]) == lines
    assert lines[0].words == "the Post: “‘a’ b”[3 March]"


def test_what_does_not_fit_is_named() -> None:
    with pytest.raises(InputError, match="type"):
        from_json(b'[{"type": "shouted"}]', tuple[Line, ...])
    with pytest.raises(InputError, match="start"):
        from_json(b'{"version_id": "v", "field": "text", "start": "x", "end": 2}', Span)


def test_errors_cross_a_process_border_whole() -> None:
    error = LedgerLocked("another process writes", hint="wait")
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.hint) == (LedgerLocked, str(error), "wait")
