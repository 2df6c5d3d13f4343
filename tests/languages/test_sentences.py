"""Sentences as news prints them: titles, initials, quotations, abbreviations that end a sentence."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.languages.en.sentences import split


@pytest.mark.parametrize(
    "sentences",
    [
        ["The rate is 4.25 per cent.", "Five members voted for it."],
        ["They met at 5 p.m.", "The doors were shut."],
        ["She left Washington, D.C.", "Her office said so."],
        ["Mr. Brekk of the U.S. Senate spoke with Dr. A. B. Holm about it."],
        ["“We are late. We know it,” she said.", "Nobody answered."],
        ["He asked: “Why?”", "She did not say."],
        ["Did it rain?", "It did!", "The river rose by 3.4 metres."],
    ],
)
def test_each_sentence_is_one(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split(text)] == sentences


@given(st.text(alphabet="Ab .,!?“”\"'\n1é", max_size=120))
def test_sentences_are_in_order_apart_and_leave_no_word_out(text: str) -> None:
    found = split(text)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
    for start, end in found:
        assert start < end
        assert "\n" not in text[start:end]
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


@given(
    st.lists(
        st.sampled_from(["Ann Lee met Dr. Brekk.", "“Why?” he asked.", "It rained!", "So?", "They left at 5 p.m."])
    ),
    st.sampled_from(["x", "?", "!)", "a.b", "”", "“", "[!", "…", "報"]),
    st.integers(min_value=301, max_value=2_000),
)
def test_a_run_without_white_space_changes_no_sentence_behind_it(before: list[str], unit: str, size: int) -> None:
    run = (unit * size)[:size]
    behind = ["The ferry was late.", "It came at noon."]
    text = "\n".join([" ".join([*before, run]), " ".join(behind)])
    words = [text[start:end] for start, end in split(text)]
    assert words[-2:] == behind
    assert "".join("".join(words).split()) == "".join(text.split())


def test_a_long_word_is_part_of_its_sentence() -> None:
    address = "https://lantern.example/" + "pear-" * 400
    sentences = ["Mr. Holm asked why.", f"The page is {address} and it is old.", "Nobody did."]
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split(text)] == sentences
