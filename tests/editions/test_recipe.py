"""Recipes: what they can say, what is refused by its name, and filters that mean whole words."""

from __future__ import annotations

from datetime import date

import pytest

from broadsheet import editions
from broadsheet.editions.recipe_files import read
from broadsheet.editions.select.filters import has_word
from broadsheet.errors import NotFoundError, SettingsError
from tests.editions.material import FERRY_STORY, MAIL, OUTLETS, WINDOW, version

BASE = 'name = "evening"\ntitle = "Evening"\n[[sections]]\nlabel = "News"\ntake = "stories"\n'


def test_all_that_ship_are_sound_and_have_their_files_name() -> None:
    assert editions.names() == ("best-articles", "instant-opinion", "morning", "speed-read")
    for name in editions.names():
        assert editions.recipe(name).name == name


def test_an_own_recipe_goes_before_one_that_ships() -> None:
    own = {"morning": BASE.replace("evening", "morning"), "evening": BASE}
    assert editions.recipe("morning", own=own).title == "Evening"
    assert editions.recipe("evening", own=own).sections[0].take == "stories"
    with pytest.raises(NotFoundError, match="noon"):
        editions.recipe("noon", own=own)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour = 1\n" + BASE, "colour"),
        (BASE + "shape = 1\n", "shape of sections.1"),
        (BASE.replace("stories", "gossip"), "take of sections.1"),
        (BASE + 'form = "long"\n', "form of sections.1"),
        (BASE + "most = 0\n", "News"),
        ("minutes = 0\n" + BASE, "minutes"),
        ('hour = "25:00"\n' + BASE, "hour"),
        ('minutes = "ten"\n' + BASE, "minutes"),
        ('name = "x"\ntitle = "y"\n', "sections"),
        (BASE + "[[filters]]\n", "filters.1"),
        (BASE + '[[filters]]\nword = "a"\noutlet = "b"\n', "filters.1"),
        (BASE + '[[filters]]\nword = "a"\nuntil = "soon"\n', "until"),
        (BASE + "[weights]\nfame = 2.0\n", "fame"),
        ("name = [", "sound TOML"),
        (BASE.replace("evening", "../up"), "name"),
    ],
)
def test_what_a_recipe_cannot_say_is_named(text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read(text, where="recipes/evening.toml")


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("war", "The warden left.", False),
        ("war", "The War is over.", True),
        ("U.S.", "They told us. He left the U.S. today.", True),
        ("U.S.", "They told us all.", False),
        ("US", "they told us", False),
        ("pear trees", "Forty pear trees", True),
    ],
)
def test_words_are_whole_words(word: str, text: str, found: bool) -> None:
    assert has_word(word, text) is found


@pytest.mark.parametrize(
    ("rule", "held"),
    [
        ('word = "ferry"', True),
        ('word = "ferr"', False),
        ('word = "ferry"\nuntil = 2026-03-03', False),
        ('word = "ferry"\nuntil = 2026-03-04', True),
        ('topic = "Country"', True),
        ('topic = "Sport"', False),
    ],
)
def test_a_filter_holds_a_story_back_and_says_so(rule: str, held: bool) -> None:
    recipe = read(f"{BASE}[[filters]]\n{rule}\n", where="x")
    lone = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty trees."])
    material = editions.Material((FERRY_STORY,), (lone,), OUTLETS)
    edition = editions.compose(recipe, material, date=date(2026, 3, 4), zone="UTC", window=WINDOW)
    words = " ".join(line.words for line in edition.lines())
    assert ("Tarn Cross" not in words) is held
    assert ("your filters hold back" in words) is held


def test_a_filtered_outlet_is_not_printed_alone() -> None:
    recipe = read(f'{BASE}[[sections]]\nlabel = "Also"\ntake = "singles"\n[[filters]]\noutlet = "mail"\n', where="x")
    lone = version("lone", MAIL, "Pear trees planted on the Senby slope", ["Forty trees."])
    edition = editions.compose(
        recipe, editions.Material((), (lone,), OUTLETS), date=date(2026, 3, 4), zone="UTC", window=WINDOW
    )
    assert "Pear trees" not in " ".join(line.words for line in edition.lines())
