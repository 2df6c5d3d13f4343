"""The group stages of a round: copies, then stories, over the closed set.

They run in the coordinator once every item of the round has its outcome, over what the round
brought and what is known around it in time, and are written in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from broadsheet import copies, stories
from broadsheet.model import Membership, Report, Round, Story, StoryChange, Version
from broadsheet.run.desk import Desk
from broadsheet.text.times import shifted

COPY_WINDOW = timedelta(days=7)
STORY_WINDOW = timedelta(days=14)


def moment_of(version: Version) -> datetime:
    """When the report stood: its publication, or its capture where that is earlier or all there is."""
    if version.published is None:
        return version.captured
    return (
        min(version.published.at, version.captured) if version.published.precision == "minute" else version.published.at
    )


def group(desk: Desk, current: Round) -> None:
    """Reports and StoryChanges of a round, once."""
    if desk.ledger.story_round(current.id):
        return
    fresh = desk.ledger.round_articles(current.id)
    versions = {version.article_id: version for version in desk.ledger.newest_versions(fresh)}
    desk.progress.stage("grouping", len(fresh))
    reports = _reports(desk, versions) if versions else ()
    changes = _changes(desk, versions, reports) if versions else ()
    memberships = [member for report in reports for member in report.members]
    with desk.ledger.writing() as writer:
        writer.replace_memberships(memberships)
        writer.add_story_changes(changes, current.id, current.cutoff)
    desk.progress.step(len(fresh))


def _newest(desk: Desk, article_ids: Collection[str], fresh: Mapping[str, Version]) -> dict[str, Version]:
    """The newest Version of each Article; those at hand are not read again: a round has thousands of them, and two
    copies of their texts are much of what the street needs of memory."""
    rest = desk.ledger.newest_versions([article for article in article_ids if article not in fresh])
    found = {version.article_id: version for version in rest}
    found.update((article, fresh[article]) for article in article_ids if article in fresh)
    return {article: found[article] for article in sorted(found)}


def _reports(desk: Desk, fresh: Mapping[str, Version]) -> tuple[Report, ...]:
    """The Reports of all Articles near the fresh ones in time, the members of their Reports included."""
    times = sorted(moment_of(version) for version in fresh.values())
    near = set(desk.ledger.articles_seen(shifted(times[0], by=-COPY_WINDOW), shifted(times[-1], by=COPY_WINDOW))) | set(
        fresh
    )
    known = desk.ledger.memberships(sorted(near))
    near |= {member.article_id for member in desk.ledger.members_of(sorted({each.report_id for each in known}))}
    versions = _newest(desk, near, fresh).values()
    signatures = desk.ledger.signatures([version.id for version in versions])
    candidates = [
        copies.Candidate(
            article_id=version.article_id,
            outlet_id=version.outlet_id,
            at=moment_of(version),
            title=version.title,
            text=version.text.content,
            credit=version.credit,
            original_text=version.is_original_text,
            signature=copies.Signature.from_bytes(signatures[version.id]),
        )
        for version in versions
        if version.id in signatures
    ]
    return copies.group(candidates)


def _changes(desk: Desk, fresh: Mapping[str, Version], reports: Sequence[Report]) -> tuple[StoryChange, ...]:
    of_article = {member.article_id: report for report in reports for member in report.members}
    touched = {of_article[article].id: of_article[article] for article in fresh if article in of_article}
    followed, new = [], []
    for report in (touched[id] for id in sorted(touched)):
        placed = {article: desk.ledger.story_of(article) for article in report.article_ids}
        homes = [home for home in placed.values() if home]
        missing = tuple(article for article, home in placed.items() if home is None)
        if homes and missing:
            # A copy belongs where its Report is: with the original, else with the first of the copies.
            home = _home(desk, report) or homes[0]
            followed.append(StoryChange(home, "grew", missing))
        elif missing:
            new.append(report)
    if not new:
        return tuple(followed)
    times = sorted(moment_of(version) for version in fresh.values())
    known = desk.ledger.stories(start=shifted(times[0], by=-STORY_WINDOW), end=shifted(times[-1], by=STORY_WINDOW))
    article_ids = sorted(
        {article for story in known for article in story.article_ids} | {a for r in new for a in r.article_ids}
    )
    versions = _newest(desk, article_ids, fresh)
    memberships = {member.article_id: member for member in desk.ledger.memberships(article_ids)}
    memberships.update({member.article_id: member for report in reports for member in report.members})
    entries = [_entry(report.members, versions) for report in new]
    found = stories.group(entries, [_known(story, memberships, versions) for story in known])
    return (*followed, *found)


def _home(desk: Desk, report: Report) -> str | None:
    original = next((member.original_id for member in report.members if member.original_id), None)
    return desk.ledger.story_of(original) if original else None


def _known(story: Story, memberships: Mapping[str, Membership], versions: Mapping[str, Version]) -> stories.Known:
    by_report: dict[str, list[Membership]] = {}
    for article in story.article_ids:
        member = memberships.get(article) or Membership(article, article, "original", article, 1.0)
        if article in versions:
            by_report.setdefault(member.report_id, []).append(member)
    return stories.Known(story, tuple(_entry(by_report[id], versions) for id in sorted(by_report)))


def _entry(members: Sequence[Membership], versions: Mapping[str, Version]) -> stories.Entry:
    """A Report as the stories room sees it: by the words of its original, at the time of the first."""
    here = [member for member in members if member.article_id in versions]
    first = next((member for member in here if member.relation == "original"), here[0])
    version = versions[first.article_id]
    return stories.Entry(
        report_id=first.report_id,
        article_ids=tuple(sorted(member.article_id for member in here)),
        at=min(moment_of(versions[member.article_id]) for member in here),
        title=version.title,
        text=version.text.content,
        kind=version.kind,
    )
