"""Material + recipe -> Edition: which stories, in what order and room, and where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.editions import corrected
from broadsheet.editions.material import Material, StoryMaterial, part_of
from broadsheet.editions.recipe import Form, Recipe, RecipeSection
from broadsheet.editions.select import filters, ranking
from broadsheet.editions.write import computed, items
from broadsheet.editions.write.build import Builder, numbered
from broadsheet.editions.write.lines import LineWriter, words_of
from broadsheet.editions.write.stories import FORMS, StoryWriter, cost
from broadsheet.model import Cited, Edition, Entry, Line, Outlet, QuotedLine, Section, Statement, Version


@dataclass(frozen=True, slots=True)
class Ranked:
    story: StoryMaterial
    rank_score: ranking.StoryScore


def compose(
    recipe: Recipe,
    material: Material,
    *,
    date: dt.date,
    zone: str,
    window: tuple[datetime, datetime],
    clock: str = "",
    title: str = "Broadsheet",
    language: str = "en",
) -> Edition:
    """The edition of a recipe. The same material gives the same Lines."""
    filtered = filters.apply(recipe.filters, material, day=date)
    material = filtered.material
    outlets = {outlet.id: outlet for outlet in material.outlets}
    versions = _versions(material, outlets)
    builder = Builder(versions)
    writer = LineWriter(builder, outlets, ZoneInfo(zone), filtered.words)
    teller = StoryWriter(writer, outlets, material.before, end_zone=zone)
    opinions = set(_opinions(recipe, material, outlets))
    left = LeftOut(filtered=filtered.stories, texts=filtered.articles, opinion=opinions)
    sections = _Composer(recipe, material, outlets, writer, teller, left, end=window[1]).sections()
    closing = _closing(builder, recipe, sections, window, zone, date, material=material, outlets=outlets, left=left)
    sections, closing = numbered(sections, closing)
    return Edition(
        format="broadsheet-edition/1",
        recipe=recipe.name,
        title=title,
        date=date,
        zone=zone,
        window=window,
        language=language,
        clock=clock,
        sections=tuple(sections),
        closing=tuple(closing),
        sources=cited([*[line for section in sections for line in section.lines()], *closing], versions),
        outlets=_named(outlets, versions, sections),
    )


def order(
    stories: Sequence[StoryMaterial], outlets: dict[str, Outlet], recipe: Recipe, *, end: datetime
) -> list[Ranked]:
    """Stories by their standing, then by id."""
    found = [
        Ranked(story, ranking.rank(story, outlets, end=end, tags=recipe.tags, weights=recipe.weights))
        for story in stories
    ]
    return sorted(found, key=lambda each: (-each.rank_score.score, each.story.story.id))


def _printable(story: StoryMaterial, outlets: dict[str, Outlet]) -> StoryMaterial | None:
    """The story without what a muted outlet wrote, and without opinion; None where nothing new is left."""
    kept = {each.id for each in story.versions if each.outlet_id in outlets and each.kind != "opinion"}
    left = part_of(story, kept)
    return left if left is not None and left.fresh else None


def _seen(material: Material) -> dict[str, Version]:
    """The texts that were new in the window, by Article."""
    within = [each for story in material.stories for each in story.versions if each.article_id in story.fresh]
    return {version.article_id: version for version in (*within, *material.alone)}


def _versions(material: Material, outlets: dict[str, Outlet]) -> dict[str, Version]:
    """All that may be cited: what is not of a muted outlet."""
    every = [*(version for story in material.stories for version in story.versions), *material.alone]
    every += [version for made in material.corrections for version in made.versions]
    return {version.id: version for version in every if version.outlet_id in outlets}


def _opinions(recipe: Recipe, material: Material, outlets: dict[str, Outlet]) -> tuple[str, ...]:
    """Articles of opinion that were new in the window and for which the recipe has no section."""
    if any(part.take == "opinions" for part in recipe.sections):
        return ()
    every = _seen(material).values()
    return tuple(sorted(each.article_id for each in every if each.kind == "opinion" and each.outlet_id in outlets))


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
        seen = _seen(material)
        muted = {id for id, version in seen.items() if version.outlet_id not in outlets}
        rest = set(seen) - muted - self.opinion - self.covered
        found = (
            ("room", self.room), ("single", self.single), ("opinion", self.opinion), ("unchanged", self.unchanged),
            ("filtered", self.filtered), ("filtered-articles", self.texts), ("muted", muted), ("rest", rest),
        )  # fmt: skip
        return (*((kind, tuple(sorted(ids))) for kind, ids in found), *material.left)


# The share of an edition's words that is kept for each section behind the stories, so that a full day does not take all.
_KEPT = 0.1


class _Composer:
    """Fills the sections of one edition in their order, within its minutes."""

    def __init__(
        self,
        recipe: Recipe,
        material: Material,
        outlets: dict[str, Outlet],
        writer: LineWriter,
        teller: StoryWriter,
        left: LeftOut,
        *,
        end: datetime,
    ) -> None:
        self._recipe, self._material, self._outlets = recipe, material, outlets
        self._writer, self._teller, self._left = writer, teller, left
        stories = [found for story in material.stories if (found := _printable(story, outlets))]
        self._ranked = order(stories, outlets, recipe, end=end)
        self._words = recipe.minutes * computed.WORDS_A_MINUTE
        self._told: set[str] = set()

    def sections(self) -> list[Section]:
        """The sections of the recipe that have anything in them, and behind them the corrections, which always have room."""
        corrections = corrected.section(self._writer, self._material)
        self._words -= words_of(corrections.lines()) if corrections else 0
        found = [section for number in range(len(self._recipe.sections)) if (section := self._section(number))]
        return [*found, corrections] if corrections else found

    def _section(self, number: int) -> Section | None:
        """The recipe's section of that number, or None where there is nothing for it."""
        part = self._recipe.sections[number]
        later = sum(each.take != "stories" for each in self._recipe.sections[number + 1 :])
        kept = int(_KEPT * later * self._recipe.minutes * computed.WORDS_A_MINUTE) if part.take == "stories" else 0
        label = self._writer.builder.label(part.label)
        self._words -= kept + words_of((label,))
        if part.take == "stories":
            entries = self._stories(part)
        elif part.take == "singles":
            entries = self._singles(part)
        else:
            entries = self._items(part)
        self._words += kept + (0 if entries else words_of((label,)))
        return Section(label, tuple(entries)) if entries else None

    def _stories(self, part: RecipeSection) -> list[Entry]:
        """Leads and shorter entries until the minutes or the section's room are used up."""
        found: list[Entry] = []
        for each in self._ranked:
            story = each.story
            if len(ranking.originals(story)) < self._recipe.floor or story.story.id in self._told:
                continue
            self._left.covered |= story.fresh
            if not _changed(story, self._material):
                self._left.unchanged.add(story.story.id)
                continue
            entry = self._entry(story, part, found) if len(found) < part.most else None
            if entry is None:
                self._left.room.add(story.story.id)
                continue
            self._words -= cost(entry)
            self._told.add(story.story.id)
            self._left.room.discard(story.story.id)
            found.append(entry)
        return sorted(found, key=lambda entry: entry.form != "lead") if part.form == "lead" else found

    def _entry(self, story: StoryMaterial, part: RecipeSection, before: Sequence[Entry]) -> Entry | None:
        forms: tuple[Form, ...] = FORMS[part.form]
        told_before = story.story.id in self._material.before.stories
        few = told_before and len(_new_originals(story, self._material)) < self._recipe.floor
        if part.form == "lead" and (few or sum(entry.form == "lead" for entry in before) >= part.leads):
            forms = FORMS["short"]
        return next((made for form in forms if (made := self._teller.entry(story, form, most=self._words))), None)

    def _singles(self, part: RecipeSection) -> list[Entry]:
        """Headlines as far as there is room, then openings under as many as there is room for."""
        below = [each.story for each in self._ranked if len(ranking.originals(each.story)) < self._recipe.floor]
        alone = [version for version in self._material.alone if version.outlet_id in self._outlets]
        chosen: list[tuple[items.Single, Line]] = []
        for single in items.singles(below, alone):
            self._left.covered |= single.covers
            line = self._writer.headline(single.version) if len(chosen) < part.most else None
            if line is None or words_of((line,)) > self._words:
                self._left.single.add(single.version.article_id)
                continue
            self._words -= words_of((line,))
            chosen.append((single, line))
        return items.single_entries([(line, self._opening(single.version)) for single, line in chosen])

    def _opening(self, version: Version) -> Line | None:
        self._writer.begin_entry()
        statements = self._statements()
        line = items.opening(self._writer, version, statements, self._material.before.sentences)
        if line is None or words_of((line,)) > self._words:
            return None
        self._words -= words_of((line,))
        return line

    def _statements(self) -> list[Statement]:
        return [each for story in self._material.stories for each in story.statements]

    def _items(self, part: RecipeSection) -> list[Entry]:
        """Single texts of a kind, such as features or opinions, as many as have room."""
        kind = items.KINDS[part.take]
        statements = self._statements()
        found: list[Entry] = []
        for version in kind.choose(self._material, self._outlets):
            entry = items.item(self._writer, part.take, version, statements) if len(found) < part.most else None
            if entry is not None and cost(entry) <= self._words:
                self._words -= cost(entry)
                self._left.covered.add(version.article_id)
                found.append(entry)
            elif kind.is_opinion:
                self._left.opinion.add(version.article_id)
        return found


