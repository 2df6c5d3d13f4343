"""Material + recipe -> Edition: which stories, in what order and room, and where it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from broadsheet.editions import corrected, sections
from broadsheet.editions.material import Material, StoryMaterial, part_of
from broadsheet.editions.recipe import Recipe
from broadsheet.editions.sections.context import LeftOut, Ranked, SectionContext, seen_in
from broadsheet.editions.select import filters, ranking
from broadsheet.editions.write import computed
from broadsheet.editions.write.build import Builder, numbered
from broadsheet.editions.write.lines import LineWriter, words_of
from broadsheet.editions.write.stories import StoryWriter
from broadsheet.model import Cited, Edition, Line, Outlet, QuotedLine, Section, Version


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
    left = _left_out(filtered, recipe, material, outlets)
    stories = [found for story in material.stories if (found := _printable(story, outlets))]
    ranked = order(stories, outlets, recipe, end=window[1])
    room = recipe.minutes * computed.WORDS_A_MINUTE
    filled = _filled(SectionContext(recipe, material, outlets, writer, teller, left, ranked, room))
    closing = _closing(builder, recipe, filled, window, zone, date, material=material, outlets=outlets, left=left)
    printed, closing = numbered(filled, closing)
    return Edition(
        format="broadsheet-edition/1",
        recipe=recipe.name,
        title=title,
        date=date,
        zone=zone,
        window=window,
        language=language,
        clock=clock,
        sections=tuple(printed),
        closing=tuple(closing),
        sources=cited([*[line for section in printed for line in section.lines()], *closing], versions),
        outlets=_named(outlets, versions, printed),
    )


def _left_out(filtered: filters.Filtered, recipe: Recipe, material: Material, outlets: dict[str, Outlet]) -> LeftOut:
    opinions = set(_opinions(recipe, material, outlets))
    return LeftOut(filtered=filtered.stories, texts=filtered.articles, opinion=opinions)


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


def _versions(material: Material, outlets: dict[str, Outlet]) -> dict[str, Version]:
    """All that may be cited: what is not of a muted outlet."""
    every = [*(version for story in material.stories for version in story.versions), *material.alone]
    every += [version for made in material.corrections for version in made.versions]
    return {version.id: version for version in every if version.outlet_id in outlets}


def _opinions(recipe: Recipe, material: Material, outlets: dict[str, Outlet]) -> tuple[str, ...]:
    """Articles of opinion that were new in the window and for which the recipe has no section."""
    if any(sections.kind(part.take).takes_opinion for part in recipe.sections):
        return ()
    every = seen_in(material).values()
    return tuple(sorted(each.article_id for each in every if each.kind == "opinion" and each.outlet_id in outlets))


# The share of an edition's words that is kept for each section behind the stories, so that a full day does not take all.
_KEPT = 0.1


def _filled(context: SectionContext) -> list[Section]:
    """The sections of the recipe that have anything in them, in its order and within its minutes, and behind them the
    corrections, which always have room."""
    corrections = corrected.section(context.writer, context.material)
    context.words -= words_of(corrections.lines()) if corrections else 0
    found = [section for number in range(len(context.recipe.sections)) if (section := _section(context, number))]
    return [*found, corrections] if corrections else found


def _section(context: SectionContext, number: int) -> Section | None:
    """The recipe's section of that number, or None where there is nothing for it."""
    part, *behind = context.recipe.sections[number:]
    kind = sections.kind(part.take)
    later = sum(not sections.kind(each.take).tells_stories for each in behind) if kind.tells_stories else 0
    kept = int(_KEPT * later * context.recipe.minutes * computed.WORDS_A_MINUTE)
    label = context.writer.builder.label(part.label)
    context.words -= kept + words_of((label,))
    entries = kind.fill(context, part)
    context.words += kept + (0 if entries else words_of((label,)))
    return Section(label, tuple(entries)) if entries else None


def _closing(
    builder: Builder,
    recipe: Recipe,
    filled: Sequence[Section],
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
    wanted = any(sections.kind(part.take).tells_stories for part in recipe.sections)
    if wanted and not any(entry.story_id for section in filled for entry in section.entries):
        found.append(line("quiet", (("floor", (str(recipe.floor),)),)))
    every = [version for version in seen_in(material).values() if version.outlet_id in outlets]
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
    found.append(line("minutes", minutes_of(filled)))
    return found


def minutes_of(printed: Sequence[Section]) -> computed.Inputs:
    """What the reading time is computed from: the words of all Lines."""
    return (("words", (str(words_of([line for section in printed for line in section.lines()])),)),)


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


def _named(outlets: dict[str, Outlet], versions: dict[str, Version], printed: Sequence[Section]) -> tuple[Outlet, ...]:
    ids = {
        versions[span.version_id].outlet_id
        for section in printed
        for line in section.lines()
        if isinstance(line, QuotedLine)
        for span in line.spans
    }
    return tuple(outlets[id] for id in sorted(ids))
