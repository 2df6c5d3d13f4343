"""Tables that set values side by side: whole or not at all.

Requirement: never the head of a table without its rows, and no row whose cells run together. Theory: a
table of two rows and two columns at least, whose cells are short and hold no boxes of their own, has
values; one of heads alone is nothing; all others lay out what is text. The engine keeps rows with words and drops rows of figures, so
it is shown a mark in a table's place, and the rows stand again where that mark has stayed in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from broadsheet.text.textblocks import Blocks, clean

Rows = tuple[str, ...]

# A cell past this holds prose; so does one with a box in it.
_CELL = 200
_MOST_ROWS = 500
_BOXES = ("table", "h1", "h2", "h3", "h4", "ul", "ol", "section", "article", "blockquote", "form", "iframe")
_MARK = "Table of values no {}"


def set_aside(page: Any) -> dict[str, Rows]:
    """Puts a mark in the place of each table of values; gives the rows of each by its mark."""
    found: dict[str, Rows] = {}
    for table in list(page.iter("table")):
        rows = _rows(table) if table.getparent() is not None else ()
        if rows:
            mark = _MARK.format(len(found) + 1)
            found[mark] = rows
            _replace(table, mark)
        elif table.getparent() is not None and _is_head_alone(table):
            _replace(table, "")
    return found


def put_back(blocks: Blocks, tables: dict[str, Rows]) -> Blocks:
    """The blocks with the rows of each table in the place of its mark."""
    if not tables:
        return blocks
    found: Blocks = []
    for kind, line in blocks:
        if line in tables:
            found += [("list", row) for row in tables[line]]
        else:
            found.append((kind, line))
    return found


def _rows(table: Any) -> Rows:
    """The rows of a table of values as lines, or nothing for a table that lays out a page."""
    if next(table.iter(*_BOXES[1:]), None) is not None or sum(1 for _ in table.iter("table")) > 1:
        return ()
    rows = [[clean(_spaced(cell)) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [row for row in rows if any(row)]
    if not 2 <= len(rows) <= _MOST_ROWS or max(map(len, rows)) < 2:
        return ()
    if any(len(cell) > _CELL for row in rows for cell in row):
        return ()
    return tuple(line_of(row) for row in rows)


def _is_head_alone(table: Any) -> bool:
    """Whether a table has the names of its columns and no row: its values are filled in by a script."""
    cells = list(table.iter("td", "th"))
    words = [clean(_spaced(cell)) for cell in cells]
    holds_boxes = sum(1 for _ in table.iter(*_BOXES)) > 1
    if holds_boxes or not any(words) or any(len(line) > _CELL for line in words):
        return False
    return all(cell.tag == "th" or _is_in_head(cell) for cell, line in zip(cells, words, strict=True) if line)


def _is_in_head(cell: Any) -> bool:
    return any(each.tag == "thead" for each in cell.iterancestors("thead", "tbody", "table"))


def line_of(row: Iterable[str]) -> str:
    """A row as one line."""
    return " ".join(cell for cell in row if cell)


def _spaced(cell: Any) -> str:
    return " ".join(cell.itertext())


def _replace(table: Any, mark: str) -> None:
    """A paragraph in a table's place; the text behind the table stays."""
    for child in list(table):
        table.remove(child)
    table.attrib.clear()
    table.tag, table.text = "p", mark
