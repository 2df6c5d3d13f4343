from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from broadsheet import articles
from broadsheet.model import Reader, Version
from broadsheet.text import hashing, textblocks

BODY = [
    "The council of Harrow Bay agreed on Monday to rebuild the pier.",
    "It set aside four million crowns for the work, which begins in May.",
    "Two councillors voted against the plan.",
]


def version(body: list[str], *, title: str = "Harrow Bay to rebuild its pier", id: str = "v1") -> Version:
    text = textblocks.build([("paragraph", line) for line in body])
    return Version(
        id=id, article_id="a1", capture_id="c1", link_id="", url="https://gazette.example/pier", outlet_id="gazette", title=title,
        text=text, text_hash=hashing.text_hash(title, text), captured=datetime(2026, 3, 2, tzinfo=UTC), reader=Reader("articles/1"),
    )  # fmt: skip


def test_a_figure_that_rises_is_marked_word_by_word() -> None:
    before = version(BODY)
    after = version([BODY[0], BODY[1].replace("four", "five"), BODY[2]], id="v2")
    edit = articles.changes(before, after)
    assert edit is not None
    assert (edit.before_id, edit.after_id, edit.at) == ("v1", "v2", after.captured)
    assert edit.headline == ()
    assert [(piece.kind, piece.text) for piece in edit.body[0]] == [
        ("same", "It set aside "),
        ("removed", "four"),
        ("added", "five"),
        ("same", " million crowns for the work, which begins in May."),
    ]
    assert edit.lines() == ("It set aside [-four-]{+five+} million crowns for the work, which begins in May.",)


def test_headline_and_body_apart_and_notes_known() -> None:
    note = "This article was amended on 3 March 2026 to correct the sum."
    after = version([*BODY[:2], note], title="Harrow Bay will rebuild its pier", id="v2")
    edit = articles.changes(version(BODY), after)
    assert edit is not None
    assert "".join(piece.text for piece in edit.headline if piece.kind != "removed") == after.title
    assert edit.notes == (note,)
    assert edit.lines()[0].startswith("Headline: ")


def test_what_is_no_edit() -> None:
    before = version(BODY)
    assert articles.changes(before, before) is None
    assert articles.changes(before, replace(version(BODY[:2], id="v2"), access="teaser")) is None
    assert articles.changes(before, replace(version(BODY[:2], id="v2"), reader=Reader("articles/2"))) is None
    assert articles.changes(before, version([BODY[0], BODY[1][:20]], id="v2")) is None
    assert articles.changes(before, version(BODY, title="Pier: a new start", id="v2")) is None


WORDS = st.lists(st.sampled_from(["pier", "bay", "four", "five", "council", ",", "said", "2026", "海"]), max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=6))
def test_both_texts_can_be_read_out_of_an_edit(old: list[list[str]], new: list[list[str]]) -> None:
    before = version([" ".join(words) for words in old])
    after = version([" ".join(words) for words in new], id="v2")
    edit = articles.changes(before, after)
    if edit is None:
        return
    changed_before = {"".join(piece.text for piece in pieces if piece.kind != "added") for pieces in edit.body}
    changed_after = {"".join(piece.text for piece in pieces if piece.kind != "removed") for pieces in edit.body}
    lines_before = {before.text.of(block) for block in before.text.blocks}
    lines_after = {after.text.of(block) for block in after.text.blocks}
    assert changed_before - {""} <= lines_before
    assert changed_after - {""} <= lines_after
    assert lines_after - lines_before <= changed_after