def _changed(story: StoryMaterial, material: Material) -> bool:
    """Whether a story has an original report that no earlier edition had."""
    return story.story.id not in material.before.stories or bool(_new_originals(story, material))


def _new_originals(story: StoryMaterial, material: Material) -> list[str]:
    """The original reports that no earlier edition had."""
    _, known = material.before.stories.get(story.story.id, ("", frozenset[str]()))
    originals = set(ranking.originals(story))
    return [each.id for each in story.reports if each.id in originals and not known & set(each.article_ids)]


def _closing(
    builder: Builder,
    recipe: Recipe,
    sections: Sequence[Section],
    window: tuple[datetime, datetime],
    zone: str,
    day: dt.date,
    *,
    material: Material,
    outlets: dict[str, Outlet],
    left: LeftOut,
) -> list[Line]:
    def line(rule: str, inputs: computed.Inputs) -> Line:
        return builder.computed(rule, inputs, computed.text_of(rule, inputs))

    found: list[Line] = []
    wanted = any(part.take == "stories" for part in recipe.sections)
    if wanted and not any(entry.story_id for section in sections for entry in section.entries):
        found.append(line("quiet", (("floor", (str(recipe.floor),)),)))
    every = [version for version in _seen(material).values() if version.outlet_id in outlets]
    seen = [version for version in every if version.article_id not in material.late]
    made: computed.Inputs = (
        ("year", (str(day.year),)),
        ("start", (window[0].isoformat(),)), ("end", (window[1].isoformat(),)), ("zone", (zone,)),
        ("articles", (str(len(seen)),)), ("outlets", (str(len({each.outlet_id for each in seen})),)),
    )  # fmt: skip
    if len(seen) < len(every):
        made += (("late", (str(len(every) - len(seen)),)),)
    found.append(line("window", made))
    found.append(line("left-out", left.inputs(material, outlets)))
    found.append(line("minutes", minutes_of(sections)))
    return found


