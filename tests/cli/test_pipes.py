"""The filters keep their contract: a line for a line, in order, bad lines named, offsets into the given text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom.papers import article, command

HERE = Path(__file__).parent


def piped(name: str, records: list[object], cwd: Path, *words: str, code: int = 0) -> tuple[list[dict[str, Any]], str]:
    given = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in records).encode()
    done = command("pipe", name, *words, cwd=cwd, stdin=given, check=False)
    assert done.returncode == code, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode()


def records(count: int) -> list[dict[str, object]]:
    return [{**article(number), "id": f"x{(number * 37) % 101:03d}"} for number in range(count)]


@pytest.mark.parametrize("name", ["copies", "stories", "statements"])
def test_a_line_for_a_line_in_order(name: str, tmp_path: Path) -> None:
    given = records(12)
    found, _ = piped(name, list(given), tmp_path)
    assert [each["id"] for each in found] == [each["id"] for each in given]


@pytest.mark.parametrize("name", ["extract", "copies", "stories", "statements", "digest"])
def test_bad_lines_are_named_and_the_others_done(name: str, tmp_path: Path) -> None:
    good = {"id": "good", "text": "The ferry stopped.", "articles": []}
    found, said = piped(name, ["{broken", json.dumps({"text": "no id"}), "[]", good], tmp_path, code=1)
    assert [each["id"] for each in found] == ["good"]
    for number in (1, 2, 3):
        assert f"line {number}:" in said


def test_null_and_missing_fields_are_taken(tmp_path: Path) -> None:
    odd = [{"id": "a", "outlet": None, "published": None, "title": None, "text": "The ferry stopped."}, {"id": "b"}]
    for name in ("copies", "stories", "statements"):
        found, _ = piped(name, list(odd), tmp_path)
        assert [each["id"] for each in found] == ["a", "b"]


def test_what_cannot_be_read_has_its_reason(tmp_path: Path) -> None:
    given = [{"id": "a", "text": ""}, {"id": "b", "text": "“Go,” said Ada Holm.", "blocks": [{"begin": 0}]}]
    found, _ = piped("statements", given, tmp_path)
    assert [each["statements"] for each in found] == [[], []]
    assert all(each["rejected"] for each in found)


def test_statements_point_into_the_given_text(tmp_path: Path) -> None:
    text = "  “We begin on Monday,” said Ada Holm, the harbour master.\n\nThe quay was quiet.  "
    found, _ = piped("statements", [{"id": "1", "text": text}], tmp_path)
    (said,) = found[0]["statements"]
    pieces = [text[start:end] for start, end in said["content"]]
    assert pieces == ["“We begin on Monday,”"]
    assert said["speaker"] == "Ada Holm"
    assert text[slice(*said["speaker_span"])] == "Ada Holm"
    assert said["kind"] == "direct"


OTHER = (
    "Its chair, Lena Ruud, said that the oldest tree on the slope had stood there since her grandmother was a girl. "
    "Children from two schools dug the holes, and the fire brigade lent a pump for the water."
)


def test_copies_name_their_original(tmp_path: Path) -> None:
    wire = {**article(0), "id": "wire", "outlet": "Agency", "published": "2026-03-03T08:00:00Z"}
    copy = {**wire, "id": "copy", "outlet": "Paper", "published": "2026-03-03T10:00:00Z", "title": "Another headline"}
    other = {**wire, "id": "other", "text": "The orchard society of Senby planted forty pear trees on Sunday. " + OTHER}
    found, _ = piped("copies", [copy, other, wire], tmp_path)
    by_id = {each["id"]: each for each in found}
    assert by_id["copy"]["report"] == by_id["wire"]["report"] is not None
    assert by_id["copy"]["original"] == "wire"
    assert by_id["other"]["report"] is None


def test_a_digest_is_verbatim_and_within_its_budget(tmp_path: Path) -> None:
    articles = [{"title": each["title"], "text": each["text"], "outlet": each["outlet"]} for each in records(3)]
    found, _ = piped("digest", [{"id": "d", "budget_words": 40, "articles": articles}], tmp_path)
    lines = found[0]["lines"]
    slices = [str(articles[line["article"]]["text"])[line["start"] : line["end"]] for line in lines]
    assert found[0]["summary"] == " ".join(slices)
    assert 0 < len(str(found[0]["summary"]).split()) <= 40


def test_a_file_that_is_no_feed_says_so(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>No feed.</p></body></html>", encoding="utf-8")
    done = command("pipe", "feeds", "page.html", cwd=tmp_path)
    (line,) = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert line["feed"] == "page.html"
    assert line["rejected"]


def test_the_text_of_a_page_is_freed_of_its_boilerplate(data_dir: Path, tmp_path: Path) -> None:
    page = data_dir.parent / "samples" / "summit.txt"
    if not page.exists():
        pytest.skip(f"no {page}")
    found, _ = piped("extract", [{"id": "1", "text": page.read_text(encoding="utf-8")}], tmp_path)
    text = str(found[0]["text"])
    assert "Newsletter" not in text
    assert "Published" not in text
    assert "walk away" in text
    assert "what is the point" in text
