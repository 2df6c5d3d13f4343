"""Rounds and their items: what is planned, what became of it, what is in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from broadsheet.errors import LedgerRefused
from broadsheet.model import ItemOutcome, Round, RoundKind
from broadsheet.model.outcome import BREAKS
from broadsheet.store import tables
from broadsheet.store.domains.base import Reads, Writes, insert_once
from broadsheet.store.rows import chunks, outcome_of, round_of
from broadsheet.text.codec import to_json

_SETTLE = (
    tables.round_items.update()
    .where(
        tables.round_items.c.round_id == sa.bindparam("of_round"),
        tables.round_items.c.stage == sa.bindparam("of_stage"),
        tables.round_items.c.key == sa.bindparam("of_key"),
        tables.round_items.c.outcome.is_(None),
    )
    .values(outcome=sa.bindparam("outcome"), reason=sa.bindparam("reason"), detail=sa.bindparam("detail"))
)


class RoundReads(Reads):
    """What `contract.rounds` promises of reading."""

    def open_rounds(self) -> tuple[Round, ...]:
        table = tables.rounds
        return tuple(map(round_of, self._rows(sa.select(table).where(table.c.done.is_(None)).order_by(table.c.id))))

    def rounds(self, *, limit: int = 50) -> tuple[Round, ...]:
        table = tables.rounds
        return tuple(map(round_of, self._rows(sa.select(table).order_by(table.c.id.desc()).limit(limit))))

    def pending(self, round_id: int, stage: str) -> tuple[str, ...]:
        table = tables.round_items
        query = sa.select(table.c.key).where(
            table.c.round_id == round_id, table.c.stage == stage, table.c.outcome.is_(None)
        )
        return tuple(row.key for row in self._rows(query.order_by(table.c.key)))

    def outcomes(self, round_id: int) -> tuple[ItemOutcome, ...]:
        table = tables.round_items
        query = sa.select(table).where(table.c.round_id == round_id, table.c.outcome.is_not(None))
        return tuple(map(outcome_of, self._rows(query.order_by(table.c.stage, table.c.key))))

    def counts(self, round_id: int) -> Mapping[tuple[str, str, str], int]:
        table = tables.round_items
        query = (
            sa.select(table.c.stage, table.c.outcome, table.c.reason, sa.func.count().label("items"))
            .where(table.c.round_id == round_id, table.c.outcome.is_not(None))
            .group_by(table.c.stage, table.c.outcome, table.c.reason)
            .order_by(table.c.stage, table.c.outcome, table.c.reason)
        )
        return {(row.stage, row.outcome, row.reason): row.items for row in self._rows(query)}

    def suspects(self, stage: str) -> Mapping[str, int]:
        table = tables.in_hand
        rows = self._rows(sa.select(table.c.key, table.c.breaks).where(table.c.stage == stage).order_by(table.c.key))
        return {row.key: row.breaks for row in rows}

    def set_aside(self) -> tuple[ItemOutcome, ...]:
        table = tables.round_items
        query = sa.select(table).where(table.c.outcome == "failed", table.c.reason.in_(sorted(BREAKS)))
        return tuple(map(outcome_of, self._rows(query.order_by(table.c.round_id, table.c.stage, table.c.key))))


class RoundWrites(Writes):
    """What `contract.rounds` promises of writing."""

    def open_round(self, kind: RoundKind, sources: Sequence[str], cutoff: datetime, started: datetime) -> Round:
        named = tuple(sources)
        done = self._connection.execute(
            tables.rounds.insert().values(kind=kind, sources=to_json(named).decode(), cutoff=cutoff, started=started)
        )
        (id,) = done.inserted_primary_key or (0,)
        return Round(int(id), kind, named, cutoff, started)

    def close_round(self, round_id: int, done: datetime) -> None:
        self._connection.execute(tables.rounds.update().where(tables.rounds.c.id == round_id).values(done=done))

    def plan(self, round_id: int, stage: str, keys: Iterable[str]) -> None:
        rows = [{"round_id": round_id, "stage": stage, "key": key} for key in keys]
        if rows:
            self._connection.execute(insert_once(tables.round_items), rows)

    def settle(self, outcome: ItemOutcome) -> None:
        done = self._connection.execute(
            _SETTLE,
            {
                "of_round": outcome.round_id,
                "of_stage": outcome.stage,
                "of_key": outcome.key,
                "outcome": outcome.outcome,
                "reason": outcome.reason,
                "detail": outcome.detail[:2000],
            },
        )
        if done.rowcount != 1:
            raise LedgerRefused(
                f"the item {outcome.key} of stage {outcome.stage} in round {outcome.round_id} is not pending.",
                hint="Each item is planned once and has one outcome.",
            )

    def take_in_hand(self, stage: str, keys: Sequence[str]) -> None:
        rows = [{"stage": stage, "key": key, "held": True, "breaks": 0} for key in keys]
        if rows:
            statement = insert(tables.in_hand)
            change = {"held": statement.excluded.held}
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["stage", "key"], set_=change), rows
            )

    def put_down(self, stage: str, keys: Sequence[str]) -> None:
        table = tables.in_hand
        for some in chunks(keys):
            self._connection.execute(table.delete().where(table.c.stage == stage, table.c.key.in_(some)))

    def let_go(self, *, broken: bool) -> None:
        table = tables.in_hand
        held = self._connection.execute(sa.select(sa.func.count()).where(table.c.held)).scalar() or 0
        counted = 1 if broken and held == 1 else 0
        if broken:
            self._connection.execute(
                table.update().where(table.c.held).values(held=False, breaks=table.c.breaks + counted)
            )
            return
        # Who was innocent before is so after an orderly stop.
        self._connection.execute(table.delete().where(table.c.held, table.c.breaks == 0))
        self._connection.execute(table.update().where(table.c.held).values(held=False))

    def tried_again(self, outcome: ItemOutcome, round_id: int) -> None:
        table = tables.round_items
        self._connection.execute(
            table.update()
            .where(table.c.round_id == outcome.round_id, table.c.stage == outcome.stage, table.c.key == outcome.key)
            .values(reason=f"{outcome.reason}, tried again in round {round_id}")
        )
