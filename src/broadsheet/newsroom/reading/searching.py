"""Searching the paper: articles by words, outlet and days, and the stories that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from broadsheet.errors import InputError
from broadsheet.model import Moment, Outlet
from broadsheet.newsroom.reading.stories import Stories, StoryView
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import Hit
from broadsheet.text.queries import parse
from broadsheet.text.times import EARLIEST, day_shifted

PAGE = 50  # articles
STORIES = 3


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
    """`published` are the times that Versions (ids) state, where they state one."""

    hits: tuple[Hit, ...]
    stories: tuple[FoundStory, ...]
    more: bool
    published: Mapping[str, Moment] = field(default_factory=dict)


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
        stories = self._told_of(shown) if asked.page == 1 else ()
        versions = self._context.ledger.versions([hit.version_id for hit in shown])
        published = {version.id: version.published for version in versions if version.published}
        return SearchResult(shown, stories, len(hits) > PAGE, published)

    def outlets(self) -> dict[str, Outlet]:
        """Every outlet with an article or a source, by id, in the order of names."""
        ledger, catalogue = self._context.ledger, self._context.catalogue
        known = {outlet.id: outlet for outlet in catalogue.outlets}
        for id in ledger.newest_articles():
            known.setdefault(id, ledger.outlet(id) or Outlet(id, id, id))
        return dict(sorted(known.items(), key=lambda each: (each[1].name.casefold(), each[0])))

    def names(self) -> dict[str, str]:
        """The outlets' names by id: where several have one name, each with its domain, or its id where it has none."""
        outlets = self.outlets()
        common = Counter(outlet.name.casefold() for outlet in outlets.values())
        return {
            id: outlet.name
            if common[outlet.name.casefold()] == 1
            else f"{outlet.name} ({(outlet.domains or (id,))[0]})"
            for id, outlet in outlets.items()
        }

    def _told_of(self, hits: tuple[Hit, ...]) -> tuple[FoundStory, ...]:
        homes = self._context.ledger.stories_of([hit.article_id for hit in hits])
        counted = Counter(homes[hit.article_id] for hit in hits if hit.article_id in homes)
        return tuple(FoundStory(self._stories.get(id), number) for id, number in counted.most_common(STORIES))

    def _instants(self, first: date | None, last: date | None) -> tuple[datetime | None, datetime | None]:
        zone = self._context.settings.paper.zone
        last_day = day_shifted(self._context.now().date(), 1)
        for day in (first, last):
            if day is not None and not EARLIEST.date() <= day <= last_day:
                raise InputError(
                    f"{day} is outside of the days that a paper can have.",
                    hint=f"They are {EARLIEST.date()} to {last_day}.",
                )
        start = datetime.combine(first, time(), tzinfo=zone) if first else None
        end = datetime.combine(day_shifted(last, 1), time(), tzinfo=zone) if last else None
        return start, end
