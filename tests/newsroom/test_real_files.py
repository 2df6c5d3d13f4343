"""The real files at hand, whole, into one paper: the commands of a first day work, and replay makes the same of it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet.newsroom.editions import verify_folder
from broadsheet.newsroom.opening import create_paper, open_newsroom
from broadsheet.newsroom.replay import replay
from broadsheet.pipeline.context import Quiet
from tests.newsroom.papers import command

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def folder(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper into which a person has imported both files."""
    folder = tmp_path_factory.mktemp("real") / "paper"
    create_paper(folder)
    for name in ("pages.warc.gz", "news_day/news_fortnight.jsonl.gz"):
        done = command("import", data_dir / name, cwd=folder)
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        assert b"failed" not in done.stdout
    return folder


def test_every_record_has_one_outcome_and_nothing_failed(folder: Path) -> None:
    with open_newsroom(folder, environment={}) as newsroom:
        assert newsroom.ledger.open_rounds() == ()
        assert newsroom.ledger.check() == ()
        assert newsroom.ledger.set_aside() == ()
        pages, fortnight = sorted(newsroom.ledger.rounds(), key=lambda each: each.id)
        counted = Counter((each.stage, each.outcome) for each in newsroom.ledger.outcomes(pages.id))
        assert counted["records", "made"] == sum(n for (stage, _), n in counted.items() if stage == "articles") == 342
        assert counted["articles", "made"] > 200
        counted = Counter((each.stage, each.outcome) for each in newsroom.ledger.outcomes(fortnight.id))
        assert counted["articles", "made"] > 300
        assert newsroom.ledger.totals()["stories"] > 150


def test_no_time_is_out_of_range_and_what_was_is_told(folder: Path) -> None:
    with open_newsroom(folder, environment={}) as newsroom:
        ids = newsroom.ledger.articles_seen(datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        versions = newsroom.ledger.newest_versions(ids)
        assert len(versions) == newsroom.ledger.totals()["articles"] or len(versions) > 500
        for version in versions:
            for moment in (version.published, version.modified):
                assert moment is None or 1990 <= moment.at.year <= version.captured.year + 1
        reasons = [version.times_reason for version in versions if version.times_reason]
        assert any(reason.startswith("time-out-of-range: ") and "0001-01-01" in reason for reason in reasons)


def test_an_edition_is_printed_and_the_past_is_made_again(folder: Path, tmp_path: Path) -> None:
    with open_newsroom(folder, write=True, environment={}) as newsroom:
        ids = newsroom.ledger.articles_seen(datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
        last = max(version.captured for version in newsroom.ledger.newest_versions(ids))
        printed = newsroom.editions.print(
            "morning", day=(last + timedelta(days=1)).date(), since=last - timedelta(days=20)
        )
    assert verify_folder(printed.folder, expected=printed.hash).ok
    told = command("doctor", cwd=folder, check=False)
    assert b"are wrong" not in told.stdout
    assert b"is wrong." not in told.stdout
    again = replay(folder, tmp_path / "again", progress=Quiet())
    assert again.ok
    assert (again.rounds, again.editions.same) == (2, 1)
