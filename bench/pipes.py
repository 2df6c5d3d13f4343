"""What the benchmarks of pipes share: a room's filter run on records, and the scoring programs beside the data."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]


def records(path: Path) -> list[Record]:
    """The records of a JSON Lines file, gzip or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def piped(room: str, given: Iterable[Record]) -> tuple[str, float]:
    """What `broadsheet pipe ROOM` writes for the records, and the seconds it took."""
    asked = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in given)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "pipe", room], input=asked.encode(), capture_output=True, check=True
    )
    return done.stdout.decode(), time.perf_counter() - began


def scored(data: Path, scorer: str, gold: Path, written: str, folder: Path) -> Record:
    """The figures that a scoring program gives for a filter's output."""
    pred = folder / f"{scorer}.jsonl"
    pred.write_text(written, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, data.parent / "score" / f"{scorer}.py", gold, pred, "--json"], capture_output=True, check=True
    )
    found: Record = json.loads(done.stdout)
    return found
