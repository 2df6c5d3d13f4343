"""What comes in with an address: the search form and the number of a page. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

LONGEST = 200  # characters of a field
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Search:
    """The search form as it was filled in; `problem` says what of it cannot be read, "" where all can."""

    words: str
    outlet: str
    begin: str
    end: str
    first: date | None
    last: date | None
    page: int
    problem: str

    def at_page(self, number: int) -> str:
        """The address of another page of the same search."""
        asked = {"q": self.words, "outlet": self.outlet, "from": self.begin, "to": self.end, "page": str(number)}
        return f"/search?{urlencode({name: value for name, value in asked.items() if value})}"


def search(given: Mapping[str, str]) -> Search:
    words, outlet, begin, end = (
        given.get(name, "").encode("utf-8", "replace").decode()[:LONGEST] for name in ("q", "outlet", "from", "to")
    )
    first, last = _day(begin), _day(end)
    wrong = [text.strip() for text, found in ((begin, first), (end, last)) if text.strip() and found is None]
    problem = f"“{wrong[0][:40]}” is no day: write it as 2026-03-04." if wrong else ""
    return Search(words, outlet.strip(), begin.strip(), end.strip(), first, last, page(given.get("page", "")), problem)


def page(text: str) -> int:
    """The number of a page, from 1."""
    return min(max(1, int(text)), _PAGES) if text.isdecimal() and len(text) < 6 else 1


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
