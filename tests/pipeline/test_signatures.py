"""A signature that is dropped is made again where a new article has to be compared with an old one."""

from __future__ import annotations

import json
from pathlib import Path

from broadsheet.newsroom import create_paper, open_newsroom
from tests.newsroom.papers import environment

WORDS = (
    "The harbour board of Senby closed the eastern quay on Tuesday after a crane sank four metres into the mud overnight. "
    "Divers found the timber piles below it eaten away, and the board ordered that nothing heavier than a handcart may stand "
    "there until stone is laid. Fishermen moved their crates to the western side, where the auction began two hours late. "
    "An inspector from Tarn Cross is to measure the other quays before the herring fleet returns at the end of the month."
)


def line(outlet: str) -> str:
    return json.dumps(
        {
            "url": f"https://{outlet}.example/quay", "outlet": outlet, "title": "Senby closes its eastern quay",
            "published": "2019-05-07", "authors": [], "text": WORDS,
        }
    )  # fmt: skip


def test_a_copy_of_an_old_article_is_found_without_its_signature(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    create_paper(paper)
    with open_newsroom(paper, write=True, command="test", environment=environment()) as newsroom:
        for outlet in ("gazette", "post"):
            file = tmp_path / f"{outlet}.jsonl"
            file.write_text(line(outlet) + "\n", encoding="utf-8")
            newsroom.rounds.import_files([file])
        ledger = newsroom.ledger
        articles = [ledger.article_of(f"https://{outlet}.example/quay") or "" for outlet in ("gazette", "post")]
        versions = [version.id for version in ledger.newest_versions(articles)]
        relations = {member.article_id: member.relation for member in ledger.memberships(articles)}
        reports = {member.report_id for member in ledger.memberships(articles)}
        signatures = ledger.signatures(versions)
    assert sorted(relations.values()) == ["copy", "original"]
    assert len(reports) == 1
    assert set(signatures.values()) == {b""}, "both were captured years ago"
