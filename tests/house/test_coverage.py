"""The floors of coverage: of the pure rooms, each with one, and what falls below is named."""

from __future__ import annotations

import tomllib

from tools import covered

from tests.conftest import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["coverage"]["run"]


def test_each_room_that_is_measured_has_a_floor_and_is_there() -> None:
    rooms = {path.removeprefix("src/broadsheet/") for path in SETTINGS["source"]}
    assert SETTINGS["branch"]
    assert set(covered.floors()) == rooms
    assert all((ROOT / path).is_dir() for path in SETTINGS["source"])


def test_branches_are_added_up_by_room() -> None:
    files = {
        "src/broadsheet/ferries/a.py": {"covered_branches": 3, "num_branches": 4},
        "src/broadsheet/ferries/deep/b.py": {"covered_branches": 0, "num_branches": 2},
        "src/broadsheet/quays.py": {"covered_branches": 0, "num_branches": 0},
    }
    assert covered.shares(files) == {"ferries": 50.0, "quays.py": 100.0}


def test_what_falls_below_its_floor_or_is_not_measured_is_named() -> None:
    told = covered.below({"ferries": 79.9, "quays": 90.0}, {"ferries": 80, "quays": 90, "tides": 1})
    assert [line.partition(" ")[0] for line in told] == ["ferries:", "tides"]
    assert "79.9 %" in told[0]
