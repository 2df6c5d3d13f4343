"""From the ledger to the material of an edition: what was seen in its window, and what earlier editions had of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from broadsheet import editions
from broadsheet.model import ComputedLine, EditionRow, Entry, Membership, QuotedLine, Report, Story, Version
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.editions import correcting, leaving

REMEMBERED = timedelta(days=14)

# Inputs of computed Lines that name Articles.
_ARTICLES = ("articles", "apart", "originals", "copies")


@dataclass(frozen=True, slots=True)
class Window:
    """What an edition is made of: all that was seen in [start, end), under a date; and the Articles (ids) that came in
    `late`, after an earlier edition that should have had them."""

    date: date
    start: datetime
    end: datetime
    late: tuple[str, ...] = ()


def fresh_in(context: Context, seen: Window) -> tuple[str, ...]:
    """What no earlier edition of the recipe had, sorted."""
    return tuple(sorted({*context.ledger.articles_seen(seen.start, seen.end), *seen.late}))


def gather(
    context: Context, seen: Window, rows: Sequence[EditionRow], left: leaving.Left
) -> tuple[editions.Material, dict[str, Version]]:
    """All that an edition of that window can be made of, and the Versions that it can cite, by id."""
    fresh = fresh_in(context, seen)
    ids = sorted({home for article in fresh if (home := context.ledger.story_of(article))})
    found = [story for id in ids if (story := context.ledger.story(id))]
    in_stories = {article for story in found for article in story.article_ids}
    alone = [article for article in fresh if article not in in_stories]
    every = sorted(in_stories | set(fresh))
    newest = {each.article_id: each for each in context.ledger.newest_versions(every, before=seen.end)}
    members = {member.article_id: member for member in context.ledger.memberships(every)}
    changed = correcting.corrections(context, rows, start=seen.start, end=seen.end)
    stories = tuple(_story(context, story, newest, members, frozenset(fresh)) for story in found)
    shown = [*newest.values(), *(version for made in changed for version in made.versions)]
    outlets = {version.outlet_id: context.outlet(version.outlet_id, version.url) for version in shown}
    material = editions.Material(
        stories=stories,
        alone=tuple(newest[article] for article in alone if article in newest),
        outlets=tuple(outlets[id] for id in sorted(outlets) if not outlets[id].mute),
        before=had_before(context, rows),
        corrections=changed,
        muted=frozenset(
            rule.story_id for rule in context.ledger.reader_rules() if rule.kind == "mute" and not rule.off
        ),
        left=left,
        late=frozenset(seen.late),
    )
    return material, {version.id: version for version in shown}


def _story(
    context: Context,
    story: Story,
    newest: Mapping[str, Version],
    members: Mapping[str, Membership],
    fresh: frozenset[str],
) -> editions.StoryMaterial:
    versions = tuple(newest[article] for article in story.article_ids if article in newest)
    reports: dict[str, list[Membership]] = {}
    for version in versions:
        member = members.get(version.article_id) or Membership(
            version.article_id, version.article_id, "original", version.article_id, 1.0
        )
        reports.setdefault(member.report_id, []).append(member)
    return editions.StoryMaterial(
        story=story,
        reports=tuple(_report(reports[id]) for id in sorted(reports)),
        versions=versions,
        statements=context.ledger.statements([version.id for version in versions]),
        fresh=fresh & {version.article_id for version in versions},
    )


def _report(members: Sequence[Membership]) -> Report:
    """The part of a Report that lies in this story; its id is the smallest Article id of that part."""
    smallest = min(member.article_id for member in members)
    part = tuple(
        Membership(each.article_id, smallest, each.relation, each.original_id, each.containment)
        for each in sorted(members, key=lambda member: member.article_id)
    )
    return Report(smallest, part)


def earlier(
    context: Context, recipe: editions.Recipe, seen: Window, known: Mapping[str, str] | None = None
) -> list[EditionRow]:
    """The recipe's editions of the last two weeks, up to where this one begins, the oldest first; of an edition that is
    printed again those that were `known` then, by hash, each with its folder."""
    rows = context.ledger.editions(recipe=recipe.name, limit=1000)
    near = [row for row in rows if seen.start - REMEMBERED < row.end <= seen.start]
    if known is not None:
        near = [replace(row, folder=known[row.hash]) for row in near if row.hash in known]
    return sorted(near, key=lambda each: (each.end, each.hash))


def had_before(context: Context, rows: Sequence[EditionRow]) -> editions.Before:
    """What those editions have printed, and the Articles that they counted."""
    sentences: set[str] = set()
    stories: dict[str, tuple[str, frozenset[str]]] = {}
    for row in rows:
        edition = context.ledger.edition(row.hash)
        if edition is None:
            continue
        articles = {source.version_id: source.article_id for source in edition.sources}
        for section in edition.sections:
            for entry in section.entries:
                lines = [line for group in entry.groups for line in group.lines if isinstance(line, QuotedLine)]
                sentences |= {editions.key(line.source_words) for line in lines}
                home = context.ledger.story(entry.story_id) if entry.story_id else None
                if home:
                    ids = frozenset(articles[span.version_id] for line in lines for span in line.spans) | _counted(
                        entry
                    )
                    stories[home.id] = (row.date, ids | stories.get(home.id, ("", frozenset[str]()))[1])
    return editions.Before(frozenset(sentences), stories)


def _counted(entry: Entry) -> frozenset[str]:
    """The Articles that an entry counts, whether or not it quotes them: none of them is new to its readers."""
    lines = [line for group in entry.groups for line in group.lines if isinstance(line, ComputedLine)]
    return frozenset(
        article
        for line in lines
        if line.rule in ("counts", "since")
        for name, values in line.inputs
        if name in _ARTICLES
        for article in values
    )
