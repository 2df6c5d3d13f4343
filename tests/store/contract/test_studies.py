"""What is found in each Version by itself."""

from __future__ import annotations

from broadsheet.model import Span, Statement
from broadsheet.store.contract import Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite, keep, version


class StudiesContract(Contract):
    """What is found in each Version by itself."""

    def test_what_is_found_again_takes_the_place_of_what_was_found(self, ledger: Ledger) -> None:
        made = version("v1", "a"), version("v2", "b", words="“We sail,” said the pilot.")
        number = keep(ledger, *made)
        early, late = (Statement(f"q{at}", "v2", (Span("v2", "text", at, at + 3),), speaker="") for at in (0, 5))
        with ledger.writing() as writer:
            writer.put_statements("v1", [], "speech-1")
            writer.put_statements("v2", [late, early], "speech-1")
        assert ledger.statements(["v2", "v1"]) == (early, late)
        assert ledger.totals()["statements"] == 2
        assert ledger.without_statements(number, "speech-1") == ()
        assert ledger.without_statements(number, "speech-2") == ("v1", "v2"), "what another version found is not made"
        with ledger.writing() as writer:
            writer.put_statements("v2", [late], "speech-2")
        assert ledger.statements(["v1", "v2"]) == (late,)
        assert ledger.without_statements(number, "speech-2") == ("v1",)

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
