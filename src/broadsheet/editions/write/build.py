"""Building Lines: the one door, which refuses whatever does not stand in its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

from broadsheet.editions.check.proof import leaf_of
from broadsheet.errors import BrokenEdition
from broadsheet.model import (
    ComputedLine,
    Gloss,
    Group,
    LabelLine,
    Line,
    Offsets,
    OutletName,
    Part,
    QuotedLine,
    Section,
    Slot,
    Span,
    Version,
    slice_of,
)
from broadsheet.text.quotations import DOUBLE, SINGLE, covered

MARKS = DOUBLE + SINGLE
_NO_NUMBER = ""
L = TypeVar("L", bound=Line)


@dataclass(slots=True)
class Builder:
    """Checks each Slot against its Version. The Lines get their numbers when all are chosen: see `numbered`."""

    versions: Mapping[str, Version]
    _insides: dict[str, tuple[Offsets, ...]] = field(default_factory=dict)

    def slot(self, name: str, span: Span, *, quoted: bool = False, switch: bool = False) -> Slot:
        """The words that a Span marks. BrokenEdition where it does not resolve, or where words are to be set in
        quotation marks that do not stand in them in the source."""
        version = self.versions.get(span.version_id)
        if version is None:
            raise BrokenEdition(f"a Line cites version {span.version_id}, which is not among its material.")
        try:
            text = slice_of(version, span)
        except ValueError as error:
            raise BrokenEdition(f"a Span does not resolve: {error}.") from error
        leaf_of(version, span)
        if quoted and not self._is_quoted(version, span):
            raise BrokenEdition(
                f"“{text[:60]}” is to be quoted, yet in {version.url} it stands outside of quotation marks."
            )
        return Slot(name, span, text, quoted=quoted, switch=switch)

    def _is_quoted(self, version: Version, span: Span) -> bool:
        if span.version_id not in self._insides:
            self._insides[span.version_id] = covered(version.text.content)
        return span.field == "text" and any(
            one <= span.start and span.end <= two for one, two in self._insides[span.version_id]
        )

    def quoted(self, template: str, parts: tuple[Part, ...]) -> QuotedLine:
        for part in parts:
            if not isinstance(part, Slot | OutletName | Gloss) and any(mark in part.printed for mark in MARKS):
                raise BrokenEdition(f"the fixed words {part.printed!r} of template {template} hold quotation marks.")
        return QuotedLine(_NO_NUMBER, template, parts)

    def computed(self, rule: str, inputs: tuple[tuple[str, tuple[str, ...]], ...], text: str) -> ComputedLine:
        return ComputedLine(_NO_NUMBER, rule, inputs, text)

    def label(self, text: str) -> LabelLine:
        return LabelLine(_NO_NUMBER, text)


def numbered(sections: Sequence[Section], closing: Sequence[Line]) -> tuple[list[Section], list[Line]]:
    """The same with Lines numbered in the order of print."""
    numbers = count(1)

    def named(line: L) -> L:
        return replace(line, id=f"L{next(numbers)}")  # type: ignore[type-var]

    def group(each: Group) -> Group:
        label = named(each.label) if each.label else None
        return replace(each, label=label, lines=tuple(named(line) for line in each.lines))

    made = []
    for section in sections:
        label = named(section.label)
        entries = tuple(replace(entry, groups=tuple(group(each) for each in entry.groups)) for entry in section.entries)
        made.append(Section(label, entries))
    return made, [named(line) for line in closing]
