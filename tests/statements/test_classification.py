"""Class, polarity and credit: what must never be lost when a statement is quoted."""

from __future__ import annotations

import pytest

from broadsheet.statements import find
from broadsheet.text.textblocks import build
from tests.statements.reading import only
from tests.statements.versions import version


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Osool said that nine were dead.", "affirmed"),
        ("Verrol’s office denied that 230 had been mentioned.", "negated"),
        ("Osool did not say whether the search would go on.", "negated"),
        ("Osool didn’t say that the search would go on.", "negated"),
        ("Osool declined to say when it would end.", "negated"),
        ("No one said that the slope was safe.", "negated"),
        ("Osool would say that the slope was safe.", "conditional"),
        ("If Osool says that the slope is safe, the train will run.", "conditional"),
        ("Osool reportedly said that the slope was safe.", "conditional"),
    ],
)
def test_polarity(text: str, polarity: str) -> None:
    assert only(text).whole.polarity == polarity


@pytest.mark.parametrize(
    ("text", "klass"),
    [
        ("Osool said that nine were dead.", "speech"),
        ("The report said that nine were dead.", "document"),
        ("A poll of 1,000 farmers found that most were against it.", "document"),
        ("Osool promised to come back.", "plan"),
        ("Osool believes that the slope will move.", "thought"),
        ("Osool saw that the slope had moved.", "perception"),
    ],
)
def test_class(text: str, klass: str) -> None:
    assert only(text).whole.klass == klass


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("“Nine dead,” Osool told Reuters.", "Reuters"),
        ("“Nine dead,” Osool told Radio Vessany beside the track.", "Radio Vessany"),
        ("The line is closed, the BBC reports.", "BBC"),
        ("According to the Callast Chronicle, the line is closed.", "Callast Chronicle"),
        ("“Nine dead,” Osool told reporters.", ""),
        ("Ansa Verrol said that the line is closed.", ""),
    ],
)
def test_credit(text: str, credit: str) -> None:
    assert only(text).whole.credit == credit


def test_statements_of_a_version_carry_all_of_it() -> None:
    told = build(
        [
            ("heading", "Osool said no"),
            ("paragraph", "“Nine dead,” Marit Osool, the fire chief, told Reuters. She denied that it was over."),
        ]
    )
    first, second = find(version(told))
    text = told.content
    assert text[first.content[0].start : first.content[0].end] == "“Nine dead,”"
    assert (first.speaker, first.credit, first.kind, first.klass) == ("Marit Osool", "Reuters", "direct", "speech")
    assert first.role is not None
    assert text[first.role.start : first.role.end] == "the fire chief"
    assert (second.speaker, second.polarity) == ("Marit Osool", "negated")
    assert first.id != second.id
    assert find(version(told)) == (first, second)
