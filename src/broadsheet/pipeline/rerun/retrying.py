"""Another try for what was set aside: pages that broke their reader, texts and groups that broke a later stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from broadsheet import flow
from broadsheet.model import ItemOutcome, Reading, Round
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.rounds.studying import DERIVED

# Stages whose items can be tried again from what the archive holds. What failed before that is asked for by the next
# fetch, or comes with the next import of its file.
STAGES = frozenset({"articles", *aside.LATER})


def begin(context: Context) -> Round | None:
    """Opens a round over all that was set aside and can be tried again; None where nothing is. Feeds that were set aside
    are asked again by the next fetch."""
    found = context.ledger.set_aside()
    wanted = [each for each in found if each.stage in STAGES]
    now = context.now()
    with context.ledger.writing() as writer:
        writer.put_down("feeds", list(context.ledger.suspects("feeds")))
        if not wanted:
            return None
        current = writer.open_round("import", [], now, now)
        for each in wanted:
            if each.stage == "articles" and (reading := _reading(context, each)) is not None:
                writer.put_reading(current.id, reading)
            for stage, key in _later(context, each):
                writer.plan(current.id, stage, [key])
        for each in found:
            writer.tried_again(each, current.id)
    return current


def _reading(context: Context, failed: ItemOutcome) -> Reading | None:
    """The Reading as it was, under a key that no other round has."""
    reading = context.ledger.reading(failed.round_id, failed.key)
    return replace(reading, key=f"{failed.round_id}/{failed.key}") if reading else None


def _later(context: Context, failed: ItemOutcome) -> Iterator[tuple[str, str]]:
    """The items of later stages that are to be tried again, where a stage failed as a whole all of its round."""
    if failed.stage == "articles":
        return
    if failed.key != aside.ROUND:
        yield failed.stage, failed.key
        return
    if failed.stage == "stories":
        yield from (("stories", article) for article in context.ledger.round_articles(failed.round_id))
    for stage in flow.stages("round"):
        derived = DERIVED.get(flow.name_of(stage.makes))
        if derived is not None:
            yield from ((stage.name, id) for id in derived.pending(context.ledger, failed.round_id, stage.version))
