"""Articles that came in after an edition was printed and date from before its end.

Requirement: each article is in an edition of the recipe, though it was imported later, or read only once its language
was chosen. Theory: an edition had what was seen in its window, and what was late for it, of the rounds up to its own;
round numbers order what came in, as times do not. Known failure: editions that were printed before rounds were noted
with them count as having had all of their time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadsheet.model import EditionRow
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import LateRow
from broadsheet.text.times import shifted


@dataclass(frozen=True, slots=True)
class Late:
    """What no edition of the recipe had: `ids`, for the next one, and what is too `old` for it (an edition that begins
    earlier would have it)."""

    ids: tuple[str, ...] = ()
    old: tuple[LateRow, ...] = ()


def late(context: Context, rows: Sequence[EditionRow], start: datetime, *, until: int | None = None) -> Late:
    """What came in late for an edition that begins at `start`, after the recipe's earlier editions `rows`: not older than
    `fetch.first_hours` before its start. `until` is the last round to be looked at, of an edition that was printed."""
    last = max((row for row in rows if row.end <= start), key=lambda row: (row.end, row.hash), default=None)
    if last is None or last.after is None:
        return Late()
    reach = context.settings.fetch.first_hours
    found = [
        each
        for each in context.ledger.came_late(start, after=last.after)
        if (until is None or each.round_id <= until) and not any(_had(row, each, reach) for row in rows)
    ]
    bound = shifted(start, hours=-reach)
    return Late(
        tuple(each.id for each in found if each.first_version >= bound),
        tuple(each for each in found if each.first_version < bound),
    )


def _had(row: EditionRow, article: LateRow, reach: int) -> bool:
    """Whether an edition could have the article: it lies in its window, or shortly before, and had come in."""
    in_time = shifted(row.start, hours=-reach) <= article.first_version < row.end
    return in_time and (row.after is None or article.round_id <= row.after)
