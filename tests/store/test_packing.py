"""Bodies are small, come back as they were, and what was kept once is read for good."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import InputError, LedgerError
from broadsheet.model import Block, Link, Moment, Reader, Span, Statement, Text, Version
from broadsheet.model.article import BlockKind
from broadsheet.store import open_ledger
from broadsheet.store.packing import pack_statements, pack_text, unpack, unpack_statements, unpack_text
from broadsheet.text.hashing import text_hash
from tests.store.older import unpacked

NOW = datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)
KINDS: tuple[BlockKind, ...] = ("paragraph", "heading", "quote", "list", "caption", "embed")
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])


def text_of(lines: list[str], kinds: list[BlockKind]) -> Text:
    blocks, at = [], 0
    for line, kind in zip(lines, kinds, strict=False):
        blocks.append(Block(at, at + len(line), kind))
        at += len(line) + 1
    return Text("\n".join(lines), tuple(blocks), (0, 1) if len(lines) > 1 else None)


TEXTS = st.lists(st.text(LETTERS, min_size=1, max_size=80), max_size=8).flatmap(
    lambda lines: st.lists(st.sampled_from(KINDS), min_size=len(lines), max_size=len(lines)).map(
        lambda kinds: text_of(lines, kinds)
    )
)


class Kept(NamedTuple):
    versions: tuple[Version, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]


def statements_of(version: Version, starts: list[int]) -> list[Statement]:
    return [
        Statement(f"q{version.id}{at}", version.id, (Span(version.id, "text", at, at + 1),), speaker=version.title)
        for at in starts
        if at < len(version.text.content)
    ]


@st.composite
def kept(draw: st.DrawFn) -> Kept:
    """What a ledger may hold: Versions of any text, their Statements, Links."""
    versions, statements = [], []
    for number, (title, text) in enumerate(draw(st.lists(st.tuples(st.text(LETTERS, max_size=30), TEXTS), max_size=5))):
        version = Version(
            f"v{number}", f"a{number}", f"c{number}", "", f"https://gazette.example/{number}", "gazette", title, text,
            text_hash(title, text), NOW, Reader("x"), access=draw(st.sampled_from(["full", "teaser"])),
            published=draw(st.sampled_from([None, Moment(NOW, "minute", "page")])),
        )  # fmt: skip
        versions.append(version)
        statements += statements_of(version, draw(st.lists(st.integers(0, 60), unique=True, max_size=4)))
    words = draw(st.lists(st.text(LETTERS, max_size=40), max_size=3))
    links = [Link(f"l{at}", "f", "https://gazette.example/l", title) for at, title in enumerate(words)]
    return Kept(tuple(versions), tuple(statements), tuple(links))


@given(TEXTS)
def test_any_text_comes_back(text: Text) -> None:
    assert unpack_text(pack_text(text)) == text


def test_what_is_kept_today_is_read_for_good() -> None:
    """The frames of this release, byte for byte: they are read only against the very bytes that they were made with."""
    golden = json.loads((Path(__file__).parent / "golden" / "bodies.json").read_text(encoding="utf-8"))
    text = text_of(["Ferry strikes a rock", "Four of the crew are at Senby."], ["heading", "paragraph"])
    version = Version("v1", "a1", "c1", "", "https://post.example/1", "post", "Ferry", text, "h", NOW, Reader("x"))
    assert unpack_text(bytes.fromhex(golden["text"])) == text
    assert list(unpack_statements(bytes.fromhex(golden["statements"]))) == statements_of(version, [3, 9])
    assert unpack(bytes.fromhex(golden["version"]), Version) == replace(version, text=Text("", ()))


def test_a_damaged_body_is_named() -> None:
    body = bytearray(pack_text(text_of(["The ferry left at noon. " * 9], ["paragraph"])))
    body[len(body) // 2 :] = b"\0" * 7
    with pytest.raises(InputError, match="damaged"):
        unpack_text(bytes(body))


def test_statements_lie_in_the_order_of_their_content() -> None:
    text = text_of(["The ferry left at noon."], ["paragraph"])
    version = Version("v1", "a1", "c1", "", "https://post.example/1", "post", "Ferry", text, "h", NOW, Reader("x"))
    late, early = statements_of(version, [9, 3])
    assert unpack_statements(pack_statements([late, early])) == (early, late)


@settings(max_examples=12)
@given(kept())
def test_all_that_an_older_ledger_held_is_there(kept: Kept) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        unpacked(path, *kept)
        ledger = open_ledger(path, write=True)
        try:
            ids = [version.id for version in kept.versions]
            assert ledger.versions(ids) == kept.versions
            said = sorted(kept.statements, key=lambda each: (each.version_id, each.content[0].start))
            assert ledger.statements(ids) == tuple(said)
            assert ledger.totals()["statements"] == len(said)
            assert ledger.without_statements(1, "speech-1") == ()
            assert ledger.without_signature(1, "copies-1") == ()
            assert [ledger.link(link.id) for link in kept.links] == list(kept.links)
            assert sum(ledger.access(NOW.replace(year=2000)).values()) == len(ids)
            assert ledger.check() == ()
            found = {hit.version_id for word in ("a", "b", "the") for hit in ledger.search(word)}
            assert found <= set(ids)
        finally:
            ledger.close()


def many(path: Path, number: int) -> None:
    """An older ledger with a text, and that many links."""
    text = text_of(["Senby opened its harbour. " * 40], ["paragraph"])
    hash = text_hash("Harbour", text)
    version = Version("v1", "a1", "c1", "", "https://post.example/1", "post", "Harbour", text, hash, NOW, Reader("x"))
    links = [Link(f"l{at}", "f", "https://gazette.example/l", "Ferries " * 30) for at in range(number)]
    unpacked(path, [version], statements_of(version, [3]), links)


# Ends the process without a word, in the midst of the migration.
KILLED = """
import os, sys
from pathlib import Path
from broadsheet.store import open_ledger
open_ledger(Path(sys.argv[1]), write=True, waiting=lambda said: os._exit(9 if "of 5,001 links" in said else 1))
"""


def test_a_migration_that_is_killed_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    many(path, 5001)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=120, check=False)
    assert done.returncode == 9, "it was in the midst of it"
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("0007_editions_after",)
        assert plain.execute("SELECT count(*) FROM links WHERE body LIKE '%Ferries%'").fetchone() == (5001,)
    said: list[str] = []
    before = path.stat().st_size
    ledger = open_ledger(path, write=True, waiting=said.append)
    try:
        assert said[0] == "Bringing the ledger up to date: 5,000 of 5,001 links."
        assert ledger.check() == ()
        assert [hit.version_id for hit in ledger.search("harbours")] == ["v1"]
        link = ledger.link("l5000")
        assert link is not None
        assert link.title == "Ferries " * 30
    finally:
        ledger.close()
    assert path.stat().st_size < before / 2, "the file was written anew"
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (0,)


def test_one_that_was_killed_before_it_was_written_anew_is_so_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path, write=True).close()
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(
            "CREATE TABLE heap (body); INSERT INTO heap VALUES (zeroblob(900000)); DROP TABLE heap; PRAGMA user_version = 1"
        )
    before = path.stat().st_size
    open_ledger(path, write=True).close()
    assert path.stat().st_size < before - 800_000


def test_an_older_ledger_with_a_damaged_row_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    many(path, 3)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE texts SET body = '{'")
        plain.commit()
    for _ in range(2):
        with pytest.raises(LedgerError, match="a row of it is damaged"):
            open_ledger(path, write=True)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("0007_editions_after",)
        assert plain.execute("SELECT count(*) FROM links").fetchone() == (3,)


def test_a_disk_without_room_for_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"
    many(path, 3)
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda where: usage._replace(free=1000))
    with pytest.raises(LedgerError, match="its disk may need .* MB more") as raised:
        open_ledger(path, write=True)
    assert raised.value.hint.startswith("Make room on the disk")
    monkeypatch.undo()
    ledger = open_ledger(path, write=True)
    assert ledger.check() == ()
    ledger.close()
