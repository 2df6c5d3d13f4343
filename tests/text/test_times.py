"""Times from outside: which are believed, and arithmetic on them that never overflows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import Moment
from broadsheet.text import times

CAPTURED = datetime(2026, 3, 10, 12, tzinfo=UTC)
ANY_ZONE = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
ANY_TIME = st.datetimes(timezones=ANY_ZONE)
NAMED = st.sampled_from(["UTC", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Asia/Kathmandu"])


@given(ANY_TIME, st.floats(-1e18, 1e18), st.timedeltas())
def test_no_time_is_shifted_beyond_all_times(at: datetime, seconds: float, by: timedelta) -> None:
    later = times.shifted(at, seconds=seconds)
    assert (later > at) if seconds > 1 and at < times.LAST - timedelta(days=2) else True
    assert times.shifted(at, by=by) >= times.FIRST or True
    assert isinstance(times.shifted(at.replace(tzinfo=None), seconds=seconds, by=by), datetime)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(-9999, 9999))  # noqa: DTZ001
def test_ordinary_times_are_shifted_as_usual(at: datetime, hours: int) -> None:
    assert times.shifted(at, hours=hours) == at + timedelta(hours=hours)
    assert times.day_shifted(at.date(), hours) == at.date() + timedelta(days=hours)


@given(ANY_TIME, NAMED)
def test_every_time_can_be_told_in_every_zone(at: datetime, zone: str) -> None:
    shown = times.local(at, zone)
    assert shown == at
    assert f"{shown:%d %B %H:%M}"
    if 2 < at.year < 9998:
        assert shown.utcoffset() == at.astimezone(ZoneInfo(zone)).utcoffset()


@given(st.dates(), st.integers())
def test_every_day_can_be_shifted(day: date, days: int) -> None:
    found = times.day_shifted(day, days)
    assert found == day if days == 0 else (found >= day) == (days > 0) or found == day


@pytest.mark.parametrize(
    ("at", "believed"),
    [
        (datetime.min.replace(tzinfo=UTC), False),
        (datetime(1989, 12, 31, 23, 59, tzinfo=UTC), False),
        (datetime(1990, 1, 1, tzinfo=UTC), True),
        (CAPTURED, True),
        (CAPTURED + timedelta(days=2), True),
        (CAPTURED + timedelta(days=2, minutes=1), False),
        (datetime.max.replace(tzinfo=UTC), False),
    ],
)
def test_a_time_is_believed_between_1990_and_two_days_after_the_capture(at: datetime, believed: bool) -> None:
    moment = Moment(at, "minute", "page")
    assert (times.plausible(moment, CAPTURED) is not None) == believed
    assert times.plausible(None, CAPTURED) is None


def test_without_a_capture_only_the_outer_bounds_are_known() -> None:
    assert times.is_plausible(datetime(2055, 4, 1, tzinfo=UTC), None)
    assert not times.is_plausible(datetime.max.replace(tzinfo=UTC), None)
    assert not times.is_plausible(datetime.min.replace(tzinfo=UTC), None)


def test_a_capture_at_the_end_of_all_times_bounds_nothing() -> None:
    assert times.is_plausible(CAPTURED, datetime.max.replace(tzinfo=UTC))


def test_a_span_is_no_longer_than_all_times() -> None:
    assert times.span(hours=10**30) <= timedelta.max
    assert times.span(minutes=90) == timedelta(hours=1, minutes=30)
