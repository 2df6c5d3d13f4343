"""The flow is data that runs: each stage takes only what was made before it, the docs draw it as it is, and the runner
does what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import flow
from broadsheet.flow import FLOW, Stage
from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.pipeline import journal, runner
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.rounds import importing
from broadsheet.pipeline.walking import Walk
from tests.conftest import ROOT
from tests.newsroom.papers import write_articles

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def without(name: str) -> tuple[Stage, ...]:
    return tuple(each for each in FLOW if each.name != name)


def moved(name: str, before: str) -> tuple[Stage, ...]:
    found = list(without(name))
    found.insert([each.name for each in found].index(before), flow.stage(name))
    return tuple(found)


def test_the_flow_is_sound_and_each_function_is_there() -> None:
    assert flow.problems() == ()
    for stage in FLOW:
        assert callable(stage.work()), stage.name


def test_the_architecture_page_shows_this_flow() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert flow.figure() in page, (
        "draw the figure anew: python -c 'from broadsheet.flow import figure; print(figure())'"
    )


def test_stages_that_store_rows_have_a_version() -> None:
    for name in ("articles", "copies", "stories", "statements"):
        assert flow.stage(name).version, name


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (without("articles"), "copies takes Version"),
        (without("copies"), "reports takes Signature"),
        (without("statements"), "editions takes Statement"),
        (without("learning"), "articles knows Profile"),
        (moved("stories", before="reports"), "stories takes Report"),
        (moved("statements", before="articles"), "statements takes Version"),
        ((*FLOW, flow.stage("copies")), "two stages copies"),
    ],
)
def test_a_flow_whose_inputs_nobody_makes_is_refused(changed: tuple[Stage, ...], words: str, tmp_path: Path) -> None:
    assert any(words in problem for problem in flow.problems(changed))
    create_paper(tmp_path / "paper")
    with open_newsroom(tmp_path / "paper", write=True, now=lambda: NOON, environment={}) as newsroom:
        current = importing.begin(newsroom.context, [write_articles(tmp_path / "articles.jsonl", 3)])
        with pytest.raises(ValueError, match=words):
            runner.go_on(newsroom.context, current, stages=changed)
        assert newsroom.ledger.totals()["versions"] == 0


@pytest.mark.parametrize("changed", [FLOW, moved("learning", before="reports"), moved("statements", before="copies")])
def test_the_runner_walks_the_stages_in_the_order_of_the_flow(changed: tuple[Stage, ...], tmp_path: Path) -> None:
    walked: list[str] = []

    def noted(walk: Walk, stages: Sequence[Stage]) -> None:
        walked.extend(each.name for each in stages)

    create_paper(tmp_path / "paper")
    with open_newsroom(tmp_path / "paper", write=True, now=lambda: NOON, environment={}) as newsroom:
        current = importing.begin(newsroom.context, [write_articles(tmp_path / "articles.jsonl", 3)])
        adapters = dict.fromkeys((each.name for each in changed), noted)
        runner.run(Walk(newsroom.context, current), flow.WALKS["import"], stages=changed, adapters=adapters)
    assert walked == [each.name for each in changed if each.part in ("import", "round")]
    assert walked.index("statements") > walked.index("articles")


def test_the_version_of_a_stage_is_read_in_the_flow(tmp_path: Path) -> None:
    raised = tuple(replace(each, version="copies/99") if each.name == "copies" else each for each in FLOW)
    create_paper(tmp_path / "paper")
    settings = {"engine.workers": "1"}
    with open_newsroom(
        tmp_path / "paper", write=True, now=lambda: NOON, environment={}, overrides=settings
    ) as newsroom:
        current = importing.begin(newsroom.context, [write_articles(tmp_path / "articles.jsonl", 3)])
        runner.go_on(newsroom.context, current, stages=raised)
        assert newsroom.ledger.without_signature(current.id, "copies/99") == ()
        assert len(newsroom.ledger.without_signature(current.id, flow.stage("copies").version)) == 3


def test_every_stage_of_a_round_has_an_adapter_and_what_the_journal_notes_is_a_stage() -> None:
    walked = flow.stages("import", "fetch", "round")
    assert set(runner.ADAPTERS) == {each.name for each in walked}
    assert {each.name for each in flow.stages("round")} == journal.AFTER_CAPTURES
    assert {each.name for each in flow.stages("round")} > aside.LATER
