"""Counts that later ones overtake."""

from __future__ import annotations

import pytest

from broadsheet.languages.en.tolls import find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seven people were killed and 1,204 injured.", {"dead": {7}, "injured": {1204}}),
        ("The toll rose to 12,500,000.", {"dead": {12_500_000}}),
        ("Twenty-one are still missing.", {"missing": {21}}),
        (f"{'7' * 5_000} were killed.", {}),
    ],
)
def test_counts_are_found_beside_what_they_count(text: str, found: dict[str, set[int]]) -> None:
    assert find(text) == found
