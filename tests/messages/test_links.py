"""Addresses that a page may link to, and fragments that find the words there."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.messages import apart, text_fragment, web_url
from broadsheet.messages.page import runs


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.example",
        "https://",
        "ftp://x.example/a",
        "https://a b/",
        "",
        "http://[",
    ],
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert web_url(url) == ""
    assert text_fragment(url, "some words") == ""


def test_a_fragment_names_the_words() -> None:
    url = "https://post.example/a?b=1"
    assert text_fragment(url, "twelve-year plan, agreed") == f"{url}#:~:text=twelve%2Dyear%20plan%2C%20agreed"
    long = "The Senby ferry ran aground off Tarn Cross on Tuesday with all of its passengers"
    assert (
        text_fragment(url + "#top", long) == f"{url}#top:~:text=The%20Senby%20ferry%20ran,all%20of%20its%20passengers"
    )


@given(st.text(min_size=1, max_size=200))
def test_a_fragment_is_one_address_without_stray_marks(words: str) -> None:
    found = text_fragment("https://post.example/a", words)
    wanted = found.partition(":~:text=")[2]
    assert not set(wanted) & set(' \n<>"&-')
    assert unquote(wanted.split(",")[0]) in " ".join(words.split())


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://post.example/a?utm_source=rss&b=1&fbclid=x", "https://post.example/a?b=1"),
        ("https://post.example/a?utm_source=rss#top", "https://post.example/a#top"),
        ("https://post.example/a?q=a%20b&c=d+e", "https://post.example/a?q=a%20b&c=d+e"),
        ("https://post.example/utm_source=x", "https://post.example/utm_source=x"),
    ],
)
def test_what_says_how_a_reader_came_is_taken_off(url: str, shown: str) -> None:
    assert web_url(url) == shown


spans = st.sets(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda each: (each[0], each[0] + each[1])))


@given(spans)
def test_spans_apart_cover_the_same_and_touch_nowhere_over(given_spans: set[tuple[int, int]]) -> None:
    found = apart(given_spans)
    assert {at for one, two in found for at in range(one, two)} == {
        at for one, two in given_spans for at in range(one, two)
    }
    assert all(left[1] <= right[0] for left, right in pairwise(found))


@given(st.text(min_size=1, max_size=50), st.integers(0, 40), spans)
def test_a_block_cut_at_spans_is_the_block_and_each_span_begins_a_mark(
    text: str, start: int, given_spans: set[tuple[int, int]]
) -> None:
    cut = runs(text, start, given_spans)
    assert "".join(words for words, _ in cut) == text
    begins = {at for _, at in cut if at is not None}
    assert {one for one, _ in given_spans if start <= one < start + len(text)} <= begins
