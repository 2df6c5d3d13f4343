"""What an edition is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier editions of the recipe have printed: keys of sentences, and each Story's Articles by the
    date of the last edition that had it."""

    sentences: frozenset[str] = frozenset()
    stories: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CorrectionMaterial:
    """A Correction that was made in the window, with the date of the edition that it corrects, the number of the Line
    and the Version that shows the change (None where the owner corrects in words of their own, or a text was erased)."""

    correction: Correction
    edition_date: str
    outlet_id: str
    version: Version | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class Material:
    """`alone` are Versions of Articles that belong to no story; `outlets` are all that are named; `muted` are ids of
    stories that the reader does not want."""

    stories: tuple[StoryMaterial, ...]
    alone: tuple[Version, ...]
    outlets: tuple[Outlet, ...]
    before: Before = Before()
    corrections: tuple[CorrectionMaterial, ...] = ()
    muted: frozenset[str] = frozenset()
