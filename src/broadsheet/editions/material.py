"""What an edition is made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from broadsheet.model import Correction, Outlet, Report, Span, Statement, Story, Version


@dataclass(frozen=True, slots=True)
class StoryMaterial:
    """A Story with its Reports, the newest Version of each Article, and their Statements.

    `fresh` are the ids of the Articles that were first seen in the edition's window.
    """

    story: Story
    reports: tuple[Report, ...]
    versions: tuple[Version, ...]
    statements: tuple[Statement, ...]
    fresh: frozenset[str] = frozenset()


def part_of(story: StoryMaterial, kept: Collection[str]) -> StoryMaterial | None:
    """The story with those Versions (ids) only, and nothing of the others in Reports, Statements or what is fresh; None
    where nothing is left. Of a Report whose original is gone the first text that is left stands for it."""
    versions = tuple(each for each in story.versions if each.id in kept)
    ids = {version.article_id for version in versions}
    found = []
    for report in story.reports:
        members = [member for member in report.members if member.article_id in ids]
        if members and not any(member.relation == "original" for member in members):
            members[0] = replace(members[0], relation="original", original_id=members[0].article_id)
        if members:
            smallest = min(member.article_id for member in members)
            found.append(Report(smallest, tuple(replace(member, report_id=smallest) for member in members)))
    statements = tuple(each for each in story.statements if each.version_id in {version.id for version in versions})
    fresh = story.fresh & ids
    return StoryMaterial(story.story, tuple(found), versions, statements, fresh) if versions else None


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier editions of the recipe have printed: keys of sentences, and each Story's Articles by the
    date of the last edition that had it."""

    sentences: frozenset[str] = frozenset()
    stories: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorrectionMaterial:
    """A Correction that was made in the window, with the date and the folder of the edition that it corrects.

    `version` and `span` are what now stands there (None where the owner corrects in words of their own, or a text was
    erased); `before` and `old` what was cited, a whole sentence or a title; `headline` the Version whose title stood
    over it in that edition. None where it is not kept any more. `said` is a Line of our own words that is corrected.
    """

    correction: Correction
    edition_date: str
    outlet_id: str
    version: Version | None
    span: Span | None
    before: Version | None = None
    old: Span | None = None
    headline: Version | None = None
    folder: str = ""
    said: str = ""

    @property
    def versions(self) -> tuple[Version, ...]:
        """The Versions that a Line about it may cite."""
        return tuple(each for each in (self.version, self.before, self.headline) if each is not None)


@dataclass(frozen=True, slots=True)
class Material:
    """`alone` are Versions of Articles that belong to no story; `outlets` are all that are named; `muted` are ids of
    stories that the reader does not want; `left` are ids of what was seen in the window and could not be read, by reason;
    `late` are Articles that are new and were seen before the window."""

    stories: tuple[StoryMaterial, ...]
    alone: tuple[Version, ...]
    outlets: tuple[Outlet, ...]
    before: Before = Before()
    corrections: tuple[CorrectionMaterial, ...] = ()
    muted: frozenset[str] = frozenset()
    left: tuple[tuple[str, tuple[str, ...]], ...] = ()
    late: frozenset[str] = frozenset()
