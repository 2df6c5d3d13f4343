"""Material + recipe -> Edition: which stories, in what order and room, and where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from broadsheet.editions import computed, headlines, ranking
from broadsheet.editions.build import Builder
from broadsheet.editions.lines import Writer, words_of
from broadsheet.editions.material import Material, StoryMaterial
from broadsheet.editions.recipe import Recipe
from broadsheet.editions.stories import Form, Teller, cost
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
    outlets = {outlet.id: outlet for outlet in material.outlets}
    stories = [found for story in material.stories if (found := _printable(story, outlets))]
    alone = [version for version in material.alone if version.outlet_id in outlets]
    versions = {version.id: version for story in stories for version in story.versions}
    versions |= {version.id: version for version in alone}
    builder = Builder(versions)
    writer = Writer(builder, outlets, ZoneInfo(zone))
    teller = Teller(writer, outlets, material.before, end_zone=zone)
    ranked = order(stories, outlets, recipe, end=window[1])
    above = [each for each in ranked if len(ranking.originals(each.story)) >= recipe.floor]
    below = [each for each in ranked if len(ranking.originals(each.story)) < recipe.floor]
    leads, told, room, unchanged = _told(teller, recipe, above, material)
    sections: list[Section] = []
    if leads or told:
        sections.append(Section(builder.label(recipe.label_news), (*leads, *told)))
    singles, single_left = _also(writer, recipe, [each.story for each in below], alone)
    if singles:
        sections.append(
            Section(builder.label(recipe.label_also), (Entry("", "brief", (Group("also", None, tuple(singles)),)),))
        )
    closing = _closing(
        builder, recipe, sections, window, zone,
        seen=[*versions.values()], room=room, single=single_left, opinion=_opinions(material, outlets), unchanged=unchanged,
    )  # fmt: skip
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
        sources=cited([*[line for section in sections for line in _lines(section)], *closing], versions),
        outlets=_named(outlets, versions, sections),
    )


def order(
    stories: Sequence[StoryMaterial], outlets: dict[str, Outlet], recipe: Recipe, *, end: datetime
) -> list[Ranked]:
    """Stories by their standing, then by id."""
    found = [Ranked(story, ranking.rank(story, outlets, end=end, tags=recipe.tags)) for story in stories]
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


def _opinions(material: Material, outlets: dict[str, Outlet]) -> tuple[str, ...]:
    """Articles of opinion that were new in the window."""
    within = [version for story in material.stories for version in story.versions if version.article_id in story.fresh]
    every = [*within, *material.alone]
    return tuple(sorted(each.article_id for each in every if each.kind == "opinion" and each.outlet_id in outlets))


def _told(
    teller: Teller, recipe: Recipe, above: Sequence[Ranked], material: Material
) -> tuple[list[Entry], list[Entry], list[str], list[str]]:
    """Leads and shorter entries until the minutes are used up; what found no room; what has not changed."""
    budget = recipe.minutes * computed.WORDS_A_MINUTE
    leads: list[Entry] = []
    told: list[Entry] = []
    room: list[str] = []
    unchanged: list[str] = []
    used = 0.0
    for each in above:
        story = each.story
        if not _changed(story, material):
            unchanged.append(story.story.id)
            continue
        forms: tuple[Form, ...] = ("lead", "short", "brief") if len(leads) < recipe.leads else ("short", "brief")
        entry = next((made for form in forms if (made := teller.entry(story, form, most=budget - used))), None)
        if entry is None:
            room.append(story.story.id)
            continue
        used += cost(entry)
        (leads if entry.form == "lead" else told).append(entry)
    return leads, told, room, unchanged


def _changed(story: StoryMaterial, material: Material) -> bool:
    """Whether a story has an original report that no earlier edition had."""
    if story.story.id not in material.before.stories:
        return True
    _, known = material.before.stories[story.story.id]
    originals = set(ranking.originals(story))
    return any(report.id in originals and not known & set(report.article_ids) for report in story.reports)


def _also(
    writer: Writer, recipe: Recipe, below: Sequence[StoryMaterial], alone: Sequence[Version]
) -> tuple[list[Line], tuple[str, ...]]:
    """Items of a single original report: one line each, the fullest text of it."""
    items: list[Version] = []
    for story in below:
        fresh = [each for each in story.versions if each.article_id in story.fresh and headlines.fit(each)]
        if fresh:
            items.append(min(fresh, key=lambda each: (not each.is_original_text, ranking.reported_at(each), each.id)))
    items += [each for each in alone if each.kind != "opinion" and headlines.fit(each)]
    ordered = sorted(
        items, key=lambda each: (not each.is_original_text, -ranking.reported_at(each).timestamp(), each.id)
    )
    chosen, left = ordered[: recipe.also], ordered[recipe.also :]
    return [writer.headline(each) for each in chosen], tuple(sorted(each.article_id for each in left))


def _closing(
    builder: Builder,
    recipe: Recipe,
    sections: Sequence[Section],
    window: tuple[datetime, datetime],
    zone: str,
    *,
    seen: Sequence[Version],
    room: Sequence[str],
    single: Sequence[str],
    opinion: Sequence[str],
    unchanged: Sequence[str],
) -> list[Line]:
    def line(rule: str, inputs: computed.Inputs) -> Line:
        return builder.computed(rule, inputs, computed.text_of(rule, inputs))

    found: list[Line] = []
    if not any(entry.form != "brief" or entry.story_id for section in sections for entry in section.entries):
        found.append(line("quiet", (("floor", (str(recipe.floor),)),)))
    made = (
        ("start", (window[0].isoformat(),)), ("end", (window[1].isoformat(),)), ("zone", (zone,)),
        ("articles", (str(len({each.article_id for each in seen})),)), ("outlets", (str(len({each.outlet_id for each in seen})),)),
    )  # fmt: skip
    found.append(line("window", made))
    left = (
        ("room", tuple(sorted(room))), ("single", tuple(sorted(single))), ("opinion", tuple(sorted(opinion))),
        ("unchanged", tuple(sorted(unchanged))),
    )  # fmt: skip
    found.append(line("left-out", left))
    words = words_of([each for section in sections for each in _lines(section)])
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


def _lines(section: Section) -> list[Line]:
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


def _named(outlets: dict[str, Outlet], versions: dict[str, Version], sections: Sequence[Section]) -> tuple[Outlet, ...]:
    ids = {
        versions[span.version_id].outlet_id
        for section in sections
        for line in _lines(section)
        if isinstance(line, QuotedLine)
        for span in line.spans
    }
    return tuple(outlets[id] for id in sorted(ids))
