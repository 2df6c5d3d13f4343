"""The group stages of a round: copies, then stories, over the closed set.

They run in the coordinator once every item of the round has its outcome, over what the round
brought and what is known around it in time, and are written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from broadsheet import copies, flow, stories
from broadsheet.flow import Stage
from broadsheet.model import Failed, Made, Membership, Report, Round, Story, StoryChange, Version
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.pipeline.walking import REMADE, Walk
from broadsheet.store.contract import Writer
from broadsheet.text.times import shifted

REPORTS, STORIES = "reports", "stories"
COPY_WINDOW = timedelta(days=7)
STORY_WINDOW = timedelta(days=14)
# Of what was captured longer ago no signature is kept: four kilobytes an article, made again in a few milliseconds.
SIGNATURE_WINDOW = 3 * COPY_WINDOW


def moment_of(version: Version) -> datetime:
    """When the report stood: its publication, or its capture where that is earlier or all there is."""
    if version.published is None:
        return version.captured
    return (
        min(version.published.at, version.captured) if version.published.precision == "minute" else version.published.at
    )


def group(walk: Walk, stages: Sequence[Stage]) -> None:
    """Reports and StoryChanges of a round, once.

    An Article that breaks one of the two stages is a Report by itself, or its Report a Story by itself; where it is not
    to be found which one it is, all new ones are."""
    context, current = walk.context, walk.current
    if context.ledger.story_round(current.id):
        return
    wanted = [(stage, key) for stage in (REPORTS, STORIES) for key in context.ledger.pending(current.id, stage)]
    again = {*(key for _, key in wanted), *_signed_again(context, current)}
    ids = {*context.ledger.round_articles(current.id), *again}
    versions = {version.article_id: version for version in context.ledger.newest_versions(sorted(ids))}
    context.progress.stage("grouping", len(versions))
    hands = aside.Hands(context, "grouping", current.id)
    broken = {(stage, key) for stage, key in walk.failed if stage in (REPORTS, STORIES)}
    if aside.is_aside(hands.suspects().get("", 0)):
        broken |= {(stage, key) for stage in (REPORTS, STORIES) for key in versions}
    hands.take([""])
    known_broken = {item: aside.ASIDE for item in broken if item[1] in versions}
    of_copies, of_stories = stages
    copied, grouped = of_copies.work(), of_stories.work()
    work = _Grouping(context, versions, again, known_broken, of_copies.version, copied, grouped)
    reports = work.reports() if versions else ()
    changes = work.changes(reports) if versions else ()
    with context.ledger.writing() as writer:
        writer.replace_memberships([member for report in reports for member in report.members])
        writer.add_story_changes(changes, current.id, current.cutoff)
        writer.drop_signatures(shifted(current.cutoff, by=-SIGNATURE_WINDOW))
        for stage, article in sorted({*work.broken, *wanted}):
            outcome = aside.settled(current.id, stage, article, work.broken.get((stage, article), Made(None)))
            aside.settle_once(writer, outcome)
    hands.put_down([""])
    context.progress.step(len(versions))


def regroup(context: Context, writer: Writer) -> dict[str, Failed]:
    """Makes the Reports of all Articles again, by the signatures as they are now, week by week. Stories stay as they
    are: what was told of them was told. Gives the Articles that broke it."""
    of_copies = flow.stage("reports")
    copied, grouped = of_copies.work(), flow.stage("stories").work()
    lost: dict[str, Failed] = {}
    for ids in _weeks(context, datetime(1970, 1, 1, tzinfo=UTC), shifted(context.now(), days=1)):
        versions = {version.article_id: version for version in context.ledger.newest_versions(ids)}
        work = _Grouping(context, versions, (), {}, of_copies.version, copied, grouped)
        writer.replace_memberships([member for report in work.reports() for member in report.members])
        lost |= {article: why for (_, article), why in work.broken.items()}
    return lost


def _weeks(context: Context, start: datetime, end: datetime) -> Iterator[tuple[str, ...]]:
    """The Articles that were first seen in [start, end), in runs of a week or less."""
    ids = context.ledger.articles_seen(start, end)
    if ids and end - start > COPY_WINDOW:
        middle = shifted(start, by=(end - start) / 2)
        yield from _weeks(context, start, middle)
        yield from _weeks(context, middle, end)
    elif ids:
        yield ids


def _signed_again(context: Context, current: Round) -> set[str]:
    """Articles whose Versions got their signature in this round although they are of an earlier one."""
    outcomes = context.ledger.outcomes(current.id)
    signed = [each.key for each in outcomes if each.stage == "copies"]
    # What a newer reader reads again has its place: what was told of its story was told.
    read_again = [each.key.rpartition(":")[2] for each in outcomes if each.key.startswith(REMADE)]
    remade = {version.article_id for version in context.ledger.versions(read_again)}
    return {version.article_id for version in context.ledger.versions(signed)} - remade


def _newest(context: Context, article_ids: Collection[str], fresh: Mapping[str, Version]) -> dict[str, Version]:
    """The newest Version of each Article; those at hand are not read again: a round has thousands of them, and two
    copies of their texts are much of what the pipeline needs of memory."""
    rest = context.ledger.newest_versions([article for article in article_ids if article not in fresh])
    found = {version.article_id: version for version in rest}
    found.update((article, fresh[article]) for article in article_ids if article in fresh)
    return {article: found[article] for article in sorted(found)}


@dataclass
class _Grouping:
    """One round on its way through copies and stories. `again` are Articles whose place in a Story of their own is no
    last word; `signed_by` is the version of the signatures that
    can be compared, `copied` and `grouped` are the functions of the two stages; `broken` are the stages and the Articles that broke them, or are known to break them, with the outcome."""

    context: Context
    fresh: Mapping[str, Version]
    again: Collection[str]
    broken: dict[tuple[str, str], Failed]
    signed_by: str
    copied: Callable[[Sequence[copies.Candidate]], tuple[Report, ...]]
    grouped: Callable[[Sequence[stories.ReportText], Sequence[stories.KnownStory]], tuple[StoryChange, ...]]

    def _of(self, stage: str) -> set[str]:
        """The Articles that broke the stage."""
        return {article for each, article in self.broken if each == stage}

    def reports(self) -> tuple[Report, ...]:
        """The Reports of all Articles near the fresh ones in time, the members of their Reports included."""
        context = self.context
        times = sorted(moment_of(version) for version in self.fresh.values())
        start, end = shifted(times[0], by=-COPY_WINDOW), shifted(times[-1], by=COPY_WINDOW)
        near = set(context.ledger.articles_seen(start, end)) | set(self.fresh)
        known = context.ledger.memberships(sorted(near))
        near |= {member.article_id for member in context.ledger.members_of(sorted({each.report_id for each in known}))}
        versions = _newest(context, near, self.fresh).values()
        signatures = context.ledger.signatures([version.id for version in versions], stage_version=self.signed_by)
        signed = [version for version in versions if version.id in signatures]
        made = [
            (version, guarded(partial(_candidate, version, signatures[version.id]), "reading")) for version in signed
        ]
        self._note(REPORTS, {version.article_id: why for version, why in made if isinstance(why, Failed)})
        lost = self._of(REPORTS)
        candidates = [each for _, each in made if not isinstance(each, Failed) and each.article_id not in lost]
        found = self._copied(candidates)
        placed = {article for report in found for article in report.article_ids}
        alone = [_alone(article) for article in sorted(self._of(REPORTS) & set(self.fresh) - placed)]
        return tuple(sorted((*found, *alone), key=lambda each: each.id))

    def changes(self, reports: Sequence[Report]) -> tuple[StoryChange, ...]:
        """What becomes of the stories with the fresh Reports."""
        followed, new, loose = self._followed(reports)
        if not new:
            return tuple(followed)
        context = self.context
        times = sorted(moment_of(version) for version in self.fresh.values())
        start, end = shifted(times[0], by=-STORY_WINDOW), shifted(times[-1], by=STORY_WINDOW)
        known = [each for each in context.ledger.stories(start=start, end=end) if each.id not in set(loose.values())]
        article_ids = sorted(
            {article for story in known for article in story.article_ids} | {a for r in new for a in r.article_ids}
        )
        versions = _newest(context, article_ids, self.fresh)
        memberships = {member.article_id: member for member in context.ledger.memberships(article_ids)}
        memberships.update({member.article_id: member for report in reports for member in report.members})
        entries = [_entry(report.members, versions) for report in new]
        sound = [entry for entry in entries if not self._of(STORIES) & set(entry.article_ids)]
        stood = [_known(story, memberships, versions) for story in known]
        found = self._grouped(sound, stood)
        rest = [entry for entry in entries if self._of(STORIES) & set(entry.article_ids) and entry.kind != "roundup"]
        opened = stories.alone(rest, taken={story.id for story in known} | {each.story_id for each in found})
        return (*followed, *_moved((*found, *opened), loose))

    def _followed(self, reports: Sequence[Report]) -> tuple[list[StoryChange], list[Report], dict[str, str]]:
        """The Reports that follow one of their Articles, those that are to be grouped, and the Articles that stand in
        a Story of their own which they may leave, with that Story."""
        ledger = self.context.ledger
        of_article = {member.article_id: report for report in reports for member in report.members}
        touched = {of_article[article].id: of_article[article] for article in self.fresh if article in of_article}
        followed, new, loose = [], [], {}
        for report in (touched[id] for id in sorted(touched)):
            placed = {article: ledger.story_of(article) for article in report.article_ids}
            for article in set(self.again) & set(placed):
                home = placed[article]
                story = ledger.story(home) if home else None
                if story is not None and set(story.article_ids) <= set(self.again) & set(placed):
                    loose[article], placed[article] = story.id, None
            homes = [home for home in placed.values() if home]
            missing = tuple(article for article, home in placed.items() if home is None)
            if homes and missing:
                # A copy belongs where its Report is: with the original, else with the first of the copies.
                home = _home(self.context, report) or homes[0]
                home = home if home not in loose.values() else homes[0]
                followed += _moved([StoryChange(home, "grew", missing)], loose)
            elif missing:
                new.append(report)
        return followed, new, loose

    def _grouped(
        self, new: Sequence[stories.ReportText], known: Sequence[stories.KnownStory]
    ) -> tuple[StoryChange, ...]:
        """The StoryChanges of the Reports that can be grouped; what of the known stories breaks it is left out."""
        if not new:
            return ()
        why = guarded(lambda: self.grouped(new, known))
        if not isinstance(why, Failed):
            return why
        stood = [each for each in known if self._is_sound(each.entries)]
        culprits = {entry.report_id for entry in new if not self._is_sound([entry])}
        sound = [entry for entry in new if entry.report_id not in culprits]
        found = guarded(lambda: self.grouped(sound, stood)) if culprits or len(stood) < len(known) else why
        left = [entry for entry in new if entry.report_id in culprits or isinstance(found, Failed)]
        self._note(STORIES, {article: why for entry in left for article in entry.article_ids})
        return () if isinstance(found, Failed) else found

    def _is_sound(self, entries: Sequence[stories.ReportText]) -> bool:
        """Whether these can be grouped by themselves."""
        return not isinstance(guarded(lambda: self.grouped(entries, ())), Failed)

    def _copied(self, candidates: Sequence[copies.Candidate]) -> tuple[Report, ...]:
        """The Reports of the candidates that can be held against one another."""
        why = guarded(lambda: self.copied(candidates))
        if not isinstance(why, Failed):
            return why
        sound = [each for each in candidates if not isinstance(guarded(partial(self.copied, [each])), Failed)]
        found = guarded(lambda: self.copied(sound)) if len(sound) < len(candidates) else why
        kept = {each.article_id for each in sound} if not isinstance(found, Failed) else set()
        lost = {each.article_id for each in candidates} - kept
        self._note(REPORTS, dict.fromkeys(lost, why))
        return () if isinstance(found, Failed) else found

    def _note(self, stage: str, failed: Mapping[str, Failed]) -> None:
        """What is known of earlier rounds stays as it stands, and is no item of this one."""
        self.broken.update({(stage, article): why for article, why in failed.items() if article in self.fresh})


def _candidate(version: Version, signature: bytes) -> copies.Candidate:
    """The Version with its signature, made again where it was dropped."""
    return copies.Candidate(
        article_id=version.article_id,
        outlet_id=version.outlet_id,
        at=moment_of(version),
        title=version.title,
        text=version.text.content,
        credit=version.credit,
        original_text=version.is_original_text,
        signature=copies.Signature.from_bytes(signature) if signature else copies.sign(version.text.content),
    )


def _alone(article: str) -> Report:
    """An Article that is a Report by itself."""
    return Report(article, (Membership(article, article, "original", article, 1.0),))


def _moved(changes: Sequence[StoryChange], loose: Mapping[str, str]) -> list[StoryChange]:
    """The changes for Articles of which some stand in a Story of their own: that one goes into the one they come to."""
    found: list[StoryChange] = []
    for change in changes:
        going = {loose[article] for article in change.article_ids if article in loose} - {change.story_id}
        stay = tuple(article for article in change.article_ids if loose.get(article) not in going)
        if stay or not going:
            found.append(replace(change, article_ids=stay))
        for story in sorted(going):
            those = tuple(article for article in change.article_ids if loose.get(article) == story)
            found.append(StoryChange(change.story_id, "merged", those, other=story))
    return found


def _home(context: Context, report: Report) -> str | None:
    original = next((member.original_id for member in report.members if member.original_id), None)
    return context.ledger.story_of(original) if original else None


def _known(story: Story, memberships: Mapping[str, Membership], versions: Mapping[str, Version]) -> stories.KnownStory:
    by_report: dict[str, list[Membership]] = {}
    for article in story.article_ids:
        member = memberships.get(article) or Membership(article, article, "original", article, 1.0)
        if article in versions:
            by_report.setdefault(member.report_id, []).append(member)
    return stories.KnownStory(story, tuple(_entry(by_report[id], versions) for id in sorted(by_report)))


def _entry(members: Sequence[Membership], versions: Mapping[str, Version]) -> stories.ReportText:
    """A Report as the stories room sees it: by the words of its original, at the time of the first."""
    here = [member for member in members if member.article_id in versions]
    first = next((member for member in here if member.relation == "original"), here[0])
    version = versions[first.article_id]
    return stories.ReportText(
        report_id=first.report_id,
        article_ids=tuple(sorted(member.article_id for member in here)),
        at=min(moment_of(versions[member.article_id]) for member in here),
        title=version.title,
        text=version.text.content,
        kind=version.kind,
    )
