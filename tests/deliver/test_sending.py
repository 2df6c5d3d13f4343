"""`edition --send`: what the reader's own mailbox gets, and that it gets it once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from broadsheet import messages
from tests.deliver.servers import BreakingServer, mail_server
from tests.newsroom.papers import command, write_articles

PRINT = ("edition", "morning", "--date", "2026-03-04", "--since", "2026-03-03")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mailed")
    articles = write_articles(folder / "articles.jsonl", 48)
    command("init", "paper", cwd=folder)
    command("import", articles, cwd=folder / "paper")
    return folder / "paper"


def settings(port: int) -> tuple[str, ...]:
    values = {"to": "ada@reader.example", "host": "127.0.0.1", "port": str(port), "security": "none", "seconds": "5"}
    return tuple(word for key, value in values.items() for word in ("--set", f"mail.{key}={value}"))


def test_an_edition_is_mailed_once_with_the_same_lines(paper: Path) -> None:
    with mail_server(tls=False) as inbox:
        for _ in range(2):
            said = command(*PRINT, "--send", *settings(inbox.port), cwd=paper).stdout.decode()
            assert "sent to ada@reader.example" in said
        assert len(inbox.messages) == 1
        command(*PRINT, "--send", "--again", *settings(inbox.port), cwd=paper)
        assert len(inbox.messages) == 2
        first, second = inbox.messages
    assert first["Message-ID"] == second["Message-ID"]
    html, plain = first.get_body(("html",)), first.get_body(("plain",))
    assert html is not None
    assert plain is not None
    encoded = max(len(part.as_bytes()) for part in first.iter_parts())
    assert encoded < messages.CLIPPED
    edition = json.loads(next((paper / "editions").glob("*/edition.json")).read_text(encoding="utf-8"))["edition"]
    words = " ".join(re.sub(r"<[^>]+>|<!--.*?-->", "", html.get_content()).split())
    told = " ".join(plain.get_content().split())
    for section in edition["sections"]:
        for entry in section["entries"]:
            for group in entry["groups"]:
                for line in group["lines"]:
                    text = line.get("text") or "".join(part["text"] for part in line["parts"] if not part.get("quoted"))
                    piece = " ".join(text.split())[:40]
                    assert piece.split("  ")[0][:20] in words or line["type"] == "quoted"
                    assert line["type"] == "quoted" or piece in told
    assert "127.0.0.1" not in html.get_content()
    assert "<script" not in html.get_content().lower()
    assert 'src="http' not in html.get_content()


def test_an_unknown_end_is_told_and_not_tried_again(tmp_path: Path, paper: Path) -> None:
    with BreakingServer("dot") as server:
        day = ("edition", "speed-read", "--date", "2026-03-04", "--since", "2026-03-03")
        done = command(*day, "--send", *settings(server.port), cwd=paper, check=False)
        assert done.returncode == 1
        assert "not known" in done.stdout.decode()
        assert "--again" in done.stdout.decode()
        command(*day, "--send", *settings(server.port), cwd=paper, check=False)
        assert server.attempts == 1


def test_a_failure_is_told_and_can_be_mended(paper: Path) -> None:
    day = ("edition", "best-articles", "--date", "2026-03-04", "--since", "2026-03-03")
    with BreakingServer("rcpt", refuse="550 no such mailbox") as server:
        done = command(*day, "--send", *settings(server.port), cwd=paper, check=False)
    assert done.returncode == 1
    assert "550 no such mailbox" in done.stdout.decode()
    with mail_server(tls=False) as inbox:
        assert "sent to" in command(*day, "--send", *settings(inbox.port), cwd=paper).stdout.decode()
        assert len(inbox.messages) == 1


def test_mail_that_failed_is_sent_by_the_command_that_the_message_gives(paper: Path) -> None:
    before = sorted((paper / "editions").iterdir())
    done = command("edition", "send", "2026-03-04-morning", *settings(1), "--again", cwd=paper, check=False)
    assert done.returncode == 1
    said = done.stdout.decode()
    assert "nobody answers there" in said
    assert ".." not in said
    advised = said[said.index("broadsheet edition send") :].split()[1:]
    doctor = command("doctor", cwd=paper, check=False).stdout.decode()
    assert "broadsheet edition send 2026-03-04-morning" in " ".join(doctor.split())
    with mail_server(tls=False) as inbox:
        assert "sent to" in command(*advised, *settings(inbox.port), cwd=paper).stdout.decode()
        assert len(inbox.messages) == 1
    assert sorted((paper / "editions").iterdir()) == before


def test_nothing_is_printed_where_no_mail_can_be_sent(paper: Path) -> None:
    before = sorted((paper / "editions").iterdir())
    done = command("edition", "speed-read", "--date", "2026-03-05", "--send", cwd=paper, check=False)
    assert done.returncode == 1
    assert "mail.to" in done.stderr.decode()
    assert sorted((paper / "editions").iterdir()) == before


def test_without_settings_it_says_what_is_missing(paper: Path) -> None:
    done = command(*PRINT, "--send", cwd=paper, check=False)
    assert done.returncode == 1
    assert "mail.to" in done.stderr.decode()
