"""Recipes: what kind of edition, how long, with what in it. Each is a TOML file."""

from __future__ import annotations

import re
import tomllib
from dataclasses import MISSING, dataclass, fields
from importlib import resources
from typing import get_type_hints

from broadsheet.errors import NotFoundError, SettingsError


@dataclass(frozen=True, slots=True)
class Recipe:
    """`hour` is local time, ``HH:MM``; `minutes` the reading time it keeps to; `floor` the original reports that
    a story needs for a place of its own; `leads` and `also` are numbers of stories at most."""

    name: str
    title: str
    hour: str = "07:00"
    minutes: int = 12
    leads: int = 3
    floor: int = 2
    also: int = 12
    label_news: str = "The news"
    label_also: str = "Also reported, by one outlet each"
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", self.hour):
            raise SettingsError(f"the hour {self.hour!r} of recipe {self.name} is none.", hint='Write it as "07:00".')
        for name in ("minutes", "leads", "floor", "also"):
            if getattr(self, name) < (0 if name in ("leads", "also") else 1):
                raise SettingsError(f"{name} of recipe {self.name} is {getattr(self, name)}; it must be more.")


def read(text: str, *, where: str) -> Recipe:
    """The recipe in a TOML text. SettingsError names what is unknown or does not fit, and `where`."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where} is no sound TOML: {error}.") from error
    hints = get_type_hints(Recipe)
    for key, value in list(tree.items()):
        if key not in hints:
            raise SettingsError(f"unknown key {key} in {where}.", hint=f"Known keys: {', '.join(hints)}.")
        if hints[key] in (str, int) and type(value) is not hints[key]:
            raise SettingsError(f"{key} in {where} must be {'text' if hints[key] is str else 'a whole number'}.")
        if hints[key] not in (str, int):
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                raise SettingsError(f"{key} in {where} must be a list of strings.")
            tree[key] = tuple(value)
    missing = [each.name for each in fields(Recipe) if each.default is MISSING and each.name not in tree]
    if missing:
        raise SettingsError(f"{where} lacks {missing[0]}.")
    return Recipe(**tree)


def names() -> tuple[str, ...]:
    """The recipes that ship."""
    folder = resources.files("broadsheet.editions") / "recipes"
    return tuple(sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml")))


def recipe(name: str) -> Recipe:
    """The recipe of that name."""
    if name not in names():
        raise NotFoundError(f"there is no recipe {name!r}.", hint=f"There are: {', '.join(names())}.")
    file = resources.files("broadsheet.editions") / "recipes" / f"{name}.toml"
    return read(file.read_text(encoding="utf-8"), where=f"recipe {name}")
