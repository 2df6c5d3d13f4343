"""TOML into types: what does not fit is told by its file, its place, what stands there and what may."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet import toml
from broadsheet.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Deck:
    label: str
    height: float = 2.0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ferry:
    name: str
    seats: int = 40
    kind: Literal["car", "foot"] = "foot"
    mute: bool = False
    ports: tuple[str, ...] = ()
    decks: tuple[Deck, ...] = ()
    main: Deck = field(default_factory=lambda: Deck("main"))
    colour: Annotated[str, "the name of a colour"] = "white"


def read(text: str) -> Ferry:
    return toml.build(Ferry, toml.parse(text, where="ferry.toml"), name=toml.dotted("ferry.toml"))


def test_a_whole_file_becomes_a_value() -> None:
    found = read('name = "Osk"\nports = ["a", "b"]\n[[decks]]\nlabel = "upper"\nheight = 3\nuntil = 2026-04-01\n')
    assert found == Ferry("Osk", ports=("a", "b"), decks=(Deck("upper", 3.0, date(2026, 4, 1)),))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = [", "ferry.toml is no sound TOML"),
        ("seats = 3", "ferry.toml lacks name."),
        ("name = 3", "name in ferry.toml must be text, not 3."),
        ('name = "x"\nseats = "ten"', "seats in ferry.toml must be a whole number, not 'ten'."),
        ('name = "x"\nseats = true', "seats in ferry.toml must be a whole number, not True."),
        ('name = "x"\nseats = 1.5', "seats in ferry.toml must be a whole number, not 1.5."),
        ('name = "x"\nmute = 1', "mute in ferry.toml must be true or false, not 1."),
        ('name = "x"\nkind = "air"', "kind in ferry.toml is 'air'. It can be car, foot."),
        ('name = "x"\nkind = 3', "kind in ferry.toml is 3. It can be car, foot."),
        ('name = "x"\nports = "a"', "ports in ferry.toml must be a list of texts, not 'a'."),
        ('name = "x"\nports = ["a", 1]', "ports in ferry.toml must be a list of texts, not ['a', 1]."),
        ('name = "x"\ndecks = 1', "decks in ferry.toml must be tables, not 1. Write each as [[decks]]"),
        ('name = "x"\ndecks = [1]', "decks.1 in ferry.toml must be a table, not 1."),
        ('name = "x"\n[[decks]]\nheight = 1', "decks.1 in ferry.toml lacks label."),
        ('name = "x"\n[[decks]]\nlabel = "a"\n[[decks]]\nlabel = 1', "decks.2.label in ferry.toml must be text"),
        ('name = "x"\n[[decks]]\nlabel = "a"\nheight = "x"', "decks.1.height in ferry.toml must be a number"),
        ('name = "x"\n[[decks]]\nlabel = "a"\nuntil = "x"', "decks.1.until in ferry.toml must be a day, as 2026-04-01"),
        ('name = "x"\n[[decks]]\nlabel = "a"\nwidth = 1', "unknown key decks.1.width in ferry.toml. Known keys: label"),
        ('name = "x"\nmain = "big"', "main in ferry.toml must be a table, not 'big'. Write [main]"),
        ('name = "x"\nspeed = 1', "unknown key speed in ferry.toml. Known keys: name, seats"),
        ('name = "x"\ncolour = 1', "colour in ferry.toml must be the name of a colour, not 1."),
    ],
)
def test_what_does_not_fit_is_told_by_its_place(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read(text)
    assert words in str(caught.value)


_KEYS = st.sampled_from(
    ["name", "seats", "kind", "mute", "ports", "decks", "main", "colour", "label", "height", "until", "x"]
)
_PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.times()
_TREES = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


@given(st.dictionaries(_KEYS, _TREES, max_size=6))
def test_any_tree_is_a_value_or_an_error_that_names_the_file(tree: dict[str, object]) -> None:
    told = ""
    try:
        assert toml.build(Ferry, tree, name=toml.dotted("ferry.toml")).name == tree["name"]
    except SettingsError as error:
        told = error.message
    assert not told or "ferry.toml" in told
