"""All or nothing, one who writes, and nothing for what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.errors import LedgerError, LedgerLocked, LedgerRefused
from broadsheet.model import ItemOutcome, SourceState
from broadsheet.store import open_ledger
from broadsheet.store.contract import ArticleRow, Ledger
from tests.store.contract.base import HOUR, NOW, Contract, Sqlite


class WholeContract(Contract):
    """All or nothing, one who writes, and nothing for what is not there."""

    def test_all_of_a_transaction_is_kept_or_none(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError), ledger.writing() as writer:  # noqa: PT012
            writer.put_source_state(SourceState("one"))
            writer.settle(ItemOutcome(1, "feeds", "never planned", "made", ""))
        assert ledger.source_state("one") is None
        with ledger.writing() as writer:
            writer.put_source_state(SourceState("two"))
            assert ledger.source_state("two") is not None, "a write is seen by the reads that follow"
        assert ledger.source_states() == (SourceState("two"),)

    def test_one_writes_and_any_number_read(self, ledger: Ledger, tmp_path: Path) -> None:
        with ledger.writing() as writer:
            writer.put_source_state(SourceState("one"))
        reader = self.open(tmp_path, write=False)
        try:
            assert reader.source_state("one") == SourceState("one")
            with pytest.raises(LedgerError), reader.writing():
                pass
        finally:
            reader.close()
        with pytest.raises(LedgerLocked, match="being written by"):
            open_ledger(tmp_path / "ledger.sqlite", write=True, wait=0.0)

    def test_what_is_not_there_is_nothing_and_no_error(self, ledger: Ledger) -> None:
        for found in (
            ledger.outlet("x"), ledger.source_state("x"), ledger.link("x"), ledger.sighting("x"), ledger.article_of("x"),
            ledger.article("x"), ledger.reading(1, "x"), ledger.version("x"), ledger.story("x"), ledger.story_of("x"),
            ledger.edition("x"),
        ):  # fmt: skip
            assert found is None
        for many in (
            ledger.pending(1, "x"), ledger.outcomes(1), ledger.sightings("x"), ledger.sightings_in("x"), ledger.addresses("x"),
            ledger.versions(["x"]), ledger.versions_of("x"), ledger.newest_versions(["x"]), ledger.statements(["x"]),
            ledger.memberships(["x"]), ledger.story_changes("x"), ledger.editions(recipe="x"), ledger.waiting(["x"]),
            ledger.unread(NOW, NOW + HOUR), ledger.links_left(NOW, NOW + HOUR), ledger.withdrawals(article_id="x"), ledger.readings_of("x"), ledger.links_to("x"), ledger.search("x"),
        ):  # fmt: skip
            assert many == ()
        assert not ledger.is_withdrawn(article_id="x")
        assert ledger.check() == ()

    def test_a_value_that_cannot_be_kept_is_told_from_a_ledger_that_cannot(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerRefused), ledger.writing() as writer:
            writer.put_address("https://gazette.example/x", "an article that is not there")
        with pytest.raises(UnicodeEncodeError), ledger.writing() as writer:
            writer.put_article(ArticleRow("a", "https://gazette.example/\ud800", "gazette", NOW))
        assert ledger.check() == ()


class TestSqlite(Sqlite, WholeContract):
    """In one SQLite file."""
