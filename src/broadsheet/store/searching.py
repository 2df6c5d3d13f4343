"""Full-text search over the newest Version of each Article (SQLite's FTS5).

The rows that are shown are chosen first, by rank alone; only for them are the words found in the text, which costs a
pass over it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from broadsheet.store import tables
from broadsheet.store.contract import Hit
from broadsheet.text.queries import Query, Term

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
    """What the ledger's `search` promises."""
    if not query.wanted:
        return ()
    given: dict[str, Any] = {"terms": expression(query), "limit": limit, "offset": offset}
    given |= {"outlet": outlet_id, "start": start, "end": end}
    rows = [row.number for row in connection.execute(_chosen(bool(outlet_id), start, end), given)]
    found = {row.number: row for row in connection.execute(_SHOWN, {"terms": given["terms"], "rows": json.dumps(rows)})}
    return tuple(_hit(found[number]) for number in rows if number in found)


def expression(query: Query) -> str:
    """The query as FTS5 has it: each term is a string, so that no word of it is read as syntax."""
    wanted = " AND ".join(map(_string, query.wanted))
    return f"({wanted}) NOT ({' OR '.join(map(_string, query.unwanted))})" if query.unwanted else wanted


def _string(term: Term) -> str:
    quoted = term.words.replace('"', '""')
    return f'"{quoted}"{"*" if term.begins else ""}'


_SEARCH = sa.table("search", sa.column("rowid"), sa.column("article_id"), sa.column("version_id"))


def _chosen(by_outlet: bool, start: datetime | None, end: datetime | None) -> sa.Select[Any]:
    """The query for the rows' numbers, the best first."""
    found = sa.select(_SEARCH.c.rowid.label("number")).select_from(_SEARCH).where(sa.text("search MATCH :terms"))
    if by_outlet:
        found = found.join(tables.articles, tables.articles.c.id == _SEARCH.c.article_id)
        found = found.where(tables.articles.c.outlet_id == sa.bindparam("outlet"))
    if start or end:
        found = found.join(tables.versions, tables.versions.c.id == _SEARCH.c.version_id)
    if start:
        found = found.where(tables.versions.c.moment >= sa.bindparam("start"))
    if end:
        found = found.where(tables.versions.c.moment < sa.bindparam("end"))
    found = found.order_by(sa.text("bm25(search, 0, 0, 4.0, 1.0)"), _SEARCH.c.rowid.desc())
    return found.limit(sa.bindparam("limit")).offset(sa.bindparam("offset"))


_SHOWN = sa.text(
    "SELECT search.rowid AS number, search.version_id, search.article_id, articles.outlet_id, versions.captured,"
    " versions.moment, highlight(search, 2, char(2), char(3)) AS title, highlight(search, 3, char(2), char(3)) AS body"
    " FROM search JOIN versions ON versions.id = search.version_id JOIN articles ON articles.id = search.article_id"
    " WHERE search MATCH :terms AND search.rowid IN (SELECT value FROM json_each(:rows))"
).columns(captured=tables.Utc, moment=tables.Utc)


def _hit(row: sa.Row[Any]) -> Hit:
    body, marks = unmarked(row.body)
    title, titled = unmarked(row.title)
    return Hit(
        version_id=row.version_id,
        article_id=row.article_id,
        title=title,
        outlet_id=row.outlet_id,
        captured=row.captured,
        moment=row.moment,
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


__all__ = ["expression", "search", "snippet", "unmarked"]
