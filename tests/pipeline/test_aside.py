"""Whatever one item or one group raises, or whatever it breaks off: the round ends, the next command works, another try
brings it back, and the past can be made again from the archive."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadsheet import articles, copies, statements, stories
from broadsheet.errors import LedgerError
from broadsheet.model import Failed, Made
from broadsheet.newsroom import Newsroom, create_paper, open_newsroom
from broadsheet.newsroom.doctor import examine
from broadsheet.newsroom.replay import replay
from broadsheet.pipeline import journal, runner
from broadsheet.pipeline.context import Quiet
from broadsheet.pipeline.engine import worker
from broadsheet.pipeline.engine.engines import Processes, Serial
from broadsheet.pipeline.guard import aside
from broadsheet.pipeline.rounds import importing, learning, reading
from broadsheet.store.contract import Ledger
from tests.newsroom.papers import article, write_articles

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DAYS = timedelta(days=2)
COUNT = 12
BAD = str(article(7)["url"])
WORDS = str(article(7)["title"])
Held = tuple[frozenset[str], frozenset[str], int]


def opened(folder: Path, **overrides: str) -> Newsroom:
    more = {name.replace("_", ".", 1): value for name, value in overrides.items()}
    return open_newsroom(
        folder, write=True, command="test", now=lambda: NOON, environment={}, overrides={"engine.workers": "1", **more}
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl", COUNT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_paper(tmp_path / "paper")
    return tmp_path / "paper"


def held(ledger: Ledger) -> Held:
    """What the paper knows: its texts, which of them stand in a story, how many statements. (Which stories there are
    hangs on what was known when an article came.)"""
    ids = ledger.articles_seen(NOON - 10 * DAYS, NOON + DAYS)
    versions = ledger.newest_versions(ids)
    stories = frozenset(id for story in ledger.stories() for id in story.article_ids)
    return frozenset(each.id for each in versions), stories, len(ledger.statements([each.id for each in versions]))


def breaks(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, when: Callable[..., bool]) -> None:
    """Lets a function of a stage raise where `when` says so."""
    whole = getattr(owner, name)

    def broken(*given: Any, **named: Any) -> Any:
        if when(*given, **named):
            raise RuntimeError("made to fail")
        return whole(*given, **named)

    monkeypatch.setattr(owner, name, broken)


def _names(values: Any) -> bool:
    return any(WORDS in (each.title, getattr(each, "text", "")) for each in values)


def _always(*given: Any, **named: Any) -> bool:
    return True


# The stage whose outcome it is, and what is made to fail there, for which of its calls.
FAULTS: dict[str, tuple[str, Any, str, Callable[..., bool]]] = {
    "a record": ("records", importing, "home_of", lambda context, writer, url, *rest: url == BAD),
    "a work": ("articles", reading, "_work", lambda context, profiles, reading: _url(context, reading) == BAD),
    "a reader": ("articles", articles, "from_text", lambda record, **named: record.url == BAD),
    "a keeper": ("articles", reading, "_keep", lambda context, writer, current, read, outcome: _is_bad(outcome)),
    "a signature": ("copies", copies, "sign", lambda text: "old wall" in text and "10 cracks" in text),
    "statements": ("statements", statements, "find", lambda version: version.url == BAD),
    "copies, one": ("reports", copies, "group", _names),
    "copies, all": ("reports", copies, "group", _always),
    "stories, one": ("stories", stories, "group", lambda new, known: _names(new)),
    "stories, all": ("stories", stories, "group", _always),
    "the start of the journal": ("journal", journal, "_write", lambda context, name, value: isinstance(value, journal.RoundBegun)),
    "the end of the journal": ("journal", journal, "_write", lambda context, name, value: isinstance(value, journal.RoundDone)),
}  # fmt: skip


def _url(context: Any, reading: Any) -> str:
    return str(context.ledger.sighting(reading.capture_id).url)


def _is_bad(outcome: Any) -> bool:
    return isinstance(outcome, Made) and outcome.value.version.url == BAD


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Held, Held]:
    """What a paper knows after the import of the first file, and of the second, where nothing failed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    create_paper(folder / "paper")
    with opened(folder / "paper") as newsroom:
        newsroom.rounds.import_files([write_articles(folder / "one.jsonl", COUNT)])
        first = held(newsroom.ledger)
        newsroom.rounds.import_files([write_articles(folder / "two.jsonl", COUNT + 3)])
        return first, held(newsroom.ledger)


