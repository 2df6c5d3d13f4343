"""Sections of single texts: each a headline with a Line under it, as many as have room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadsheet.editions.material import Material
from broadsheet.editions.recipe import RecipeSection
from broadsheet.editions.sections.context import SectionContext
from broadsheet.editions.write.lines import LineWriter
from broadsheet.editions.write.stories import cost
from broadsheet.model import Entry, Group, Line, Outlet, Statement, Version
from broadsheet.model.edition import GroupRole


@dataclass(frozen=True, slots=True)
class Texts:
    """What such a section takes, the best first, and the Line that it prints under each headline."""

    choose: Callable[[Material, dict[str, Outlet]], list[Version]]
    line: Callable[[LineWriter, Version, Sequence[Statement]], Line | None]
    role: GroupRole = "what-happened"

    def fill(self, context: SectionContext, part: RecipeSection) -> list[Entry]:
        """The entries of the section; an opinion piece that has no room is counted as one that was left out."""
        statements = context.statements()
        found: list[Entry] = []
        for version in self.choose(context.material, context.outlets):
            entry = self._entry(context.writer, version, statements) if len(found) < part.most else None
            if entry is not None and context.spend(cost(entry)):
                context.left.covered.add(version.article_id)
                found.append(entry)
            elif version.kind == "opinion":
                context.left.opinion.add(version.article_id)
        return found

    def _entry(self, writer: LineWriter, version: Version, statements: Sequence[Statement]) -> Entry | None:
        """A headline with its Line; None where nothing can be quoted."""
        writer.begin_entry()
        line = self.line(writer, version, statements)
        if line is None:
            return None
        headline = Group("headline", None, (writer.headline(version),))
        return Entry("", "brief", (headline, Group(self.role, None, (line,))))
