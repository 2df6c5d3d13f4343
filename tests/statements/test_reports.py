"""Reported speech: which words report, whose, and how far the report goes."""

from __future__ import annotations

import pytest

from broadsheet.model import Block
from broadsheet.statements import find_in
from tests.statements.reading import only, read


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Bram Ostelle said that a commission would meet.", "Bram Ostelle", "said", "that a commission would meet"),
        ("Ostelle said on Tuesday a commission would meet.", "Ostelle", "said", "a commission would meet"),
        (
            "Ostelle told reporters in Ardo that a commission would meet.",
            "Ostelle",
            "told",
            "that a commission would meet",
        ),
        ("Ostelle has asked whether the slope was safe.", "Ostelle", "has asked", "whether the slope was safe"),
        ("Ostelle promised to examine the slope.", "Ostelle", "promised", "to examine the slope"),
        ("Ostelle went on to say that he was sorry.", "Ostelle", "went on to say", "that he was sorry"),
        ("The union criticised the ministry.", "The union", "criticised", "the ministry"),
        ("The slope was safe, the ministry said.", "the ministry", "said", "The slope was safe"),
        ("The slope was safe, said the ministry.", "the ministry", "said", "The slope was safe"),
        ("The slope was safe, according to the ministry.", "the ministry", "according to", "The slope was safe"),
        ("According to the ministry, the slope was safe.", "the ministry", "According to", "the slope was safe"),
        ("The league welcomed the decision as a first step.", "The league", "welcomed", "the decision as a first step"),
        ("Kessim hit back that the levy must go.", "Kessim", "hit back", "that the levy must go"),
        ("Prael made it clear that the offer stood.", "Prael", "made it clear", "that the offer stood"),
        ("He spoke of rain that falls once in 50 years.", "He", "spoke of", "rain that falls once in 50 years"),
    ],
)
def test_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    found = only(text)
    assert (found.source, found.cue, found.content) == (source, cue, (content,))
    assert found.whole.kind == "indirect"


def test_a_report_is_interrupted_by_its_cue() -> None:
    found = only("Without a deal, he said, Ostraya would finish the railway.")
    assert found.content == ("Without a deal", "Ostraya would finish the railway")


def test_an_aside_that_says_what_the_source_is_belongs_to_it() -> None:
    found = only("Samir Elloway, medical director of the hospital in Ardo, said that most had fractures.")
    assert found.source == "Samir Elloway, medical director of the hospital in Ardo"


def test_a_circumstance_between_source_and_cue_does_not() -> None:
    assert only("Kessim, speaking in a town hall, said that Ostraya had been asked first.").source == "Kessim"


def test_one_subject_has_two_cues() -> None:
    first, second = read("Ostelle defended the ministry and said that the slope had been inspected.")
    assert (first.content, second.content) == (("the ministry",), ("that the slope had been inspected",))
    assert first.source == second.source == "Ostelle"


def test_what_stands_inside_a_report_is_not_reported_again() -> None:
    found = only("Ostelle said that the union believed the slope was safe.")
    assert found.content == ("that the union believed the slope was safe",)


def test_a_participle_takes_over_with_the_same_source() -> None:
    first, second = read("Verrol refused to sign, saying that the text had no date.")
    assert (first.content, second.content) == (("to sign",), ("that the text had no date",))
    assert second.source == "Verrol"


def test_a_subordinate_clause_at_the_head_ends_at_its_comma() -> None:
    found = only("When Ostelle said that the line was closed, the passengers left.")
    assert found.content == ("that the line was closed",)


def test_sentences_end_behind_abbreviations() -> None:
    first, second = read("Kessim said he had never been to the U.S. He said he would go.")
    assert first.content == ("he had never been to the U.S.",)
    assert second.content == ("he would go",)


@pytest.mark.parametrize(
    "text",
    [
        "The report was published on Monday.",
        "Her views on the state of the harbour are known.",
        "Train 418 ran into the slide at 9.52 pm with 214 passengers.",
        "The proposed levy would bring in 85 million talens.",
        "There is said to be a second letter.",
        "You will see the bridge on the left.",
    ],
)
def test_a_word_that_could_be_a_cue_reports_nothing(text: str) -> None:
    assert [each for each in find_in(text) if each.source] == []


def test_only_what_is_prose_is_read() -> None:
    text = "Osool said that nine were dead.\nMarit Osool said: come closer"
    blocks = [Block(0, 31, "paragraph"), Block(32, len(text), "caption")]
    assert len(find_in(text, blocks)) == 1
    assert len(find_in(text)) == 2