@pytest.mark.parametrize("fault", list(FAULTS))
def test_what_raises_is_an_outcome_and_can_be_tried_again(
    fault: str,
    folder: Path,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    undisturbed: tuple[Held, Held],
) -> None:
    stage, owner, name, when = FAULTS[fault]
    with opened(folder) as newsroom, monkeypatch.context() as patch:
        breaks(patch, owner, name, when)
        account = newsroom.rounds.import_files([file])
        assert account.of(stage, "failed") in (1, 3, COUNT)
        assert newsroom.ledger.open_rounds() == ()
        assert newsroom.ledger.check() == ()
        failed = [each for each in newsroom.ledger.outcomes(account.round.id) if each.outcome == "failed"]
        assert all((each.reason, each.detail) == ("error", "RuntimeError: made to fail") for each in failed)
        if stage == "records":
            assert account.of("articles", "made") == COUNT - 1
    with opened(folder) as newsroom:
        assert {each.what for each in examine(newsroom)} >= {"set aside"}
        newsroom.editions.print("morning", since=NOON - DAYS)
        again = newsroom.rounds.import_files([write_articles(tmp_path / "more.jsonl", COUNT + 3)])
        assert again.of("records", "failed") == 0
        newsroom.rounds.retry()
        assert held(newsroom.ledger) == undisturbed[1]
        if stage in ("articles", "copies", "statements", "reports", "stories"):
            assert newsroom.ledger.set_aside() == ()
            assert newsroom.rounds.retry() is None
        newsroom.editions.print("morning", since=NOON - DAYS)
        assert newsroom.ledger.check() == ()
    if stage != "journal":
        assert replay(folder, tmp_path / "again", progress=Quiet()).ok


def test_an_interrupt_is_no_fault_of_an_item(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*given: Any, **named: Any) -> Any:
        raise KeyboardInterrupt

    with opened(folder) as newsroom, monkeypatch.context() as patch:
        patch.setattr(articles, "from_text", stop)
        for _ in range(aside.MOST_BREAKS + 1):
            with pytest.raises(KeyboardInterrupt):
                newsroom.rounds.import_files([file])
    with opened(folder) as newsroom:
        assert newsroom.rounds.import_files([file]).of("articles", "made") == COUNT


def test_a_ledger_that_cannot_be_written_is_no_fault_of_an_item(
    folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: Any, **named: Any) -> Any:
        raise LedgerError("the disk is full.")

    with opened(folder) as newsroom, monkeypatch.context() as patch:
        patch.setattr(reading, "_keep", full)
        with pytest.raises(LedgerError):
            newsroom.rounds.import_files([file])
    with opened(folder) as newsroom:
        assert newsroom.rounds.import_files([file]).of("articles", "made") == COUNT


