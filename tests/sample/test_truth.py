"""Ledger and edition of the sample beside what truth.toml says is in it.

What a room of today does not find is an expected failure that names the room.
"""

from __future__ import annotations

from collections import Counter

import pytest

from broadsheet import editions
from broadsheet.demo.truth import truth
from broadsheet.model import QuotedLine
from broadsheet.newsroom.editions import verify_folder
from tests.sample.conftest import Paper


def typographic(text: str) -> str:
    return text.replace("'", "’").replace('"', "”")


def all_words(paper: Paper) -> str:
    return "\n".join(line.words for line in paper.edition.lines())


def test_every_article_is_in_the_ledger(paper: Paper) -> None:
    told = (
        {slug for story in truth().stories for slug in story.articles}
        | set(truth().single_outlet)
        | set(truth().opinion)
    )
    assert told <= set(paper.newest)


def test_stories_are_as_told(paper: Paper) -> None:
    ledger = paper.newsroom.ledger
    for story in truth().stories:
        whole = [slug for slug in story.articles if slug not in truth().paywalled]
        homes = {slug: ledger.story_of(paper.newest[slug].article_id) for slug in whole}
        assert len(set(homes.values())) == 1, (story.id, homes)
    every = [ledger.story_of(paper.newest[story.articles[0]].article_id) for story in truth().stories]
    assert len(set(every)) == len(every)
    lone = {ledger.story_of(paper.newest[slug].article_id) for slug in truth().single_outlet}
    assert not lone & set(every)


def test_a_teaser_is_placed_with_its_story(paper: Paper) -> None:
    homes = {
        paper.newsroom.ledger.story_of(paper.newest[slug].article_id) for slug in ("hallin-files", "hallin-toll-twelve")
    }
    assert len(homes) == 1


def test_who_copied_whom(paper: Paper) -> None:
    ledger = paper.newsroom.ledger
    copied = {}
    for report in truth().copies:
        original = paper.newest[report.original].article_id
        for copy in report.copies:
            (member,) = ledger.memberships([paper.newest[copy.article].article_id])
            assert member.original_id == original, copy
            assert member.relation == copy.relation, copy
            copied[copy.article] = report.original
    for slug, version in paper.newest.items():
        members = ledger.memberships([version.article_id])
        if slug not in copied and members:
            assert members[0].relation == "original", slug


def test_edits_are_found_and_nothing_else_is_one(paper: Paper) -> None:
    found = {}
    for slug, version in paper.newest.items():
        edits = paper.newsroom.articles.get(version.article_id).edits
        if edits:
            found[slug] = edits
    assert set(found) == {edit.article for edit in truth().edits}
    for edit in truth().edits:
        text = paper.newest[edit.article].text.content
        assert typographic(edit.after) in typographic(text)
        assert typographic(edit.before) not in typographic(text)


def test_a_silent_edit_of_a_cited_article_is_corrected_in_the_next_edition(paper: Paper) -> None:
    section = next(each for each in paper.edition.sections if each.label.text == "Corrections")
    words = [line.words for entry in section.entries for group in entry.groups for line in group.lines]
    assert any("the edition of 3 March" in each and "the Gazette" in each for each in words)


def test_boilerplate_is_in_no_text(paper: Paper) -> None:
    for slug, version in paper.newest.items():
        for words in truth().boilerplate:
            assert words not in version.text.content, (slug, words)


def test_what_may_not_be_read_is_known_from_its_feed_and_marked(paper: Paper) -> None:
    for slug in truth().feed_only:
        assert paper.newest[slug].access == "feed-only"
        assert paper.newest[slug].access_reason
    for slug in truth().paywalled:
        assert paper.newest[slug].access in ("paywalled", "teaser")


def test_opinion_is_told_apart_and_kept_out(paper: Paper) -> None:
    for slug in truth().opinion:
        assert paper.newest[slug].kind == "opinion"
        assert paper.newest[slug].title not in all_words(paper)


def test_both_editions_are_sound(paper: Paper) -> None:
    assert len(paper.printed) == 2
    for printed in paper.printed:
        verdict = verify_folder(printed.folder, expected=printed.hash)
        assert verdict.problems == ()


