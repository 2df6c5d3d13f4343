"""Dates of entries: mail's, ISO's, those in words, those that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.feeds import parse
from broadsheet.feeds.dates import Dates
from broadsheet.model import Made, Moment
from tests.feeds.samples import CAPTURED, item, only, parsed, rss


def read(text: str) -> Moment | None:
    return Dates(CAPTURED).moment(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue, 03 Mar 2026 09:05:00 +0100", "2026-03-03T08:05:00+00:00"),
        ("3 Mar 26 9:05 GMT", "2026-03-03T09:05:00+00:00"),
        ("Tue, 03 Mar 2026 09:05:00 EST", "2026-03-03T14:05:00+00:00"),
        ("Mar 3, 2026 9:05 PM", "2026-03-03T21:05:00+00:00"),
        ("Tue, 03 Mar 2026 24:00:00 GMT", "2026-03-04T00:00:00+00:00"),
        ("2026-03-03T09:05:00.25+01:00", "2026-03-03T08:05:00+00:00"),
        ("2026-03-03T09:05Z", "2026-03-03T09:05:00+00:00"),
        ("20260303T090500Z", "2026-03-03T09:05:00+00:00"),
        ("2026-03-03 09:05:00", "2026-03-03T09:05:00+00:00"),
        ("Tue Mar  3 09:05:00 2026", "2026-03-03T09:05:00+00:00"),
        ("Tue Mar 03 09:05:00 EST 2026", "2026-03-03T14:05:00+00:00"),
        ("Di, 03 Mär 2026 10:00:00 +0100", "2026-03-03T09:00:00+00:00"),
        ("вт, 03 мар 2026 10:00:00 +0300", "2026-03-03T07:00:00+00:00"),
        ("1772528700", "2026-03-03T09:05:00+00:00"),
        ("2026-03-03", "2026-03-03"),
        ("2026-062", "2026-03-03"),
        ("3. März 2026", "2026-03-03"),
    ],
)
def test_dates_are_understood(text: str, expected: str) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.iso(), moment.clamped) == (expected, False)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "0000-00-00", "2026-02-31T00:00:00Z", "Tue, 32 Mar 2026 09:05:00 GMT", "25:61", "9" * 90,
        "Mon, 01 Jan 0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 GMT", "1969-12-31T16:00:00-08:00", "0",
        "9999-12-31T23:59:59-12:00", "2026-03-03 " * 50,
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    """Also the zero of a program's clock: an entry without a date, not one of 1970."""
    assert read(text) is None


@pytest.mark.parametrize("text", ["Thu, 05 Mar 2026 19:05:00 GMT", "2026-03-05T19:05:00Z", "5. März 2026 um 19:05"])
def test_a_date_in_the_future_is_set_back_to_the_capture_and_marked(text: str) -> None:
    moment = read(text)
    assert moment is not None
    assert (moment.at, moment.clamped) == (CAPTURED, True)


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 03 Mar 2099 09:05:00 GMT",
        "2099-03-03T09:05:00Z",
        "2099-03-03",
        "3. März 2099 um 9:05",
        "1 Jan 1985 10:00 GMT",
    ],
)
def test_a_date_out_of_range_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("stated", ["Mon, 01 Jan 0001 00:00:00 +0000", "Sat, 05 Apr 2061 10:00:00 GMT"])
def test_a_feed_says_which_time_was_out_of_range(stated: str) -> None:
    outcome = parse(rss(item(more=f"<pubDate>{stated}</pubDate>")), captured=CAPTURED)
    assert isinstance(outcome, Made)
    assert outcome.value.entries[0].published is None
    assert outcome.note.startswith("time-out-of-range: ")


def test_a_day_ahead_may_be_another_zone() -> None:
    moment = read("2026-03-05T10:00:00Z")
    assert moment is not None
    assert not moment.clamped


def test_entries_without_a_date_have_none() -> None:
    entry = only(parsed(rss(item())))
    assert (entry.published, entry.modified) == (None, None)


def test_dates_of_the_dublin_core() -> None:
    more = (
        "<dcterms:issued>2026-03-03T09:05:00Z</dcterms:issued><dcterms:modified>2026-03-03T10:05:00Z</dcterms:modified>"
    )
    entry = only(parsed(rss(item(more=more))))
    assert entry.published is not None
    assert entry.modified is not None
    assert (entry.published.at.hour, entry.modified.at.hour) == (9, 10)


@given(
    st.integers(min_value=632_000_000, max_value=1_772_000_000),
    st.integers(min_value=-14 * 60, max_value=14 * 60),
)
def test_what_is_written_by_the_standards_is_read_back(seconds: int, offset: int) -> None:
    local = datetime.fromtimestamp(seconds, UTC)
    sign, (hours, minutes) = "-" if offset < 0 else "+", divmod(abs(offset), 60)
    stamps = (
        f"{local:%a, %d %b %Y %H:%M:%S} {sign}{hours:02}{minutes:02}",
        f"{local:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}",
    )
    for stamp in stamps:
        moment = read(stamp)
        assert moment is not None
        assert moment.offset == offset
        assert moment.at.timestamp() + offset * 60 == seconds


@given(st.text(alphabet="0123456789 -:+TZ,.ajnmarepGM/月日", max_size=110))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    moment = read(text)
    assert moment is None or moment.at <= CAPTURED or not moment.clamped
