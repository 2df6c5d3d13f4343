"""Editions and their deliveries."""

from __future__ import annotations

from broadsheet.model import Delivery, Edition
from broadsheet.store.contract import Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite


class EditionsContract(Contract):
    """Editions and their deliveries."""

    def test_an_edition_that_is_removed_leaves_its_deliveries(self, ledger: Ledger) -> None:
        edition = Edition(
            "broadsheet-edition/1", "morning", "P", NOW.date(), "UTC", (NOW, NOW + HOUR), "en", "", (), (), (), ()
        )
        delivery = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sent", "250", NOW, NOW + HOUR)
        with ledger.writing() as writer:
            writer.put_edition(edition, "h", "one")
            writer.put_edition(edition, "i", "two")
            writer.put_delivery(delivery)
            writer.remove_edition("h")
            writer.remove_edition("nothing")
        assert [row.folder for row in ledger.editions()] == ["two"]
        assert ledger.edition("h") is None
        assert ledger.deliveries(edition_hash="h") == (delivery,)

    def test_a_delivery_is_kept_in_its_last_state(self, ledger: Ledger) -> None:
        begun = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sending", "", NOW)
        ended = Delivery("d", "h", "smtp", "a@paper.example", "<m>", "sent", "250", NOW, NOW + HOUR)
        with ledger.writing() as writer:
            writer.put_delivery(begun)
            writer.put_delivery(ended)
        assert ledger.deliveries(edition_hash="h") == (ended,)


class TestSqlite(Sqlite, EditionsContract):
    """In one SQLite file."""
