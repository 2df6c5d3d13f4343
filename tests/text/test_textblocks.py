from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.article import BlockKind
from broadsheet.text.textblocks import build, clean

KINDS: list[BlockKind] = ["paragraph", "heading", "quote", "list", "caption"]


@given(st.text())
def test_clean_is_idempotent_and_canonical(text: str) -> None:
    line = clean(text)
    assert clean(line) == line
    assert unicodedata.is_normalized("NFC", line)
    assert "\n" not in line
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in line)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.text(max_size=60)), max_size=12), st.integers(0, 5))
def test_blocks_slice_back_and_nothing_lies_outside(blocks: list[tuple[BlockKind, str]], above: int) -> None:
    text = build(blocks, standfirst=above)
    lines = [(kind, clean(words)) for kind, words in blocks]
    kept = [(kind, line) for kind, line in lines if line]
    assert [(block.kind, text.of(block)) for block in text.blocks] == kept
    assert text.content == "\n".join(line for _, line in kept)
    wanted = sum(1 for _, line in lines[:above] if line)
    assert text.standfirst == ((0, wanted) if wanted else None)


def test_invisible_characters_go() -> None:
    assert clean("a\u200bb\u202ec \u2066d\u2069\ufeff e\u00ad\x00f\tg\u00a0h\u2028i") == "abc d ef g h i"


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("क्\u200dष") == "क्\u200dष"
    assert clean("no\u200cne") == "none"


def test_composed() -> None:
    assert clean("Cafe\u0301") == "Café"
