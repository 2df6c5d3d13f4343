"""Starter catalogues: at most 40 real outlets each, made from licensed lists by `tools/starters.py`.

What they say of owners and funding is what those lists say; see LICENSES beside them.
"""

from __future__ import annotations

from importlib.resources import files

from broadsheet.errors import NotFoundError


def starter_names() -> tuple[str, ...]:
    """The names of the starter lists, ``world`` first."""
    names = sorted(each.name.removesuffix(".toml") for each in files(__name__).iterdir() if each.name.endswith(".toml"))
    return tuple(sorted(names, key=lambda name: name != "world"))


def starter(name: str) -> str:
    """A starter catalogue as TOML. NotFoundError names those that there are."""
    if name not in starter_names():
        raise NotFoundError(f"no starter list {name!r}.", hint=f"There are: {', '.join(starter_names())}.")
    return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")


def licences() -> str:
    """The licences of the works that the starter lists are made from."""
    return (files(__name__) / "LICENSES").read_text(encoding="utf-8")
