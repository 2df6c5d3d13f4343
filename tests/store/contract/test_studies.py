"""What is found in each Version by itself."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.model import Place, Reader, Reading, Sighting, Span, Statement
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

    def test_rows_of_an_older_version_are_named_and_not_mixed_with_newer_ones(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b"))
        with ledger.writing() as writer:
            for id, stage in (("v1", "copies/1"), ("v2", "copies/2")):
                writer.put_signature(id, stage.encode(), stage)
                writer.put_statements(id, (), f"statements/{id}")
        assert ledger.older_signatures("copies/2") == ("v1",)
        assert ledger.older_statements("statements/v1") == ("v2",)
        assert set(ledger.signatures(["v1", "v2"])) == {"v1", "v2"}
        assert ledger.signatures(["v1", "v2"], stage_version="copies/2") == {"v2": b"copies/2"}

    def test_versions_of_an_older_reader_are_named_until_they_are_to_be_read_again(self, ledger: Ledger) -> None:
        old, newer = version("v9", "a"), replace(version("v1", "a"), capture_id="cv9", reader=Reader("y"))
        keep(ledger, old)
        assert ledger.older_versions("y", read_again="again:") == (), "what the archive no longer has stays as it is"
        with ledger.writing() as writer:
            writer.put_sighting(Sighting("cv9", old.url, NOW, "response", 200, "d", Place("one.warc.gz", 0, 10)))
        assert ledger.older_versions("y", read_again="again:") == ("v9",)
        assert ledger.older_versions("x", read_again="again:") == ()
        round_id = keep(ledger, newer)
        assert ledger.newest_versions(["a"]) == (newer,), "of one Capture the one of the later round"
        assert ledger.versions_of("a") == (old, newer)
        with ledger.writing() as writer:
            writer.put_reading(round_id, Reading("again:v9", "cv9", "a", "", "gazette", ""))
        assert ledger.older_versions("y", read_again="again:") == ()


class TestSqlite(Sqlite, StudiesContract):
    """In one SQLite file."""
