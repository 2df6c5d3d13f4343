"""Real feeds, intact and damaged in ten ways: all that feedparser finds is found, and nothing that is not there.

Feedparser takes 20 seconds for all feeds of one kind of damage, so that a quarter of the feeds, another for each
kind, is read here; `python -m bench.feeds` reads all.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from calendar import timegm
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench import feeds as bench

KINDS = (
    "truncated", "bare_ampersands", "html_entities", "control_characters", "leading_junk", "wrong_declaration",
    "latin1_bytes", "undeclared_prefix", "unclosed_tags", "utf16_with_bom",
)  # fmt: skip
PARTS = 4


@cache
def peers(data: Path) -> dict[str, list[dict[str, Any]]]:
    """What feedparser found in each intact feed, as it was recorded beside them."""
    with gzip.open(data / "feeds_real" / "peers.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {each["file"]: each["feedparser"]["entries"] for each in map(json.loads, lines)}


def seconds(stamp: str | None) -> int | None:
    return timegm(datetime.fromisoformat(stamp).utctimetuple()) if stamp else None


def recorded(entry: dict[str, Any]) -> bench.Theirs:
    title = entry["title"] or ""
    # The record does not say which titles are HTML.
    readings = {bench.squeezed(title), bench.words(title)} if title else set()
    return bench.Theirs(
        frozenset(readings),
        entry["link"] or "",
        entry["id"] or "",
        seconds(entry["published"]),
        seconds(entry["updated"]),
    )


def part_of(name: str, kind: str) -> int:
    return hashlib.sha256(f"{kind} {name}".encode()).digest()[0] % PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_intact_feeds_read_as_feedparser_reads_them(part: int, data_dir: Path) -> None:
    score = bench.Score()
    for name, entries in peers(data_dir).items():
        if part_of(name, bench.INTACT) == part:
            score.add(bench.compare(bench.body(data_dir, name), [recorded(each) for each in entries], name=name))
    assert score.expected > 300
    assert (score.found, score.extra, score.lines) == (score.expected, 0, [])
    assert not score.ids[False]
    assert not score.dates[False]


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_feeds_give_what_feedparser_finds(kind: str, half: int, data_dir: Path) -> None:
    damage = bench.damages(data_dir)[kind]
    chosen = [name for name in bench.names(data_dir) if part_of(name, kind) == 0][half::2]
    score = bench.Score()
    for name in chosen:
        damaged = damage(bench.body(data_dir, name))
        intact = [(each["title"] or "", each["link"] or "") for each in peers(data_dir)[name]]
        score.add(bench.compare(damaged, bench.feedparser(damaged), intact, f"{kind} {name}"))
    assert score.expected > 50
    assert (score.found, score.extra, score.lines) == (score.expected, 0, [])
    assert not score.ids[False]
    assert not score.dates[False]


def test_most_real_feeds_need_no_second_reader(data_dir: Path) -> None:
    """Twenty times feedparser's speed leaves it a twentieth of the work."""
    from broadsheet import feeds
    from broadsheet.model import Made

    outcomes = [feeds.parse(bench.body(data_dir, name)) for name in bench.names(data_dir)]
    slow = [each for each in outcomes if not isinstance(each, Made) or each.value.reader != "fast"]
    assert len(slow) <= len(outcomes) // 20