def test_an_old_round_that_cannot_be_ended_stands_in_nobodys_way(
    folder: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as newsroom:
        importing.begin(newsroom.context, [file])
    whole = runner.go_on

    def broken(context: Any, current: Any) -> Any:
        if current.id == 1:
            raise RuntimeError("made to fail")
        return whole(context, current)

    monkeypatch.setattr(runner, "go_on", broken)
    for number in range(aside.MOST_BREAKS):
        with opened(folder) as newsroom:
            assert newsroom.ledger.open_rounds()
            more = write_articles(tmp_path / f"more{number}.jsonl", number + 1)
            assert newsroom.rounds.import_files([more]).of("records", "made") == 1
            told = [each for each in examine(newsroom) if each.what == "rounds"]
            assert f"{number + 1} tr" in told[0].words
    with opened(folder) as newsroom:
        newsroom.rounds.resume()
        assert newsroom.ledger.open_rounds() == ()
        assert newsroom.ledger.check() == ()
        told = [each for each in examine(newsroom) if each.what == "set aside"]
        assert [each.advice for each in told] == ["Import the file again; what came in of it comes in no second time."]


# What ends the process


def _import(folder: Path, file: Path, where: str) -> None:
    """An import in which the process is killed as soon as the bad article is worked on."""

    def killed(owner: Any, name: str, when: Callable[..., bool]) -> None:
        whole = getattr(owner, name)

        def work(*given: Any, **named: Any) -> Any:
            if when(*given, **named):
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(*given, **named)

        setattr(owner, name, work)

    _, owner, name, when = FAULTS[where]
    killed(owner, name, when)
    with opened(folder) as newsroom:
        newsroom.rounds.import_files([file])


@pytest.mark.parametrize(
    ("where", "stage"),
    [("a reader", "articles"), ("statements", "statements"), ("a record", "records"), ("stories, one", "stories")],
)
def test_what_ends_the_process_is_set_aside_after_two_restarts(
    where: str, stage: str, folder: Path, file: Path, undisturbed: tuple[Held, Held]
) -> None:
    ended = []
    for _ in range(aside.MOST_BREAKS + 3):
        process = multiprocessing.get_context("fork").Process(target=_import, args=(folder, file, where))
        process.start()
        process.join(120)
        ended.append(process.exitcode)
        if process.exitcode == 0:
            break
    assert ended[-1] == 0
    assert aside.MOST_BREAKS <= len(ended) - 1 <= aside.MOST_BREAKS + 1
    with opened(folder) as newsroom:
        assert newsroom.ledger.open_rounds() == ()
        assert {(each.stage, each.reason) for each in newsroom.ledger.set_aside()} >= {(stage, "set-aside")}
        told = [each.words for each in examine(newsroom) if each.what == "set aside"]
        assert any("was set aside" in words for words in told)
        newsroom.rounds.retry()
        if stage == "records":
            newsroom.rounds.import_files([file])
        assert held(newsroom.ledger) == undisturbed[0]


# What takes too long


def dawdle() -> Callable[[Any], Any]:
    """Counts for ever on "slow"; gives back all else."""

    def one(value: str) -> Any:
        while value == "slow":
            try:
                sum(range(1000))
            except Exception:  # what catches all errors does not catch the end of its time
                continue
        return Made(value)

    return lambda batch: [one(value) for value in batch]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_takes_too_long_is_set_aside_in_this_process_and_in_workers(workers: int) -> None:
    engine = Serial(item_seconds=1.0) if workers == 1 else Processes(workers=2, item_seconds=1.0)
    try:
        found = [each for batch in engine.map(f"{__name__}:dawdle", [["a", "slow", "b"], ["c"]]) for each in batch]
    finally:
        engine.close()
    assert [each for each in found if isinstance(each, Made)] == [Made("a"), Made("b"), Made("c")]
    assert [(each.error, each.again) for each in found if isinstance(each, Failed)] == [("timeout", False)]


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = articles.from_text

    def hang(record: Any, **named: Any) -> Any:
        while record.url == BAD:
            sum(range(1000))
        return whole(record, **named)

    monkeypatch.setattr(articles, "from_text", hang)


@pytest.mark.usefixtures("hanging")
def test_an_item_that_takes_too_long_is_counted_and_tried_again(folder: Path, file: Path) -> None:
    with opened(folder, engine_item_seconds="1") as newsroom:
        account = newsroom.rounds.import_files([file])
        assert ("articles", "failed", "timeout", 1) in account.counts
        assert account.of("articles", "made") == COUNT - 1
        (left,) = newsroom.ledger.set_aside()
        assert BAD in next(each.words for each in examine(newsroom) if each.what == "set aside")
        newsroom.rounds.retry()
        (again,) = newsroom.ledger.set_aside()
        assert again.round_id > left.round_id


def test_what_cannot_be_prepared_keeps_its_place() -> None:
    why = Failed("archive", "the record is damaged", again=False)
    assert list(Serial().map(worker.PREPARATION, [[worker.NoWork(why)]])) == [[why]]


def test_learning_fails_for_one_outlet_alone(folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(folder) as newsroom, monkeypatch.context() as patch:
        breaks(patch, learning, "_lesson", lambda context, stage, outlet: outlet == "b")
        patch.setattr(type(newsroom.ledger), "outlets_read", lambda ledger, round: ("a", "b", "c"))
        account = newsroom.rounds.import_files([file])
        assert account.of("learning", "failed") == 1
        assert account.of("articles", "made") == COUNT
