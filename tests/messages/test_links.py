"""Addresses that a page may link to, and fragments that find the words there."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.messages import text_fragment, web_url


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
