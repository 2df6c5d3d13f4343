"""Articles that were set aside for their language, and that the paper reads now: they are read from the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from broadsheet.model import ItemOutcome, Reading
from broadsheet.pipeline.context import Context
from broadsheet.store.contract import Ledger

LATELY = timedelta(days=14)
_ROUNDS = 200  # newest rounds that are looked through


def set_aside(ledger: Ledger, rounds: int = _ROUNDS) -> Iterator[tuple[int, ItemOutcome]]:
    """The items of the newest rounds that were set aside for their language (`detail`), newest round first."""
    for each in ledger.rounds(limit=rounds):
        if ("articles", "rejected", "language") in ledger.counts(each.id):
            for outcome in ledger.outcomes(each.id):
                if (outcome.stage, outcome.outcome, outcome.reason) == ("articles", "rejected", "language"):
                    yield each.id, outcome


def wanted_now(context: Context) -> tuple[Reading, ...]:
    """What was set aside in the last weeks in a language that the paper reads now, each once: an Article that has a text,
    or whose page was read again already, is left alone."""
    languages, since = context.settings.paper.languages, context.now() - LATELY
    found: dict[str, Reading] = {}
    for round_id, outcome in set_aside(context.ledger):
        if languages and outcome.detail.split("-")[0] not in languages:
            continue
        reading = context.ledger.reading(round_id, outcome.key)
        sighting = context.ledger.sighting(reading.capture_id) if reading else None
        if reading is None or sighting is None or sighting.at < since or reading.article_id in found:
            continue
        times = sum(each.capture_id == reading.capture_id for each in context.ledger.readings_of(reading.article_id))
        if times == 1 and not context.ledger.newest_versions([reading.article_id]):
            found[reading.article_id] = reading
    return tuple(found[id] for id in sorted(found))


__all__ = ["LATELY", "set_aside", "wanted_now"]
