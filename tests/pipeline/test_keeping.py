"""What `run` does next, over clock changes, sleep, and clocks that are set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import EditionRow, Source, SourceState
from broadsheet.schedule.hours import at_hour
from broadsheet.schedule.upcoming import LATE, LEAD, Daily, Plan, next_hour, pause, plan

VIENNA = ZoneInfo("Europe/Vienna")
SEVEN = Daily("morning", "07:00")
zones = st.sampled_from(
    ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC"]
).map(ZoneInfo)
hours = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda each: f"{each[0]:02d}:{each[1]:02d}")
moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at(text: str, zone: ZoneInfo = VIENNA) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def row(day: str, end: datetime, recipe: str = "morning") -> EditionRow:
    return EditionRow(f"{recipe}{day}", recipe, day, end - timedelta(hours=24), end, f"{day}-{recipe}")


def decided(now: datetime, rows: list[EditionRow], daily: Daily = SEVEN, zone: ZoneInfo = VIENNA) -> Plan:
    return plan((), {}, [daily], rows, zone=zone, now=now)


def printed(start: datetime, end: datetime, step: timedelta, daily: Daily, zone: ZoneInfo) -> list[date]:
    """The dates that are printed by one who looks at the clock each `step`."""
    first = start.astimezone(zone).date() - timedelta(days=1)
    rows, dates, now = [row(first.isoformat(), at_hour(first, daily.hour, zone), daily.recipe)], [], start
    while now < end:
        for each in decided(now, rows, daily, zone).prints:
            dates.append(each.date)
            rows.append(
                row(each.date.isoformat(), now if each.late else at_hour(each.date, daily.hour, zone), daily.recipe)
            )
        now += step
    return dates


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("2026-03-27", "02:30"), ("2026-10-23", "02:30"), ("2026-03-27", "03:00"), ("2026-10-23", "00:00")],
)
def test_each_local_date_has_one_edition_over_a_clock_change(clock: str, hour: str) -> None:
    start = at(f"{clock}T00:00")
    dates = printed(start, start + timedelta(days=5), timedelta(minutes=10), Daily("morning", hour), VIENNA)
    first = date.fromisoformat(clock)
    assert dates[-5:] == [first + timedelta(days=n) for n in range(5)]
    assert len(dates) == len(set(dates))


@given(moments, zones, hours, st.integers(1, 40))
def test_whatever_the_zone_and_the_hour_no_date_is_printed_twice_and_none_left_out(
    start: datetime, zone: ZoneInfo, hour: str, minutes: int
) -> None:
    dates = printed(start, start + timedelta(days=4), timedelta(minutes=minutes * 7), Daily("morning", hour), zone)
    assert len(dates) == len(set(dates))
    assert len(dates) >= 3
    assert dates == sorted(dates)


def test_after_a_sleep_the_missed_hour_is_printed_late_and_once() -> None:
    rows = [row("2026-03-02", at("2026-03-02T07:00"))]
    (late,) = decided(at("2026-03-05T11:00"), rows).prints
    assert (late.date, late.late) == (date(2026, 3, 5), True), "of today, with all that is here by now"
    rows.append(row("2026-03-05", at("2026-03-05T11:00")))
    assert decided(at("2026-03-05T11:30"), rows).prints == ()
    assert decided(at("2026-03-06T07:00"), rows).prints[0].date == date(2026, 3, 6)


def test_one_that_was_missed_yesterday_ends_at_its_own_hour() -> None:
    (late,) = decided(at("2026-03-05T06:00"), [row("2026-03-02", at("2026-03-02T07:00"))]).prints
    assert (late.date, late.late) == (date(2026, 3, 4), False)


def test_an_edition_by_hand_before_the_hour_is_not_the_days_one_and_after_it_is() -> None:
    yesterday = row("2026-03-04", at("2026-03-04T07:00"))
    early, after = row("2026-03-05", at("2026-03-05T06:00")), row("2026-03-05", at("2026-03-05T07:10"))
    assert decided(at("2026-03-05T07:20"), [yesterday, early]).prints
    assert not decided(at("2026-03-05T07:20"), [yesterday, after]).prints


def test_a_clock_that_was_set_back_prints_nothing_again() -> None:
    rows = [row(f"2026-03-0{n}", at(f"2026-03-0{n}T07:00")) for n in (4, 5)]
    for now in ("2026-03-05T06:00", "2026-03-04T09:00", "2026-02-01T09:00"):
        assert decided(at(now), rows).prints == ()


def test_a_paper_without_editions_has_missed_none_before_it_began() -> None:
    began = at("2026-03-05T09:00")
    for now, dates in (("2026-03-05T09:10", []), ("2026-03-06T07:00", [date(2026, 3, 6)])):
        found = plan((), {}, [SEVEN], [], zone=VIENNA, now=at(now), since=began)
        assert [each.date for each in found.prints] == dates


def test_pages_are_looked_at_shortly_before_the_hour() -> None:
    rows = [row("2026-03-04", at("2026-03-04T07:00"))]
    hour = at("2026-03-05T07:00")
    assert decided(hour - LEAD - timedelta(minutes=1), rows).prepares == ()
    assert decided(hour - LEAD, rows).prepares == (("morning", date(2026, 3, 5)),)
    assert decided(hour - LEAD - timedelta(minutes=1), rows).wake == hour - LEAD
    assert decided(hour + LATE, rows).prints[0].late is False


def test_only_what_is_due_is_fetched() -> None:
    now = at("2026-03-05T12:00")
    sources = [Source(name, "feed", f"https://{name}.example/feed", name) for name in ("new", "due", "later", "gone")]
    states = {
        "due": SourceState("due", last_try=now - timedelta(hours=1), due=now),
        "later": SourceState("later", last_try=now, due=now + timedelta(minutes=9)),
        "gone": SourceState("gone", last_try=now, due=now, ended=True),
    }
    found = plan(sources, states, [], [], zone=VIENNA, now=now)
    assert found.fetches == ("new", "due")
    assert found.wake == now + timedelta(minutes=9)


@given(moments, zones, hours)
def test_the_next_hour_lies_ahead_and_within_two_days(now: datetime, zone: ZoneInfo, hour: str) -> None:
    found = next_hour(Daily("morning", hour), zone=zone, now=now)
    assert now < found <= now + timedelta(hours=50)


@given(moments, st.integers(-(10**7), 10**7))
def test_no_sleep_is_long(now: datetime, ahead: int) -> None:
    assert 0.5 <= pause(now + timedelta(seconds=ahead), now) <= 30
