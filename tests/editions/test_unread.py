"""A story in a language whose sentences are not read: its headline, its counts, and words that say so."""

from __future__ import annotations

from dataclasses import replace

from broadsheet import editions
from broadsheet.model import ComputedLine, Edition, QuotedLine, Version
from broadsheet.statements import find
from tests.editions.material import MAIL, POST, compose, story, version

# The first sentence is a report in the subjunctive: read as English it would be printed as a fact.
FÄHRE = replace(
    version(
        "faehre1",
        POST,
        "Fähre läuft vor Tarnkreuz auf Grund",
        [
            "Die Fähre sei am Dienstag viel zu schnell gewesen, und der Kapitän habe alle Warnungen in den Wind geschlagen.",
            "„Wir haben den Felsen gehört, bevor wir ihn gesehen haben“, sagte die Hafenmeisterin Ada Holm.",
            "Die „Senby“ werde am Donnerstag freigeschleppt, teilte die Reederei mit.",
        ],
    ),
    language="de",
)
ZWEITE = replace(FÄHRE, id="vfaehre2", article_id="afaehre2", outlet_id=MAIL.id, title="Fähre vor Tarnkreuz gestrandet")
FERRY = version(
    "ferry9",
    MAIL,
    "Ferry runs aground off Tarn Cross with 40 on board",
    ["The Senby ferry ran aground off Tarn Cross on Tuesday with 40 passengers on board, and all of them were safe."],
)


def printed(edition: Edition) -> list[str]:
    return [line.words for line in edition.lines()]


def sentences_of(edition: Edition, *versions: Version) -> list[str]:
    """The Lines, headlines apart, that cite a text of these Versions."""
    ids = {each.id for each in versions}
    return [
        line.words
        for line in edition.lines()
        if isinstance(line, QuotedLine)
        for part in line.parts
        if (span := getattr(part, "span", None)) and span.version_id in ids and span.field == "text"
    ]


def test_only_the_headline_of_a_german_story_is_printed_and_the_page_says_why() -> None:
    edition, _ = compose(story("faehre", FÄHRE, ZWEITE))
    assert any("Fähre" in words for words in printed(edition))
    assert sentences_of(edition, FÄHRE, ZWEITE) == []
    assert "Sentences of articles in German are not chosen yet." in printed(edition)
    line = next(each for each in edition.lines() if isinstance(each, ComputedLine) and each.rule == "unread")
    assert line.inputs == (("languages", ("de",)),)


def test_beside_an_english_report_only_that_is_quoted() -> None:
    edition, _ = compose(story("ferry", FERRY, FÄHRE))
    assert sentences_of(edition, FÄHRE) == []
    assert sentences_of(edition, FERRY)
    assert "Sentences of articles in German are not chosen yet." in printed(edition)


def test_an_english_story_says_nothing_of_languages() -> None:
    edition, _ = compose(story("ferry", FERRY))
    assert not any("are not chosen yet" in words for words in printed(edition))


def test_direct_speech_of_a_german_text_has_no_speaker_and_reported_speech_is_none() -> None:
    (statement,) = find(FÄHRE)
    words = FÄHRE.text.content[statement.content[0].start : statement.content[0].end]
    assert words == "„Wir haben den Felsen gehört, bevor wir ihn gesehen haben“"
    assert (statement.speaker, statement.cue, statement.source, statement.kind) == ("", (), (), "direct")


def test_a_digest_leaves_out_texts_of_other_languages_named_or_not() -> None:
    english = editions.DigestText(FERRY.title, FERRY.text.content, "The Senby Mail")
    for language in ("de", ""):
        german = editions.DigestText(FÄHRE.title, FÄHRE.text.content, "The Hallin Post", language)
        assert editions.choose([german], budget_words=60) == ()
        assert {line.article for line in editions.choose([german, english], budget_words=60)} == {1}


def test_a_language_without_a_folder_has_its_headline_alone() -> None:
    first, second = (replace(each, language="xx") for each in (FÄHRE, ZWEITE))
    assert find(first) == ()
    edition, _ = compose(story("faehre", first, second))
    assert any("Fähre" in words for words in printed(edition))
    assert sentences_of(edition, first, second) == []
    assert "Sentences of articles in xx are not chosen yet." in printed(edition)
