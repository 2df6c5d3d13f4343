"""Whether the tests that have just run walk the branches of the pure rooms: python tools/covered.py

Read is what `pytest --cov` left in .coverage; the floors stand in bench/coverage.json, a share of branches in percent for each
room. They rise with the tests, and are lowered only with a reason in the commit.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "bench" / "coverage.json"


def floors() -> dict[str, float]:
    """The least share of branches for each room, in percent."""
    found: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def shares(files: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """The share of each room's branches that was walked, in percent, by the summaries of its files."""
    walked: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for name, summary in files.items():
        room = Path(name).as_posix().partition("src/broadsheet/")[2].partition("/")[0]
        walked[room] += summary["covered_branches"]
        whole[room] += summary["num_branches"]
    return {room: 100 * walked[room] / whole[room] if whole[room] else 100.0 for room in whole}


def below(found: Mapping[str, float], least: Mapping[str, float]) -> list[str]:
    """What is wrong, one line for each room: walked less than its floor, or not measured at all."""
    told = []
    for room, floor in least.items():
        if room not in found:
            told.append(f"{room} was not measured; run: python -m pytest --cov")
        elif found[room] < floor:
            told.append(f"{room}: {found[room]:.1f} % of its branches are walked by tests, less than {floor:g} %")
    return told


def measured() -> dict[str, float]:
    """The shares by the .coverage file of the last run."""
    import coverage

    last = coverage.Coverage(data_file=str(ROOT / ".coverage"), config_file=str(ROOT / "pyproject.toml"))
    last.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        last.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return shares({name: each["summary"] for name, each in files.items()})


def main() -> int:
    if not (ROOT / ".coverage").exists():
        print("covered: there is no .coverage; run: python -m pytest --cov", file=sys.stderr)
        return 1
    found, least = measured(), floors()
    for room in sorted(found):
        print(f"{room:<12} {found[room]:5.1f} % of branches, floor {least.get(room, 0):g} %")
    wrong = below(found, least)
    for line in wrong:
        print(f"covered: {line}", file=sys.stderr)
    if wrong:
        print("  Add tests for what `coverage report -m` shows as not walked.", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
