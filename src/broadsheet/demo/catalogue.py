"""The sample's outlets as the paper's catalogue has them, and the moments at which it is made."""

from __future__ import annotations

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from broadsheet.demo.content import houses
from broadsheet.model import Outlet

SAMPLE_PORT = 8010
TIMEZONE = "Europe/Vienna"
ZONE = ZoneInfo(TIMEZONE)
FETCHES: tuple[datetime, ...] = (
    datetime(2026, 3, 3, 6, 40, tzinfo=ZONE),
    datetime(2026, 3, 3, 18, 30, tzinfo=ZONE),
    datetime(2026, 3, 4, 6, 40, tzinfo=ZONE),
)
# What the sample's pages take as now: its second morning, when its last edition lies on the table.
CLOCK = datetime(2026, 3, 4, 7, 30, tzinfo=ZONE)
# One outlet's server is down for an hour of the second day; a fetch falls into it.
OUTAGE = (datetime(2026, 3, 4, 5, 0, tzinfo=ZONE), datetime(2026, 3, 4, 6, 0, tzinfo=ZONE))
ROUNDS: tuple[datetime, ...] = (*FETCHES[:2], datetime(2026, 3, 4, 5, 20, tzinfo=ZONE), FETCHES[2])
EDITIONS: tuple[date, ...] = (date(2026, 3, 3), date(2026, 3, 4))
_WRITTEN = ("name", "in_text", "domains", "country", "language", "owner", "funding", "tags", "agency")
CLOCK_WORDS = "A sample: the outlets, the country and its people are made up, and the clock is set to March 2026."


def outlets() -> tuple[Outlet, ...]:
    """The sample's outlets, by id."""
    return tuple(house.outlet for house in houses())


def feeds(port: int = SAMPLE_PORT) -> tuple[tuple[str, str], ...]:
    """Outlet id and address of its feed, for a sample server on that port."""
    return tuple((house.outlet.id, f"http://{house.outlet.domains[0]}:{port}{house.feed_path}") for house in houses())


def as_toml(port: int = SAMPLE_PORT) -> str:
    """The outlets.toml of the sample paper."""
    addresses = dict(feeds(port))
    parts = ["# The sample outlets: five publishers of a made-up country.\n"]
    for outlet in outlets():
        # JSON strings, lists and booleans are TOML as well.
        values = {key: json.dumps(getattr(outlet, key), ensure_ascii=False) for key in _WRITTEN}
        lines = [f"[outlets.{outlet.id}]", *(f"{key} = {value}" for key, value in values.items())]
        lines.append(f"feeds = {json.dumps([addresses[outlet.id]])}\n")
        parts.append("\n".join(lines))
    return "\n".join(parts)


def is_morning(moment: datetime) -> bool:
    """Whether an edition of that day follows this fetch."""
    return moment in FETCHES and moment.astimezone(ZONE).hour < 12
