from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.dates import FUTURE, parse

CAPTURED = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def iso(text: str, language: str = "") -> str | None:
    moment = parse(text, origin="page", captured=CAPTURED, language=language)
    return moment.iso() if moment else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02T18:05:31.123Z", "2026-03-02T18:05:00+00:00"),
        ("2026-03-02T18:05:31+0100", "2026-03-02T17:05:00+00:00"),
        ("2026-03-02 18:05", "2026-03-02T18:05:00+00:00"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T00:00:00", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("Mon, 02 Mar 2026 18:05:00 GMT", "2026-03-02T18:05:00+00:00"),
        ("Mon, 02 Mar 2026 18:05:00 -0500", "2026-03-02T23:05:00+00:00"),
        ("1772474700", "2026-03-02T18:05:00+00:00"),
        ("2 March 2026", "2026-03-02"),
        ("March 2, 2026 at 6:05 p.m. EST", "2026-03-02T23:05:00+00:00"),
        ("Stand: 02.03.2026, 18:05 Uhr", "2026-03-02T18:05:00+00:00"),
        ("2. März 2026", "2026-03-02"),
        ("2 mars 2026 à 18h05", "2026-03-02T18:05:00+00:00"),
        ("2 de marzo de 2026", "2026-03-02"),
        ("2 marca 2026, 18:05", "2026-03-02T18:05:00+00:00"),
        ("2 марта 2026, 18:05", "2026-03-02T18:05:00+00:00"),
        ("2 Μαρτίου 2026", "2026-03-02"),
        ("2 Mart 2026 18:05", "2026-03-02T18:05:00+00:00"),
        ("2026年3月2日 午後6時05分", "2026-03-02T18:05:00+00:00"),
        ("2026. 3. 2. 오후 6:05", "2026-03-02T18:05:00+00:00"),
        ("٢ مارس ٢٠٢٦", "2026-03-02"),
        ("2 मार्च 2026", "2026-03-02"),
        ("2 มีนาคม 2026", "2026-03-02"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    "text", ["", "no date", "12", "0000-00-00", "2026-13-45", "99999999999999", "Chapter 7 of 12", "31 February 2026"]
)
def test_what_is_no_date(text: str) -> None:
    assert iso(text) is None


def test_order_of_day_and_month() -> None:
    assert iso("03/02/2026") == "2026-02-03"
    assert iso("03/02/2026", "en-US") == "2026-03-02"
    assert iso("02/25/2026") == "2026-02-25"


def test_zone_is_kept_as_written() -> None:
    with_zone, without = (parse(text, origin="feed") for text in ("2026-03-02T18:05:00+05:30", "2026-03-02T18:05:00"))
    assert with_zone is not None
    assert without is not None
    assert (with_zone.offset, without.offset) == (330, None)
    assert with_zone.origin == "feed"


def test_relative_to_the_capture() -> None:
    assert iso("3 days ago", "en") == "2026-03-07"


def test_future_is_set_back() -> None:
    moment = parse("2026-05-01T10:00:00Z", origin="page", captured=CAPTURED)
    assert moment is not None
    assert (moment.at, moment.clamped) == (CAPTURED, True)
    near = parse("2026-03-11T10:00:00Z", origin="page", captured=CAPTURED)
    assert near is not None
    assert not near.clamped


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2025, 1, 1)), st.integers(-14 * 4, 14 * 4))  # noqa: DTZ001
def test_iso_comes_back(at: datetime, quarters: int) -> None:
    sign, minutes = ("-" if quarters < 0 else "+"), abs(quarters) * 15
    moment = parse(f"{at:%Y-%m-%dT%H:%M:01}{sign}{minutes // 60:02}:{minutes % 60:02}", origin="page")
    assert moment is not None
    wanted = at.replace(second=0, microsecond=0, tzinfo=UTC) - timedelta(minutes=quarters * 15)
    assert moment.at == wanted


@given(st.text(max_size=80))
def test_any_text_gives_a_moment_or_none(text: str) -> None:
    moment = parse(text, origin="page", captured=CAPTURED, words=False)
    assert moment is None or moment.at <= CAPTURED + FUTURE
