"""What holds for any text: spans that fit, nothing said twice, and an end in bounded time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from broadsheet.model import Block, Statement
from broadsheet.statements import find_in

_WORDS = (
    "said says told asked added denied wants expected criticised according to that whether if as and but who which what "
    "he she it they the a its prime minister fire chief reporters Ansa Verrol Osool Radio Vessany’s Mr. U.S. D.C. de "
    "not would has been of in on Tuesday last week make clear put hit back point out “No,” he said. once 1,200 $5 — … "
    "( ) [ ] , . : ; ? ! “ ” ‘ ’ \" ' « » „ 「 \n \n\n \xa0 \u200b \u2028 مرحبا 東京 ǅ İ"
).split(" ")
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=40).map("".join),
    st.text(max_size=120),
)


def check(text: str, found: tuple[Statement, ...]) -> None:
    pieces = sorted(piece.offsets for each in found for piece in each.content)
    for each in found:
        spans = [*each.content, *each.cue, *each.source, *filter(None, (each.speaker_span, each.role))]
        content = [piece.offsets for piece in each.content]
        assert each.content
        assert all(
            0 <= start < end <= len(text) and "\n" not in text[start:end]
            for start, end in (span.offsets for span in spans)
        )
        assert all(any(char.isalnum() or char == "_" for char in text[start:end]) for start, end in content)
        assert bool(each.speaker) == (each.speaker_span is not None)
        assert each.speaker_span is None or text[slice(*each.speaker_span.offsets)] == each.speaker
        assert each.role is None or each.speaker
        assert content == sorted(content)
    assert all(one[1] <= two[0] for one, two in pairwise(pieces)), "a character of content is in two statements"


@settings(max_examples=400)
@given(_TEXTS)
@example("“A, said Osool. “B.”\n“C")
@example("’s said he: !")
@example("The Mr. said: — ― Osool")
def test_spans_fit_their_text(text: str) -> None:
    found = find_in(text)
    check(text, found)
    assert find_in(text) == found


@given(_TEXTS, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4))
def test_only_the_blocks_are_read(text: str, ends: list[tuple[int, int]]) -> None:
    blocks = [Block(min(pair), max(pair), "paragraph") for pair in ends]
    found = find_in(text, blocks)
    if len(blocks) == 1:
        check(text, found)
        assert all(blocks[0].start <= cue.start and cue.end <= blocks[0].end for each in found for cue in each.cue)


@given(
    st.lists(
        st.sampled_from(["“Nine dead,” said Marit Osool.", "Ostelle said that it rained.", "The lake is low."]),
        max_size=5,
    )
)
def test_paragraphs_between_change_no_statement(paragraphs: list[str]) -> None:
    """Blank lines between paragraphs move spans and change nothing else."""

    def words(text: str) -> list[tuple[str, ...]]:
        return [(each.speaker, *(text[slice(*piece.offsets)] for piece in each.content)) for each in find_in(text)]

    assert words("\n".join(paragraphs)) == words("\n\n\n".join(paragraphs))


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "piece",
    [
        '"', "“", "'", ",", "‘a, b’ ", "“a ", "“A b,” he said. ", "he said that ", "and said it ", ", saying that it ",
        "Ansa Verrol ", "Mr. ", "A. ", "(", "which he called ", "“A” “B” ", "said ", "He said. ", "a: ", "Abc’s ",
    ],
)  # fmt: skip
def test_long_odd_input_comes_to_an_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    check(text, find_in(text))


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_list_of_namesakes_comes_to_an_end() -> None:
    names = [f"{one}{two}{three}" for one in "ABCDEFGHIJ" for two in "abcdefghij" for three in "klmnopqrst"]
    text = " ".join(f"{name} Holt said that the lake is low." for name in names * 3)
    assert len(find_in(text)) == 3_000
