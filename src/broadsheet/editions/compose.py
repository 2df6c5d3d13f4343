"""Material + recipe -> Edition: which stories, in what order and room, and where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from broadsheet.editions import computed, filters, ranking, shelves
from broadsheet.editions.build import Builder
from broadsheet.editions.lines import Writer, words_of
from broadsheet.editions.material import CorrectionMaterial, Material, StoryMaterial
from broadsheet.editions.recipe import Form, Part, Recipe
from broadsheet.editions.stories import Teller, cost
from broadsheet.model import Cited, Edition, Entry, Group, Line, Outlet, QuotedLine, Section, Version

L = TypeVar("L", bound=Line)


@dataclass(frozen=True, slots=True)
class Ranked:
    story: StoryMaterial
    standing: ranking.Standing


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
    writer = Writer(builder, outlets, ZoneInfo(zone))
    teller = Teller(writer, outlets, material.before, end_zone=zone)
    left = LeftOut(held=filtered.held, opinion=_opinions(recipe, material, outlets))
    desk = _Desk(recipe, material, outlets, writer, teller, left, end=window[1])
    sections = [section for part in recipe.sections if (section := desk.section(part))]
    corrections = _corrections(writer, material)
    if corrections:
        sections.append(
            Section(builder.label("Corrections"), (Entry("", "brief", (Group("correction", None, corrections),)),))
        )
    closing = _closing(builder, recipe, sections, window, zone, seen=list(versions.values()), left=left)
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
        sources=cited([*[line for section in sections for line in lines_of(section)], *closing], versions),
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
    return sorted(found, key=lambda each: (-each.standing.score, each.story.story.id))


def _printable(story: StoryMaterial, outlets: dict[str, Outlet]) -> StoryMaterial | None:
    """The story without what a muted outlet wrote, and without opinion; None where nothing is left."""
    versions = tuple(each for each in story.versions if each.outlet_id in outlets and each.kind != "opinion")
    ids = {version.article_id for version in versions}
    reports = tuple(report for report in story.reports if ids & set(report.article_ids))
    kept = {version.id for version in versions}
    statements = tuple(each for each in story.statements if each.version_id in kept)
    fresh = story.fresh & ids
    return StoryMaterial(story.story, reports, versions, statements, fresh) if versions and fresh else None


def _versions(material: Material, outlets: dict[str, Outlet]) -> dict[str, Version]:
    """All that may be cited: what is not of a muted outlet."""
    every = [*(version for story in material.stories for version in story.versions), *material.alone]
    every += [made.version for made in material.corrections if made.version is not None]
    return {version.id: version for version in every if version.outlet_id in outlets}


def _opinions(recipe: Recipe, material: Material, outlets: dict[str, Outlet]) -> tuple[str, ...]:
    """Articles of opinion that were new in the window and for which the recipe has no section."""
    if any(part.take == "opinions" for part in recipe.sections):
        return ()
    within = [version for story in material.stories for version in story.versions if version.article_id in story.fresh]
    every = [*within, *material.alone]
    return tuple(sorted(each.article_id for each in every if each.kind == "opinion" and each.outlet_id in outlets))


@dataclass(slots=True)
class LeftOut:
    """Ids of what is not in the edition, by the reason that its last lines give."""

    held: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()
    room: list[str] = field(default_factory=list)
    single: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


class _Desk:
    """Fills the sections of one edition in their order, within its minutes."""

    def __init__(
        self,
        recipe: Recipe,
        material: Material,
        outlets: dict[str, Outlet],
        writer: Writer,
        teller: Teller,
        left: LeftOut,
        *,
        end: datetime,
    ) -> None:
        self._recipe, self._material, self._outlets = recipe, material, outlets
        self._writer, self._teller, self._left = writer, teller, left
        stories = [found for story in material.stories if (found := _printable(story, outlets))]
        self._ranked = order(stories, outlets, recipe, end=end)
        self._words = float(recipe.minutes * computed.WORDS_A_MINUTE)
        self._told: set[str] = set()

    def section(self, part: Part) -> Section | None:
        """The section, or None where there is nothing for it."""
        if part.take == "stories":
            entries = self._stories(part)
        elif part.take == "singles":
            entries = self._singles(part)
        else:
            entries = self._items(part)
        return Section(self._writer.builder.label(part.label), tuple(entries)) if entries else None

    def _stories(self, part: Part) -> list[Entry]:
        """Leads and shorter entries until the minutes or the section's room are used up."""
        found: list[Entry] = []
        for each in self._ranked:
            story = each.story
            if len(ranking.originals(story)) < self._recipe.floor or story.story.id in self._told:
                continue
            if not _changed(story, self._material):
                self._left.unchanged.append(story.story.id)
                continue
            entry = self._entry(story, part, found) if len(found) < part.most else None
            if entry is None:
                self._left.room.append(story.story.id)
                continue
            self._words -= cost(entry)
            self._told.add(story.story.id)
            found.append(entry)
        return sorted(found, key=lambda entry: entry.form != "lead") if part.form == "lead" else found

    def _entry(self, story: StoryMaterial, part: Part, before: Sequence[Entry]) -> Entry | None:
        forms: tuple[Form, ...] = _FORMS[part.form]
        told_before = story.story.id in self._material.before.stories
        few = told_before and len(_new_originals(story, self._material)) < self._recipe.floor
        if part.form == "lead" and (few or sum(entry.form == "lead" for entry in before) >= part.leads):
            forms = _FORMS["short"]
        return next((made for form in forms if (made := self._teller.entry(story, form, most=self._words))), None)

    def _singles(self, part: Part) -> list[Entry]:
        below = [each.story for each in self._ranked if len(ranking.originals(each.story)) < self._recipe.floor]
        alone = [version for version in self._material.alone if version.outlet_id in self._outlets]
        items = shelves.singles(self._writer, below, alone)
        self._left.single += [version.article_id for version in items[part.most :]]
        return [shelves.single_entry(self._writer, items[: part.most])] if items else []

    def _items(self, part: Part) -> list[Entry]:
        """Features or opinions, as many as have room."""
        make = shelves.opinions if part.take == "opinions" else shelves.features
        statements = [each for story in self._material.stories for each in story.statements]
        found: list[Entry] = []
        for version in make(self._material, self._outlets):
            entry = shelves.item(self._writer, part, version, statements) if len(found) < part.most else None
            if entry is not None and cost(entry) <= self._words:
                self._words -= cost(entry)
                found.append(entry)
            elif part.take == "opinions":
                self._left.room.append(version.article_id)
        return found


