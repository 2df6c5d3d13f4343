"""What `store.contract` promises, held against each back end: one class of tests a domain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.model import Block, Reader, Text, Version
from broadsheet.store import open_ledger
from broadsheet.store.contract import ArticleRow, Ledger
from broadsheet.text.hashing import text_hash

NOW = datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def version(
    id: str, article: str, *, words: str = "The ferry left.", captured: datetime = NOW, title: str = "Ferry"
) -> Version:
    text = Text(words, (Block(0, len(words), "paragraph"),))
    hash = text_hash(title, text)
    url = f"https://gazette.example/{article}"
    return Version(id, article, f"c{id}", "", url, "gazette", title, text, hash, captured, Reader("x"))


def keep(ledger: Ledger, *versions: Version) -> int:
    with ledger.writing() as writer:
        current = writer.open_round("import", ["f"], NOW, NOW)
        for each in versions:
            writer.put_article(ArticleRow(each.article_id, each.url, "gazette", each.captured))
            writer.put_address(each.url, each.article_id)
            writer.put_version(each, current.id)
    return current.id


class Contract:
    """What all domains are tested with: a back end opened in a folder."""

    def open(self, folder: Path, *, write: bool = True) -> Ledger:
        raise NotImplementedError

    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        made = self.open(tmp_path)
        yield made
        made.close()


class Sqlite(Contract):
    """The back end in one SQLite file."""

    def open(self, folder: Path, *, write: bool = True) -> Ledger:
        return open_ledger(folder / "ledger.sqlite", write=write, wait=0.2)
