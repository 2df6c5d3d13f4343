"""The index of the archive."""

from __future__ import annotations

from broadsheet.model import Place, Sighting
from broadsheet.store.contract import Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite


class CapturesContract(Contract):
    """The index of the archive."""

    def test_sightings_and_the_ends_of_files(self, ledger: Ledger) -> None:
        first = Sighting("c", "https://g.example/", NOW, "response", 200, "sha256:1", Place("d1", 100, 50))
        again = Sighting("c", "https://g.example/", NOW + HOUR, "revisit", 304, "sha256:1", Place("d2", 0, 20))
        with ledger.writing() as writer:
            for each in (again, first, first):
                writer.put_sighting(each)
        assert ledger.sighting("c") == first, "a revisit holds no payload"
        assert ledger.sightings("https://g.example/") == (first, again)
        assert ledger.archive_ends() == {"d1": 150, "d2": 20}
        with ledger.writing() as writer:
            writer.retire("d1", "d1.1", {100: Place("d1.1", 7, 50)})
            writer.retire("d2", "", {})
        assert ledger.retired() == {"d1": "d1.1", "d2": ""}
        assert ledger.archive_ends() == {"d1.1": 57}
        assert [each.place.offset for each in ledger.sightings_in("d1.1")] == [7]
        with ledger.writing() as writer:
            writer.forget_retired("d2")
        assert ledger.retired() == {"d1": "d1.1"}


class TestSqlite(Sqlite, CapturesContract):
    """In one SQLite file."""
