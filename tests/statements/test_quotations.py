"""Direct speech: the words with the one who said them, or with nobody."""

from __future__ import annotations

import pytest

from broadsheet.statements import find_in
from tests.statements.reading import only, read


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“We have nine dead,” said Marit Osool.", "Marit Osool", "said"),
        ("“We have nine dead,” Marit Osool said.", "Marit Osool", "said"),
        ("“We have nine dead,” Osool told reporters in Ardo.", "Osool", "told"),
        ("Marit Osool said: “We have nine dead.”", "Marit Osool", "said:"),
        ("Marit Osool told reporters on Monday, “We have nine dead.”", "Marit Osool", "told"),
        ("“We have nine dead,” said the fire chief, Marit Osool.", "the fire chief, Marit Osool", "said"),
        ("“We have nine dead,” the fire chief, Marit Osool, said.", "the fire chief, Marit Osool", "said"),
        ("“Why were we not told?” one of the passengers asked.", "one of the passengers", "asked"),
        ("As Marit Osool put it, “We have nine dead.”", "Marit Osool", "put it"),
        ("“We have nine dead,” Osool replied, according to two people in the room.", "Osool", "replied"),
        ('"We have nine dead," Osool said.', "Osool", "said"),
        ("‘We have nine dead,’ Osool said.", "Osool", "said"),
        ("‘We have nine dead’, Osool said.", "Osool", "said"),
        ("“We have nine dead,” Osool recalls.", "Osool", "recalls"),
        ("“We have nine dead,” remembered Osool.", "Osool", "remembered"),
    ],
)
def test_cue_and_source_stand_behind_or_in_front(text: str, source: str, cue: str) -> None:
    found = only(text)
    assert (found.source, found.cue) == (source, cue)
    assert found.whole.kind == "direct"


def test_a_quotation_goes_on_behind_its_cue() -> None:
    found = only("“We will talk,” Verrol told reporters. “We will not talk about talking.” Then she left.")
    assert found.content == ("“We will talk,”", "“We will not talk about talking.”")


def test_a_quotation_goes_on_in_the_middle_of_its_sentence() -> None:
    found = only("“We will talk,” Verrol said, “and we will talk soon.”")
    assert found.content == ("“We will talk,”", "“and we will talk soon.”")


def test_two_cues_make_two_statements() -> None:
    first, second = read("“We will talk,” Verrol said, adding: “But not today.”")
    assert (first.content, second.content) == (("“We will talk,”",), ("“But not today.”",))
    assert second.source == "Verrol"


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    found = only("“The levy goes first,” Kessim said. “All of it.\n“I leave without anger.”")
    assert found.content == ("“The levy goes first,”", "“All of it.", "“I leave without anger.”")


def test_speech_before_its_cue_belongs_to_it() -> None:
    found = only("“It was dark.” “It was very quiet,” said Nuria Hask.")
    assert found.content == ("“It was dark.”", "“It was very quiet,”")


def test_a_colon_announces_the_next_paragraph() -> None:
    found = only("Kessim answered at once:\n“I have offered a river.”")
    assert (found.source, found.content) == ("Kessim", ("“I have offered a river.”",))


def test_a_quotation_is_signed_on_the_line_below() -> None:
    found = only("“The lake does not wait.”\n― Sunniva Prael")
    assert (found.speaker, found.content) == ("Sunniva Prael", ("“The lake does not wait.”",))


def test_a_headline_names_its_speaker_before_a_colon() -> None:
    found, *_ = read("Kessim: We have offered a river\nIt was raining when Kessim came.")
    assert (found.source, found.content) == ("Kessim", ("We have offered a river",))


def test_speech_without_a_cue_is_nobodys() -> None:
    found = only("There was a note on the door. “Gone to the lake until Friday.” The shop was dark.")
    assert (found.speaker, found.source, found.cue) == ("", "", "")


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “harbour tax” rose to 12 per cent.",
        "“The Salt Year”, her most famous poem, is 40 lines longer.",
        "The film “A Night at Lorne” opens on Friday.",
        "He is the author of “Two Rivers,” a novel, and lives in Kelm.",
    ],
)
def test_scare_quotes_and_titles_are_no_speech(text: str) -> None:
    assert find_in(text) == ()


def test_an_exclamation_inside_does_not_part_a_quotation_from_its_cue() -> None:
    found = only("“Go home!” Lio Kaldren shouted. “There is nothing to see.”")
    assert found.speaker == "Lio Kaldren"
    assert len(found.content) == 2


def test_pieces_of_quotation_in_a_clause_are_mixed() -> None:
    found = only("Tamsin Ejora judged that the delegations had “agreed on almost everything”.")
    assert found.whole.kind == "mixed"
    assert found.content == ("that the delegations had “agreed on almost everything”",)
