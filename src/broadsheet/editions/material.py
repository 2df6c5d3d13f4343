"""What an edition is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.model import Outlet, Report, Statement, Story, Version


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
class Material:
    """`alone` are Versions of Articles that belong to no story; `outlets` are all that are named."""

    stories: tuple[StoryMaterial, ...]
    alone: tuple[Version, ...]
    outlets: tuple[Outlet, ...]
    before: Before = Before()
