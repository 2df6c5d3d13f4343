"""A raised stage version makes again exactly the rows that the stage made.

What is still to be made again is asked of the ledger: rows of another version than the flow has. So it goes on where it
was stopped, and doing it twice does nothing. A text that breaks its stage keeps its old row, and is told. Editions cite
Versions by id, and old ones stay: none is ever pointed at a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from broadsheet import flow
from broadsheet.flow import Stage, name_of
from broadsheet.model import Failed, Made, Outcome, Reading, Round, Version
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.each import in_runs
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guard, guarded
from broadsheet.pipeline.rounds import grouping
from broadsheet.pipeline.rounds.studying import DERIVED
from broadsheet.pipeline.walking import REMADE
from broadsheet.store.contract import Writer

MOST = 5_000  # Versions that one round reads again: their texts are in memory when they are grouped


@dataclass(frozen=True, slots=True)
class Remade:
    """What became of the older rows of a stage: how many are new, and the items that could not be made again, each with
    why."""

    stage: str
    made: int
    failed: tuple[tuple[str, str], ...] = ()


def stages() -> tuple[Stage, ...]:
    """The stages whose rows can be made again, in the order of the flow."""
    return tuple(each for each in flow.FLOW if each.makes is Version or name_of(each.makes) in DERIVED)


def older(context: Context, stage: Stage) -> tuple[str, ...]:
    """Ids of the Versions of which the stage has a row of an older version."""
    if stage.makes is Version:
        return context.ledger.older_versions(stage.version, read_again=f"{REMADE}{stage.version}:")
    return tuple(DERIVED[name_of(stage.makes)].older(context.ledger, stage.version))


def begin(context: Context, stage: Stage) -> Round | None:
    """Opens a round that reads Versions of an older reader again, from the archive; None where there are none."""
    found = context.ledger.versions(older(context, stage)[:MOST])
    if not found:
        return None
    now = context.now()
    with context.ledger.writing() as writer:
        current = writer.open_round("import", [], now, now)
        for version in found:
            writer.put_reading(current.id, _reading(context, stage, version))
    return current


def _reading(context: Context, stage: Stage, version: Version) -> Reading:
    """The Reading that led to a Version, under a key that says what it is made again of."""
    key = f"{REMADE}{stage.version}:{version.id}"
    words = version.access == "feed-only"
    for each in context.ledger.readings_of(version.article_id):
        if each.capture_id == version.capture_id or (words and each.link_id and each.link_id == version.link_id):
            return replace(each, key=key)
    why = (version.access_reason or version.access) if words else ""
    return Reading(key, version.capture_id, version.article_id, version.link_id, version.outlet_id, why)


def rows(context: Context, stage: Stage) -> Remade:
    """Makes the older rows of a stage that looks at Versions again. The Reports stand on the signatures: they are made
    again in the transaction that keeps the last of those, so that a stop before it leaves work to be found."""
    ids = older(context, stage)
    context.progress.stage(f"making {stage.name} again", len(ids))
    hands = aside.Hands(context, f"remake {stage.name}", 0)
    found: dict[str, Failed] = {}
    held: list[tuple[str, Outcome[worker.Studied]]] = []

    def prepared(id: str) -> object:
        version = guarded(partial(context.ledger.version, id), "reading")
        if isinstance(version, Version):
            return worker.StudyWork(version, (stage,))
        return worker.NoWork(version or Failed("no-version", id, again=False))

    for some, outcomes in in_runs(context, hands, ids, lambda id: id, prepared):
        found |= _write(context, stage, held)
        hands.put_down([id for id, _ in held])
        held = list(zip(some, outcomes, strict=True))
        context.progress.step(len(some))
    found |= _write(context, stage, held, last=bool(ids))
    hands.put_down([id for id, _ in held])
    named = tuple((id, f"{why.error} {why.detail}".strip()) for id, why in sorted(found.items()))
    return Remade(stage.name, sum(id not in found for id in ids), named)


def _write(
    context: Context, stage: Stage, pairs: Sequence[tuple[str, Outcome[worker.Studied]]], *, last: bool = False
) -> dict[str, Failed]:
    """Keeps what was made in one transaction; what could not be made keeps its old row."""
    found: dict[str, Failed] = {}
    with guard() as ended, context.ledger.writing() as writer:
        for id, outcome in pairs:
            made = outcome.value.of(stage.name) if isinstance(outcome, Made) else outcome
            if isinstance(made, Made):
                _keep(writer, stage, id, made.value)
            else:
                found[id] = made if isinstance(made, Failed) else Failed("error", again=False)
        if last and name_of(stage.makes) == "Signature":
            found |= grouping.regroup(context, writer)
    return dict.fromkeys((id for id, _ in pairs), ended.failed) if ended.failed else found


def _keep(writer: Writer, stage: Stage, id: str, value: Any) -> None:
    DERIVED[name_of(stage.makes)].keep(writer, id, value, stage.version)
