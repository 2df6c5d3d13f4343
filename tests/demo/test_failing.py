"""The sample with an outlet whose server is down on the second day: the paper comes out, and says how that source does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.demo import catalogue, render, running
from broadsheet.demo.server import SampleServer
from broadsheet.newsroom import open_newsroom
from broadsheet.newsroom.editions import verify_folder


@pytest.mark.slow
def test_the_second_edition_comes_without_the_outlet_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    with SampleServer(0, failing=True) as server:
        printed = running.make(folder, server, workers=1)
        assert len(printed) == 2
        assert all(verify_folder(each.folder, expected=each.hash).ok for each in printed)
        clock = running.SetClock(catalogue.FETCHES[-1])
        with open_newsroom(folder, write=True, now=clock, environment={}) as newsroom:
            health = {each.outlet.id: each.health for each in newsroom.sources.table()}
            assert health.pop(render.FAILS).words.startswith("its server has trouble (503)")
            assert {each.level for each in health.values()} == {"well"}
            before = newsroom.ledger.totals()["articles"]
            server.failing = False
            clock.at += timedelta(hours=2)
            newsroom.rounds.fetch()
            assert newsroom.ledger.totals()["articles"] > before, "what it published meanwhile is not lost"
            assert {each.health.level for each in newsroom.sources.table()} == {"well"}


def test_an_outage_of_an_hour_is_noted_and_costs_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    with SampleServer(0) as server:
        running.make(folder, server, workers=1)
    with open_newsroom(folder, now=running.SetClock(catalogue.FETCHES[-1]), environment={}) as newsroom:
        failed = {
            current.id: [each for each in newsroom.ledger.outcomes(current.id) if each.outcome == "failed"]
            for current in newsroom.ledger.rounds()
        }
        assert [number for number in sorted(failed) if failed[number]] == [3]
        assert "http-503" in {each.reason for each in failed[3]}
        assert {each.health.level for each in newsroom.sources.table()} == {"well"}
        last = {each.outlet.id: each.last_article for each in newsroom.sources.table()}
        assert last[render.FAILS] == catalogue.FETCHES[-1]
