"""The sample paper's feeds, schema, public form, corrections and recipes: what each reader of them gets."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

import feedparser  # type: ignore[import-untyped]
import jsonschema  # type: ignore[import-untyped]
import pytest

from broadsheet import editions
from broadsheet.editions.check.public import allowance
from broadsheet.model import QuotedLine, Slot
from broadsheet.newsroom.editions import verify_folder
from broadsheet.web import listening
from tests.newsroom.papers import command
from tests.sample.conftest import Paper


def fetched(url: str) -> bytes:
    with urlopen(url, timeout=20) as answer:  # a loopback address
        return bytes(answer.read())


def test_a_feed_reader_finds_editions_and_stories(paper: Paper) -> None:
    with listening(paper.newsroom.folder, host="127.0.0.1", port=0) as url:
        for name in ("editions", "stories"):
            parsed = feedparser.parse(fetched(f"{url}/feeds/{name}.atom"))
            assert not parsed.bozo
            assert parsed.version == "atom10"
            as_json = json.loads(fetched(f"{url}/feeds/{name}.json"))
            assert as_json["version"] == "https://jsonfeed.org/version/1.1"
            assert [each["title"] for each in as_json["items"]] == [each.title for each in parsed.entries]
            assert [each["url"] for each in as_json["items"]] == [each.link for each in parsed.entries]
            assert len({each.id for each in parsed.entries}) == len(parsed.entries) >= 2
            for entry in parsed.entries[:3]:
                assert b"<html" in fetched(entry.link)
        entries = feedparser.parse(fetched(f"{url}/feeds/editions.atom")).entries
        newest = next(each for each in entries if each.id == f"urn:sha256:{paper.printed[-1].hash}")
        assert all(group.lines[0].words[:30] in newest.content[0].value.replace("&amp;", "&")
                   for section in paper.edition.sections for entry in section.entries
                   for group in entry.groups if group.role == "headline")  # fmt: skip


def test_edition_json_fits_its_schema(paper: Paper) -> None:
    schema = editions.edition_schema()
    for printed in paper.printed:
        manifest = json.loads((printed.folder / "edition.json").read_text(encoding="utf-8"))
        jsonschema.validate(manifest, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**manifest, "note": "what the format does not know"}, schema)
        manifest["edition"]["sections"][0]["entries"][0]["groups"][0]["role"] = "gossip"
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(manifest, schema)


def test_the_public_form_keeps_to_what_may_be_quoted(paper: Paper, tmp_path: Path) -> None:
    printed = paper.printed[-1]
    sealed = paper.newsroom.editions.publish(printed, tmp_path / "public")
    names = {path.name for path in (tmp_path / "public").iterdir()}
    assert names == {"edition.json", "proofs.json", "index.html", "edition.txt", "page.css"}
    used: dict[str, int] = {}
    versions = {version.id: version for version in paper.newest.values()}
    for line in sealed.edition.lines():
        if isinstance(line, QuotedLine):
            for part in line.parts:
                if (
                    isinstance(part, Slot)
                    and part.span.field == "text"
                    and part.name in ("sentence", "content", "reported")
                ):
                    used[part.span.version_id] = used.get(part.span.version_id, 0) + len(part.text.split())
    assert used
    for id, words in used.items():
        assert words <= allowance(versions[id]) <= 90
    proofs = (tmp_path / "public" / "proofs.json").read_text(encoding="utf-8")
    assert '"kind":"paragraph"' not in proofs
    verdict = verify_folder(tmp_path / "public", expected=sealed.hash)
    assert verdict.ok, verdict.problems
    assert "public" in verdict.words
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    assert "sources.html" not in page
    assert "/versions/" not in page


@pytest.mark.parametrize("recipe", ["speed-read", "best-articles", "instant-opinion"])
def test_every_recipe_that_ships_prints_a_sound_edition(paper: Paper, recipe: str) -> None:
    folder = paper.newsroom.folder
    day = ("--date", "2026-03-04", "--since", "2026-03-02")
    made = json.loads(command("edition", recipe, *day, "--json", cwd=folder).stdout)
    assert verify_folder(folder / made["folder"], expected=made["hash"]).ok
    entries = [entry for section in made["edition"]["sections"] for entry in section["entries"]]
    assert entries
    if recipe == "speed-read":
        assert all(len(group["lines"]) == 1 for entry in entries for group in entry["groups"])
    if recipe == "instant-opinion":
        kinds = {source["kind"] for source in made["edition"]["sources"]}
        assert kinds == {"opinion"}
        assert len({source["outlet_id"] for source in made["edition"]["sources"]}) == 2


def test_why_prints_the_formula(paper: Paper) -> None:
    said = command(
        "edition", "morning", "--date", "2026-03-04", "--since", "2026-03-02", "--why", cwd=paper.newsroom.folder
    )
    assert "originals" in said.stdout.decode()
    assert "docs/ranking.md" in said.stdout.decode()


def test_a_correction_shows_on_the_old_page_and_in_the_next_edition(paper: Paper) -> None:
    folder = paper.newsroom.folder
    first = paper.printed[0]
    command("correct", "L3", "The gorge is twelve kilometres long.", "--edition", first.hash[:12], cwd=folder)
    with listening(folder, host="127.0.0.1", port=0) as url:
        page = fetched(f"{url}/editions/{first.folder.name}/").decode()
    assert "The gorge is twelve kilometres long." in page
    assert verify_folder(first.folder, expected=first.hash).ok
    wrong = command("correct", "L9999", "No such line.", cwd=folder, check=False)
    assert wrong.returncode == 4
    assert "no line" in wrong.stderr.decode()


def test_a_muted_story_is_in_no_edition_until_it_is_let_in_again(paper: Paper) -> None:
    folder = paper.newsroom.folder
    story = paper.newsroom.ledger.story_of(paper.newest["cup-quarter-final"].article_id)
    day = ("edition", "morning", "--date", "2026-03-03", "--since", "2026-03-02T07:00", "--json")
    command("story", str(story), "--mute", cwd=folder)
    without = json.loads(command(*day, cwd=folder).stdout)["edition"]
    assert story not in {entry["story_id"] for section in without["sections"] for entry in section["entries"]}
    assert "your filters hold back" in json.dumps(without["closing"])
    command("story", str(story), "--unmute", cwd=folder)
    within = json.loads(command(*day, cwd=folder).stdout)["edition"]
    assert story in {entry["story_id"] for section in within["sections"] for entry in section["entries"]}
