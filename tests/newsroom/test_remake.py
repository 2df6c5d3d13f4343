"""What an older version of a stage made is made again: exactly that, whenever it is stopped, and no edition is touched."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadsheet import flow, statements
from broadsheet.articles import versions
from broadsheet.errors import InputError
from broadsheet.flow import FLOW, Stage
from broadsheet.model import Membership, Statement, Version
from broadsheet.newsroom import Newsroom, create_paper, open_newsroom
from broadsheet.newsroom.doctor import examine
from broadsheet.newsroom.editions import verify_folder
from broadsheet.pipeline import runner
from broadsheet.pipeline.editions import correcting
from broadsheet.pipeline.rounds import importing
from tests.newsroom import killing
from tests.newsroom.papers import article, write_articles

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DAYS = timedelta(days=2)
COUNT = 12


# The flow as it was before two of its rooms were changed.
_OLD = {"copies": "copies/old", "reports": "copies/old", "statements": "statements/old"}
OLD = tuple(replace(each, version=_OLD.get(each.name, each.version)) for each in FLOW)


def opened(folder: Path) -> Newsroom:
    settings = {"engine.workers": "1"}
    return open_newsroom(folder, write=True, command="test", now=lambda: NOON, environment={}, overrides=settings)


def brought(newsroom: Newsroom, file: Path, stages: tuple[Stage, ...] = FLOW) -> None:
    runner.go_on(newsroom.context, importing.begin(newsroom.context, [file]), stages=stages)


def known(newsroom: Newsroom) -> tuple[tuple[Version, ...], tuple[Statement, ...], tuple[Membership, ...], object]:
    """All that the stages made of the articles."""
    ledger = newsroom.ledger
    assert ledger.check() == ()
    assert ledger.open_rounds() == ()
    ids = ledger.articles_seen(NOON - 10 * DAYS, NOON + DAYS)
    found = ledger.newest_versions(ids)
    stories = [story.article_ids for story in ledger.stories()]
    return found, ledger.statements([each.id for each in found]), ledger.memberships(ids), stories


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_paper(tmp_path / "paper")
    return tmp_path / "paper"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl", COUNT)


def test_a_raised_version_makes_again_the_rows_of_its_stage_and_no_edition_changes(folder: Path, file: Path) -> None:
    with opened(folder) as newsroom:
        brought(newsroom, file, OLD)
        printed = newsroom.editions.print("morning", since=NOON - DAYS)
        before = known(newsroom)
        assert newsroom.rounds.older() == (("copies", COUNT), ("statements", COUNT))
        advice = {each.advice for each in examine(newsroom) if each.what == "stages"}
        assert advice == {"Make them again: broadsheet remake copies", "Make them again: broadsheet remake statements"}
        (done,) = newsroom.rounds.remake("copies")
        assert (done.stage, done.made, done.failed) == ("copies", COUNT, ())
        assert newsroom.rounds.older() == (("statements", COUNT),), "the rows of another stage are left as they are"
        assert [(each.stage, each.made) for each in newsroom.rounds.remake()] == [
            ("articles", 0), ("copies", 0), ("statements", COUNT)
        ]  # fmt: skip
        assert newsroom.rounds.older() == ()
        assert not [each for each in examine(newsroom) if each.what == "stages"]
        assert known(newsroom) == before
        assert [row.hash for row in newsroom.ledger.editions()] == [printed.hash]
        assert verify_folder(printed.folder, expected=printed.hash).ok


def test_signatures_of_two_versions_are_not_compared(folder: Path, tmp_path: Path) -> None:
    first = article(1)
    copy = {
        **first,
        "url": "https://senbymail.example/2026/03/03/ferry-99",
        "source_domain": "senbymail.example",
        "outlet": "Senby Mail",
    }
    files = [tmp_path / "first.jsonl", tmp_path / "copy.jsonl"]
    for path, each in zip(files, (first, copy), strict=True):
        path.write_text(json.dumps(each) + "\n", encoding="utf-8")
    with opened(folder) as newsroom:
        brought(newsroom, files[0], OLD)
        brought(newsroom, files[1])
        assert len({each.report_id for each in known(newsroom)[2]}) == 2
        newsroom.rounds.remake("copies")
        assert len({each.report_id for each in known(newsroom)[2]}) == 1


def test_a_newer_reader_makes_new_versions_beside_the_old_ones(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as newsroom:
        with monkeypatch.context() as patch:
            patch.setattr(versions, "EXTRACTOR", "reader/old")
            brought(newsroom, file)
        printed = newsroom.editions.print("morning", since=NOON - DAYS)
        changes = newsroom.ledger.story_changes
        old, _, members, stories = known(newsroom)
        told = [changes(story.id) for story in newsroom.ledger.stories()]
        assert newsroom.rounds.older() == (("articles", COUNT),)
        done = newsroom.rounds.remake()
        assert [(each.stage, each.made) for each in done] == [("articles", COUNT), ("copies", 0), ("statements", 0)]
        new, said, members_now, stories_now = known(newsroom)
        assert {each.reader.extractor for each in new} == {flow.stage("articles").version}
        assert [each.text_hash for each in new] == [each.text_hash for each in old]
        assert {each.version_id for each in said} <= {each.id for each in new}
        assert said
        assert (members_now, stories_now) == (members, stories)
        assert [changes(story.id) for story in newsroom.ledger.stories()] == told
        assert newsroom.ledger.versions([each.id for each in old]) == tuple(sorted(old, key=lambda each: each.id))
        assert newsroom.rounds.remake()[0].made == 0
        rows = newsroom.ledger.editions()
        assert correcting.corrections(newsroom.context, rows, start=NOON - DAYS, end=NOON + DAYS) == ()
        assert verify_folder(printed.folder, expected=printed.hash).ok


def test_a_text_that_breaks_its_stage_keeps_its_row_and_is_told(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as newsroom:
        brought(newsroom, file, OLD)
        before = known(newsroom)
        bad = before[0][3]
        whole = statements.find

        def broken(version: Version) -> tuple[Statement, ...]:
            if version.id == bad.id:
                raise RuntimeError("made to fail")
            return whole(version)

        with monkeypatch.context() as patch:
            patch.setattr(statements, "find", broken)
            (done,) = newsroom.rounds.remake("statements")
        assert (done.made, done.failed) == (COUNT - 1, ((bad.id, "error RuntimeError: made to fail"),))
        assert known(newsroom) == before
        assert newsroom.rounds.older() == (("copies", COUNT), ("statements", 1))
        (done,) = newsroom.rounds.remake("statements")
        assert (done.made, done.failed) == (1, ())


def test_a_stage_without_rows_is_named(folder: Path) -> None:
    with opened(folder) as newsroom, pytest.raises(InputError, match="no stage 'editions'.*again"):
        newsroom.rounds.remake("editions")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_kills_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    chance = random.Random(seed)
    made = {}
    for name in ("undisturbed", "killed"):
        create_paper(tmp_path / name)
        with opened(tmp_path / name) as newsroom, monkeypatch.context() as patch:
            patch.setattr(versions, "EXTRACTOR", "reader/old")
            brought(newsroom, write_articles(tmp_path / "articles.jsonl", 3 * COUNT), OLD)
    seconds = killing.run(killing.remake, tmp_path / "undisturbed", NOON)
    hits = sum(killing.kill(chance.uniform(0, seconds), killing.remake, tmp_path / "killed", NOON) for _ in range(5))
    killing.run(killing.remake, tmp_path / "killed", NOON)
    for name in ("undisturbed", "killed"):
        with opened(tmp_path / name) as newsroom:
            assert newsroom.rounds.older() == ()
            made[name] = known(newsroom)
    assert made["killed"] == made["undisturbed"]
    assert hits, "no kill fell into the work"
