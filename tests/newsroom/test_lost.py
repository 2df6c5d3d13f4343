"""What was lost or changed behind the paper's back: it is told, and nothing is put in its place in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.newsroom.papers import command, write_articles

PRINT = ("edition", "morning", "--date", "2026-03-04", "--since", "2026-03-03")
LEDGER = ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lost")
    command("init", "paper", cwd=folder)
    command("import", write_articles(folder / "articles.jsonl", 12), cwd=folder / "paper")
    command(*PRINT, cwd=folder / "paper")
    return folder / "paper"


@pytest.fixture
def paper(printed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(printed, tmp_path / "paper")


def said(done: object) -> str:
    return " ".join(f"{done.stdout.decode()} {done.stderr.decode()}".split())  # type: ignore[attr-defined]


def test_a_lost_ledger_is_not_replaced_by_an_empty_one(paper: Path, tmp_path: Path) -> None:
    for name in LEDGER:
        (paper / name).unlink(missing_ok=True)
    for words in (PRINT, ("fetch",), ("init", "."), ("doctor",)):
        done = command(*words, cwd=paper, check=False)
        assert done.returncode == 1
        assert "broadsheet replay" in said(done)
        assert not (paper / "ledger.sqlite").exists()
    made = command("replay", ".", "--into", tmp_path / "again", cwd=paper, check=False)
    assert made.returncode == 0, said(made)
    assert len(list((tmp_path / "again" / "editions").iterdir())) == 1


def test_doctor_finds_an_edition_that_is_not_as_it_was_printed(paper: Path) -> None:
    assert "as it was printed" not in said(command("doctor", cwd=paper, check=False))
    folder = next((paper / "editions").iterdir())
    page = folder / "index.html"
    page.write_text(page.read_text().replace("</body>", "<p>More</p></body>"))
    done = command("doctor", cwd=paper, check=False)
    assert done.returncode == 1
    assert f"{folder.name} is not as it was printed" in said(done)
    assert "broadsheet verify" in said(done)


def test_a_damaged_ledger_is_told_with_a_way_that_keeps_the_editions(paper: Path) -> None:
    for name in LEDGER[1:]:
        (paper / name).unlink(missing_ok=True)
    (paper / "ledger.sqlite").write_bytes(b"no ledger at all" * 400)
    done = command("edition", cwd=paper, check=False)
    assert done.returncode == 1
    assert "broadsheet replay --into" in said(done)
