"""Floors that stories and the choice of sentences are held to, on public sets through their filters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.pipes import piped, records, scored

FLOORS = json.loads((Path(__file__).resolve().parents[2] / "bench" / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["g5w1h", "ecbplus"])
def test_reports_of_one_event_are_one_story(name: str, data_dir: Path, tmp_path: Path) -> None:
    gold = data_dir / f"stories_{name}.jsonl.gz"
    docs = sorted(records(gold), key=lambda each: (each.get("published") or "", each["id"]))
    written, _ = piped("stories", docs)
    found = scored(data_dir, "bcubed", gold, written, tmp_path)
    assert found["missing"] == 0
    assert found["b3_f1"] >= FLOORS[f"stories.{name}.b3_f1"]


def test_what_happened_is_near_to_the_editors_summary(data_dir: Path, tmp_path: Path) -> None:
    gold = data_dir / "roundups_dev.jsonl.gz"
    asked = [{"id": each["id"], "budget_words": 70, "articles": each["articles"]} for each in records(gold)]
    written, _ = piped("digest", asked)
    assert all(len(json.loads(line)["summary"].split()) <= 70 for line in written.splitlines())
    found = scored(data_dir, "rouge", gold, written, tmp_path)
    for name, key in (("rouge1", "rouge1_f"), ("rouge2", "rouge2_f"), ("rougeL", "rougeL_f")):
        assert found[key] >= FLOORS[f"digest.{name}"]


def test_the_order_of_arrival_within_a_day_decides_nothing(data_dir: Path) -> None:
    """The same articles with ids that sort otherwise give the same stories."""
    docs = sorted(
        records(data_dir / "stories_g5w1h.jsonl.gz"), key=lambda each: (each.get("published") or "", each["id"])
    )[:80]
    renamed = [{**each, "id": f"x{number:03d}"} for number, each in enumerate(docs)]
    one, two = (
        [json.loads(line)["story"] for line in piped("stories", given)[0].splitlines()] for given in (docs, renamed)
    )
    assert _parts(one) == _parts(two)


def _parts(labels: list[str | None]) -> set[frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, label in enumerate(labels):
        found.setdefault(label or f"alone {number}", set()).add(number)
    return {frozenset(each) for each in found.values()}
