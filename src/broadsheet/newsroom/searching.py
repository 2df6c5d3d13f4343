"""Searching the paper: articles by words, outlet and days, and the stories that they belong to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from broadsheet.errors import InputError
from broadsheet.model import Outlet
from broadsheet.newsroom.stories import Stories, StoryView
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import Hit
from broadsheet.text.queries import parse

PAGE = 50  # articles
STORIES = 3
_YEARS = (1900, 2200)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for. `first` and `last` are days in the paper's zone, both included; pages count from 1."""

    words: str
    outlet_id: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, and how many of the articles of this page of hits are in it."""

    view: StoryView
    articles: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...]
    stories: tuple[FoundStory, ...]
    more: bool


class Searching:
    """The search of a paper."""

    def __init__(self, context: Context, stories: Stories) -> None:
        self._context = context
        self._stories = stories

    def search(self, asked: Asked) -> SearchResult:
        """The articles, best first, and on the first page the stories with most of them. InputError where nothing can be
        looked for, and says what is wrong."""
        query = parse(asked.words)
        if not query.wanted:
            if query.unwanted:
                raise InputError(
                    "all of these words are left out.", hint="Give one that is to be found, as: bridge -ferry"
                )
            raise InputError(f"there is no word in “{asked.words.strip()[:40]}”.", hint="Give one that is to be found.")
        start, end = self._instants(asked.first, asked.last)
        if start and end and start >= end:
            raise InputError("the first day is after the last.", hint="Change the two.")
        if asked.outlet_id and asked.outlet_id not in self.outlets():
            raise InputError(f"no outlet has the id “{asked.outlet_id[:40]}”.", hint="Choose one of the list.")
        hits = self._context.ledger.search(
            asked.words,
            outlet_id=asked.outlet_id,
            start=start,
            end=end,
            limit=PAGE + 1,
            offset=(asked.page - 1) * PAGE,
        )
        shown = hits[:PAGE]
        return SearchResult(shown, self._told_of(shown) if asked.page == 1 else (), len(hits) > PAGE)

    def outlets(self) -> dict[str, Outlet]:
        """Every outlet with an article or a source, by id, in the order of names."""
        ledger, catalogue = self._context.ledger, self._context.catalogue
        known = {outlet.id: outlet for outlet in catalogue.outlets}
        for id in ledger.newest_articles():
            known.setdefault(id, ledger.outlet(id) or Outlet(id, id, id))
        return dict(sorted(known.items(), key=lambda each: (each[1].name.casefold(), each[0])))

    def _told_of(self, hits: tuple[Hit, ...]) -> tuple[FoundStory, ...]:
        homes = self._context.ledger.stories_of([hit.article_id for hit in hits])
        counted = Counter(homes[hit.article_id] for hit in hits if hit.article_id in homes)
        return tuple(FoundStory(self._stories.get(id), number) for id, number in counted.most_common(STORIES))

    def _instants(self, first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
        zone = ZoneInfo(self._context.settings.paper.timezone)
        for day in (first, last):
            if day is not None and not _YEARS[0] <= day.year <= _YEARS[1]:
                raise InputError(f"{day} is outside of the years {_YEARS[0]} to {_YEARS[1]}.")
        start = datetime.combine(first, time(), tzinfo=zone) if first else None
        end = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone) if last else None
        return start, end
