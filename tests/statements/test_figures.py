"""The floors of attribution on articles annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench import statements as bench

FLOORS = Path(__file__).resolve().parents[2] / "bench" / "floors.json"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(bench.SETS))
def test_figures_hold_their_floors(name: str, data_dir: Path) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found = {
        key: {"id": key, "statements": bench.ours(document["text"])}
        for key, document in bench.documents(data_dir, name).items()
    }
    figures = bench.figures(data_dir, name, found)
    assert figures.keys() & floors.keys()
    below = {key: (value, floors[key]) for key, value in figures.items() if value < floors.get(key, 0)}
    assert not below
