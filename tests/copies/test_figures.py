"""The floor that copies are held to, on a public set through their filter."""

from __future__ import annotations

import json
from pathlib import Path

from bench.pipes import piped, records, scored

FLOORS = json.loads((Path(__file__).resolve().parents[2] / "bench" / "floors.json").read_text(encoding="utf-8"))


def test_copies_are_told_from_originals(data_dir: Path, tmp_path: Path) -> None:
    written, _ = piped("copies", records(data_dir / "copies" / "docs.jsonl.gz"))
    found = scored(data_dir, "copies", data_dir / "copies" / "pairs.jsonl", written, tmp_path)
    assert found["f1"] >= FLOORS["copies.f1"]
