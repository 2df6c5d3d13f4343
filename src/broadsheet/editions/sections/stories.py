"""The section of the day's events, those of `floor` original reports or more."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.editions.material import Material, StoryMaterial
from broadsheet.editions.recipe import RecipeSection
from broadsheet.editions.sections.context import SectionContext
from broadsheet.editions.select import ranking
from broadsheet.editions.write.stories import FORMS, cost
from broadsheet.model import Entry


def fill(context: SectionContext, part: RecipeSection) -> list[Entry]:
    """Leads and shorter entries until the minutes or the section's room are used up."""
    left = context.left
    found: list[Entry] = []
    for each in context.ranked:
        story = each.story
        if len(ranking.originals(story)) < context.recipe.floor or story.story.id in context.told:
            continue
        left.covered |= story.fresh
        if not _changed(story, context.material):
            left.unchanged.add(story.story.id)
            continue
        entry = _entry(context, story, part, found) if len(found) < part.most else None
        if entry is None:
            left.room.add(story.story.id)
            continue
        context.words -= cost(entry)
        context.told.add(story.story.id)
        left.room.discard(story.story.id)
        found.append(entry)
    return sorted(found, key=lambda entry: entry.form != "lead") if part.form == "lead" else found


def _entry(context: SectionContext, story: StoryMaterial, part: RecipeSection, before: Sequence[Entry]) -> Entry | None:
    told_before = story.story.id in context.material.before.stories
    few = told_before and len(_new_originals(story, context.material)) < context.recipe.floor
    form = part.form
    if form == "lead" and (few or sum(entry.form == "lead" for entry in before) >= part.leads):
        form = "short"
    tried = (form, *FORMS[form].instead)
    return next((made for each in tried if (made := context.teller.entry(story, each, most=context.words))), None)


def _changed(story: StoryMaterial, material: Material) -> bool:
    """Whether a story has an original report that no earlier edition had."""
    return story.story.id not in material.before.stories or bool(_new_originals(story, material))


def _new_originals(story: StoryMaterial, material: Material) -> list[str]:
    """The original reports that no earlier edition had."""
    _, known = material.before.stories.get(story.story.id, ("", frozenset[str]()))
    originals = set(ranking.originals(story))
    return [each.id for each in story.reports if each.id in originals and not known & set(each.article_ids)]
