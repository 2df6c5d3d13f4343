"""Which pages are looked at again: those that an edition cites or that stand beside another Report."""

from __future__ import annotations

from datetime import datetime, timedelta

from broadsheet.model import Sighting, Version
from broadsheet.pipeline.context import Context
from broadsheet.schedule.refetch import again_horizon, due_again
from broadsheet.text.times import shifted

STORIES = 15  # whose pages are looked at before printing: more than an edition has
JUST_NOW = timedelta(minutes=30)


def due(context: Context, now: datetime) -> list[str]:
    """Addresses of pages for which a mark has passed: of Articles that are cited, or that lie in a story of two
    Reports or more. No other page is ever fetched twice."""
    found = []
    for article_id in sorted(cited(context, now) | _beside_others(context, now)):
        page = _page(context, article_id)
        if page is not None:
            url, seen = page
            if due_again(seen[0].at, seen[-1].at, now):
                found.append(url)
    return found


def before_printing(context: Context, now: datetime) -> list[str]:
    """Addresses of the pages that a coming edition may cite, but for those that were looked at just now: what the
    last editions cite, and what is new in the stories with the most Reports."""
    pages = [_page(context, article_id) for article_id in sorted(cited(context, now) | _likely(context, now))]
    return [url for url, seen in filter(None, pages) if seen[-1].at <= shifted(now, by=-JUST_NOW)]


def _likely(context: Context, now: datetime) -> set[str]:
    """Articles of the largest stories that were seen in the last day."""
    fresh = set(context.ledger.articles_seen(shifted(now, days=-1), now))
    ranked = sorted(_reports(context, shifted(now, days=-1)).items(), key=lambda each: (-each[1], each[0]))
    found: set[str] = set()
    for article_ids, _ in ranked[:STORIES]:
        found |= fresh & set(article_ids)
    return found


def cited(context: Context, now: datetime) -> set[str]:
    """Articles that an edition of the last days cites."""
    start = shifted(now, by=-again_horizon())
    rows = [row for row in context.ledger.editions(limit=1000) if row.end >= start]
    editions = [edition for row in rows if (edition := context.ledger.edition(row.hash))]
    return {source.article_id for edition in editions for source in edition.sources}


def _beside_others(context: Context, now: datetime) -> set[str]:
    """Articles of stories of the last days that have two Reports or more."""
    return {
        article_id for article_ids in _reports(context, shifted(now, by=-again_horizon())) for article_id in article_ids
    }


def _reports(context: Context, start: datetime) -> dict[tuple[str, ...], int]:
    """Articles of each story since then that has two Reports or more, with their number: a text and its copies are
    one Report."""
    found = {}
    for story in context.ledger.stories(start=start):
        members = {member.article_id: member.report_id for member in context.ledger.memberships(story.article_ids)}
        number = len({members.get(article_id, article_id) for article_id in story.article_ids})
        if number > 1:
            found[story.article_ids] = number
    return found


def _page(context: Context, article_id: str) -> tuple[str, tuple[Sighting, ...]] | None:
    """The address of an Article's page and when it was seen; None where its page was never read over HTTP, or is
    of no outlet that is read."""
    version = _read_page(context.ledger.versions_of(article_id))
    if version is None:
        return None
    outlet = context.catalogue.outlet(version.outlet_id)
    if outlet is None or outlet.mute:
        return None
    seen = context.ledger.sightings(version.url)
    return (version.url, seen) if seen and seen[0].status else None


def _read_page(versions: tuple[Version, ...]) -> Version | None:
    """The last Version that was read from a page."""
    return next((version for version in reversed(versions) if version.access != "feed-only"), None)
