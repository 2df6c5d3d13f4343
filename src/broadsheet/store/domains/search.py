"""Full-text search over the newest Version of each Article (SQLite's FTS5).

The index holds where each word stands and no texts: those lie compressed among the Versions. The rows that are shown are
chosen first, by rank alone; only for them is the text unpacked, and the words found in it by a small index in memory.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from broadsheet.model import Version
from broadsheet.store import tables
from broadsheet.store.connection import told
from broadsheet.store.contract import Hit
from broadsheet.store.domains.base import Reads
from broadsheet.store.rows import version_of
from broadsheet.text.queries import Query, Term, parse

SNIPPET = 260  # characters of a snippet, more or less
MARKS = 40  # hits of one text that are told
_BEGIN, _END = "\x02", "\x03"
# Between two blocks; a headline or a standfirst that ends without a mark would read on into the next one.
_BLOCKS = re.compile(r"(?:(?<=([.!?:;”\"…]))|)\n+")


def search(
    connection: Connection,
    query: Query,
    *,
    outlet_id: str,
    start: datetime | None,
    end: datetime | None,
    limit: int,
    offset: int,
) -> tuple[Hit, ...]:
    """What `contract.search` promises, of a query that was read."""
    if not query.wanted:
        return ()
    given: dict[str, Any] = {"terms": expression(query), "limit": limit, "offset": offset}
    given |= {"outlet": outlet_id, "start": start, "end": end}
    numbers = [row.number for row in connection.execute(_chosen(bool(outlet_id), start, end), given)]
    if not numbers:
        return ()
    found = {row.number: row for row in connection.execute(_SHOWN, {"rows": json.dumps(numbers)})}
    versions = {number: version_of(row.body, row.text) for number, row in found.items()}
    marked = _highlighted(versions, given["terms"])
    return tuple(
        _hit(found[number].outlet_id, found[number].moment, *marked[number]) for number in numbers if number in marked
    )


def put_in(connection: Connection, version: Version) -> None:
    """Makes a Version searchable; none of its Article may be so."""
    values = {"article_id": version.article_id, "version_id": version.id}
    (row,) = connection.execute(_NAME, values).inserted_primary_key or (0,)
    connection.execute(_INTO, {"row": row, "title": version.title, "body": version.text.content})


def take_out(connection: Connection, article_id: str) -> None:
    """Makes no Version of the Article searchable. Its text must still be there: the index is told what to forget."""
    row = connection.execute(_NAMED, {"article": article_id}).first()
    if row is None:
        return
    version = version_of(row.body, row.text)
    connection.execute(_OUT_OF, {"row": row.number, "title": version.title, "body": version.text.content})
    connection.execute(_UNNAME, {"article": article_id})


def expression(query: Query) -> str:
    """The query as FTS5 has it: each term is a string, so that no word of it is read as syntax."""
    wanted = " AND ".join(map(_string, query.wanted))
    return f"({wanted}) NOT ({' OR '.join(map(_string, query.unwanted))})" if query.unwanted else wanted


def _string(term: Term) -> str:
    quoted = term.words.replace('"', '""')
    return f'"{quoted}"{"*" if term.begins else ""}'


TOKENS = "porter unicode61 remove_diacritics 2"  # as the migrations made the index
_SEARCH = sa.table("search", sa.column("rowid"))
_ROWS = tables.searchable
_NAME = _ROWS.insert()
_UNNAME = _ROWS.delete().where(_ROWS.c.article_id == sa.bindparam("article"))
_INTO = sa.text("INSERT INTO search (rowid, title, body) VALUES (:row, :title, :body)")
_OUT_OF = sa.text("INSERT INTO search (search, rowid, title, body) VALUES ('delete', :row, :title, :body)")
_TEXTS = (
    sa.select(
        _ROWS.c.row.label("number"),
        tables.articles.c.outlet_id,
        tables.versions.c.moment,
        tables.versions.c.body,
        tables.texts.c.body.label("text"),
    )
    .join(tables.versions, tables.versions.c.id == _ROWS.c.version_id)
    .join(tables.texts, tables.texts.c.hash == tables.versions.c.text_hash)
    .join(tables.articles, tables.articles.c.id == _ROWS.c.article_id)
)
_NAMED = _TEXTS.where(_ROWS.c.article_id == sa.bindparam("article"))
_SHOWN = _TEXTS.where(_ROWS.c.row.in_(sa.text("SELECT value FROM json_each(:rows)")))


def _chosen(by_outlet: bool, start: datetime | None, end: datetime | None) -> sa.Select[Any]:
    """The query for the rows' numbers, the best first."""
    found = sa.select(_SEARCH.c.rowid.label("number")).select_from(_SEARCH).where(sa.text("search MATCH :terms"))
    if by_outlet or start or end:
        found = found.join(_ROWS, _ROWS.c.row == _SEARCH.c.rowid)
    if by_outlet:
        found = found.join(tables.articles, tables.articles.c.id == _ROWS.c.article_id)
        found = found.where(tables.articles.c.outlet_id == sa.bindparam("outlet"))
    if start or end:
        found = found.join(tables.versions, tables.versions.c.id == _ROWS.c.version_id)
    if start:
        found = found.where(tables.versions.c.moment >= sa.bindparam("start"))
    if end:
        found = found.where(tables.versions.c.moment < sa.bindparam("end"))
    found = found.order_by(sa.text("bm25(search, 4.0, 1.0)"), _SEARCH.c.rowid.desc())
    return found.limit(sa.bindparam("limit")).offset(sa.bindparam("offset"))


