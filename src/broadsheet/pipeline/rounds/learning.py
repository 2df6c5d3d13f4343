"""What is learned of outlets' pages: kept once a round is read, and handed to the rounds that follow.

An Article is read with the profile that held when it was first seen, at every later look as well.
Were it read with the newest, the first look after a lesson would differ from the one before by its
boilerplate, could be held against nothing, and would hide an edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from broadsheet import articles, flow
from broadsheet.articles.rules import profiles
from broadsheet.flow import Stage
from broadsheet.model import Failed, Made, Reader, Reading, Version
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.engines import batches
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.pipeline.walking import Walk
from broadsheet.store.contract import ProfileRow
from broadsheet.text.codec import from_json, to_json

BATCH = 8


class Profiles:
    """The profiles of a paper as they stand while one round is read; each outlet's are asked for once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, tuple[articles.Learned, ...]] = {}

    def holding(self, reading: Reading) -> articles.Profile | None:
        """The profile with which a Capture of that Article is read, or None."""
        if reading.outlet_id not in self._known:
            self._known[reading.outlet_id] = known(self._context, reading.outlet_id)
        learned = self._known[reading.outlet_id]
        article = self._context.ledger.article(reading.article_id) if learned else None
        return profiles.holding(learned, article.first_seen) if article is not None else None


def known(context: Context, outlet_id: str) -> tuple[articles.Learned, ...]:
    """All that was learned of an outlet, oldest first."""
    return tuple(
        articles.Learned(from_json(row.body, articles.Profile, what=f"a profile of {outlet_id}"), row.since, row.pages)
        for row in context.ledger.profiles(outlet_id)
    )


def learn(walk: Walk, stages: Sequence[Stage]) -> None:
    """Learns the outlets whose pages this round read, where enough of them are there. The same Captures in the same
    rounds give the same profiles; after a kill it is done again to the same end. An outlet that cannot be learned is
    an outcome of its own; it is learned with the next round that reads it."""
    context, current, (stage,) = walk.context, walk.current, stages
    outlets = context.ledger.outlets_read(current.id)
    context.progress.stage("learning outlets", len(outlets))
    for outlet_id in outlets:
        if (stage.name, outlet_id) in walk.failed:
            continue
        hands = aside.Hands(context, stage.name, current.id)
        if aside.is_aside(hands.suspects().get(outlet_id, 0)):
            row: ProfileRow | Failed | None = aside.ASIDE
        else:
            hands.take([outlet_id])
            row = guarded(partial(_lesson, context, stage, outlet_id), "reading")
        with context.ledger.writing() as writer:
            if isinstance(row, Failed):
                aside.settle_once(writer, aside.settled(current.id, stage.name, outlet_id, row))
            elif row is not None:
                writer.put_profile(row)
        hands.put_down([outlet_id])
        context.progress.step()


def _lesson(context: Context, stage: Stage, outlet_id: str) -> ProfileRow | None:
    last = context.ledger.last_articles(outlet_id, limit=profiles.ENOUGH)
    if not last:
        return None
    newest, pages = next(iter(last.values())), len(last)
    if not profiles.is_due(pages, newest, known(context, outlet_id)):
        return None
    sample = list(last)[: profiles.SAMPLE]
    pages_read = _unprofiled(context, context.ledger.newest_versions(sample))
    found: articles.Profile = stage.work()(articles.Profile(outlet_id), pages_read)
    return ProfileRow(outlet_id, newest, pages, found.version, to_json(found).decode())


def _unprofiled(context: Context, versions: Sequence[Version]) -> list[Version]:
    """The Versions as their Captures read without a profile: what one takes away could not be learned again."""
    found, works = [], []
    for version in versions:
        sighting = context.ledger.sighting(version.capture_id)
        if version.access == "feed-only" or sighting is None or sighting.kind != "response":
            continue
        rule = context.rules.rule_for(version.url, version.captured)
        if version.reader == Reader(flow.stage("articles").version, rule=rule.version if rule else ""):
            found.append(version)
            continue
        capture = context.archive.read(sighting.place)
        link = context.ledger.link(version.link_id) if version.link_id else None
        outlet = context.outlet(version.outlet_id, version.url)
        limit = context.settings.fetch.max_decoded_bytes
        works.append(worker.ReadWork(capture, link, version.article_id, outlet, limit, rule=rule))
    for results in context.engine.map(worker.PREPARATION, batches(works, BATCH)):
        found += [outcome.value.version for outcome in results if isinstance(outcome, Made)]
    return found
