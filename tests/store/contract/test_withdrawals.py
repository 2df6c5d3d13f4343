"""What is erased leaves no word."""

from __future__ import annotations

from pathlib import Path

from broadsheet.model import Link, Reading
from broadsheet.store.contract import Ledger, Withdrawal
from tests.store.contract.base import NOW, Contract, Sqlite, keep, version


class WithdrawalsContract(Contract):
    """What is erased leaves no word."""

    def test_a_withdrawn_text_leaves_its_hash_and_no_word(self, ledger: Ledger, tmp_path: Path) -> None:
        gone = version("v1", "a", words="Zanzibarquux was here.", title="Zanzibarquux")
        same = version("v2", "b", words="Zanzibarquux was here.", title="Zanzibarquux")
        other = version("v3", "c", words="Nothing of the kind.")
        number = keep(ledger, gone, other)
        with ledger.writing() as writer:
            writer.put_link(Link("l", "f", gone.url, "Zanzibarquux", summary="Zanzibarquux"), capture_id="c", seen=NOW)
            writer.put_reading(number, Reading("k", gone.capture_id, "a", "l", "gazette"))
            writer.put_signature("v1", b"sig", "1")
        row = Withdrawal("v1", "a", "v1", gone.capture_id, gone.url, gone.text_hash, "sha256:1", "asked for", NOW)
        with ledger.writing() as writer:
            writer.withdraw("a", [row])
        ledger.erase_traces()
        assert ledger.withdrawals() == ledger.withdrawals(article_id="a") == (row,)
        assert ledger.is_withdrawn(article_id="a")
        assert ledger.is_withdrawn(article_id="b", text_hash=same.text_hash)
        assert ledger.version("v1") is None
        assert ledger.article_of(gone.url) == "a", "its address is still known"
        assert ledger.search("Zanzibarquux") == ()
        assert ledger.version("v3") == other
        assert ledger.check() == ()
        assert not any(b"anzibarquux" in path.read_bytes() for path in tmp_path.iterdir() if path.is_file())

    def test_a_text_that_another_article_has_stays_with_it(self, ledger: Ledger) -> None:
        keep(ledger, version("v1", "a"), version("v2", "b"))
        with ledger.writing() as writer:
            writer.withdraw("a", [])
        assert ledger.version("v2") == version("v2", "b")


class TestSqlite(Sqlite, WithdrawalsContract):
    """In one SQLite file."""
