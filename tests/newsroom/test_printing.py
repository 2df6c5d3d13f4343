"""Windows of editions, and folders that appear whole."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet import editions
from broadsheet.errors import InputError
from broadsheet.model import EditionRow
from broadsheet.pipeline.editions import gathering, printing
from broadsheet.schedule.hours import a_day_before, at_hour

ZONE = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def window(**changes: object) -> gathering.Window:
    given: dict[str, object] = {"zone": ZONE, "now": NOW, "day": None, "since": None, "last": None, **changes}
    return printing.window(editions.recipe("morning"), **given)  # type: ignore[arg-type]


def row(end: datetime) -> EditionRow:
    return EditionRow("h", "morning", "2026-03-03", end, end, "f")


def test_the_recipes_hour_is_in_the_papers_zone() -> None:
    found = window(day=date(2026, 3, 4))
    assert (found.start, found.end) == (datetime(2026, 3, 3, 6, tzinfo=UTC), datetime(2026, 3, 4, 6, tzinfo=UTC))


def test_an_edition_begins_where_the_last_one_ended() -> None:
    last = row(datetime(2026, 3, 1, 6, tzinfo=UTC))
    assert window(day=date(2026, 3, 4), last=last).start == last.end


def test_since_goes_before_the_last_edition() -> None:
    since = datetime(2026, 2, 1, tzinfo=UTC)
    assert window(day=date(2026, 3, 4), last=row(datetime(2026, 3, 3, 6, tzinfo=UTC)), since=since).start == since


def test_without_a_day_it_is_made_of_what_is_here_now() -> None:
    found = window()
    assert (found.end, found.date) == (NOW, date(2026, 3, 4))


def test_an_empty_window_says_what_to_do() -> None:
    with pytest.raises(InputError, match="--since"):
        window(day=date(2026, 3, 4), since=datetime(2026, 3, 5, tzinfo=UTC))


def test_a_day_on_which_the_clock_goes_forward_has_its_hour() -> None:
    assert at_hour(date(2026, 3, 29), "07:00", ZONE) == datetime(2026, 3, 29, 5, tzinfo=UTC)


def test_the_first_and_the_last_days_of_the_calendar_have_a_day_before() -> None:
    zone = ZoneInfo("Asia/Tokyo")
    for at in (datetime.min, datetime.max):  # noqa: DTZ901
        assert a_day_before(at.replace(tzinfo=UTC), zone).tzinfo is not None
    assert at_hour(date.min, "07:00", zone) < at_hour(date.max, "07:00", zone)
