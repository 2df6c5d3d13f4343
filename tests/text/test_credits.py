from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.credits import agencies, dateline, organisation, people


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Joan Rill", ("Joan Rill",)),
        ("By Joan Rill and Tam O'Ster, political editor, in Alderport", ("Joan Rill", "Tam O'Ster")),
        ("Words: Joan Rill | Updated: 5 May", ("Joan Rill",)),
        ("Von Ute Brandt, Sund", ("Ute Brandt",)),
        ("Ute Brandt, Redakteurin Politik", ("Ute Brandt",)),
        ("Par Luc Verne (avec AFP)", ("Luc Verne",)),
        ("Di Marta Colle e Ugo de Valle", ("Marta Colle", "Ugo de Valle")),
        ("Por Inés Okar y Pablo del Mar", ("Inés Okar", "Pablo del Mar")),
        ("Door Jan van der Sund", ("Jan van der Sund",)),
        ("Af Lars Reimers", ("Lars Reimers",)),
        ("Av Åsa Öberg", ("Åsa Öberg",)),
        ("Автор: Пётр Лугов", ("Пётр Лугов",)),
        ("Του Νίκου Θαλασσινού", ("Νίκου Θαλασσινού",)),
        ("بقلم سامي الحداد", ("سامي الحداد",)),
        ("水野春子記者", ("水野春子",)),
        ("文／陳海生", ("陳海生",)),
        ("김바다 기자", ("김바다",)),
        ("Reuters", ()),
        ("By The Associated Press", ()),
        ("Redaktion", ()),
        ("Staff Reporter", ()),
        ("Gazette News Desk", ()),
        ("https://gazette.example/by/jr", ()),
        ("", ()),
    ],
)
def test_people(line: str, expected: tuple[str, ...]) -> None:
    assert people(line) == expected


def test_a_field_for_a_name_may_hold_a_single_word() -> None:
    assert people("Rill") == ()
    assert people("Rill", sure=True) == ("Rill",)


def test_the_outlet_is_no_person() -> None:
    assert people("Harrow Gazette", outlet="The Harrow Gazette") == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Joan Rill, Reuters", ("Reuters",)),
        ("dpa/AFP", ("dpa", "AFP")),
        ("By the associated press", ("AP",)),
        ("ロイター", ("Reuters",)),
        ("mit Material der Deutschen Presse-Agentur (dpa)", ("dpa",)),
        ("TASS, 2 March", ("TASS",)),
        ("Pat Apple", ()),
        ("The AFPs", ()),
    ],
)
def test_agencies(line: str, expected: tuple[str, ...]) -> None:
    assert agencies(line) == expected


@given(st.text(max_size=120))
def test_any_line_gives_names_without_repeats(line: str) -> None:
    names = people(line, sure=True)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(name == name.strip() and name for name in names)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("ALDERPORT, Vessany, March 3 (Interlake) – Rescuers found the boats.", ("Interlake",)),
        ("ALDERPORT (Reuters) - Rescuers found the boats.", ("Reuters",)),
        ("Alt Hafen, 3. März (dpa) – Die Fähre fährt.", ("dpa",)),
        ("The mayor (Ines Okar) said so.", ()),
        ("A plan (the third) – it failed.", ()),
    ],
)
def test_dateline(paragraph: str, expected: tuple[str, ...]) -> None:
    assert dateline(paragraph) == expected


def test_organisation() -> None:
    assert organisation("Interlake", outlet="The Harrow Gazette") == "Interlake"
    assert organisation("Harrow Gazette", outlet="The Harrow Gazette") == ""
    assert organisation("Politics Desk") == ""