def _corrections(writer: Writer, material: Material) -> tuple[Line, ...]:
    """What is to be put right about earlier editions, by their dates and the numbers of their Lines; what was withdrawn
    is one Line for each edition, in the place of its first."""
    found: list[Line] = []
    told: set[str] = set()
    in_order = sorted(material.corrections, key=_place)
    for made in in_order:
        edition = made.correction.edition_hash
        if made.correction.kind != "withdrawn":
            found.append(_correction(writer, made))
        elif edition not in told:
            told.add(edition)
            same = [each.correction for each in in_order if each.correction.edition_hash == edition]
            lines = dict.fromkeys(each.line_id for each in same if each.kind == "withdrawn")
            inputs = (("edition", (made.edition_date,)), ("line", tuple(lines)), ("kind", ("withdrawn",)))
            found.append(writer.builder.computed("correction", inputs, computed.text_of("correction", inputs)))
    return tuple(found)


def _place(made: CorrectionMaterial) -> tuple[str, str, int, datetime, str]:
    """What is corrected, in the order of print: the ids of Lines are numbers behind a letter."""
    correction = made.correction
    number = int(correction.line_id.removeprefix("L"))
    return made.edition_date, correction.edition_hash, number, correction.at, correction.id


def _correction(writer: Writer, made: CorrectionMaterial) -> Line:
    line = writer.correction(made) if made.version is not None and made.outlet_id in writer.outlets else None
    if line is not None:
        return line
    outlet = writer.outlets.get(made.outlet_id)
    inputs = (
        ("edition", (made.edition_date,)), ("line", (made.correction.line_id,)), ("kind", (made.correction.kind,)),
        ("outlet", (outlet.in_text or outlet.name if outlet else "an outlet",)), ("words", (made.correction.words,)),
    )  # fmt: skip
    return writer.builder.computed("correction", inputs, computed.text_of("correction", inputs))


