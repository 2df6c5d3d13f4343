"""The sample's articles, and that what truth.toml says of them is so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from broadsheet import sources
from broadsheet.demo import catalogue, content
from broadsheet.demo.truth import TrueStatement, truth
from broadsheet.errors import InputError

FIRST, SECOND, LAST = catalogue.FETCHES


def typographic(text: str) -> str:
    return text.replace("'", "’")


def sentences(piece: content.Piece) -> set[str]:
    text = typographic(piece.text()).replace("“", '"').replace("”", '"').replace("\n", " ")
    return {sentence.strip(' ".') for sentence in text.split(". ")}


def test_there_is_something_to_print_on_both_days() -> None:
    fresh = [{piece.slug for house in content.houses() for piece in house.published(at)} for at in catalogue.FETCHES]
    assert 5 <= len(fresh[0]) <= 7
    assert len(fresh[1] - fresh[0]) > 15
    assert len(fresh[2] - fresh[1]) >= 5
    assert fresh[2] == {piece.slug for piece in content.pieces()}


def test_articles_have_the_length_of_articles() -> None:
    for piece in content.pieces():
        words = len(piece.text().split())
        assert (words < 80) if piece.access == "feed-only" else (150 <= words <= 620), (piece.slug, words)


def test_addresses_are_each_articles_own() -> None:
    counted = Counter((piece.outlet_id, piece.path) for piece in content.pieces())
    assert set(counted.values()) == {1}
    assert len({piece.slug for piece in content.pieces()}) == len(content.pieces())


def test_quotation_marks_are_as_the_house_has_them() -> None:
    for piece in content.pieces():
        text = piece.text() + piece.summary
        if piece.outlet_id == "gazette":
            assert not set("“”‘’") & set(text), piece.slug
            assert all(block.words.count('"') % 2 == 0 for block in piece.blocks), piece.slug
        else:
            assert not set("\"'") & set(text), piece.slug


def test_who_takes_part_is_as_the_truth_says() -> None:
    known = {outlet.id: (outlet.name, outlet.owner, outlet.funding, outlet.agency) for outlet in catalogue.outlets()}
    assert known == {each.id: (each.name, each.owner, each.funding, each.agency) for each in truth().outlets}
    owners = Counter(each.owner for each in truth().outlets)
    assert owners["Ferrand Media"] == 2
    assert [each.id for each in truth().outlets if each.agency] == ["interlake"]


def test_the_catalogue_is_one_that_the_paper_reads() -> None:
    read = sources.load(catalogue.as_toml(4711), where="outlets.toml")
    assert {outlet.id: outlet for outlet in read.outlets} == {outlet.id: outlet for outlet in catalogue.outlets()}
    assert {(each.outlet_id, each.url) for each in read.sources} == set(catalogue.feeds(4711))


@pytest.mark.parametrize("statement", truth().statements, ids=lambda each: f"{each.article}-{each.words[0][:20]}")
def test_every_statement_stands_in_its_article(statement: TrueStatement) -> None:
    text = content.piece(statement.article).at(LAST).text()
    at = 0
    for words in statement.words:
        at = text.index(words, at)
        before, after = text[at - 1], text[at + len(words)]
        if statement.kind == "direct":
            assert before in '“"', words
            assert after in '”"\n', words
        at += len(words)
    if statement.speaker:
        assert statement.speaker in text
    if statement.kind == "indirect":
        assert len(statement.words) == 1


def test_quotations_that_are_said_to_be_whole_are_so_and_cut_ones_are_not() -> None:
    for utterance in truth().utterances:
        pieces = [part.strip(" .,") for part in utterance.words.split(". ")]
        for slug in utterance.whole:
            text = typographic(content.piece(slug).at(LAST).text())
            assert all(part in text or part.replace("No. The", "The") in text for part in pieces), slug
        for slug in utterance.cut:
            text = typographic(content.piece(slug).at(LAST).text())
            assert not all(part in text for part in pieces), slug
            assert any(part in text for part in pieces) or utterance.speaker in text, slug
        for slug in utterance.paraphrased:
            text = typographic(content.piece(slug).at(LAST).text())
            assert not any(part in text for part in pieces), slug


def test_the_summit_can_be_told_from_it() -> None:
    story = next(story for story in truth().stories if story.id == "orrin")
    parts = Counter(voice.part for voice in truth().voices)
    assert parts == {"principal": 2, "expert": 2, "third government": 1, "correspondent": 1}
    assert len({content.piece(slug).outlet_id for slug in story.articles}) == 5
    for voice in truth().voices:
        assert all(voice.speaker in content.piece(slug).at(LAST).text() for slug in voice.articles), voice
    judgement = next(voice for voice in truth().voices if voice.part == "correspondent")
    assert {content.piece(slug).outlet_id for slug in judgement.articles} == {"chronicle", "lantern"}


def test_stories_name_articles_in_order_and_each_once() -> None:
    named = [slug for story in truth().stories for slug in story.articles]
    assert max(Counter(named).values()) == 1
    for story in truth().stories:
        times = [content.piece(slug).published for slug in story.articles]
        assert times == sorted(times), story.id
    rest = {piece.slug for piece in content.pieces()} - set(named)
    assert rest == {*truth().single_outlet, *truth().opinion}


def test_the_copies_are_copies() -> None:
    group = truth().copies[0]
    original = content.piece(group.original)
    told = sentences(original)
    for copy in group.copies:
        piece = content.piece(copy.article)
        shared = len(told & sentences(piece)) / len(told)
        assert piece.credit == "Interlake"
        assert piece.published > original.published
        longer = len(piece.text()) / len(original.text())
        if copy.relation == "extended":
            assert shared > 0.8
            assert longer > 1.1
        elif copy.relation == "abridged":
            assert 0.25 < shared < 0.7
            assert longer < 0.7
        else:
            assert shared > 0.6
            assert 0.9 < longer < 1.1


def test_the_edits_are_made_at_their_moment() -> None:
    silent, owned = truth().edits
    assert FIRST < silent.at < SECOND < owned.at < LAST
    for edit in (silent, owned):
        piece = content.piece(edit.article)
        assert edit.before in piece.at(piece.published).text()
        assert edit.before not in piece.at(LAST).text()
        assert edit.after in piece.at(edit.at).text()
    assert content.piece(silent.article).at(LAST).modified is None
    assert content.piece(silent.article).at(LAST).note == ""
    assert content.piece(owned.article).at(LAST).modified == owned.at
    assert content.piece(owned.article).at(LAST).note == owned.note


def test_figures_stand_in_their_articles_and_the_toll_only_rises() -> None:
    for figure in truth().figures:
        assert figure.words in content.piece(figure.article).at(LAST).text(), figure
    toll = [each for each in truth().figures if each.counts == "dead"]
    toll.sort(key=lambda each: content.piece(each.article).published)
    assert [each.value for each in toll] == sorted(each.value for each in toll)
    assert {each.value for each in toll} == {9, 12, 14}


def test_good_news_has_its_measure_in_two_outlets_of_two_owners() -> None:
    good = truth().good_news
    reports = [content.piece(slug) for slug in good.reports]
    assert len({report.outlet_id for report in reports}) == 2
    text = reports[0].text()
    assert all(str(number) in text for number in (good.before, good.after, good.since, good.until))


def test_access_is_as_the_truth_says() -> None:
    by_access: dict[str, list[str]] = {piece.access: [] for piece in content.pieces()}
    for piece in content.pieces():
        by_access[piece.access].append(piece.slug)
    assert tuple(by_access["paywalled"]) == truth().paywalled
    assert tuple(by_access["feed-only"]) == truth().feed_only
    assert {piece.slug for piece in content.pieces() if piece.kind == "opinion"} == set(truth().opinion)


def test_no_boilerplate_stands_in_an_article() -> None:
    for piece in content.pieces():
        text = "\n".join([piece.title, piece.at(LAST).text(captions=True)])
        assert [words for words in truth().boilerplate if words in text] == []


def test_what_a_page_shows_before_the_paywall_is_less_than_the_article() -> None:
    piece = content.piece(truth().paywalled[0])
    assert 0 < len(piece.shown_blocks) < len(piece.blocks)


def test_an_article_that_is_not_as_it_should_be_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "radio"
    folder.mkdir()
    (folder / "outlet.toml").write_text(
        (Path(content.__file__).parent / "outlets/radio/outlet.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "odd.md").write_text(
        '+++\ntitle = "A"\nsummary = "B"\npublished = 2026-03-03T10:00:00\n+++\n\nText.\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"outlets/radio/odd\.md has a time without an offset"):
        content._house(folder)
    (folder / "odd.md").write_text(
        '+++\ntitle = "A"\nsumary = "B"\npublished = 2026-03-03T10:00:00Z\n+++\n\nText.\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"odd\.md is not an article of the sample"):
        content._house(folder)


def test_blocks_are_told_apart() -> None:
    passages = content._passages("One\ntwo.\n\n## A heading\n\n> Said.\n\n- First\n\n!caption A view. || N. N.\n")
    assert [(each.kind, each.words, each.credit) for each in passages] == [
        ("paragraph", "One two.", ""),
        ("heading", "A heading", ""),
        ("quote", "Said.", ""),
        ("list", "First", ""),
        ("caption", "A view.", "N. N."),
    ]
    piece = replace(content.pieces()[0], blocks=passages, standfirst="Above.")
    assert piece.text() == "Above.\nOne two.\nA heading\nSaid.\nFirst"
    assert "A view." in piece.text(captions=True)
