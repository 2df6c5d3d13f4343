"""Rounds and their items."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from broadsheet.errors import LedgerError
from broadsheet.model import ItemOutcome
from broadsheet.store.contract import Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite


class RoundsContract(Contract):
    """Rounds and their items."""

    def test_each_item_has_one_outcome(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            current = writer.open_round("fetch", ["b", "a"], NOW, NOW)
            writer.plan(current.id, "feeds", ["b", "a", "b"])
            writer.settle(ItemOutcome(current.id, "feeds", "a", "made", ""))
            writer.plan(current.id, "feeds", ["a"])
        assert ledger.pending(current.id, "feeds") == ("b",)
        again, unplanned = (ItemOutcome(current.id, "feeds", key, "failed", "dns") for key in "ac")
        for wrong in (again, unplanned):
            with pytest.raises(LedgerError), ledger.writing() as writer:
                writer.settle(wrong)
        assert ledger.counts(current.id) == {("feeds", "made", ""): 1}
        assert [each.id for each in ledger.open_rounds()] == [current.id]
        with ledger.writing() as writer:
            writer.close_round(current.id, NOW + HOUR)
        assert ledger.open_rounds() == ()
        assert "has no outcome" in ledger.check()[0]

    def test_what_was_in_hand_when_it_broke_is_suspect(self, ledger: Ledger) -> None:
        def hold(*keys: str, broken: bool) -> None:
            with ledger.writing() as writer:
                writer.take_in_hand("articles", keys)
            with ledger.writing() as writer:
                writer.let_go(broken=broken)

        hold("a", "b", broken=False)
        assert ledger.suspects("articles") == {}, "a stop that was asked for makes nobody suspect"
        hold("a", "b", broken=True)
        assert ledger.suspects("articles") == {"a": 0, "b": 0}
        hold("b", broken=True)
        hold("b", broken=False)
        hold("b", broken=True)
        assert ledger.suspects("articles") == {"a": 0, "b": 2}
        assert ledger.suspects("feeds") == {}
        with ledger.writing() as writer:
            writer.put_down("articles", ["b", "never held"])
        assert ledger.suspects("articles") == {"a": 0}

    def test_what_was_set_aside_is_known_until_it_is_tried_again(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            current = writer.open_round("import", ["f"], NOW, NOW)
            writer.plan(current.id, "articles", ["a", "b", "c"])
            outcomes = [
                ItemOutcome(current.id, "articles", "a", "failed", "timeout"),
                ItemOutcome(current.id, "articles", "b", "failed", "http-500"),
                ItemOutcome(current.id, "articles", "c", "rejected", "error"),
            ]
            for outcome in outcomes:
                writer.settle(outcome)
        assert ledger.set_aside() == (outcomes[0],)
        with ledger.writing() as writer:
            writer.tried_again(outcomes[0], 9)
        assert ledger.set_aside() == ()
        assert ledger.outcomes(current.id)[0].reason == "timeout, tried again in round 9"

    def test_times_come_back_aware_and_in_utc(self, ledger: Ledger) -> None:
        there = NOW.astimezone(timezone(timedelta(hours=-7)))
        with ledger.writing() as writer:
            writer.open_round("fetch", [], there, there)
        (found,) = ledger.open_rounds()
        assert found.cutoff == NOW
        assert found.cutoff.tzinfo == UTC


class TestSqlite(Sqlite, RoundsContract):
    """In one SQLite file."""
