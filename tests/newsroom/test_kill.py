"""Kill -9 at any moment of import and edition: the round goes on, and the edition's hash is the same."""

from __future__ import annotations

import json
import random
import signal
import time
from pathlib import Path

import pytest

from broadsheet.store import open_ledger
from tests.newsroom.papers import command, started, write_articles

ARTICLES = 240
WINDOW = ("edition", "morning", "--date", "2026-03-04", "--since", "2026-03-03", "--json")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float, float, dict[str, int]]:
    """The hash of a run that nothing stopped, how long import and edition took, and what the ledger held."""
    folder = tmp_path_factory.mktemp("undisturbed")
    articles = write_articles(folder / "articles.jsonl", ARTICLES)
    command("init", "paper", cwd=folder)
    began = time.monotonic()
    command("import", articles, cwd=folder / "paper")
    imported = time.monotonic()
    found = json.loads(command(*WINDOW, cwd=folder / "paper").stdout)
    ended = time.monotonic()
    return found["hash"], imported - began, ended - imported, totals(folder / "paper")


def totals(paper: Path) -> dict[str, int]:
    ledger = open_ledger(paper / "ledger.sqlite", write=False)
    try:
        assert ledger.check() == ()
        counted = dict(ledger.totals())
    finally:
        ledger.close()
    # A run that was killed between archive and ledger may enter a record twice as seen; no more than that.
    counted.pop("sightings", None)
    return counted


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_ten_kills_change_nothing(
    tmp_path: Path, undisturbed: tuple[str, float, float, dict[str, int]], request: pytest.FixtureRequest
) -> None:
    hash, import_seconds, edition_seconds, counted = undisturbed
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    chance = random.Random(seed)
    articles = write_articles(tmp_path / "articles.jsonl", ARTICLES)
    for attempt in range(2):
        paper = tmp_path / f"paper{attempt}"
        command("init", paper, cwd=tmp_path)
        for _ in range(3):
            kill_after(chance.uniform(0.2, import_seconds), "import", articles, cwd=paper)
        command("import", articles, cwd=paper)
        for _ in range(2):
            kill_after(chance.uniform(0.2, edition_seconds), *WINDOW, cwd=paper)
        found = json.loads(command(*WINDOW, cwd=paper).stdout)
        assert found["hash"] == hash, f"seed {seed}"
        command("verify", found["folder"], "--hash", hash, cwd=paper)
        assert totals(paper) | {"rounds": 0} == counted | {"rounds": 0}, f"seed {seed}"


def kill_after(seconds: float, *words: str | Path, cwd: Path) -> None:
    """Starts the command and kills it, if it is still running, after so many seconds."""
    process = started(*words, cwd=cwd)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
