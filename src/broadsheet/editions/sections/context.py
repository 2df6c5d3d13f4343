"""What the sections of one edition share while they are filled: its material, its writers, the words that are left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from broadsheet.editions.material import Material, StoryMaterial
from broadsheet.editions.recipe import Recipe, RecipeSection
from broadsheet.editions.select import ranking
from broadsheet.editions.write import computed
from broadsheet.editions.write.lines import LineWriter
from broadsheet.editions.write.stories import StoryWriter
from broadsheet.model import Entry, Outlet, Statement, Version


@dataclass(frozen=True, slots=True)
class Ranked:
    story: StoryMaterial
    rank_score: ranking.StoryScore


def seen_in(material: Material) -> dict[str, Version]:
    """The texts that were new in the window, by Article."""
    within = [each for story in material.stories for each in story.versions if each.article_id in story.fresh]
    return {version.article_id: version for version in (*within, *material.alone)}


@dataclass(slots=True)
class LeftOut:
    """Ids of what is not in the edition, by the reason that its last lines give. `covered` are all Articles of the window
    that were printed or that one of the other sets stands for."""

    filtered: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    opinion: set[str] = field(default_factory=set)
    room: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)

    def inputs(self, material: Material, outlets: dict[str, Outlet]) -> computed.Inputs:
        """The inputs of the Line that says it; what no other reason holds for is the rest."""
        seen = seen_in(material)
        muted = {id for id, version in seen.items() if version.outlet_id not in outlets}
        rest = set(seen) - muted - self.opinion - self.covered
        found = (
            ("room", self.room), ("single", self.single), ("opinion", self.opinion), ("unchanged", self.unchanged),
            ("filtered", self.filtered), ("filtered-articles", self.texts), ("muted", muted), ("rest", rest),
        )  # fmt: skip
        return (*((kind, tuple(sorted(ids))) for kind, ids in found), *material.left)


@dataclass(slots=True)
class SectionContext:
    """One edition while it is composed. `outlets` are those that may be printed, by id; `ranked` the stories that may be
    told, in their order; `words` what is left of the reader's minutes; `told` the ids of the stories that have an entry."""

    recipe: Recipe
    material: Material
    outlets: dict[str, Outlet]
    writer: LineWriter
    teller: StoryWriter
    left: LeftOut
    ranked: Sequence[Ranked]
    words: float
    told: set[str] = field(default_factory=set)

    def spend(self, words: int) -> bool:
        """Whether there is room for that many words, which are then used."""
        if words > self.words:
            return False
        self.words -= words
        return True

    def texts(self) -> list[Version]:
        """The texts that were new in the window, in a story or alone, of outlets that may be printed."""
        found = [each for each in seen_in(self.material).values() if each.outlet_id in self.outlets]
        return sorted(found, key=lambda each: each.id)

    def statements(self) -> list[Statement]:
        """Who said what in all stories."""
        return [each for story in self.material.stories for each in story.statements]


@dataclass(frozen=True, slots=True)
class SectionKind:
    """How a section is filled. `fill` gives its entries, the first first, writes their Lines with the context's writers,
    spends their words, and notes in `context.left` what it covers and what it leaves out.

    Where a kind `tells_stories`, some room is kept for the other sections behind it, and a day on which none is told is
    called quiet. Where it `takes_opinion`, opinion pieces are its own to count."""

    fill: Callable[[SectionContext, RecipeSection], list[Entry]]
    tells_stories: bool = False
    takes_opinion: bool = False
