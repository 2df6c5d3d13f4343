"""Who a source is, what they are, and when that cannot be told."""

from __future__ import annotations

import pytest

from tests.statements.reading import only, read

OSOOL = "Marit Osool, the district fire chief, arrived at noon.\n"


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“Nine dead,” said the fire chief, Marit Osool.\nThe line is closed.", "Marit Osool", "the fire chief"),
        (
            "The foreign minister, Sunniva Prael, said: “Nobody has to be first.”",
            "Sunniva Prael",
            "The foreign minister",
        ),
        (
            "“Nine dead,” said Marit Osool, the district fire chief, who led them.",
            "Marit Osool",
            "the district fire chief",
        ),
        ("Prime Minister Ansa Verrol said that she would go.", "Ansa Verrol", "Prime Minister"),
        ("President Teodar Kessim of Ostraya said that he would go.", "Teodar Kessim", "President"),
        (
            "Renata Advall, professor of water law at the University of Callast, said it had failed.",
            "Renata Advall",
            "professor of water law at the University of Callast",
        ),
        ("Jothan Odale of the Corvin Group said that it had failed.", "Jothan Odale", "of the Corvin Group"),
        (
            "Agnete Rorvane, of the Lower Tamber League, said that it had failed.",
            "Agnete Rorvane",
            "of the Lower Tamber League",
        ),
        (
            "Renata Advall, who teaches water law in Callast, said it had failed.",
            "Renata Advall",
            "who teaches water law in Callast",
        ),
        ("The geologist Hanne Brovik said that the slope was restless.", "Hanne Brovik", "The geologist"),
        (
            "Radio Vessany’s correspondent in Orrin, Tamsin Ejora, said it had failed.",
            "Tamsin Ejora",
            "Radio Vessany’s correspondent in Orrin",
        ),
        ("Radio Vessany’s Tamsin Ejora said that it had failed.", "Tamsin Ejora", ""),
        ("Dr Ines Dovar said that it had failed.", "Ines Dovar", ""),
        ("Vessan Railways said that the line would stay closed.", "Vessan Railways", ""),
        ("According to the University of Callast, the lake is low.", "University of Callast", ""),
    ],
)
def test_name_and_role_as_written(text: str, speaker: str, role: str) -> None:
    found = only(text)
    assert (found.speaker, found.role) == (speaker, role)
    assert found.whole.speaker_span is not None
    assert text[slice(*found.whole.speaker_span.offsets)] == speaker


@pytest.mark.parametrize(
    "later",
    [
        "“Nine dead,” Osool said.",
        "“Nine dead,” Ms Osool said.",
        "“Nine dead,” she said.",
        "“Nine dead,” said the fire chief.",
    ],
)
def test_a_later_mention_leads_to_the_full_name(later: str) -> None:
    found = only(OSOOL + later)
    assert (found.speaker, found.role) == ("Marit Osool", "the district fire chief")


def test_a_pronoun_means_who_spoke_last() -> None:
    first, second = read("“Nine dead,” said Marit Osool.\n“We go on,” she added.")
    assert first.speaker == second.speaker == "Marit Osool"


def test_names_inside_speech_do_not_take_a_pronoun() -> None:
    _, second = read("“Bram Ostelle knows it,” said Marit Osool. She said that he had a report.")
    assert second.speaker == "Marit Osool"


@pytest.mark.parametrize(
    "text",
    [
        "Ansa Verrol met Teodar Kessim. Both Verrol and Kessim were tired. “No,” she said.",
        "Marit Osool came. The president of Ostraya had another view. “It was late,” he said.",
        "Anna Holt and Mira Holt came. “It was late,” Holt said.",
        "They came at noon. “It was late,” he said.",
        "“It was late,” said a spokesman for Vessan Railways.",
        "“It was late,” said Verrol’s office.",
        "“It was late,” an aide to Ansa Verrol said.",
        "“It was late,” said officials.",
    ],
)
def test_a_speaker_is_unknown_rather_than_guessed(text: str) -> None:
    assert read(text)[-1].speaker == ""


def test_a_relative_pronoun_means_the_name_before_it() -> None:
    found = only("Rescuers met Marit Osool, who said that nine were dead.")
    assert (found.source, found.speaker) == ("who", "Marit Osool")


def test_no_name_or_role_crosses_a_line_or_a_sentence() -> None:
    text = "“Nine dead,” said Marit Osool.\nThe line is closed. Osool said that it would stay so."
    assert {each.speaker for each in read(text)} == {"Marit Osool"}


def test_two_people_speak_as_one() -> None:
    assert only("“It was late,” said Anna Holt and Corin Dasht.").speaker == "Anna Holt and Corin Dasht"
