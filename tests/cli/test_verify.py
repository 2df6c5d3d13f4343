"""`verify` as a reader types it: what pages show can be pasted, and each end has its code and its words."""

from __future__ import annotations

import html
import json
import re
import shlex
import shutil
import subprocess
import urllib.request
from pathlib import Path

import pytest

from broadsheet.web import listening
from tests.newsroom.papers import command, write_articles

NAME = "2026-03-04-morning"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper with 24 imported articles, one edition and its public form."""
    folder = tmp_path_factory.mktemp("verify")
    articles = write_articles(folder / "articles.jsonl", 24)
    command("init", "paper", cwd=folder)
    command("import", articles, cwd=folder / "paper")
    day = ("--date", "2026-03-04", "--since", "2026-03-03")
    command("edition", "morning", *day, "--public", folder / "public", cwd=folder / "paper")
    return folder / "paper"


def hash_of(folder: Path) -> str:
    return str(json.loads((folder / "edition.json").read_text(encoding="utf-8"))["hash"])


def pasted(shown: str, *, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The one command of a page or text, run as it stands there."""
    found = re.findall(r"broadsheet (verify [^<\n]*)", html.unescape(shown))
    assert len(found) == 1
    return command(*shlex.split(found[0]), cwd=cwd, check=False)


@pytest.mark.parametrize("name", ["index.html", "edition.txt"])
@pytest.mark.parametrize("form", ["private", "public"])
def test_the_command_that_a_folder_shows_can_be_pasted_there(paper: Path, name: str, form: str) -> None:
    folder = paper / "editions" / NAME if form == "private" else paper.parent / "public"
    shown = (folder / name).read_text(encoding="utf-8")
    assert f"--hash {hash_of(folder)}" in shown
    assert "00000000" not in shown
    done = pasted(shown, cwd=folder)
    assert done.returncode == 0, done.stdout
    assert b"nothing" in done.stdout.lower() or b"public edition" in done.stdout


def test_the_command_that_a_served_page_shows_can_be_pasted_in_the_paper(paper: Path) -> None:
    with listening(paper, host="127.0.0.1", port=0) as url:
        shown = urllib.request.urlopen(f"{url}/editions/{NAME}/").read().decode()
    done = pasted(shown, cwd=paper)
    assert done.returncode == 0, done.stdout
    assert f"editions/{NAME} --hash {hash_of(paper / 'editions' / NAME)}" in shown


def test_a_shortened_hash_is_taken_and_said_to_show_less(paper: Path) -> None:
    folder = paper / "editions" / NAME
    hash = hash_of(folder)
    for given in (hash[:8], f"{hash[:16]}…", hash[:40].upper()):
        done = command("verify", folder, "--hash", given, cwd=paper)
        assert done.stdout.startswith(b"Sound: all")
        assert b"The hash was given shortened" in done.stdout
    listed = command("edition", "--list", cwd=paper).stdout.decode().split()[-1]
    assert command("verify", folder, "--hash", listed, cwd=paper).returncode == 0
    other = ("0" if hash[0] != "0" else "1") + hash[1:12]
    done = command("verify", folder, "--hash", other, cwd=paper, check=False)
    assert done.returncode == 1
    assert b"NOT SOUND" in done.stdout


@pytest.mark.parametrize("given", ["", "3f9a", "0x3f9a0b1c", "hash", "a" * 65])
def test_what_is_no_hash_is_a_mistake_and_no_verdict(paper: Path, given: str) -> None:
    done = command("verify", paper / "editions" / NAME, "--hash", given, cwd=paper, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"no hash of an edition" in done.stderr
    assert b"the first 8 or more" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_folder_that_is_no_editions_says_which_would_be(paper: Path) -> None:
    done = command("verify", paper, cwd=paper, check=False)
    assert done.returncode == 1
    assert b"editions/2026-03-04-morning" in done.stdout


def test_a_withdrawal_is_told_by_the_ledger_and_unproven_away_from_it(paper: Path, tmp_path: Path) -> None:
    mine = tmp_path / "paper"
    shutil.copytree(paper, mine)
    folder = mine / "editions" / NAME
    hash = hash_of(folder)
    command(
        "withdraw", "https://hallinpost.example/2026/03/03/ferry-0", "--reason", "The town asked", "--yes", cwd=mine
    )
    done = command("verify", folder, "--hash", hash, cwd=mine)
    assert b"Sound in part" in done.stdout
    assert b"The town asked" in done.stdout
    assert b"ledger" in done.stdout
    away = tmp_path / "away"
    shutil.copytree(folder, away)
    done = command("verify", away, "--hash", hash, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert b"UNPROVEN" in done.stdout
    assert b"The town asked" not in done.stdout
    assert command("verify", away, "--hash", hash, cwd=mine).returncode == 0, "asked inside of the paper"
    assert command("verify", away, "--hash", hash, "--paper", mine, cwd=tmp_path).returncode == 0
    done = command("verify", away, "--hash", hash, "--paper", tmp_path, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert b"there is no paper" in done.stderr
    done = command("verify", away, "--hash", hash, "--paper", paper, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert b"has not withdrawn this line" in done.stdout
