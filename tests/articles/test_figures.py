"""The floors of extraction and metadata on real pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench import extraction

FLOORS = Path(__file__).resolve().parents[2] / "bench" / "floors.json"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(extraction.SETS))
def test_figures_hold_their_floors(name: str, data_dir: Path) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    found, _ = extraction.ours(extraction.pages_of(data_dir / extraction.SETS[name][0]))
    figures = extraction.figures(data_dir, name, found)
    below = {key: (value, floors[key]) for key, value in figures.items() if value < floors.get(key, 0)}
    assert not below
