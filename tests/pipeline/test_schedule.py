"""When sources and pages are asked again: decisions over times, whatever the times are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model import SourceState
from broadsheet.schedule import refetch
from broadsheet.schedule.refetch import Bounds, Wishes

NOW = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
BOUNDS = Bounds()
NONE = Wishes()
seconds = st.one_of(st.none(), st.floats(0, 1e9))
wishes = st.builds(Wishes, ttl=seconds, max_age=seconds, retry_after=seconds)
states = st.builds(
    SourceState, source_id=st.just("f"), gap=st.floats(0, 1e9), failures=st.integers(0, 200), ended=st.booleans()
)


def due(state: SourceState, wishes: Wishes = NONE) -> timedelta:
    return refetch.next_due(state, NOW, wishes=wishes, bounds=BOUNDS) - NOW


@given(states, wishes)
def test_a_source_is_asked_neither_too_soon_nor_too_late(state: SourceState, wished: Wishes) -> None:
    wait = due(state, wished)
    assert BOUNDS.shortest <= wait <= timedelta(days=7)
    if (wished.retry_after or 0) <= BOUNDS.longest.total_seconds():
        assert wait <= BOUNDS.longest


@given(states, wishes)
def test_retry_after_is_kept_to(state: SourceState, wished: Wishes) -> None:
    assert due(state, wished).total_seconds() >= min(wished.retry_after or 0, 7 * 86_400) - 1e-3


@given(st.floats(1, 1e7), st.integers(0, 30))
def test_each_failure_makes_the_wait_longer_until_it_is_longest(gap: float, failures: int) -> None:
    before = due(SourceState("f", gap=gap, failures=failures + 1))
    after = due(SourceState("f", gap=gap, failures=failures + 2))
    assert after > before or after == BOUNDS.longest


@given(st.integers(20, 40_000), st.integers(1, 40))
def test_the_schedule_finds_the_pace_of_a_steady_source(pace: int, start: int) -> None:
    """Whatever it began with, after some rounds a source is asked about twice as often as it changes."""
    gap, now, changed, seen = float(start * 3600), 0.0, 0.0, 0
    for _ in range(400):
        state = SourceState("f", gap=gap)
        now += due(state).total_seconds()
        new = int(now // pace) - seen
        seen += new
        gap = refetch.changed_gap(gap, new=new, elapsed=now - changed)
        changed = now if new else changed
    wait = due(SourceState("f", gap=gap)).total_seconds()
    assert wait <= max(BOUNDS.shortest.total_seconds(), 2.1 * pace)
    assert wait >= min(BOUNDS.longest.total_seconds(), pace / 8) or wait == BOUNDS.shortest.total_seconds()


def test_a_quiet_source_is_asked_less_and_less_often() -> None:
    gap, now, waits = 3600.0, 0.0, []
    for _ in range(40):
        wait = due(SourceState("f", gap=gap)).total_seconds()
        waits.append(wait)
        now += wait
        gap = refetch.changed_gap(gap, new=0, elapsed=now)
    assert waits == sorted(waits)
    assert waits[-1] == BOUNDS.longest.total_seconds()


def test_the_first_pace_is_that_of_the_entries() -> None:
    hourly = [NOW - timedelta(hours=n) for n in range(10)]
    assert refetch.gap_of(hourly, NOW) == 3600
    assert refetch.gap_of([each - timedelta(days=4) for each in hourly], NOW) == 2 * 86_400
    assert refetch.gap_of([], NOW) == refetch.gap_of([NOW + timedelta(days=1)], NOW) == 3600


def test_a_clock_that_was_set_back_keeps_no_source_waiting() -> None:
    later = NOW + timedelta(days=300)
    state = SourceState("f", last_try=later, last_success=later, due=later + timedelta(hours=1))
    assert refetch.is_due(state, NOW)
    assert refetch.is_due(None, NOW)
    assert not refetch.is_due(replace(state, last_try=NOW), NOW)
    assert not refetch.is_due(replace(state, ended=True), NOW)
    assert not refetch.is_due(SourceState("f", ended=True), NOW)


@given(st.lists(st.integers(0, 20 * 86_400), max_size=60))
def test_a_page_is_seen_at_most_once_for_each_mark(offsets: list[int]) -> None:
    looks, last = 0, NOW
    for offset in sorted(offsets):
        now = NOW + timedelta(seconds=offset)
        if refetch.due_again(NOW, last, now):
            looks, last = looks + 1, now
    assert looks <= len(refetch.MARKS)
    if offsets and max(offsets) >= 7 * 86_400:
        assert last >= NOW + timedelta(days=7), "the last mark is never left out"
