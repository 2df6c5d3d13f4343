"""Links, and those that wait."""

from __future__ import annotations

from broadsheet.model import Link
from broadsheet.store.contract import Ledger, WaitingLink
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite


class SourcesContract(Contract):
    """Links, and those that wait."""

    def test_links_wait_in_order_and_are_given_up_after_their_tries(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            for id in "abcd":
                writer.put_link(Link(id, "f", f"https://gazette.example/{id}", id), capture_id="c", seen=NOW)
            waiting = [
                WaitingLink("a", "f", NOW),
                WaitingLink("b", "f", None),
                WaitingLink("c", "f", NOW + HOUR),
                WaitingLink("d", "f", NOW),
            ]
            writer.put_waiting(waiting)
        assert [each.link_id for each in ledger.waiting(["f"])] == ["c", "a", "d", "b"]
        with ledger.writing() as writer:
            assert [writer.try_again("a", most=3) for _ in range(3)] == [True, True, False]
            writer.try_again("c", most=3)
            writer.put_waiting([WaitingLink("c", "g", NOW + HOUR)])
            writer.drop_waiting(["b", "nothing"])
        assert ledger.waiting(["g"]) == (WaitingLink("c", "g", NOW + HOUR, 1),)
        assert [each.link_id for each in ledger.waiting(["f"])] == ["d"]

    def test_a_link_stays_as_it_was_first_seen(self, ledger: Ledger) -> None:
        with ledger.writing() as writer:
            writer.put_link(Link("a", "f", "https://gazette.example/a", "One"), capture_id="c1", seen=NOW)
            writer.put_link(Link("a", "f", "https://gazette.example/a", "Two"), capture_id="c2", seen=NOW)
        kept = ledger.link("a")
        assert kept is not None
        assert (kept.title, ledger.link_capture("a")) == ("One", "c1")
        assert ledger.known_links(["a", "b"]) == {"a"}


class TestSqlite(Sqlite, SourcesContract):
    """In one SQLite file."""
