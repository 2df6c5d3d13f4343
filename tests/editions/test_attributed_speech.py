"""How a speaker is named in a Line: whole, with what they are, and never with half of it."""

from __future__ import annotations

import pytest

from broadsheet.editions.write import attributed_speech
from broadsheet.statements import find
from tests.editions.material import MAIL, version


def named(*paragraphs: str) -> dict[str, str]:
    """By speaker the name and the role as a first Line has them."""
    text = version("p", MAIL, "A bridge", list(paragraphs))
    found = {}
    for speaker, spoken in attributed_speech.find(find(text), {text.id: text}, {}).items():
        how = attributed_speech.naming(spoken[0], introduced=False)
        words = text.text.content
        name = ("The " if how.article else "") + words[how.name.start : how.name.end]
        role = words[how.role.start : how.role.end] if how.role else ""
        found[speaker] = name + (f", {'the ' if how.definite else ''}{role}" if role else "")
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“The bridge is shut,” said Ada Holm, the mayor of Hallin.", "Ada Holm, the mayor of Hallin"),
        (
            "The council of Hallin met. “The bridge is shut,” its chairwoman, Ada Holm, said.",
            "Ada Holm, the chairwoman",
        ),
        ("“The bridge is shut,” said Ada Holm of the Harbour Board on Tuesday.", "Ada Holm of the Harbour Board"),
        ("Tomas Brekk left early. “The bridge is shut,” his lawyer, Ada Holm, said.", "Ada Holm"),
    ],
)
def test_a_role_is_printed_whole_or_not_at_all(sentence: str, expected: str) -> None:
    assert named(sentence)["Ada Holm"] == expected


def test_a_house_keeps_its_article() -> None:
    found = named("The Harbour Board said that the old bridge of Hallin would stay shut until the spring.")
    assert list(found.values()) == ["The Harbour Board"]


def test_what_is_said_elsewhere_in_the_article_introduces_a_speaker() -> None:
    found = named(
        "“We shall not build it again on this side of the river,” Holm said on Tuesday in the town.",
        "Ada Holm, the mayor of Hallin, spoke in the town hall. She said that the money was there for a new bridge.",
    )
    assert found["Ada Holm"] == "Ada Holm, the mayor of Hallin"


def test_a_name_that_a_widget_has_grown_into_speaks_no_line() -> None:
    assert named("“The bridge is shut for all of this year,” said Ada HolmHolm, the mayor of Hallin.") == {}


def test_the_same_thing_said_in_other_words_is_one_thing() -> None:
    text = version(
        "p",
        MAIL,
        "A bridge",
        [
            "“The levy goes first, and all of it,” said Ada Holm, the mayor of Hallin, on Tuesday.",
            "Ada Holm said that the levy must go first.",
            "Ada Holm said that the ferry would run all night.",
        ],
    )
    (spoken,) = attributed_speech.find(find(text), {text.id: text}, {}).values()
    by_place = sorted(spoken, key=lambda each: each.statement.content[0].start)
    assert attributed_speech.same_words(by_place[0], by_place[1])
    assert not attributed_speech.same_words(by_place[0], by_place[2])
