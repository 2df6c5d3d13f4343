"""Nothing that strangers write takes time by the square of its size.

Processor time at a size and at four times the size: in proportion that is four times as much, by the square sixteen
times. What has less than a tenth is not told apart from noise; what fails is measured three times on texts of its own.
"""

from __future__ import annotations

import time

import pytest
from bench.adversary import KINDS, ROOMS, Room, text_of

SMALL, LARGE = 2_500, 10_000
MOST = 10.0
NOISE = 0.06  # seconds
HURTING = (
    "x", "A.", "A. ", "spaces", "x and newline", "?", "Ha! ", "…", "“", "“ ", '"', "‘", " ‘x", "„", "»", "“A, ", "“A. ", "“A,” said B. ", "(",
    "1,000", "digits", "Monday ", "p.m. The ", "—", "http://a", "&amp;", "<", "<!--", "<div>", "attributes", "links", "combining marks",
    "Chinese", "Ann Lee said ", "the same ", "A-a", "distinct names", "distinct speakers", "a mix", "such a", "a date in", "marks before prose",
    "bullets and prose", "prose", "one “ and words", "a capital, then small", "a capital, then spaces",
)  # fmt: skip


def seconds(room: Room, kind: str, size: int, attempt: int) -> float:
    """Processor time of one call; each attempt has a text of its own, which nothing can have kept."""
    text = f"{text_of(kind, size)}{'.' * attempt}"
    begun = time.process_time()
    room.read(text)
    return time.process_time() - begun


def grows_too_fast(room: Room, kind: str, attempt: int) -> bool:
    small, large = (seconds(room, kind, size, attempt) for size in (SMALL, LARGE))
    return large > NOISE and large > MOST * max(small, NOISE / 30)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_time_is_in_proportion_to_size(room: Room) -> None:
    room.read("Ann Lee said so on Monday. It was dry.")
    slow = [kind for kind in HURTING if all(grows_too_fast(room, kind, attempt) for attempt in range(3))]
    assert slow == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_has_the_size_that_was_asked_for(kind: str) -> None:
    assert 0.8 * LARGE <= len(text_of(kind, LARGE)) <= 1.2 * LARGE
