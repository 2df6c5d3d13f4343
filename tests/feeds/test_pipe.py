"""`broadsheet pipe feeds`: a line an entry in the order of the files, a line for what is no feed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from tests.feeds.samples import ITEM, item, rss
from tests.newsroom.papers import command


def piped(cwd: Path, *files: str, code: int = 0) -> tuple[list[dict[str, Any]], str]:
    done = command("pipe", "feeds", *files, cwd=cwd, check=False)
    assert done.returncode == code, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def test_a_line_an_entry(tmp_path: Path) -> None:
    more = "<dc:creator>Ines Corvath</dc:creator><description>&lt;p&gt;Late.&lt;/p&gt;</description>"
    (tmp_path / "courier.xml").write_bytes(rss(ITEM + item("“Gale”", "/gale", more)))
    first, second = piped(tmp_path, "courier.xml")[0]
    assert {key: first[key] for key in ("feed", "id", "title", "link", "published", "summary", "authors")} == {
        "feed": "courier.xml",
        "id": "courier-1",
        "title": "Ferry to Pellworm stops",
        "link": "https://courier.example/2026/03/ferry",
        "published": "2026-03-03T08:05:00+00:00",
        "summary": "The ferry stopped at noon.",
        "authors": [],
    }
    assert (second["title"], second["link"], second["published"]) == ("“Gale”", "/gale", None)
    assert (second["authors"], second["summary"]) == (["Ines Corvath"], "<p>Late.</p>")


def test_entries_are_neither_merged_nor_left_out(tmp_path: Path) -> None:
    """The pipe shows what stands in the file; it is Links that are told apart."""
    (tmp_path / "a.xml").write_bytes(rss(item() + item() + "<item><title>No address</title></item>"))
    found, _ = piped(tmp_path, "a.xml")
    assert [(each["title"], each["link"]) for each in found] == [
        ("Ferry stops", "https://courier.example/ferry"),
        ("Ferry stops", "https://courier.example/ferry"),
        ("No address", ""),
    ]


def test_each_file_has_its_answer_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(gzip.compress(rss(item())))
    (tmp_path / "page.html").write_text("<!doctype html><title>Gone</title>")
    (tmp_path / "empty").write_bytes(b"")
    found, _ = piped(tmp_path, "page.html", "b.xml", "empty")
    assert [(each["feed"], each.get("rejected")) for each in found] == [
        ("page.html", "html-page"),
        ("b.xml", None),
        ("empty", "no-feed"),
    ]


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rss(item()))
    (tmp_path / "torn.gz").write_bytes(gzip.compress(rss(item()))[:60])
    found, said = piped(tmp_path, "missing.xml", "torn.gz", "a.xml", code=1)
    assert [each["feed"] for each in found] == ["a.xml"]
    assert "missing.xml: " in said
    assert "torn.gz: " in said
