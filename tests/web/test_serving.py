"""Serving: to this machine alone unless told otherwise in so many words, on the next port where one is taken."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from broadsheet.errors import BroadsheetError
from broadsheet.newsroom import create_paper
from broadsheet.settings import PaperSettings, Settings
from broadsheet.web import is_local, listening
from tests.newsroom.papers import article, command
from tests.web.test_pages import get


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    create_paper(tmp_path / "paper", settings=Settings(paper=PaperSettings(base_url="https://paper.example/news")))
    return tmp_path / "paper"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
        ("192.168.1.4", False), ("localhost.example", False), ("", False),
    ],
)  # fmt: skip
def test_what_nobody_else_can_reach(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize("how", [("--host", "0.0.0.0"), ("--set", "serve.host=::"), ("--host", "paper.example")])
def test_another_address_is_refused_with_a_way_that_is_safe(paper: Path, how: tuple[str, str]) -> None:
    done = command("serve", *how, cwd=paper, check=False)
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "has no log-in" in said
    assert "asks for a password" in said
    assert "--anyone" in said
    assert done.stdout == b""


def test_a_name_that_is_none_of_ours_is_named(paper: Path) -> None:
    done = command("serve", "--host", "paper.invalid", "--anyone", cwd=paper, check=False)
    assert done.returncode == 1
    assert "Name an address of this machine" in done.stderr.decode()


def test_a_port_that_was_asked_for_and_is_taken_is_no_other(paper: Path, taken: int) -> None:
    done = command("serve", "--port", str(taken), cwd=paper, check=False)
    assert done.returncode == 1
    assert "in use" in done.stderr.decode()
    with pytest.raises(BroadsheetError, match="in use"), listening(paper, host="127.0.0.1", port=taken):
        raise AssertionError("it is served")


def test_the_next_free_port_is_taken(paper: Path, taken: int) -> None:
    with listening(paper, host="127.0.0.1", port=taken, tries=20) as url:
        assert taken < int(url.rpartition(":")[2]) < taken + 20
        assert get(f"{url}/")[0] == 200


def test_the_server_in_front_may_ask_for_its_own_name(paper: Path) -> None:
    with listening(paper, host="127.0.0.1", port=0) as url:
        assert get(f"{url}/", host="paper.example")[0] == 200
        assert get(f"{url}/", host="127.0.0.1:80")[0] == 200
        assert get(f"{url}/", host="[::1]:8000")[0] == 200
        status, _, body = get(f"{url}/", host="evil.example")
        assert status == 421
        assert "paper.base_url" in body


def test_the_pages_tell_the_time_by_the_clock_that_they_are_given(paper: Path) -> None:
    (paper / "outlets.toml").write_text(
        '[outlets.post]\nname = "The Hallin Post"\ndomains = ["hallinpost.example"]\nfeeds = ["https://hallinpost.example/f"]\n'
    )
    (paper / "a.jsonl").write_text(json.dumps(article(0)))
    command("import", "a.jsonl", cwd=paper)
    for year, said in ((2026, "1 full"), (2031, "none yet")):
        with listening(paper, host="127.0.0.1", port=0, now=partial(datetime, year, 3, 4, tzinfo=UTC)) as url:
            assert f'data-label="Pages, 14 days">{said}<' in get(f"{url}/sources")[2]


def test_a_withdrawal_asks_and_says_that_it_is_for_good(paper: Path) -> None:
    (paper / "a.jsonl").write_text(json.dumps(article(0)))
    command("import", "a.jsonl", cwd=paper)
    words = ("withdraw", str(article(0)["url"]), "--reason", "At the request of the outlet")
    for answer in (b"n\n", b""):
        done = command(*words, cwd=paper, check=False, stdin=answer)
        assert done.returncode == 1
        assert "cannot be undone" in done.stderr.decode()
        assert "nothing was erased" in done.stderr.decode()
        assert str(article(0)["title"]) in done.stderr.decode()
    assert command("article", str(article(0)["url"]), cwd=paper).returncode == 0
    assert "Withdrawn" in command(*words, cwd=paper, stdin=b"y\n").stdout.decode()
    assert "was withdrawn already" in command(*words, "--yes", cwd=paper).stdout.decode()
    unknown = command("withdraw", "https://nobody.example/", "--reason", "x", cwd=paper, check=False, stdin=b"")
    assert unknown.returncode == 4
    assert "undone" not in unknown.stderr.decode()
