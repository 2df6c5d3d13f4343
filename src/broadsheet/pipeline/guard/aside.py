"""What breaks the work on it is set aside, so that it costs itself and nothing else.

Requirement: whatever one item raises is its own outcome, and one that ends the process (killed for its memory, a fault
in a parser) is found when the round is taken up again. Theory: what is worked on is noted as in hand before. What was in
hand when a process was broken off is suspect and is worked on alone from then on; what breaks the process off again
and again while it is alone in hand is set aside. A stop that was asked for counts against nobody, nor does what is no
fault of an item: a full disk, a ledger that cannot be written.
Known failure: who ends the program by force each time in the same place has an innocent item set aside;
`broadsheet retry` brings it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from broadsheet.model import Failed, ItemOutcome, Made, Outcome, OutcomeKind, Rejected, Unchanged
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard.guarding import guard
from broadsheet.store.contract import Writer

V = TypeVar("V")

# Items, each a stage and a key, that are known to fail.
Failures = frozenset[tuple[str, str]]
NONE: Failures = frozenset()

ROUND = "round"  # the key of a stage as a whole
LATER = frozenset(
    {"copies", "statements", "reports", "stories"}
)  # stages that try again what an earlier round could not do
WITHDRAWN = Rejected("withdrawn", "this text was erased on demand")

MOST_BREAKS = 3  # times that an item may break off the process while it is alone in hand: once, and two restarts
ASIDE = Failed("set-aside", f"the program was broken off {MOST_BREAKS} times while it worked on this", again=False)


def is_aside(breaks: int) -> bool:
    """Whether an item that broke the process off so often is worked on no more."""
    return breaks >= MOST_BREAKS


def apart(values: Sequence[V], suspects: Iterable[str], key: Callable[[V], str]) -> Iterator[Sequence[V]]:
    """The values in their order, in runs; each suspect is a run by itself."""
    known = frozenset(suspects)
    run: list[V] = []
    for value in values:
        if key(value) not in known:
            run.append(value)
            continue
        if run:
            yield run
        yield [value]
        run = []
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class Hands:
    """What is in hand of one stage of one round."""

    context: Context
    stage: str
    round_id: int

    def suspects(self) -> dict[str, int]:
        """Keys that were in hand when the round was broken off, each with how often it was so alone."""
        prefix = f"{self.round_id}:"
        known = self.context.ledger.suspects(self.stage)
        return {key.removeprefix(prefix): breaks for key, breaks in known.items() if key.startswith(prefix)}

    def failures(self) -> int:
        """How often the round as a whole could not be taken to its end."""
        return self.suspects().get("", 0)

    def fail(self) -> None:
        """Counts that the round could not be taken to its end, although the process lives."""
        with self.context.ledger.writing() as writer:
            writer.take_in_hand(self.stage, [f"{self.round_id}:"])
            writer.let_go(broken=True)

    def take(self, keys: Sequence[str]) -> None:
        with self.context.ledger.writing() as writer:
            writer.take_in_hand(self.stage, [f"{self.round_id}:{key}" for key in keys])

    def put_down(self, keys: Sequence[str]) -> None:
        with self.context.ledger.writing() as writer:
            writer.put_down(self.stage, [f"{self.round_id}:{key}" for key in keys])


def settled(round_id: int, stage: str, key: str, outcome: Outcome[object]) -> ItemOutcome:
    """The row for an outcome."""
    kind: OutcomeKind
    if isinstance(outcome, Made):
        kind, reason, detail = "made", outcome.note, ""
    elif isinstance(outcome, Unchanged):
        kind, reason, detail = "unchanged", outcome.reason, ""
    elif isinstance(outcome, Rejected):
        kind, reason, detail = "rejected", outcome.reason, outcome.detail
    else:
        kind, reason, detail = "failed", outcome.error, outcome.detail
    return ItemOutcome(round_id, stage, _sound(key), kind, _sound(reason), _sound(detail))


def _sound(text: str) -> str:
    """The text without what no file can hold: halves of characters."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def settle_once(writer: Writer, outcome: ItemOutcome) -> None:
    """Plans an item and settles it: for one that is met by the way."""
    writer.plan(outcome.round_id, outcome.stage, [outcome.key])
    writer.settle(outcome)


def write_each(
    context: Context,
    values: Sequence[V],
    write: Callable[[Writer, V], None],
    failed: Callable[[Writer, V, Failed], None],
) -> None:
    """Writes all values in one transaction. Where that fails each is written in one of its own, and what cannot be
    written is handed to `failed`."""
    with guard() as ended, context.ledger.writing() as writer:
        for value in values:
            write(writer, value)
    if ended.failed is None:
        return
    for value in values:
        if len(values) > 1:
            with guard() as ended, context.ledger.writing() as writer:
                write(writer, value)
        if ended.failed is not None:
            with context.ledger.writing() as writer:
                failed(writer, value, ended.failed)