def minutes_of(sections: Sequence[Section]) -> computed.Inputs:
    """What the reading time is computed from: the words of all Lines."""
    return (("words", (str(words_of([line for section in sections for line in section.lines()])),)),)


def cited(lines: Sequence[Line], versions: dict[str, Version]) -> tuple[Cited, ...]:
    """The Versions that Lines cite, by id."""
    ids = {span.version_id for line in lines if isinstance(line, QuotedLine) for span in line.spans}
    return tuple(_cited(versions[id]) for id in sorted(ids))


def _cited(version: Version) -> Cited:
    return Cited(
        version_id=version.id,
        article_id=version.article_id,
        capture_id=version.capture_id,
        url=version.url,
        outlet_id=version.outlet_id,
        title=version.title,
        text_hash=version.text_hash,
        leaves=len(version.text.blocks) + 1,
        captured=version.captured,
        published=version.published,
        access=version.access,
        kind=version.kind,
        language=version.language,
    )


def standings(
    recipe: Recipe, material: Material, *, date: dt.date, end: datetime
) -> tuple[tuple[str, str, ranking.StoryScore], ...]:
    """Id, a title and the standing of each story that the edition could have, in its order: what `--why` prints."""
    kept = filters.apply(recipe.filters, material, day=date).material
    outlets = {outlet.id: outlet for outlet in kept.outlets}
    stories = [found for story in kept.stories if (found := _printable(story, outlets))]
    return tuple(
        (each.story.story.id, each.story.versions[0].title, each.rank_score)
        for each in order(stories, outlets, recipe, end=end)
    )


def _named(outlets: dict[str, Outlet], versions: dict[str, Version], sections: Sequence[Section]) -> tuple[Outlet, ...]:
    ids = {
        versions[span.version_id].outlet_id
        for section in sections
        for line in section.lines()
        if isinstance(line, QuotedLine)
        for span in line.spans
    }
    return tuple(outlets[id] for id in sorted(ids))
