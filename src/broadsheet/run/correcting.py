"""Corrections: what earlier editions printed that its outlets have changed since.

A cited article that was edited makes a Correction in the next edition of the recipe: for each Line whose words no
longer stand in the new Version, and one for the article where all that was cited still stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from difflib import SequenceMatcher

from broadsheet import articles, editions
from broadsheet.model import Cited, Correction, Edition, QuotedLine, Slot, Span, Version
from broadsheet.run.desk import Desk
from broadsheet.store.contract import EditionRow
from broadsheet.text.hashing import opaque_id
from broadsheet.text.sentences import split

ALIKE = 0.5  # how much of a sentence must stand in another for it to be its new form


def corrections(
    desk: Desk, rows: Sequence[EditionRow], *, start: datetime, end: datetime
) -> tuple[editions.CorrectionMaterial, ...]:
    """The Corrections of [start, end): what the owner wrote, and what the Versions captured in it changed."""
    found: dict[str, editions.CorrectionMaterial] = {}
    latest: dict[str, tuple[EditionRow, Edition, Cited]] = {}
    for row in sorted(rows, key=lambda each: (each.end, each.hash)):
        edition = desk.ledger.edition(row.hash)
        for source in edition.sources if edition else ():
            assert edition is not None
            latest[source.article_id] = (row, edition, source)
    newest = {each.article_id: each for each in desk.ledger.newest_versions(sorted(latest), before=end)}
    for article, (row, edition, source) in sorted(latest.items()):
        after = newest.get(article)
        if after is None or after.id == source.version_id or not start <= after.captured < end:
            continue
        before = desk.ledger.version(source.version_id)
        if before is not None and articles.changes(before, after) is not None:
            for made in _edited(row, edition, source, before, after):
                found[made.correction.id] = made
    dates = {row.hash: row.date for row in rows}
    for correction in desk.ledger.corrections(start=start, end=end):
        if correction.kind != "edited" and correction.edition_hash in dates:
            outlet = _outlet_of(desk, correction)
            found[correction.id] = editions.CorrectionMaterial(
                correction, dates[correction.edition_hash], outlet, None, None
            )
    return tuple(sorted(found.values(), key=lambda each: (each.correction.at, each.edition_date, each.correction.id)))


def _outlet_of(desk: Desk, correction: Correction) -> str:
    edition = desk.ledger.edition(correction.edition_hash)
    line = next((each for each in edition.lines() if each.id == correction.line_id), None) if edition else None
    if edition is None or not isinstance(line, QuotedLine):
        return ""
    cited = {source.version_id: source.outlet_id for source in edition.sources}
    return cited.get(line.spans[0].version_id, "")


def _edited(
    row: EditionRow, edition: Edition, source: Cited, before: Version, after: Version
) -> list[editions.CorrectionMaterial]:
    """One for each Line whose words are gone, or one for the article where all still stand."""
    found, standing = [], []
    for line in edition.lines():
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
        span = _new_form(before, after, gone[0].span)
        found.append(_material(row, line.id, source, after, span))
    if not found and standing:
        found.append(_material(row, standing[0], source, after, None))
    return found


def _material(
    row: EditionRow, line: str, source: Cited, after: Version, span: Span | None
) -> editions.CorrectionMaterial:
    correction = Correction(
        id=opaque_id("k", row.hash, line, after.id),
        edition_hash=row.hash,
        line_id=line,
        kind="edited",
        words="",
        version_id=after.id,
        at=after.captured,
    )
    return editions.CorrectionMaterial(correction, row.date, source.outlet_id, after if span else None, span)


def _new_form(before: Version, after: Version, span: Span) -> Span | None:
    """The sentence of the new text that has taken the cited one's place."""
    if span.field == "title":
        return Span(after.id, "title", 0, len(after.title)) if after.title else None
    whole = next(
        ((one, two) for one, two in split(before.text.content) if one <= span.start and span.end <= two + 1),
        (span.start, span.end),
    )
    old = before.text.content[slice(*whole)]
    best, most = None, ALIKE
    for one, two in split(after.text.content):
        likeness = SequenceMatcher(None, old, after.text.content[one:two], autojunk=False).ratio()
        if likeness > most:
            best, most = (one, two), likeness
    return Span(after.id, "text", *best) if best else None
