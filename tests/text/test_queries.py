"""Search boxes: each thing that can be typed has a meaning, and no character of it is ever syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.queries import MOST, Query, Term, parse


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("toll of Senby", ("toll", "of", "Senby"), ()),
        ('"toll of Senby"', ("toll of Senby",), ()),
        ("“toll of Senby” ferry", ("toll of Senby", "ferry"), ()),
        ("„zwei Orte“ «trois mots»", ("zwei Orte", "trois mots"), ()),
        ("ferry -rock", ("ferry",), ("rock",)),
        ('ferry -"the old bench"', ("ferry",), ("the old bench",)),
        ("ferry –rock −bench", ("ferry",), ("rock", "bench")),
        ("well-known", ("well-known",), ()),
        ("ferry - rock", ("ferry", "rock"), ()),
        ('ferry "open to the end', ("ferry", "open to the end"), ()),
        ('"" -- * ( ) : ^', (), ()),
        ("ferry ferry", ("ferry",), ()),
    ],
)
def test_words_phrases_and_what_is_left_out(typed: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    read = parse(typed)
    assert tuple(term.words for term in read.wanted) == wanted
    assert tuple(term.words for term in read.unwanted) == unwanted


def test_a_star_asks_for_the_beginning_of_a_word_but_not_in_a_phrase() -> None:
    assert parse('rail* "rail*"') == Query((Term("rail", begins=True), Term("rail")))


@given(st.text(max_size=400))
def test_whatever_is_typed_is_read(typed: str) -> None:
    read = parse(typed)
    assert len(read.wanted) <= MOST
    assert len(read.unwanted) <= MOST
    for term in (*read.wanted, *read.unwanted):
        assert any(letter.isalnum() for letter in term.words)
        term.words.encode("utf-8")
        assert "\0" not in term.words
