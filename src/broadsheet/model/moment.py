"""When something was published or changed: never more exact than what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

Precision = Literal["minute", "day"]
Origin = Literal["page", "feed", "capture", "import"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its precision and where it was read.

    `at` is aware and in UTC; with precision ``day`` it is midnight UTC of that day and only its
    date means anything. `offset` is the zone that the source wrote, in minutes east of UTC, or
    None where it wrote none. `clamped` marks a date in the future that was set back to the
    time of capture.
    """

    at: datetime
    precision: Precision
    origin: Origin
    offset: int | None = None
    clamped: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None or self.at.utcoffset() != UTC.utcoffset(None):
            raise ValueError(f"a Moment is in UTC, not {self.at!r}")

    @property
    def day(self) -> date:
        return self.at.date()

    def iso(self) -> str:
        """ISO 8601: a day alone is a day, not midnight."""
        return self.at.date().isoformat() if self.precision == "day" else self.at.isoformat()
