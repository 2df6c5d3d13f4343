"""One round on its way through the flow, as its stages see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from broadsheet.flow import Stage
from broadsheet.model import Round, Source
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.guard.aside import NONE, Failures

REMADE = "remake:"  # begins the key of a Reading that a newer reader makes again: then come its version and the old id


@dataclass(frozen=True, slots=True)
class Move:
    """A source that has moved for good: both addresses are as the catalogue has them, tokens and all."""

    source: Source
    url: str


@dataclass(frozen=True, slots=True)
class Walk:
    """`failed` are items, each a stage and a key, of which it is known that they fail: they are not tried. `moves` are
    the sources that were seen to have moved."""

    context: Context
    current: Round
    failed: Failures = NONE
    moves: list[Move] = field(default_factory=list)


# Takes a round through stages that stand together in the flow: it knows where their inputs are pending in the ledger,
# and where the outcomes go.
Adapter = Callable[[Walk, Sequence[Stage]], None]
