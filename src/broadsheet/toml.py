"""TOML into frozen types, in one way for all files that a person edits.

An error says which key of which file is wrong, what stands there, what may stand there and which keys are known. How a
type is called in such a sentence may stand beside it: ``Annotated[str, "a CSS selector"]``.
"""

from __future__ import annotations

import re
import tomllib
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from broadsheet.errors import SettingsError

# Of a field that a type has and no file gives: the metadata of its `dataclasses.field`, which needs a default.
NOT_WRITTEN: Mapping[str, bool] = {"written": False}
T = TypeVar("T")
Path = tuple[str | int, ...]  # keys, and places in lists from 0
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_MISSING = re.compile(r"missing required field `(\w+)`")
_WORDS: Mapping[Any, str] = {
    str: "text", int: "a whole number", float: "a number", bool: "true or false",
    date: "a day, as 2026-04-01 without quotation marks",
}  # fmt: skip


def parse(text: str, *, where: str, hint: str = "Mend the line that it names.") -> dict[str, Any]:
    """The tree of a TOML text. SettingsError names `where` and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{where} is no sound TOML: {error}.", hint=hint) from error


def build(kind: type[T], tree: object, *, name: Callable[[Path], str]) -> T:
    """The value of a type that a tree describes. SettingsError on unknown keys, missing ones and values that do not fit;
    `name` gives the words for a place in the tree, with the file."""
    import msgspec

    _refuse_unknown(kind, tree, (), name)
    try:
        return msgspec.convert(tree, kind)
    except msgspec.ValidationError as error:
        raise _told(kind, tree, str(error), name) from error


def dotted(where: str) -> Callable[[Path], str]:
    """Places as ``paper.name in FILE``; in lists counted from 1."""

    def name(path: Path) -> str:
        steps = [str(step + 1 if isinstance(step, int) else step) for step in path]
        return f"{'.'.join(steps)} in {where}" if steps else where

    return name


def _refuse_unknown(kind: Any, tree: object, path: Path, name: Callable[[Path], str]) -> None:
    inner = _bare(kind)
    if is_dataclass(inner) and isinstance(tree, dict):
        types = typing.get_type_hints(inner, include_extras=True)
        known = [each.name for each in fields(inner) if each.metadata.get("written", True)]
        for key, value in tree.items():
            if key not in known:
                raise SettingsError(f"unknown key {name((*path, key))}.", hint=f"Known keys: {', '.join(known)}.")
            _refuse_unknown(types[key], value, (*path, key), name)
    elif typing.get_origin(inner) is tuple and isinstance(tree, list):
        for number, value in enumerate(tree):
            _refuse_unknown(typing.get_args(inner)[0], value, (*path, number), name)


def _told(kind: Any, tree: object, message: str, name: Callable[[Path], str]) -> SettingsError:
    """What msgspec found, in the words of this house."""
    reason, _, place = message.partition(" - at `$")
    path: Path = tuple(key or int(number) for key, number in _STEP.findall(place))
    if missing := _MISSING.search(reason):
        return SettingsError(f"{name(path)} lacks {missing.group(1)}.")
    wanted = _type_at(kind, path)
    if path and isinstance(path[-1], int) and not is_dataclass(_bare(wanted)):
        path = path[:-1]  # of a list of texts the whole is shown
        wanted = _type_at(kind, path)
    value: Any = tree
    for step in path:
        value = value[step]
    if typing.get_origin(wanted) is Literal:
        return SettingsError(f"{name(path)} is {value!r}.", hint=f"It can be {', '.join(typing.get_args(wanted))}.")
    words, hint = _described(wanted, path)
    return SettingsError(f"{name(path)} must be {words}, not {value!r}.", hint=hint)


def _described(wanted: Any, path: Path) -> tuple[str, str]:
    """What must stand at a place, and how it is written."""
    if typing.get_origin(wanted) is Annotated:
        return str(typing.get_args(wanted)[1]), ""
    if typing.get_origin(wanted) is tuple:
        inner = typing.get_args(wanted)[0]
        if is_dataclass(_bare(inner)):
            return "tables", f"Write each as [[{path[-1]}]] on a line of its own."
        return "a list of texts", ""
    if is_dataclass(wanted):
        return "a table", f"Write [{path[-1]}] on a line of its own." if path and isinstance(path[-1], str) else ""
    return _WORDS[_bare(wanted)], ""


def _type_at(kind: Any, path: Path) -> Any:
    """The type that a place in a tree has, with what stands beside it."""
    for step in path:
        inner = _bare(kind)
        kind = (
            typing.get_args(inner)[0]
            if isinstance(step, int)
            else typing.get_type_hints(inner, include_extras=True)[step]
        )
    return kind


def _bare(kind: Any) -> Any:
    """A type without what stands beside it, and without None where it may be absent."""
    if typing.get_origin(kind) is Annotated:
        kind = typing.get_args(kind)[0]
    given = [each for each in typing.get_args(kind) if each is not type(None)]
    is_optional = len(given) == 1 and type(None) in typing.get_args(kind)
    return given[0] if is_optional else kind
