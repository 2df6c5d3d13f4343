"""The commands as a newcomer types them: what they print, and what they say when something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom.papers import article, command, environment, write_articles


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper with 48 imported articles and one edition."""
    folder = tmp_path_factory.mktemp("newcomer")
    articles = write_articles(folder / "articles.jsonl", 48)
    command("init", "paper", cwd=folder)
    command("import", articles, cwd=folder / "paper")
    command("edition", "morning", "--date", "2026-03-04", "--since", "2026-03-03", cwd=folder / "paper")
    return folder / "paper"


def test_init_says_what_it_made_and_what_comes_next(tmp_path: Path) -> None:
    said = command("init", "paper", cwd=tmp_path).stdout.decode()
    for name in ("broadsheet.toml", "outlets.toml", "ledger.sqlite", "archive", "editions"):
        assert (tmp_path / "paper" / name).exists()
        assert name in said
    assert f"Next: cd paper && {sys.executable} -m broadsheet add" in said, "as it was started"
    again = command("init", "paper", cwd=tmp_path).stdout.decode()
    assert "nothing was changed" in again


def test_a_folder_without_a_paper_says_how_to_make_one(tmp_path: Path) -> None:
    done = command("edition", cwd=tmp_path, check=False)
    assert done.returncode == 4
    assert f"there is no paper in the folder {tmp_path.resolve()}\n" in done.stderr.decode(), (
        "the whole path, not a dot"
    )
    assert "broadsheet init" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("import", "missing.jsonl"), 1, "missing.jsonl"),
        (("edition", "evening"), 4, "evening"),
        (("edition", "--date", "4 March"), 1, "--date"),
        (("edition", "--date", "2026-03-04", "--since", "2026-03-09"), 1, "--since"),
        (("edition", "--set", "paper.colour=red"), 1, "paper.colour"),
        (("story", "snothing"), 4, "snothing"),
        (("article", "https://nowhere.example/x"), 4, "nowhere.example"),
        (("verify", "nofolder"), 1, "nofolder"),
        (("pipe", "nothing"), 1, "nothing"),
        (("import", "outlets.toml"), 1, "WARC nor JSON Lines nor OPML"),
        (("fetch",), 1, "broadsheet add"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_a_mistake_is_named_and_has_its_code(paper: Path, words: tuple[str, ...], code: int, named: str) -> None:
    done = command(*words, cwd=paper, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert named in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which is a disk without room")
@pytest.mark.parametrize("words", [("stories",), ("--version",)])
def test_an_output_without_room_is_named(paper: Path, words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "broadsheet", *words],
            cwd=paper,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("broadsheet: the output: No space left on device\n  Free some space")


def test_help_shows_what_stands_in_brackets(paper: Path) -> None:
    assert "[mail])" in command("edition", "--help", cwd=paper).stdout.decode()


def test_a_repeated_import_makes_nothing_twice(paper: Path) -> None:
    said = command("import", paper.parent / "articles.jsonl", cwd=paper).stdout.decode()
    assert "0 new records, 48 repeats; 0 articles read" in said
    archived = b"".join(path.read_bytes() for path in (paper / "archive").iterdir())
    assert archived, "repeats are kept as revisit records"


def test_stories_and_articles_can_be_asked_for(paper: Path) -> None:
    stories = json.loads(command("stories", "--json", cwd=paper).stdout)
    assert stories
    shown = command("story", stories[0]["story"]["id"], cwd=paper).stdout.decode()
    assert "original report" in shown
    url = "https://hallinpost.example/2026/03/03/ferry-0"
    article = command("article", f"{url}?utm_source=x#top", cwd=paper).stdout.decode()
    assert "Ines Corvath" in article
    assert "works are closed" not in article
    assert json.loads(command("article", url, "--json", cwd=paper).stdout)["article"]["url"] == url


def test_an_edition_can_be_verified_and_a_change_is_found(paper: Path) -> None:
    folder = paper / "editions" / "2026-03-04-morning"
    hash = json.loads((folder / "edition.json").read_text(encoding="utf-8"))["hash"]
    command("verify", folder, "--hash", hash, cwd=paper)
    page = folder / "index.html"
    whole = page.read_bytes()
    try:
        page.write_bytes(whole.replace(b"Ilven", b"Ilvan", 1))
        done = command("verify", folder, cwd=paper, check=False)
        assert done.returncode == 1
        assert "index.html" in done.stdout.decode()
    finally:
        page.write_bytes(whole)


def test_the_same_edition_is_not_printed_twice(paper: Path) -> None:
    before = sorted(path.name for path in (paper / "editions").iterdir())
    said = command("edition", "--date", "2026-03-04", cwd=paper).stdout.decode()
    assert "Printed before" in said
    assert sorted(path.name for path in (paper / "editions").iterdir()) == before


def test_what_is_done_with_an_edition(paper: Path, tmp_path: Path) -> None:
    shown = command("edition", "show", "morning", "--date", "2026-03-04", cwd=paper).stdout.decode()
    assert "Printed before: " in shown
    assert "stories" in shown
    lines = command("edition", "show", "2026-03-04-morning", "--lines", cwd=paper).stdout.decode().splitlines()
    assert lines[0].startswith("L1\t")
    assert "originals" in command("edition", "show", "--why", cwd=paper).stdout.decode()
    listed = command("edition", "list", cwd=paper).stdout.decode().split("\t")
    assert listed[:3] == ["2026-03-04", "morning", "07:00"]
    assert len(listed[3]) > 10
    command("edition", "public", tmp_path / "pub", "morning", cwd=paper)
    assert (tmp_path / "pub" / "index.html").exists()
    wrong = command("edition", "show", "evening", cwd=paper, check=False)
    assert (wrong.returncode, b"edition list" in wrong.stderr) == (4, True)


def test_without_news_nothing_is_printed_and_the_last_one_is_named(paper: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in (paper / "editions").iterdir())
    said = command("edition", cwd=paper).stdout.decode()
    assert "Nothing new since the last morning edition, which goes up to 4 Mar 2026 07:00: nothing was printed." in said
    for flag in ("--why", "--text", "--json", ("--public", tmp_path / "pub")):
        command("edition", *([flag] if isinstance(flag, str) else flag), cwd=paper)
    assert sorted(path.name for path in (paper / "editions").iterdir()) == before
    future = command("edition", "--date", "2999-01-01", cwd=paper, check=False)
    assert future.returncode == 1
    assert b"--date 2999-01-01 is outside of the days that a paper can have" in future.stderr


def test_an_edition_is_removed_after_a_yes(paper: Path) -> None:
    command("edition", "speed-read", "--date", "2026-03-04", "--since", "2026-03-03", cwd=paper)
    asked = command("edition", "remove", "speed-read", cwd=paper, check=False)
    assert (asked.returncode, b"--yes" in asked.stderr) == (1, True)
    assert (paper / "editions" / "2026-03-04-speed-read").exists()
    assert b"Removed: 2026-03-04-speed-read" in command("edition", "remove", "speed-read", "--yes", cwd=paper).stdout
    assert not (paper / "editions" / "2026-03-04-speed-read").exists()


def test_a_second_writer_says_who_holds_the_lock(paper: Path) -> None:
    from broadsheet.store import open_ledger

    held = open_ledger(paper / "ledger.sqlite", write=True, command="the first one")
    try:
        done = command("edition", "--date", "2026-03-05", cwd=paper, check=False)
    finally:
        held.close()
    assert done.returncode == 3
    assert "the first one" in done.stderr.decode()


def test_every_command_has_an_example(tmp_path: Path) -> None:
    from tools.docs import commands

    assert {"init", "import", "fetch", "edition", "replay", "pipe"} <= set(commands())
    for name in commands():
        assert "Example: broadsheet" in command(*name.split(), "--help", cwd=tmp_path).stdout.decode(), name


def test_what_is_printed_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from broadsheet.cli.options import program

    installed = tmp_path / "my env" / "bin" / "broadsheet"
    installed.parent.mkdir(parents=True)
    installed.write_text("#!/bin/sh\n")
    installed.chmod(0o755)
    monkeypatch.setenv("PATH", str(installed.parent))
    assert program(started=str(installed)) == "broadsheet"
    monkeypatch.setenv("PATH", "/nowhere")
    assert program(started=str(installed), here=tmp_path) == "'my env/bin/broadsheet'"
    assert program(started=str(installed), here=tmp_path, anywhere=True) == f"'{installed}'"
    assert program(started=str(installed), here=tmp_path / "elsewhere") == f"'{installed}'"
    assert program(started="/x/__main__.py", here=tmp_path) == f"{sys.executable} -m broadsheet"


def test_the_documents_name_the_command_as_it_is_installed() -> None:
    from tools.docs import commands_page

    page = commands_page()
    assert "python -m" not in page
    assert "Usage: broadsheet replay" in page


def test_an_export_writes_over_nothing_unless_it_is_told_to(paper: Path, tmp_path: Path) -> None:
    there = tmp_path / "mine.jsonl"
    there.write_text("mine\n")
    done = command("export", "sources", "--to", there, cwd=paper, check=False)
    assert done.returncode == 1
    assert "is there already" in done.stderr.decode()
    assert there.read_text() == "mine\n"
    command("export", "articles", "--to", there, "--force", cwd=paper)
    assert json.loads(there.read_text().splitlines()[0])["url"]


def test_lines_of_a_file_that_are_no_articles_are_named(paper: Path, tmp_path: Path) -> None:
    lines = [json.dumps({"url": f"https://tarn.example/{number}"}) for number in range(8)]
    (tmp_path / "some.jsonl").write_text("\n".join([*lines, "not JSON"]) + "\n")
    said = command("import", tmp_path / "some.jsonl", cwd=paper).stdout.decode()
    assert "some.jsonl, line 9" in said
    assert "  records: 8 rejected (no-text)\n    some.jsonl, line 1" in said
    assert "some.jsonl, line 5" in said
    assert "    and 3 more" in said


def test_a_first_edition_with_nothing_in_it_says_which_days_there_are(tmp_path: Path) -> None:
    rows = [article(number) for number in range(3)]
    for row, day in zip(rows, ("2020-06-19T08:00", "2020-06-30T08:00", "2020-07-02T05:00"), strict=True):
        row["published"] = f"{day}:00+00:00"
    (tmp_path / "old.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n")
    command("init", "paper", cwd=tmp_path)
    paper = tmp_path / "paper"
    assert "The paper has no article yet" in command("edition", cwd=paper).stdout.decode()
    told = "3 articles, of 19 June to 2 July 2020: broadsheet edition --date 2020-07-02"
    said = command("import", "../old.jsonl", cwd=paper).stdout.decode()
    assert f"Too old for the next edition: {told}\n" in said
    assert "Next:" not in said
    for words in (("edition",), ("edition", "--date", "2020-06-25"), ("edition", "--text")):
        said = command(*words, cwd=paper).stdout.decode()
        assert "nothing was printed." in said
        assert f"The paper has {told}\n" in said
    assert json.loads(command("edition", "--json", cwd=paper).stdout)["edition"] is None
    assert list((paper / "editions").glob("*")) == []
    assert "Printed: " in command("edition", "--date", "2020-07-02", cwd=paper).stdout.decode()
