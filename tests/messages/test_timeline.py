"""The drawing of reports over time: names that keep to their room, dots that keep to theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.messages import Point, chart, drawn
from broadsheet.messages.timeline import NAME, within

NOW = datetime(2031, 3, 3, 8, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Vienna")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Quarrow Wire", ("Quarrow Wire",)),
        ("the Senby Gazette – Government & Nation", ("the Senby Gazette –", "Government & Nation")),
        ("The Ostermoor and Upper Tarn Valley Advertiser and Courier", ("The Ostermoor and", "Upper Tarn Valley…")),
        ("Donaudampfschifffahrtsnachrichten", ("Donaudampfschifffahr…",)),
        ("", ("",)),
        ("the long " * 50_000, ("the long the long the", "long the long the…")),
    ],
)
def test_a_long_name_is_wrapped_and_then_cut_with_a_sign(name: str, lines: tuple[str, ...]) -> None:
    assert within(name) == lines


@given(st.text(max_size=120))
def test_no_name_is_wider_than_its_room(name: str) -> None:
    lines = within(name)
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= NAME for line in lines)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "The Senby Gazette – Government & Nation", "C"]), st.integers(0, 9000), st.booleans()
        ),
        min_size=3,
        max_size=20,
    )
)
def test_all_of_it_lies_inside_of_the_drawing(reports: list[tuple[str, int, bool]]) -> None:
    points = [Point(name, NOW + timedelta(minutes=minutes), copy) for name, minutes, copy in reports]
    found = drawn(points, ZONE)
    if found is None:
        return
    assert sum(len(row.dots) for row in found.rows) == len(points)
    assert all(found.left < dot.x < found.width for row in found.rows for dot in row.dots)
    heights = [y for row in found.rows for y, _ in row.lines]
    assert heights == sorted(heights)
    assert heights[-1] < found.height - 15


def test_the_legend_names_copies_only_where_there_are_some() -> None:
    points = [Point(name, NOW + timedelta(hours=hour), False) for hour, name in enumerate("ABC")]
    alone = drawn(points, ZONE)
    copied = drawn([*points, Point("A", NOW, True)], ZONE)
    assert alone is not None
    assert copied is not None
    assert "○" not in chart(alone, "x")
    assert "●" in chart(alone, "x")
    assert "○" in chart(copied, "x")