# A form, and what is tried in its place where there is no room or nothing to print for it.
_FORMS: dict[Form, tuple[Form, ...]] = {
    "lead": ("lead", "short", "brief"),
    "short": ("short", "brief"),
    "brief": ("brief",),
    "line": ("line",),
}


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
    *,
    seen: Sequence[Version],
    left: LeftOut,
) -> list[Line]:
    def line(rule: str, inputs: computed.Inputs) -> Line:
        return builder.computed(rule, inputs, computed.text_of(rule, inputs))

    found: list[Line] = []
    wanted = any(part.take == "stories" for part in recipe.sections)
    if wanted and not any(entry.story_id for section in sections for entry in section.entries):
        found.append(line("quiet", (("floor", (str(recipe.floor),)),)))
    made = (
        ("start", (window[0].isoformat(),)), ("end", (window[1].isoformat(),)), ("zone", (zone,)),
        ("articles", (str(len({each.article_id for each in seen})),)), ("outlets", (str(len({each.outlet_id for each in seen})),)),
    )  # fmt: skip
    found.append(line("window", made))
    out = (
        ("room", tuple(sorted(left.room))), ("single", tuple(sorted(left.single))), ("opinion", left.opinion),
        ("unchanged", tuple(sorted(left.unchanged))), ("filtered", left.held),
    )  # fmt: skip
    found.append(line("left-out", out))
    words = words_of([each for section in sections for each in lines_of(section)])
    found.append(line("minutes", (("words", (str(words),)),)))
    return found


def numbered(sections: Sequence[Section], closing: Sequence[Line]) -> tuple[list[Section], list[Line]]:
    """The same with Lines numbered in the order of print."""
    count = iter(range(1, 1_000_000))

    def named(line: L) -> L:
        return replace(line, id=f"L{next(count)}")  # type: ignore[type-var]

    def group(each: Group) -> Group:
        label = named(each.label) if each.label else None
        return replace(each, label=label, lines=tuple(named(line) for line in each.lines))

    made = []
    for section in sections:
        label = named(section.label)
        entries = tuple(replace(entry, groups=tuple(group(each) for each in entry.groups)) for entry in section.entries)
        made.append(Section(label, entries))
    return made, [named(line) for line in closing]


def lines_of(section: Section) -> list[Line]:
    """A section's Lines in the order of print, its label first."""
    found: list[Line] = [section.label]
    for entry in section.entries:
        for group in entry.groups:
            found += [group.label] if group.label else []
            found += group.lines
    return found


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
) -> tuple[tuple[str, str, ranking.Standing], ...]:
    """Id, a title and the standing of each story that the edition could have, in its order: what `--why` prints."""
    kept = filters.apply(recipe.filters, material, day=date).material
    outlets = {outlet.id: outlet for outlet in kept.outlets}
    stories = [found for story in kept.stories if (found := _printable(story, outlets))]
    return tuple(
        (each.story.story.id, each.story.versions[0].title, each.standing)
        for each in order(stories, outlets, recipe, end=end)
    )


def _named(outlets: dict[str, Outlet], versions: dict[str, Version], sections: Sequence[Section]) -> tuple[Outlet, ...]:
    ids = {
        versions[span.version_id].outlet_id
        for section in sections
        for line in lines_of(section)
        if isinstance(line, QuotedLine)
        for span in line.spans
    }
    return tuple(outlets[id] for id in sorted(ids))
