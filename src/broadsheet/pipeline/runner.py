"""The one runner: it takes a round through the stages of the flow, in their order, each under the guard.

Each stage settles its items as it goes and can be taken up again where it stopped: what is pending is asked of the
ledger, in an order that does not depend on who came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from broadsheet import flow
from broadsheet.flow import FLOW, FlowPart, Stage
from broadsheet.model import Failed, Round
from broadsheet.pipeline import decision_log, journal
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.guard.guarding import guard
from broadsheet.pipeline.rounds import fetching, grouping, importing, learning, reading, studying
from broadsheet.pipeline.walking import Adapter, Move, Walk

# What takes a round through a stage, by the stage. Neighbours in the flow that have one adapter go together: feeds and
# pages share their connections, a text goes to a worker once, Reports and StoryChanges are written at once.
ADAPTERS: Mapping[str, Adapter] = {
    "files": importing.bring_in,
    "feeds": fetching.fetch,
    "pages": fetching.fetch,
    "articles": reading.read,
    "copies": studying.study,
    "statements": studying.study,
    "reports": grouping.group,
    "stories": grouping.group,
    "learning": learning.learn,
}


def go_on(context: Context, current: Round, *, stages: Sequence[Stage] = FLOW) -> tuple[Move, ...]:
    """Takes a round from wherever it stands to its end, notes in the archive what it was to read and what it came to,
    and closes it. The sources that were seen to have moved."""
    walk = Walk(context, current)
    first, *rest = flow.WALKS[current.kind]
    run(walk, [first], stages=stages)
    _guarded(walk, "journal", lambda: journal.note_begun(context, current, again(context, current.id)))
    run(walk, rest, stages=stages)
    _guarded(walk, "journal", lambda: journal.note_done(context, current))
    end(context, current)
    return tuple(walk.moves)


def run(
    walk: Walk, parts: Sequence[FlowPart], *, stages: Sequence[Stage] = FLOW, adapters: Mapping[str, Adapter] = ADAPTERS
) -> None:
    """The stages of these parts of the flow, one after the other. One that fails as a whole costs the round that stage.
    ValueError where they are no flow."""
    if wrong := flow.problems(stages):
        raise ValueError(f"this is no flow: {'; '.join(wrong)}")
    for together in _together(flow.stages(*parts, flow=stages), adapters):
        _guarded(walk, together[-1].name, partial(adapters[together[0].name], walk, together))


def _together(stages: Sequence[Stage], adapters: Mapping[str, Adapter]) -> Iterator[tuple[Stage, ...]]:
    """The stages in their order, neighbours with one adapter together."""
    for _, some in groupby(stages, key=lambda each: adapters[each.name]):
        yield tuple(some)


def end(context: Context, current: Round) -> None:
    """Closes a round. What of it has no outcome by now will have none: that is its outcome."""
    names = [name for each in FLOW for name in flow.items(each)]
    left = [(stage, key) for stage in names for key in context.ledger.pending(current.id, stage)]
    with context.ledger.writing() as writer:
        for stage, key in left:
            writer.settle(aside.settled(current.id, stage, key, Failed("error", "its stage failed", again=False)))
        writer.close_round(current.id, context.now())
    decision_log.of_round(context, current)


def _guarded(walk: Walk, stage: str, work: Callable[[], None]) -> None:
    """A stage: what it raises as a whole becomes an outcome of its own."""
    with guard() as ended:
        work()
    if ended.failed is None:
        return
    context, id = walk.context, walk.current.id
    context.progress.note(f"The stage {stage} of round {id} failed: {ended.failed.detail}")
    with context.ledger.writing() as writer:
        writer.plan(id, stage, [aside.ROUND])
        if aside.ROUND in context.ledger.pending(id, stage):
            writer.settle(aside.settled(id, stage, aside.ROUND, ended.failed))


def again(context: Context, round_id: int) -> tuple[tuple[str, str], ...]:
    """Items of later stages that this round is to try again: their stage and key."""
    names = [each.name for each in flow.stages("round") if each.name in aside.LATER]
    return tuple((stage, key) for stage in names for key in context.ledger.pending(round_id, stage))