def _highlighted(versions: Mapping[int, Version], terms: str) -> dict[int, tuple[Version, str, str]]:
    """For each row its Version, and title and text with the hits between their marks."""
    with closing(sqlite3.connect(":memory:")) as small:
        small.execute(f"CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize='{TOKENS}')")
        small.executemany(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(number, version.title, version.text.content) for number, version in versions.items()],
        )
        rows = small.execute(
            "SELECT rowid, highlight(search, 0, char(2), char(3)), highlight(search, 1, char(2), char(3))"
            " FROM search WHERE search MATCH ?",
            (terms,),
        )
        return {number: (versions[number], title, body) for number, title, body in rows}


def _hit(outlet_id: str, moment: datetime, version: Version, title: str, body: str) -> Hit:
    body, marks = unmarked(body)
    title, titled = unmarked(title)
    return Hit(
        version_id=version.id,
        article_id=version.article_id,
        title=title,
        outlet_id=outlet_id,
        captured=version.captured,
        moment=moment,
        snippet=snippet(body, marks),
        headline=_marked(title, titled, 0, len(title)),
        marks=tuple(marks[:MARKS]),
    )


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text that FTS5 has marked, without the marks, and where they stood."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    at = 0
    for number, part in enumerate(text.split(_BEGIN)):
        hit, closed, rest = part.partition(_END)
        if number and closed and hit:
            marks.append((at, at + len(hit)))
        pieces.append(hit + rest)
        at += len(hit) + len(rest)
    return "".join(pieces), marks


def snippet(body: str, marks: list[tuple[int, int]]) -> str:
    """The stretch of the text with the most different words that were looked for, or its beginning where none of them
    stands in it; at whole words."""
    start, end = _stretch(body, marks)
    if start:
        space = max(body.find(" ", start, start + 40), body.find("\n", start, start + 40))
        start = space + 1 if space >= 0 and not any(one < space < two or one == start for one, two in marks) else start
    if end < len(body):
        space = body.rfind(" ", start, end)
        end = space if space > start and not any(one <= space < two for one, two in marks) else end
    shown = _BLOCKS.sub(lambda found: " " if found[1] else " · ", _marked(body, marks, start, end).strip())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(body) else ''}"


def _stretch(body: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    best, chosen = 0, (0, min(len(body), SNIPPET))
    last = 0
    for first, (start, _) in enumerate(marks):
        last = max(last, first)
        while last + 1 < len(marks) and marks[last + 1][1] <= start + SNIPPET * 2 // 3:
            last += 1
        words = len({body[one:two].casefold() for one, two in marks[first : min(last, first + 12) + 1]})
        if words > best:
            begin = max(0, start - SNIPPET // 4)
            best, chosen = words, (begin, min(len(body), max(begin + SNIPPET, marks[first][1])))
    return chosen


def _marked(text: str, marks: list[tuple[int, int]], start: int, end: int) -> str:
    return "".join(_runs(text, marks, start, end))


def _runs(text: str, marks: list[tuple[int, int]], start: int, end: int) -> Iterator[str]:
    at = start
    for one, two in marks:
        if start <= one and two <= end:
            yield f"{text[at:one]}{_BEGIN}{text[one:two]}{_END}"
            at = two
    yield text[at:end]


class SearchReads(Reads):
    """What `contract.search` promises."""

    def search(
        self,
        words: str,
        *,
        outlet_id: str = "",
        start: datetime | None = None,
        end: datetime | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> tuple[Hit, ...]:
        with told(self._path, "searched"):
            return search(
                self._connection, parse(words), outlet_id=outlet_id, start=start, end=end, limit=limit, offset=offset
            )


__all__ = ["SearchReads", "expression", "put_in", "search", "snippet", "take_out", "unmarked"]
