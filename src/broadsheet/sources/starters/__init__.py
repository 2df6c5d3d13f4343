"""Starter catalogues, written by hand: 15 to 40 real outlets each, with their main feeds by section.

Half of the addresses also stand in licensed lists (see LICENSES beside them). A test reads every list. Addresses move:
`broadsheet sources --check` tries those of a paper.
"""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

from broadsheet.errors import NotFoundError
from broadsheet.sources.catalogue import load


def starter_names() -> tuple[str, ...]:
    """The names of the starter lists, ``world`` first."""
    names = sorted(each.name.removesuffix(".toml") for each in files(__name__).iterdir() if each.name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: name != "world"))


def starter(name: str) -> str:
    """A starter catalogue as TOML. NotFoundError names those that there are."""
    if name not in starter_names():
        raise NotFoundError(f"no starter list {name!r}.", hint=f"There are: {', '.join(starter_names())}.")
    return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")


def starter_languages(name: str) -> tuple[str, ...]:
    """The languages of a starter catalogue's outlets, the most frequent first."""
    counted = Counter(outlet.language for outlet in load(starter(name), where=name).outlets)
    return tuple(language for language, _ in counted.most_common() if language)


def licences() -> str:
    """The licences of the works from which addresses in the starter lists were taken."""
    return (files(__name__) / "LICENSES").read_text(encoding="utf-8")
