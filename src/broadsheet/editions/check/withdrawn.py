"""An edition after a text that it cites was erased on demand: the hash stays, the words go."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from broadsheet.formats import line_leaf, source_title_leaf
from broadsheet.model import Edition, Entry, Group, Line, QuotedLine, WithdrawnLine

L = TypeVar("L", bound=Line)


def without(edition: Edition, version_ids: Collection[str]) -> Edition:
    """The edition with a WithdrawnLine for each Line that cites one of the Versions, and without their titles. Its hash
    is the same."""

    def line(each: L) -> L | WithdrawnLine:
        if isinstance(each, QuotedLine) and any(span.version_id in version_ids for span in each.spans):
            return WithdrawnLine(each.id, line_leaf(each).hex())
        return each

    def group(each: Group) -> Group:
        return replace(each, lines=tuple(line(one) for one in each.lines))

    def entry(each: Entry) -> Entry:
        return replace(each, groups=tuple(group(one) for one in each.groups))

    return replace(
        edition,
        sections=tuple(
            replace(section, entries=tuple(entry(each) for each in section.entries)) for section in edition.sections
        ),
        closing=tuple(line(each) for each in edition.closing),
        sources=tuple(
            replace(source, title="", withdrawn=source_title_leaf(source).hex())
            if source.version_id in version_ids and not source.withdrawn
            else source
            for source in edition.sources
        ),
    )
