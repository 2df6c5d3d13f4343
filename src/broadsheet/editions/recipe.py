"""Recipes: what kind of edition, when, how long, with what in it. Each is a TOML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Literal

from broadsheet import toml
from broadsheet.editions.select.ranking import Weights
from broadsheet.errors import NotFoundError, SettingsError
from broadsheet.model.edition import Form as Form

Take = Literal["stories", "singles", "features", "opinions"]


@dataclass(frozen=True, slots=True)
class RecipeSection:
    """A section of a recipe. `take` says what goes in, `form` how much room each has at first, `most` how many.

    ``stories`` are events of `floor` original reports or more; ``singles`` what a single report has; ``features``
    long originals; ``opinions`` one argument each. Of a section in the form ``lead`` only the first `leads` have it.
    """

    label: str
    take: Take
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


def read(text: str, *, where: str) -> Recipe:
    """The recipe in a TOML text. SettingsError names the key that is unknown or does not fit, and `where`."""
    tree = toml.parse(text, where=where)
    for name in ("name", "title", "sections"):
        if not tree.get(name):
            raise SettingsError(f"{where} lacks {name}.", hint="docs/recipes.md shows a whole recipe.")
    recipe = toml.build(Recipe, tree, name=lambda path: _place(path, where))
    _check(recipe, where)
    return recipe


def _place(path: toml.Path, where: str) -> str:
    """``minutes in FILE``, ``take of sections.1 in FILE``."""
    *table, key = [str(step + 1 if isinstance(step, int) else step) for step in path] or [""]
    return " in ".join(filter(None, (" of ".join(filter(None, (key, ".".join(table)))), where)))


def _check(recipe: Recipe, where: str) -> None:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", recipe.hour):
        raise SettingsError(f"hour in {where} is {recipe.hour!r}.", hint='Write it as "07:00".')
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", recipe.name):
        raise SettingsError(f"name in {where} is {recipe.name!r}.", hint="Take small letters, digits and hyphens.")
    for name, least in (("minutes", 1), ("floor", 1)):
        if getattr(recipe, name) < least:
            raise SettingsError(f"{name} in {where} must be {least} or more.")
    for number, each in enumerate(recipe.filters, 1):
        if sum(map(bool, (each.word, each.topic, each.outlet))) != 1:
            raise SettingsError(f"filters.{number} in {where} needs one of word, topic and outlet.")
    for part in recipe.sections:
        if part.most < 1 or part.leads < 0:
            raise SettingsError(f"the section {part.label!r} in {where} has room for nothing.")


def shipped() -> Mapping[str, str]:
    """The texts of the recipes that ship, by name."""
    folder = resources.files("broadsheet.editions") / "recipes"
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return {each.name.removesuffix(".toml"): each.read_text(encoding="utf-8") for each in files}


def names() -> tuple[str, ...]:
    """The recipes that ship."""
    return tuple(shipped())


def recipe(name: str, *, own: Mapping[str, str] | None = None) -> Recipe:
    """The recipe of that name: one of the paper's `own` (texts by name), else one that ships."""
    texts = {**shipped(), **(own or {})}
    if name not in texts:
        hint = f"There are: {', '.join(sorted(texts))}. Your own stand in the folder recipes of the paper."
        raise NotFoundError(f"there is no recipe {name!r}.", hint=hint)
    found = read(texts[name], where=f"recipe {name}")
    if found.name != name:
        raise SettingsError(f"recipe {name} calls itself {found.name!r}.", hint="File and name must be the same.")
    return found
