"""The printed editions as a reader leafs through them: today's, by day, what comes before and after, what was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.editions import clock_time
from broadsheet.model import Correction, Edition, EditionRow, QuotedLine, Slot
from broadsheet.pipeline.context import Context

_MOST = 100_000  # editions


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """An edition in the list: `time` is the local time up to which it goes, `lead` the headline that it begins with, ""
    where it has none."""

    row: EditionRow
    time: str
    lead: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """A Correction with the Line as the edition has it (`old`; "" where the edition was removed), and the outlet and the
    article that the Line cites, "" for none."""

    correction: Correction
    row: EditionRow | None
    old: str
    outlet: str
    article_id: str


def front(context: Context) -> EditionRow | None:
    """The newest edition of the first recipe that the paper prints, else the newest of any: no recipe takes the front page
    of another."""
    for recipe in (*context.settings.run.recipes[:1], ""):
        for row in context.ledger.editions(recipe=recipe, limit=1):
            return row
    return None


class EditionList:
    """What a paper has printed."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def front(self) -> EditionRow | None:
        """The edition of the front page."""
        return front(self._context)

    def listed(self, *, limit: int, offset: int = 0) -> tuple[ListedEdition, ...]:
        """The newest first."""
        rows = self._context.ledger.editions(limit=limit + offset)[offset:]
        leads = self._context.ledger.leads([row.hash for row in rows])
        zone = self._context.settings.paper.zone
        return tuple(ListedEdition(row, clock_time(row.end.astimezone(zone)), leads.get(row.hash, "")) for row in rows)

    def around(self, row: EditionRow) -> tuple[EditionRow | None, EditionRow | None]:
        """The editions of the same recipe that were printed before and after it."""
        rows = self._context.ledger.editions(recipe=row.recipe, limit=_MOST)
        at = next((number for number, each in enumerate(rows) if each.hash == row.hash), None)
        if at is None:
            return None, None
        return (rows[at + 1] if at + 1 < len(rows) else None), (rows[at - 1] if at else None)

    def corrections(self, *, edition_hash: str = "", limit: int = 100) -> tuple[Corrected, ...]:
        """The newest first; of one edition, or of all."""
        made = self._context.ledger.corrections(edition_hash=edition_hash)[::-1][:limit]
        rows = {row.hash: row for row in self._context.ledger.editions(limit=_MOST)} if made else {}
        editions = {hash: self._context.ledger.edition(hash) for hash in {each.edition_hash for each in made}}
        return tuple(_corrected(each, rows.get(each.edition_hash), editions[each.edition_hash]) for each in made)


def _corrected(correction: Correction, row: EditionRow | None, edition: Edition | None) -> Corrected:
    line = next((each for each in edition.lines() if each.id == correction.line_id), None) if edition else None
    if edition is None or not isinstance(line, QuotedLine):
        return Corrected(correction, row, line.words if line is not None else "", "", "")
    sources = {source.version_id: source for source in edition.sources}
    cited = next((sources[part.span.version_id] for part in line.parts if isinstance(part, Slot)), None)
    names = {outlet.id: outlet.name for outlet in edition.outlets}
    outlet = names.get(cited.outlet_id, cited.outlet_id) if cited else ""
    return Corrected(correction, row, line.words, outlet, cited.article_id if cited else "")


__all__ = ["Corrected", "EditionList", "ListedEdition", "front"]
