"""The order of stories: one formula, the same in the docs and in `--why`.

    score = 3·ln(1 + original reports) + 2·ln(1 + owners) + ln(1 + outlets) + ln(1 + countries) + 2·recency + change + tags

Recency falls from 1 at the window's end to 0 at 36 hours before it; change is the share of the story's original
reports that are new in this window; tags is 1 for each of the reader's tags that an outlet of the story has.
Logarithms, since the tenth report adds less than the second. Weights can be set in the recipe.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from broadsheet.editions.material import StoryMaterial
from broadsheet.editions.select.counts import owner_of
from broadsheet.model import Outlet, Version

HOURS = 36.0


@dataclass(frozen=True, slots=True)
class Weights:
    originals: float = 3.0
    owners: float = 2.0
    outlets: float = 1.0
    countries: float = 1.0
    recency: float = 2.0
    change: float = 1.0
    tags: float = 1.0


@dataclass(frozen=True, slots=True)
class StoryScore:
    """A story's score with its parts, each already weighed."""

    score: float
    parts: tuple[tuple[str, float], ...]

    @property
    def why(self) -> str:
        """``12.3 = originals 5.4 + owners 2.8 + …``"""
        return f"{self.score:.1f} = " + " + ".join(f"{name} {value:.1f}" for name, value in self.parts if value)


def reported_at(version: Version) -> datetime:
    """When a report stood: its publication where that is known to the minute, else its capture."""
    published = version.published
    return min(published.at, version.captured) if published and published.precision == "minute" else version.captured


def originals(story: StoryMaterial) -> tuple[str, ...]:
    """Ids of the Reports of a story that have a full text, sorted."""
    full = {version.article_id for version in story.versions if version.is_original_text}
    return tuple(sorted(report.id for report in story.reports if full & set(report.article_ids)))


def rank(
    story: StoryMaterial,
    outlets: Mapping[str, Outlet],
    *,
    end: datetime,
    tags: tuple[str, ...] = (),
    weights: Weights | None = None,
) -> StoryScore:
    """Where a story stands."""
    weigh = weights or Weights()
    full = [version for version in story.versions if version.is_original_text]
    named = [outlets[version.outlet_id] for version in full]
    found = originals(story)
    fresh = [
        id for id in found if any(report.id == id and story.fresh & set(report.article_ids) for report in story.reports)
    ]
    last = max((reported_at(version) for version in story.versions), default=end)
    age = max(0.0, (end - last).total_seconds() / 3600)
    parts = (
        ("originals", weigh.originals * math.log1p(len(found))),
        ("owners", weigh.owners * math.log1p(len({owner_of(outlet) for outlet in named}))),
        ("outlets", weigh.outlets * math.log1p(len({outlet.id for outlet in named}))),
        ("countries", weigh.countries * math.log1p(len({outlet.country for outlet in named if outlet.country}))),
        ("recency", weigh.recency * max(0.0, 1 - age / HOURS)),
        ("change", weigh.change * (len(fresh) / len(found) if found else 0.0)),
        ("tags", weigh.tags * len(set(tags) & {tag for outlet in named for tag in outlet.tags})),
    )
    return StoryScore(round(sum(value for _, value in parts), 6), parts)
