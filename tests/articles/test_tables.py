"""Tables of values stand whole in the text or not at all; tables that lay out a page are its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from .papers import PROSE, lines, page

HEAD = "<tr><th>Month</th><th>Lorries</th></tr>"
ROWS = "<tr><td>March</td><td>1,310</td></tr><tr><td>2031</td><td>61,000</td></tr>"
WHOLE = ["Month Lorries", "March 1,310", "2031 61,000"]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><thead>{HEAD}</thead><tbody>{ROWS}</tbody></table>",
        f"<table>{HEAD}{ROWS}</table>",
        f'<figure class="wp-block-table"><table>{HEAD}{ROWS}</table><figcaption>Lorries a month</figcaption></figure>',
        f'<div class="scroller"><table class="data"><tbody>{HEAD}{ROWS}</tbody></table></div>',
    ],
)
def test_a_table_stands_whole_or_not_at_all(table: str) -> None:
    rows = [line for line in lines(page(table)) if line not in PROSE]
    assert rows in ([], WHOLE)


def test_rows_of_figures_alone_are_not_lost_below_their_head() -> None:
    figures = "".join(f"<tr><td>{year}</td><td>{year * 3}</td></tr>" for year in range(2001, 2009))
    rows = [line for line in lines(page(f"<table>{HEAD}{figures}</table>")) if line not in PROSE]
    assert rows == ["Month Lorries", *(f"{year} {year * 3}" for year in range(2001, 2009))]


def test_a_page_that_is_laid_out_by_tables_keeps_its_text() -> None:
    cells = "".join(f"<tr><td><p>{line}</p></td><td>&nbsp;</td></tr>" for line in PROSE)
    assert lines(page(f"<table>{cells}</table>", prose=())) == list(PROSE)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.text("abcdef 0123456789,.%", min_size=1, max_size=12), min_size=2, max_size=4),
        min_size=2,
        max_size=6,
    )
)
def test_any_table_is_whole_or_absent(cells: list[list[str]]) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    found = [line for line in lines(page(f"<table>{rows}</table>")) if line not in PROSE]
    wanted = [line for row in cells if (line := " ".join(" ".join(row).split()))]
    assert found in ([], wanted)


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Year</th></tr></table>",
        "<table><thead><tr><td>Year</td><td>Vans</td></tr></thead><tbody></tbody></table>",
        "<table><tr><th>Year</th><th>Vans</th></tr><tr><td></td><td></td></tr></table>",
    ],
)
def test_a_table_of_heads_alone_is_none(table: str) -> None:
    assert lines(page(table)) == list(PROSE)
