"""Corrections: what earlier editions printed that its outlets have changed since.

A cited article that was edited makes a Correction in the next edition of the recipe: for each Line whose words no
longer stand in the new Version, and one for the article where all that was cited still stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from broadsheet import articles, editions, languages
from broadsheet.model import Cited, Correction, Edition, EditionRow, Line, QuotedLine, Slot, Span, Version
from broadsheet.pipeline.context import Context
from broadsheet.text.hashing import opaque_id

ALIKE = 0.5  # how much of a sentence must stand in another for it to be its new form


def corrections(
    context: Context, rows: Sequence[EditionRow], *, start: datetime, end: datetime
) -> tuple[editions.CorrectionMaterial, ...]:
    """The Corrections of [start, end): what the owner wrote, and what the Versions captured in it changed, for every edition
    that has the words."""
    printed = [
        _Printed(row, edition)
        for row in sorted(rows, key=lambda each: (each.end, each.hash))
        if (edition := context.ledger.edition(row.hash)) is not None
    ]
    cited = sorted({source.article_id for each in printed for source in each.edition.sources})
    newest = {each.article_id: each for each in context.ledger.newest_versions(cited, before=end)}
    found: dict[str, editions.CorrectionMaterial] = {}
    for each in printed:
        for source in each.edition.sources:
            after = newest.get(source.article_id)
            if after is None or after.id == source.version_id or not start <= after.captured < end:
                continue
            before = context.ledger.version(source.version_id)
            if before is not None and articles.changes(before, after) is not None:
                for made in _edited(context, each, source, before, after):
                    found[made.correction.id] = made
    known = {each.row.hash: each for each in printed}
    for correction in context.ledger.corrections(start=start, end=end):
        if correction.kind != "edited" and correction.edition_hash in known:
            found[correction.id] = _of_the_owner(context, known[correction.edition_hash], correction)
    return tuple(sorted(found.values(), key=lambda each: (each.correction.at, each.edition_date, each.correction.id)))


@dataclass(frozen=True, slots=True)
class _Printed:
    """An edition that was printed, with what its Lines stand under."""

    row: EditionRow
    edition: Edition

    def line(self, id: str) -> Line | None:
        return next((each for each in self.edition.lines() if each.id == id), None)

    def headline(self, id: str) -> str:
        """The id of the Version whose title stands over a Line; "" where none does."""
        for section in self.edition.sections:
            for entry in section.entries:
                if not any(line.id == id for group in entry.groups for line in group.lines):
                    continue
                titles = [group.lines[0] for group in entry.groups if group.role == "headline"]
                return next((line.spans[0].version_id for line in titles if isinstance(line, QuotedLine)), "")
        return ""


def _of_the_owner(context: Context, printed: _Printed, correction: Correction) -> editions.CorrectionMaterial:
    """A Correction in words of the owner's, or of what was withdrawn, with what stood there as far as it is kept."""
    line = printed.line(correction.line_id)
    bare = editions.CorrectionMaterial(correction, printed.row.date, "", None, None, folder=printed.row.folder)
    if not isinstance(line, QuotedLine):
        return bare if line is None or correction.kind == "withdrawn" else replace(bare, said=line.words)
    cited = {source.version_id: source.outlet_id for source in printed.edition.sources}
    slot = _telling(line)
    bare = replace(bare, outlet_id=cited.get(slot.span.version_id, ""))
    before = context.ledger.version(slot.span.version_id)
    if correction.kind == "withdrawn" or before is None:
        return bare
    headline = context.ledger.version(printed.headline(line.id))
    return replace(bare, before=before, old=_whole(before, slot.span), headline=headline)


def _telling(line: QuotedLine) -> Slot:
    """The Slot that says most of what a Line says."""
    slots = [part for part in line.parts if isinstance(part, Slot)]
    told = [slot for slot in slots if slot.name not in ("speaker", "role", "cue")] or slots
    return max(told, key=lambda slot: len(slot.text))


def _edited(
    context: Context, printed: _Printed, source: Cited, before: Version, after: Version
) -> list[editions.CorrectionMaterial]:
    """One for each Line whose words are gone, or one for the article where all still stand."""
    found, standing = [], []
    for line in printed.edition.lines():
        if not isinstance(line, QuotedLine):
            continue
        slots = [part for part in line.parts if isinstance(part, Slot) and part.span.version_id == source.version_id]
        gone = [
            slot
            for slot in slots
            if slot.text not in (after.title if slot.span.field == "title" else after.text.content)
        ]
        if not gone:
            standing += [line.id] if slots else []
            continue
        old = _whole(before, gone[0].span)
        found.append(_material(context, printed, line.id, source, before, after, old))
    if not found and standing:
        found.append(_material(context, printed, standing[0], source, before, after, None))
    return found


def _material(
    context: Context, printed: _Printed, line: str, source: Cited, before: Version, after: Version, old: Span | None
) -> editions.CorrectionMaterial:
    correction = Correction(
        id=opaque_id("k", printed.row.hash, line, after.id),
        edition_hash=printed.row.hash,
        line_id=line,
        kind="edited",
        words="",
        version_id=after.id,
        at=after.captured,
    )
    new = _new_form(before, after, old) if old else None
    return editions.CorrectionMaterial(
        correction,
        printed.row.date,
        source.outlet_id,
        after if new else None,
        new,
        before=before,
        old=old,
        headline=context.ledger.version(printed.headline(line)),
        folder=printed.row.folder,
    )


def _whole(before: Version, span: Span) -> Span:
    """The title, or the whole sentence that the words stand in."""
    if span.field == "title":
        return Span(before.id, "title", 0, len(before.title))
    for one, two in languages.of(before.language).split(before.text.content):
        if one <= span.start and span.end <= two + 1:
            return Span(before.id, "text", one, two)
    return span


def _new_form(before: Version, after: Version, old: Span) -> Span | None:
    """The title, or the sentence of the new text that has taken the old one's place."""
    if old.field == "title":
        return Span(after.id, "title", 0, len(after.title)) if after.title else None
    words = before.text.content[old.start : old.end]
    best, most = None, ALIKE
    for one, two in languages.of(after.language).split(after.text.content):
        likeness = SequenceMatcher(None, words, after.text.content[one:two], autojunk=False).ratio()
        if likeness > most:
            best, most = (one, two), likeness
    return Span(after.id, "text", *best) if best else None
