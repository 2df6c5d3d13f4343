"""The log says what was decided and why to whoever asks, and never what opens a door."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.cli import logs
from broadsheet.newsroom import create_paper
from broadsheet.settings import EngineSettings, FetchSettings, Settings
from tests.newsroom.papers import command, write_articles
from tests.newsroom.site import BEGIN, Answer, Site, feed, page, serving

SECRET = "Umbrella7Kelp"
PASSWORD = {"BROADSHEET_MAIL_PASSWORD": "herring & salt"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    command("init", tmp_path / "paper", cwd=tmp_path)
    write_articles(tmp_path / "paper" / "articles.jsonl", 6)
    return tmp_path / "paper"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def written(
    message: str, *values: object, error: tuple[type[BaseException], BaseException, TracebackType | None] | None = None
) -> str:
    record = logging.LogRecord("broadsheet.fetch", logging.INFO, __file__, 1, message, values, error)
    return logs.Discreet("%(levelname)s %(message)s", list(PASSWORD.values())).format(record)


def test_a_command_is_quiet_by_default(folder: Path) -> None:
    done = command("import", "articles.jsonl", cwd=folder)
    assert b"opened" not in done.stderr
    assert b"round 1" not in done.stderr + done.stdout
    assert not (folder / "broadsheet.log").exists()


@pytest.mark.parametrize("words", [("-v", "import", "articles.jsonl"), ("import", "-v", "articles.jsonl")])
def test_the_terminal_says_what_joined_what_before_or_behind_the_command(folder: Path, words: tuple[str, ...]) -> None:
    done = command(*words, cwd=folder)
    told = done.stderr.decode()
    assert "opened: Hallin closes its " in told
    assert "ferry-1: abridged of https://hallinpost.example/2026/03/03/ferry-0" in told
    assert "ferry-1: made" not in told
    assert b"opened" not in done.stdout


def test_twice_asked_it_says_all(folder: Path) -> None:
    told = command("import", "articles.jsonl", "-vv", cwd=folder).stderr.decode()
    assert "articles https://quarrowrecord.example/2026/03/03/ferry-1: made" in told


def test_an_edition_says_why_a_sentence_is_not_printed(folder: Path) -> None:
    write_articles(folder / "articles.jsonl", 6)
    odd = (folder / "articles.jsonl").read_text().replace("Shopkeepers near", "However, they near")
    (folder / "articles.jsonl").write_text(odd)
    command("import", "articles.jsonl", cwd=folder)
    command("edition", "--since", "2026-03-01", "--log", "decided.log", cwd=folder)
    told = (folder / "decided.log").read_text()
    assert "edition sentence refused (needs its neighbours): https://" in told
    assert "However, they near the ferry quay" in told
    assert "originals" in next(line for line in told.splitlines() if "edition story" in line)


def test_a_log_that_cannot_be_written_is_named(folder: Path) -> None:
    done = command("doctor", "--log", "nowhere/decided.log", cwd=folder, check=False)
    assert done.returncode == 1
    assert "the log nowhere/decided.log cannot be written" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_fetch_says_what_it_refused_and_no_word_that_opens_a_door(site: Site, tmp_path: Path) -> None:
    door = f"http://reader:{SECRET}@hallin.localhost:{site.port}/feed.xml?token={SECRET}"
    cookie = ("Set-Cookie", f"session={SECRET}; Path=/")
    robots = b"User-agent: *\nDisallow: /news/1\n"
    site.answers |= {
        "/robots.txt": Answer(robots, headers=(("Content-Type", "text/plain"), cookie)),
        f"/feed.xml?token={SECRET}": feed(site, range(3), newest=BEGIN),
        "/news/0": page(0),
        "/news/1": page(1),
        "/news/2": Answer(b"busy", 302, (("Location", f"/away?api_key={SECRET}"), cookie)),
    }
    fetch = FetchSettings(allow_hosts=("*.localhost",), host_delay_seconds=0.0, first_hours=24 * 365 * 20)
    outlets = f'[outlets.hallin]\nname = "The Hallin Post"\ndomains = ["hallin.localhost"]\nfeeds = ["{door}"]\n'
    create_paper(tmp_path / "paper", settings=Settings(fetch=fetch, engine=EngineSettings(workers=1)), outlets=outlets)
    done = command("fetch", "-vv", "--log", "decided.log", cwd=tmp_path / "paper")
    told = (tmp_path / "paper" / "decided.log").read_text()
    for text in (told, done.stderr.decode()):
        assert "/news/1: rejected (robots)" in text
        assert "/news/2: 404" in text
        assert "/news/0: 200" in text
        assert "/feed.xml?token=REDACTED: 200" in text
        assert SECRET not in text
        assert "Basic" not in text


@pytest.mark.parametrize(
    "text",
    [
        f"asked https://reader:{SECRET}@kelm.example/feed for the third time",
        f"asked https://kelm.example/feed?part=2&access_token={SECRET}",
        f"sent Authorization: Basic {SECRET}",
        f"sent {{'Cookie': 'session={SECRET}; theme=dark'}}",
        f"settings: mail.password = {SECRET}",
        f"api_key={SECRET}, and more",
    ],
)
def test_whoever_writes_it_what_opens_a_door_is_taken_out(text: str) -> None:
    assert SECRET not in written("%s", text)
    try:
        raise ValueError(text)
    except ValueError:
        told = written("it failed", error=sys.exc_info())  # type: ignore[arg-type]
    assert "ValueError" in told
    assert SECRET not in told.partition("ValueError")[2]


def test_the_password_of_the_mail_server_is_known_by_itself() -> None:
    told = written("the server says: 535 no herring & salt here")
    assert told == "INFO the server says: 535 no REDACTED here"


@given(st.text(max_size=60))
def test_no_text_from_elsewhere_begins_a_line_or_moves_the_cursor(title: str) -> None:
    told = written("story (%s)", title)
    assert told.startswith("INFO story (")
    assert all(character.isprintable() or character == "\t" or ord(character) >= 0xA0 for character in told)
    assert "\u202e" not in told


def test_other_libraries_are_not_listened_to(capsys: pytest.CaptureFixture[str]) -> None:
    ours = logging.getLogger("broadsheet")
    before, level = list(ours.handlers), ours.level
    try:
        logs.to_terminal(logging.DEBUG, {})
        logging.getLogger("smtplib.made.up").debug("AUTH PLAIN kelp")
        logging.getLogger("broadsheet.fetch").debug("asked")
    finally:
        ours.handlers[:] = before
        ours.setLevel(level)
    assert capsys.readouterr().err == "asked\n"
