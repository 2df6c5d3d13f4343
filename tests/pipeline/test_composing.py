"""An edition is printed whatever is in it: what cannot be set in it is left out, and named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadsheet import editions
from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.newsroom.editions import verify_folder
from broadsheet.pipeline.context import Quiet
from tests.newsroom.papers import write_articles

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


class Noted(Quiet):
    def __init__(self) -> None:
        self.notes: list[str] = []

    def note(self, words: str) -> None:
        self.notes.append(words)


def test_a_story_that_cannot_be_printed_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_paper(tmp_path / "paper")
    says = Noted()
    with open_newsroom(
        tmp_path / "paper",
        write=True,
        now=lambda: NOON,
        environment={},
        progress=says,
        overrides={"engine.workers": "1"},
    ) as newsroom:
        newsroom.rounds.import_files([write_articles(tmp_path / "articles.jsonl", 12)])
        whole = newsroom.editions.print("morning", since=NOON - timedelta(days=2))
        told = [entry.story_id for section in whole.edition.sections for entry in section.entries if entry.story_id]
        make = editions.compose

        def broken(recipe: Any, material: Any, **options: Any) -> Any:
            if any(each.story.id == told[0] for each in material.stories):
                raise IndexError("made to fail")
            return make(recipe, material, **options)

        monkeypatch.setattr(editions, "compose", broken)
        printed = newsroom.editions.print("morning", since=NOON - timedelta(days=3))
        assert verify_folder(printed.folder, expected=printed.hash).ok
        now_told = [entry.story_id for section in printed.edition.sections for entry in section.entries]
        assert told[0] not in now_told
        assert any(told[0] in words and "made to fail" in words for words in says.notes)

        def always(*given: Any, **named: Any) -> Any:
            raise IndexError("made to fail whatever is in it")

        monkeypatch.setattr(editions, "compose", always)
        with pytest.raises(IndexError):
            newsroom.editions.print("morning", since=NOON - timedelta(days=4))
