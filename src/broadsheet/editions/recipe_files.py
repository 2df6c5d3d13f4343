"""Recipes as files: each is a TOML text, read with what it cannot say named by its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources

from broadsheet import toml
from broadsheet.editions.recipe import Recipe
from broadsheet.editions.sections import KINDS
from broadsheet.errors import NotFoundError, SettingsError


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
    for number, part in enumerate(recipe.sections, 1):
        if part.take not in KINDS:
            raise SettingsError(
                f"take of sections.{number} in {where} is {part.take!r}.", hint=f"It can be {', '.join(KINDS)}."
            )
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
