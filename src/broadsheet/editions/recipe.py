"""Recipes: what kind of edition, when, how long, with what in it. Each is a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from importlib import resources
from typing import Any, Literal, get_args

from broadsheet.editions.select.ranking import Weights
from broadsheet.errors import NotFoundError, SettingsError

Take = Literal["stories", "singles", "features", "opinions"]
Form = Literal["lead", "short", "brief", "line"]


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


_TABLES: Mapping[str, type] = {"sections": RecipeSection, "filters": Filter}


def read(text: str, *, where: str) -> Recipe:
    """The recipe in a TOML text. SettingsError names the key that is unknown or does not fit, and `where`."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where} is no sound TOML: {error}.") from error
    _known(tree, Recipe, where)
    values: dict[str, Any] = {}
    for key, value in tree.items():
        path = f"{key} in {where}"
        if key in _TABLES:
            if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
                raise SettingsError(f"{path} must be tables.", hint=f"Write each as [[{key}]] on a line of its own.")
            values[key] = tuple(
                _table(each, _TABLES[key], f"{key}.{number} in {where}") for number, each in enumerate(value, 1)
            )
        elif key == "weights":
            values[key] = _table(value, Weights, path) if isinstance(value, dict) else _wrong(path, "a table")
        elif key == "tags":
            values[key] = _strings(value, path)
        else:
            values[key] = _plain(value, int if key in ("minutes", "floor") else str, path)
    for name in ("name", "title", "sections"):
        if not values.get(name):
            raise SettingsError(f"{where} lacks {name}.", hint="docs/recipes.md shows a whole recipe.")
    recipe = Recipe(**values)
    _check(recipe, where)
    return recipe


def _known(tree: Mapping[str, Any], kind: type, where: str) -> None:
    names = [each.name for each in fields(kind)]
    for key in tree:
        if key not in names:
            raise SettingsError(f"unknown key {key} in {where}.", hint=f"Known keys: {', '.join(names)}.")


def _table(tree: Mapping[str, Any], kind: type, where: str) -> Any:
    _known(tree, kind, where)
    values: dict[str, Any] = {}
    for key, value in tree.items():
        path = f"{key} of {where}"
        if kind is Weights:
            values[key] = float(_plain(value, (int, float), path))
        elif key == "until":
            values[key] = value if type(value) is date else _wrong(path, "a day, as 2026-04-01 without quotation marks")
        else:
            values[key] = _plain(value, int if key in ("most", "leads") else str, path)
    for key, allowed in (("take", get_args(Take)), ("form", get_args(Form))):
        if kind is RecipeSection and key in values and values[key] not in allowed:
            raise SettingsError(f"{key} of {where} is {values[key]!r}.", hint=f"It can be {', '.join(allowed)}.")
    if kind is RecipeSection and not {"label", "take"} <= set(values):
        raise SettingsError(f"{where} lacks {'label' if 'label' not in values else 'take'}.")
    if kind is Filter and sum(bool(values.get(key)) for key in ("word", "topic", "outlet")) != 1:
        raise SettingsError(f"{where} needs one of word, topic and outlet.")
    return kind(**values)


def _plain(value: object, kind: type | tuple[type, ...], where: str) -> Any:
    if isinstance(value, bool) or not isinstance(value, kind):
        _wrong(where, "text" if kind is str else "a whole number" if kind is int else "a number")
    return value


def _strings(value: object, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        _wrong(where, "a list of strings")
    assert isinstance(value, list)
    return tuple(value)


def _wrong(where: str, what: str) -> Any:
    raise SettingsError(f"{where} must be {what}.")


def _check(recipe: Recipe, where: str) -> None:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", recipe.hour):
        raise SettingsError(f"hour in {where} is {recipe.hour!r}.", hint='Write it as "07:00".')
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", recipe.name):
        raise SettingsError(f"name in {where} is {recipe.name!r}.", hint="Take small letters, digits and hyphens.")
    for name, least in (("minutes", 1), ("floor", 1)):
        if getattr(recipe, name) < least:
            raise SettingsError(f"{name} in {where} must be {least} or more.")
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
