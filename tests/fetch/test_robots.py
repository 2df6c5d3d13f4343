from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.fetch import robots

NOW = datetime(2031, 5, 4, tzinfo=UTC)


def rules(text: str, status: int = 200) -> robots.Rules:
    return robots.of_response(status, text.encode(), read=NOW)


def test_the_longest_match_decides_and_our_own_group_comes_first() -> None:
    site = rules("User-agent: *\nDisallow: /\n\nUser-agent: broadsheet\nDisallow: /closed\nAllow: /closed/open$\n")
    assert site.answer("https://a.example/news") == "allow"
    assert site.answer("https://a.example/closed/x") == "disallow"
    assert site.answer("https://a.example/closed/open") == "allow"
    assert rules("User-agent: *\nDisallow: /*.pdf$").answer("https://a.example/x.pdf") == "disallow"


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, "disallow"), (204, "disallow"), (404, "allow"), (403, "allow"), (401, "allow"), (304, "allow"),
     (429, "unreachable"), (500, "unreachable"), (503, "unreachable")],
)  # fmt: skip
def test_what_a_status_means(status: int, answer: str) -> None:
    assert rules("User-agent: *\nDisallow: /", status).answer("https://a.example/") == answer


def test_a_byte_order_mark_and_wrong_bytes_do_no_harm() -> None:
    site = robots.of_response(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n\xff\xfe\n", read=NOW)
    assert site.answer("https://a.example/a") == "disallow"


def test_only_so_much_is_read_and_no_rule_is_cut_in_two() -> None:
    line = b"Disallow: /private-and-long\n"
    body = b"User-agent: *\n" + line * (robots.MAX_BYTES // len(line)) + b"Allow: /\n" * 10 + b"Disallow: /late\n"
    site = robots.of_response(200, body, read=NOW)
    assert site.answer("https://a.example/private-and-long") == "disallow"
    assert site.answer("https://a.example/private") == "allow"
    assert site.answer("https://a.example/late") == "allow"


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 3", 3.0),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\nCrawl-delay: 3600", 30.0),
        ("User-agent: *\nRequest-rate: 1/10", 10.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: -4", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
    ],
)
def test_how_slowly(text: str, delay: float) -> None:
    assert rules(text).delay() == delay


def test_rules_are_kept_for_a_day_and_silence_for_minutes() -> None:
    assert rules("").is_fresh(NOW + timedelta(hours=23))
    assert not rules("").is_fresh(NOW + timedelta(hours=24))
    assert not rules("").is_fresh(NOW - timedelta(seconds=1))
    silent = robots.unreachable("dns", read=NOW)
    assert silent.is_fresh(NOW + timedelta(minutes=9))
    assert not silent.is_fresh(NOW + timedelta(minutes=10))


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_file_gives_an_answer(body: bytes, path: str) -> None:
    site = robots.of_response(200, b"User-agent: *\n" + body, read=NOW)
    assert site.answer(f"https://a.example/{path}") in ("allow", "disallow")
    assert 0 <= site.delay() <= robots.MAX_DELAY


def test_a_hostile_pattern_takes_no_time() -> None:
    site = rules("User-agent: *\nDisallow: /" + "a*" * 2000 + "b$")
    assert site.answer("https://a.example/" + "a" * 5000) == "allow"
