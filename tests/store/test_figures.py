"""How much of the disk an article takes with all that is made of it."""

from __future__ import annotations

import json
from pathlib import Path

from bench.pipeline import sample_of

from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.newsroom.upkeep.checking import LEDGER_FILE

FLOORS = json.loads((Path(__file__).resolve().parents[2] / "bench" / "floors.json").read_text(encoding="utf-8"))


def test_figures_of_the_ledger_stay_under_their_ceiling(data_dir: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    create_paper(paper)
    with open_newsroom(paper, write=True, command="test", environment={}) as newsroom:
        account = newsroom.rounds.import_files([sample_of(data_dir, 200, tmp_path)])
        assert newsroom.ledger.check() == ()
    size = (paper / LEDGER_FILE).stat().st_size
    assert size / account.of("articles", "made") / 1000 <= FLOORS["ledger.kb_an_article_at_most"]
