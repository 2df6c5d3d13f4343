"""Building Lines: the one door, which refuses whatever does not stand in its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from broadsheet.editions.check.proof import leaf_of
from broadsheet.errors import BrokenEdition
from broadsheet.model import (
    ComputedLine,
    Gloss,
    LabelLine,
    Offsets,
    OutletName,
    Part,
    QuotedLine,
    Slot,
    Span,
    Version,
    slice_of,
)
from broadsheet.text.quotations import DOUBLE, SINGLE, covered

MARKS = DOUBLE + SINGLE


@dataclass(slots=True)
class Builder:
    """Numbers Lines in the order of print and checks each Slot against its Version."""

    versions: Mapping[str, Version]
    _count: int = 0
    _insides: dict[str, tuple[Offsets, ...]] = field(default_factory=dict)

    def _id(self) -> str:
        self._count += 1
        return f"L{self._count}"

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
        return QuotedLine(self._id(), template, parts)

    def computed(self, rule: str, inputs: tuple[tuple[str, tuple[str, ...]], ...], text: str) -> ComputedLine:
        return ComputedLine(self._id(), rule, inputs, text)

    def label(self, text: str) -> LabelLine:
        return LabelLine(self._id(), text)
