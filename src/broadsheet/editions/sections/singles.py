"""The section of what a single original report has."""

from __future__ import annotations

from broadsheet.editions.recipe import RecipeSection
from broadsheet.editions.sections.context import SectionContext
from broadsheet.editions.select import ranking
from broadsheet.editions.write import items
from broadsheet.editions.write.lines import words_of
from broadsheet.model import Entry, Line, Version


def fill(context: SectionContext, part: RecipeSection) -> list[Entry]:
    """Headlines as far as there is room, then openings under as many as there is room for."""
    below = [each.story for each in context.ranked if len(ranking.originals(each.story)) < context.recipe.floor]
    alone = [version for version in context.material.alone if version.outlet_id in context.outlets]
    chosen: list[tuple[items.Single, Line]] = []
    for single in items.singles(below, alone):
        context.left.covered |= single.covers
        line = context.writer.headline(single.version) if len(chosen) < part.most else None
        if line is None or not context.spend(words_of((line,))):
            context.left.single.add(single.version.article_id)
            continue
        chosen.append((single, line))
    return items.single_entries([(line, _opening(context, single.version)) for single, line in chosen])


def _opening(context: SectionContext, version: Version) -> Line | None:
    context.writer.begin_entry()
    line = items.opening(context.writer, version, context.statements(), context.material.before.sentences)
    return line if line is not None and context.spend(words_of((line,))) else None