def test_the_summit_is_told_with_its_voices(paper: Paper) -> None:
    summit = paper.newsroom.ledger.story_of(paper.newest["orrin-no-deal"].article_id)
    entry = next(each for section in paper.edition.sections for each in section.entries if each.story_id == summit)
    assert entry.form == "lead"
    said = " ".join(line.words for group in entry.groups if group.role == "who-said-what" for line in group.lines)
    assert [voice.speaker for voice in truth().voices if voice.speaker not in said] == [], said
    assert {voice.part for voice in truth().voices} == {"principal", "expert", "third government", "correspondent"}
    assert "correspondent in Orrin" in said
    words = sum(
        len(line.words.split())
        for group in entry.groups
        if group.role not in ("reports", "counts")
        for line in group.lines
    )
    assert words <= 420


def test_the_latest_toll_stands_and_no_older_one(paper: Paper) -> None:
    hallin = paper.newsroom.ledger.story_of(paper.newest["hallin-toll-fourteen"].article_id)
    entry = next(each for section in paper.edition.sections for each in section.entries if each.story_id == hallin)
    told = " ".join(
        line.words
        for group in entry.groups
        if group.role in ("headline", "standfirst", "what-happened")
        for line in group.lines
    )
    assert "14" in told or "Fourteen" in told
    for old in ("nine people", "Nine killed", "to 12", "to twelve"):
        assert old not in told


def test_counts_of_the_derailment_are_those_of_the_truth(paper: Paper) -> None:
    hallin = paper.newsroom.ledger.story_of(paper.newest["hallin-toll-fourteen"].article_id)
    entry = next(each for section in paper.edition.sections for each in section.entries if each.story_id == hallin)
    counted = next(line.words for group in entry.groups if group.role == "counts" for line in group.lines)
    assert "6 original reports" in counted


def test_single_outlet_items_stand_apart(paper: Paper) -> None:
    section = next(each for each in paper.edition.sections if each.label.text.startswith("Also reported"))
    also = " ".join(line.words for entry in section.entries for group in entry.groups for line in group.lines)
    for slug in truth().single_outlet:
        assert paper.newest[slug].title in also


def test_no_sentence_is_printed_on_both_days(paper: Paper) -> None:
    first, second = (
        {editions.key(line.source_words) for line in printed.edition.lines() if isinstance(line, QuotedLine)} - {""}
        for printed in paper.printed
    )
    assert not first & second


def test_nobody_is_made_to_say_what_another_said(paper: Paper) -> None:
    """Quotations with their speakers: those that are found are right, unless nobody is named."""
    spoken = {
        (each.article, typographic(" ".join(each.words))): each.speaker
        for each in truth().statements
        if each.kind == "direct"
    }
    right, wrong = 0, []
    for slug, version in paper.newest.items():
        for each in paper.newsroom.articles.statements(version.id):
            words = typographic(" ".join(version.text.content[span.start : span.end] for span in each.content))
            for (article, content), speaker in spoken.items():
                if article == slug and content[:40] in words and each.speaker:
                    same = speaker and speaker.split()[-1] == each.speaker.split()[-1]
                    right += bool(same)
                    wrong += [] if same else [(slug, content[:50], speaker, each.speaker)]
    assert right >= 10
    assert not wrong


@pytest.mark.xfail(reason="room `sides`: figures are not read from Versions yet", strict=True)
def test_figures_are_in_the_ledger(paper: Paper) -> None:
    assert paper.newsroom.ledger.totals()["figures"] >= len(truth().figures)


@pytest.mark.xfail(
    reason="room `statements`: the same words in several Versions are not aligned to Utterances yet", strict=True
)
def test_utterances_are_in_the_ledger(paper: Paper) -> None:
    assert paper.newsroom.ledger.totals()["utterances"] >= len(truth().utterances)


def test_half_of_the_outlets_refusing_leaves_a_paper_to_read(refused: Paper) -> None:
    access = Counter(version.access for version in refused.newest.values())
    assert access["feed-only"] >= 8
    edition = refused.edition
    leads = [entry for section in edition.sections for entry in section.entries if entry.form == "lead"]
    assert len(leads) >= 2
    words = " ".join(line.words for line in edition.lines())
    assert "from its feed only" in words
    assert "known in part only and not counted" in words
    assert len(words.split()) > 400
    for printed in refused.printed:
        assert verify_folder(printed.folder, expected=printed.hash).ok


def test_a_refused_text_never_counts_as_an_original_report(refused: Paper) -> None:
    partial = {version.article_id for version in refused.newest.values() if version.access != "full"}
    for section in refused.edition.sections:
        for entry in section.entries:
            for group in entry.groups:
                for line in group.lines:
                    inputs = dict(getattr(line, "inputs", ())) if getattr(line, "rule", "") == "counts" else {}
                    assert not partial & set(inputs.get("articles", ()))
