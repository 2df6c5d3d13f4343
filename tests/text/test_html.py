from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.bodies.html import blocks, plain, too_deep, too_many_attributes


def test_blocks_keep_their_kind() -> None:
    found = blocks(
        "<h2>Plan</h2><p>One <b>two</b>&nbsp;three &amp; four</p><ul><li>a<li>b</ul><blockquote><p>said</p></blockquote>tail<br>next"
    )
    assert found == (
        ("heading", "Plan"), ("paragraph", "One two three & four"), ("list", "a"), ("list", "b"), ("quote", "said"),
        ("paragraph", "tail"), ("paragraph", "next"),
    )  # fmt: skip


def test_plain_text_is_left_as_it_is() -> None:
    assert blocks("one < two\n\nthree") == (("paragraph", "one < two"), ("paragraph", "three"))


def test_scripts_and_captions_are_not_words() -> None:
    assert (
        plain("<p>a</p><script>b()</script><style>c</style><figure><figcaption>d</figcaption></figure><p>e</p>")
        == "a e"
    )


def test_depth_and_attributes_are_bounded() -> None:
    deep = "<div>" * 50_000 + "x"
    assert too_deep(deep)
    assert blocks(deep) == ()
    assert not too_deep("<p>" * 50_000)
    assert too_many_attributes("<p " + " a='<'" * 5_000)
    assert not too_many_attributes("<p a=1 b=2>" * 5_000)


def test_the_guards_are_linear() -> None:
    for piece in ("<p", "<p a", "<p '", '<p a="', "<p/", "< p=", "</"):
        start = time.perf_counter()
        too_many_attributes(piece * 200_000)
        too_deep(piece * 200_000)
        assert time.perf_counter() - start < 5


@given(st.text(alphabet="<>/abp &;=\"'!-\x00\u202e", max_size=200))
def test_any_markup_gives_lines(markup: str) -> None:
    assert all(line and "\n" not in line for _, line in blocks(markup))
