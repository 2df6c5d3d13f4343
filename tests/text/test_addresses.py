from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.addresses import absolute, article_id, host, normal, port, public_url, registrable, requestable


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example.COM:80/a/../b/%7euser?b=2&a=%e4#top", "http://news.example.com/b/~user?b=2&a=%E4"),
        ("https://news.example.com", "https://news.example.com/"),
        ("https://news.example.com:443/x?", "https://news.example.com/x"),
        ("https://news.example.com:8443/x", "https://news.example.com:8443/x"),
        ("https://reader:word@news.example.com/x", "https://news.example.com/x"),
        ("https://news.example.com/x?utm_source=rss&id=7&fbclid=abc", "https://news.example.com/x?id=7"),
        ("https://news.example.com/x?ref=rss", "https://news.example.com/x"),
        ("https://news.example.com/x?ref=4471", "https://news.example.com/x?ref=4471"),
        ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b"),
        ("https://news.example.com./x", "https://news.example.com/x"),
        ("http://[::1]:8010/x", "http://[::1]:8010/x"),
        ("https://news.example.com/a%2Fb", "https://news.example.com/a%2Fb"),
        ("https://news.example.com/a/./b/..", "https://news.example.com/a/"),
    ],
)
def test_one_form_for_one_article(url: str, expected: str) -> None:
    assert normal(url) == expected


def test_different_articles_keep_different_ids() -> None:
    urls = [
        "https://a.example/x?id=1",
        "https://a.example/x?id=2",
        "https://a.example/X?id=1",
        "http://a.example/x?id=1",
    ]
    assert len({article_id(url) for url in urls}) == len(urls)
    assert article_id("https://A.example/x?id=1&utm_medium=mail") == article_id(urls[0])


@given(st.text(max_size=80) | st.text(alphabet="htps:/.@?&=#%aé[]\\ \n1", max_size=40).map("http://".__add__))
def test_nothing_raises_and_normal_is_stable(url: str) -> None:
    once = normal(url)
    assert normal(once) == once
    host(url), port(url), public_url(url), requestable(url), registrable(url), absolute(url, url)
    assert public_url(public_url(url)) == public_url(url)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("www.example.com", "example.com"),
        ("politics.news.example.co.uk", "example.co.uk"),
        ("www.example.com.au", "example.com.au"),
        ("one.substack.com", "one.substack.com"),
        ("www.one.substack.com", "one.substack.com"),
        ("www.in.gr", "in.gr"),
        ("www.t.co", "t.co"),
        ("www.city.sapporo.lg.jp", "sapporo.lg.jp"),
        ("www.osaka.lg.jp", "osaka.lg.jp"),
        ("news.lakeside.gouv.fr", "lakeside.gouv.fr"),
        ("www.press.lakeside.example", "lakeside.example"),
        ("www.lakes.blogspot.co.uk", "lakes.blogspot.co.uk"),
        ("feeds.morning.localhost", "morning.localhost"),
        ("192.0.2.10", "192.0.2.10"),
        ("localhost", "localhost"),
    ],
)
def test_the_registered_part(name: str, expected: str) -> None:
    assert registrable(name) == expected


def test_only_web_addresses_are_absolute() -> None:
    base = "https://a.example/x/y?z=1"
    assert absolute(base, "../news/1") == "https://a.example/news/1"
    assert absolute(base, "//b.example/q r") == "https://b.example/q%20r"
    assert absolute(base, " \n/a\tb ") == "https://a.example/ab"
    for ref in (
        "javascript:alert(1)",
        "mailto:x@a.example",
        "ftp://a.example/",
        "http://",
        "http://a b/",
        "http://a\\@b/",
    ):
        assert absolute(base, ref) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://reader:word@a.example/feed", "https://a.example/feed"),
        ("https://a.example/feed?x=1&token=s3cret", "https://a.example/feed?x=1&token=REDACTED"),
        ("https://a.example/feed?API_KEY=s3cret", "https://a.example/feed?API_KEY=REDACTED"),
        ("https://a.example/feed?%74oken=s3cret", "https://a.example/feed?%74oken=REDACTED"),
        ("https://a.example/feed?a=1&amp;auth=s3cret", "https://a.example/feed?a=1&amp;auth=REDACTED"),
        ("https://a.example/#access_token=s3cret", "https://a.example/#access_token=REDACTED"),
        ("http://[broken?token=s3cret", "http://[broken?token=REDACTED"),
        ("ftp://reader:s3cret@a.example/", "ftp://a.example/"),
        ("https://a.example/feed?monkey=1", "https://a.example/feed?monkey=1"),
    ],
)
def test_what_opens_a_door_is_never_written_down(url: str, expected: str) -> None:
    assert public_url(url) == expected


def test_what_goes_over_the_wire() -> None:
    assert (
        requestable("https://u:p@Bücher.example:443/ä b?q=é#f") == "https://xn--bcher-kva.example/%C3%A4%20b?q=%C3%A9"
    )
    assert requestable("https://a.example") == "https://a.example/"
    assert requestable("ftp://a.example/") == ""
