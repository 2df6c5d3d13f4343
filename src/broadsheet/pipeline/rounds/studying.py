"""Versions -> what is derived of each of them alone: signatures, Statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from broadsheet import copies
from broadsheet.flow import Stage, name_of
from broadsheet.model import Failed, Made, Outcome, Version
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.each import in_runs
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guarded
from broadsheet.pipeline.walking import Walk
from broadsheet.store.contract import Ledger, Writer


@dataclass(frozen=True, slots=True)
class Derived:
    """Where rows of a Version lie: which Versions of a round have none of a stage's version, which of all have one of
    another version, how one is kept, and what is kept of a Version that broke its stage."""

    pending: Callable[[Ledger, int, str], Sequence[str]]
    older: Callable[[Ledger, str], Sequence[str]]
    keep: Callable[[Writer, str, Any, str], None]
    nothing: Callable[[], Any]


DERIVED = {
    "Signature": Derived(
        lambda ledger, round_id, version: ledger.without_signature(round_id, version),
        lambda ledger, version: ledger.older_signatures(version),
        lambda writer, id, found, version: writer.put_signature(id, found, version),
        # A text that could not be signed is like no other.
        lambda: copies.sign("").to_bytes(),
    ),
    "Statement": Derived(
        lambda ledger, round_id, version: ledger.without_statements(round_id, version),
        lambda ledger, version: ledger.older_statements(version),
        lambda writer, id, found, version: writer.put_statements(id, found, version),
        tuple,
    ),
}


def study(walk: Walk, stages: Sequence[Stage]) -> None:
    """Versions of the round through these stages, for which a text goes to a worker once."""
    context, current = walk.context, walk.current
    wanted = {stage.name: _pending(walk, stage) for stage in stages}
    ids = sorted(set().union(*wanted.values()))
    context.progress.stage("finding who said what", len(ids))

    def prepared(id: str) -> object:
        version = guarded(partial(context.ledger.version, id), "reading")
        if not isinstance(version, Version):
            return worker.NoWork(version or Failed("no-version", id, again=False))
        for_it = [stage for stage in stages if id in wanted[stage.name] and (stage.name, id) not in walk.failed]
        return worker.StudyWork(version, tuple(for_it))

    def keep(writer: Writer, pair: tuple[str, Outcome[worker.Studied]]) -> None:
        id, outcome = pair
        for stage in stages:
            if id in wanted[stage.name]:
                derived, found = DERIVED[name_of(stage.makes)], _found(walk, stage, id, outcome)
                made = found.value if isinstance(found, Made) else derived.nothing()
                derived.keep(writer, id, made, stage.version)
                settled = aside.settled(current.id, stage.name, id, Made(None) if isinstance(found, Made) else found)
                aside.settle_once(writer, settled)

    def give_up(writer: Writer, pair: tuple[str, Outcome[worker.Studied]], why: Failed) -> None:
        keep(writer, (pair[0], why))

    hands = aside.Hands(context, "study", current.id)
    for some, outcomes in in_runs(context, hands, ids, lambda id: id, prepared):
        aside.write_each(context, list(zip(some, outcomes, strict=True)), keep, give_up)
        hands.put_down(some)
        context.progress.step(len(some))


def _pending(walk: Walk, stage: Stage) -> set[str]:
    """Versions of the round without a row of the stage's version, and those that the round is to try again."""
    ledger, current = walk.context.ledger, walk.current
    pending = DERIVED[name_of(stage.makes)].pending(ledger, current.id, stage.version)
    return {*pending, *ledger.pending(current.id, stage.name)}


def _found(walk: Walk, stage: Stage, id: str, outcome: Outcome[worker.Studied]) -> Made[Any] | Failed:
    """What a Version gave in one of the stages."""
    if (stage.name, id) in walk.failed:
        return aside.ASIDE
    if isinstance(outcome, Made):
        return outcome.value.of(stage.name)
    return outcome if isinstance(outcome, Failed) else Failed("error", again=False)
