"""Recipes: what kind of edition, when, how long, with what in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from broadsheet.editions.select.ranking import Weights
from broadsheet.model.edition import Form


@dataclass(frozen=True, slots=True)
class RecipeSection:
    """A section of a recipe. `take` says what goes in, by its name in `sections.KINDS`, `form` how much room each has at
    first, `most` how many. Of a section in the form ``lead`` only the first `leads` have it."""

    label: str
    take: str
    form: Form = "brief"
    most: int = 12
    leads: int = 3


@dataclass(frozen=True, slots=True)
class Filter:
    """What is not wanted, up to and with `until`: a word, a topic (a section) or an outlet's id; one of the three."""

    word: str = ""
    topic: str = ""
    outlet: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """`hour` is local time, ``HH:MM``; `minutes` the reading time it keeps to; `floor` the original reports that
    a story needs for a place of its own; `tags` are those of outlets that the reader wants more of."""

    name: str
    title: str
    hour: str = "07:00"
    minutes: int = 12
    floor: int = 2
    sections: tuple[RecipeSection, ...] = ()
    filters: tuple[Filter, ...] = ()
    tags: tuple[str, ...] = ()
    weights: Weights = field(default_factory=Weights)
