"""What is found in each Version by itself."""

from __future__ import annotations

from broadsheet.store.contract import Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite, keep, version


class StudiesContract(Contract):
    """What is found in each Version by itself."""

    def test_of_an_old_signature_it_is_only_kept_that_there_was_one(self, ledger: Ledger) -> None:
        number = keep(ledger, version("v1", "a"), version("v2", "b", captured=NOW + HOUR), version("v3", "c"))
        with ledger.writing() as writer:
            for id, size in (("v1", 4000), ("v2", 4000), ("v3", 260)):
                writer.put_signature(id, b"s" * size, "copies-1")
            writer.drop_signatures(NOW + HOUR)
        found = ledger.signatures(["v1", "v2", "v3", "v4"])
        assert {id: len(body) for id, body in found.items()} == {"v1": 0, "v2": 4000, "v3": 260}
        assert ledger.without_signature(number, "copies-1") == ()
        with ledger.writing() as writer:
            writer.put_signature("v1", b"again", "copies-1")
        assert ledger.signatures(["v1"]) == {"v1": b"again"}


class TestSqlite(Sqlite, StudiesContract):
    """In one SQLite file."""
