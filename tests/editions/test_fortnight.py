"""Fourteen days of real articles as fourteen editions: what holds for every Line of every one of them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from broadsheet.editions import key
from broadsheet.editions.write import sentences
from broadsheet.model import Edition, QuotedLine, Version
from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.newsroom.editions import verify_folder

FIRST = date(2020, 6, 19)


@pytest.fixture(scope="module")
def fortnight(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Edition], dict[str, Version]]:
    folder = tmp_path_factory.mktemp("fortnight")
    create_paper(folder)
    with open_newsroom(folder, write=True, environment={}, overrides={"engine.workers": "1"}) as newsroom:
        newsroom.rounds.import_files([data_dir / "news_day" / "news_fortnight.jsonl.gz"])
        printed = [newsroom.editions.print("morning", day=FIRST + timedelta(days=day)) for day in range(14)]
        for each in printed:
            assert verify_folder(each.folder, expected=each.hash).ok
        ids = {source.version_id for each in printed for source in each.edition.sources}
        return [each.edition for each in printed], {each.id: each for each in newsroom.ledger.versions(sorted(ids))}


@pytest.mark.slow
def test_no_sentence_is_printed_twice_over_the_days(fortnight: tuple[list[Edition], dict[str, Version]]) -> None:
    editions, _ = fortnight
    seen: dict[str, str] = {}
    for edition in editions:
        for line in edition.lines():
            words = key(line.source_words) if isinstance(line, QuotedLine) else ""
            if words:
                assert words not in seen, f"{edition.date} {line.words!r} was printed on {seen[words]}"
                seen[words] = edition.date.isoformat()
    assert len(seen) > 150, "there is something to repeat"


@pytest.mark.slow
def test_no_line_of_the_days_is_cut_out_of_what_it_needs(fortnight: tuple[list[Edition], dict[str, Version]]) -> None:
    editions, versions = fortnight
    for edition in editions:
        for section in edition.sections:
            for entry in section.entries:
                for group in entry.groups:
                    for line in group.lines:
                        if group.role in ("what-happened", "what-next") and isinstance(line, QuotedLine):
                            words = versions[line.spans[0].version_id].text.content[
                                line.spans[0].start : line.spans[-1].end
                            ]
                            assert not sentences.hangs(words + "."), line.words
                            assert not sentences.in_first_person(words), line.words


@pytest.mark.slow
def test_every_edition_ends_in_its_minutes(fortnight: tuple[list[Edition], dict[str, Version]]) -> None:
    for edition in fortnight[0]:
        (ends,) = [line.words for line in edition.closing if "takes about" in line.words]
        found = re.search(r"about (\d+) minute", ends)
        assert found
        assert 0 < int(found[1]) <= 12
