"""Full text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found by words: `headline` is the title and `snippet` a stretch of the text, both with their hits
    between \\x02 and \\x03; `marks` are the first hits in the text. `moment` is when it was published, or captured
    where that is not known."""

    version_id: str
    article_id: str
    title: str
    outlet_id: str
    captured: datetime
    moment: datetime
    snippet: str
    headline: str
    marks: tuple[tuple[int, int], ...] = ()


class SearchReads(Protocol):
    """The newest Version of each Article, by words. A reader finds what was written when it asked."""

    def search(
        self,
        words: str,
        *,
        outlet_id: str = "",
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        """Articles by words as `text.queries` reads them, best first; each Article once, by its newest Version. Those of
        one outlet, and with a `moment` in [start, end), where that is asked for. No words are wrong: what has no letter
        finds nothing."""
