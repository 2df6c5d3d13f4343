"""Ledgers as an older program left them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from broadsheet.model import Link, Statement, Text, Version
from broadsheet.store.connection import begin_immediately, engine_for, migrate
from broadsheet.text.codec import to_json

BEFORE = "0007_editions_after"
AT = "2031-05-04 06:30:15.000000"


def at_step(path: Path, step: str) -> None:
    """A ledger as it was left by the program of that step."""
    engine = engine_for(path, write=True)
    remove = begin_immediately(engine)
    with engine.connect() as connection:
        migrate(connection, path, print, to=step)
    remove()
    engine.dispose()


def unpacked(path: Path, versions: Sequence[Version], statements: Sequence[Statement], links: Sequence[Link]) -> None:
    """A ledger whose bodies are plain JSON, a row a Statement, each Version the only one of its Article."""
    at_step(path, BEFORE)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("INSERT INTO rounds VALUES (1, 'import', '[]', ?, ?, NULL, NULL)", (AT, AT))
        for row, each in enumerate(versions, 1):
            body = to_json(replace(each, text=Text("", ()))).decode()
            plain.execute(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?)",
                (each.article_id, each.url, each.outlet_id, AT, AT, row),
            )
            plain.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (each.text_hash, to_json(each.text).decode()))
            plain.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?, 1, ?)",
                (each.id, each.article_id, each.text_hash, AT, AT, body),
            )
            plain.execute("INSERT INTO signatures VALUES (?, 'copies-1', ?)", (each.id, each.id.encode() * 99))
            plain.execute("INSERT INTO statement_runs VALUES (?, 'speech-1')", (each.id,))
            plain.execute(
                "INSERT INTO search (rowid, version_id, article_id, title, body) VALUES (?, ?, ?, ?, ?)",
                (row, each.id, each.article_id, each.title, each.text.content),
            )
        plain.executemany(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?)",
            [
                (each.id, each.version_id, each.content[0].start, each.speaker, to_json(each).decode())
                for each in statements
            ],
        )
        plain.executemany(
            "INSERT INTO links VALUES (?, ?, 'c', ?, ?)",
            [(each.id, each.source_id, AT, to_json(each).decode()) for each in links],
        )
        plain.commit()


__all__ = ["AT", "BEFORE", "at_step", "unpacked"]
