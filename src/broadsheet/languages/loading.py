"""Reading the folders of languages: lazily, each file once, and each table that is built from several of them once.

What is known of a language stands in its folder alone. What a page is read by before its language is known (a byline,
a line that invites) is the union of all folders. Further folders are read beside those of the package inside `using`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from broadsheet.errors import InputError
from broadsheet.languages.tables import FILES, Table

_ALIASES = {"no": "nb", "nn": "nb", "in": "id", "iw": "he", "fil": "tl", "sh": "sr", "mo": "ro", "gsw": "de"}
T = TypeVar("T")
TableKind = TypeVar("TableKind", bound=Table)


def code_of(tag: str) -> str:
    """The folder's name for the tag of a language: ``pt-BR`` is ``pt``, ``iw`` is ``he``."""
    short = tag.replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(short, short)


@dataclass(frozen=True)
class LanguageFolders:
    """The languages of the package and of `extra` folders, each of which holds a folder a language.

    A file of an extra folder takes the place of the package's file of that name.
    """

    extra: tuple[Path, ...] = ()
    built: dict[object, Any] = field(default_factory=dict)

    @cached_property
    def folders(self) -> dict[str, tuple[Traversable, ...]]:
        """The folders of each language, by code; what counts more stands first."""
        roots: list[Traversable] = [*self.extra, files("broadsheet.languages")]
        found: dict[str, tuple[Traversable, ...]] = {}
        for root in roots:
            for folder in sorted(root.iterdir(), key=lambda each: each.name):
                if folder.is_dir() and folder.name.isalpha() and not folder.name.startswith("_"):
                    found[folder.name] = (*found.get(folder.name, ()), folder)
        return dict(sorted(found.items()))

    def table(self, code: str, kind: type[TableKind]) -> TableKind:
        """A file of a language; an empty one where its folder has none. InputError where it does not hold what it may."""
        key = (code, kind)
        if key not in self.built:
            self.built[key] = _read(self.folders.get(code, ()), kind)
        return cast(TableKind, self.built[key])

    def has_module(self, code: str, name: str) -> bool:
        """Whether the folder of a language has a module of its own of that name."""
        return any(
            folder.joinpath(f"{name}.py").is_file() or folder.joinpath(name, "__init__.py").is_file()
            for folder in self.folders.get(code, ())
        )


_PACKAGE = LanguageFolders()
_CURRENT: ContextVar[LanguageFolders] = ContextVar("languages", default=_PACKAGE)


def current() -> LanguageFolders:
    """The catalogue that is read now."""
    return _CURRENT.get()


@contextmanager
def using(*extra: Path) -> Iterator[LanguageFolders]:
    """Reads these folders beside the package's own; only where this runs, not in workers that it starts."""
    catalogue = LanguageFolders(extra)
    token = _CURRENT.set(catalogue)
    try:
        yield catalogue
    finally:
        _CURRENT.reset(token)


def once(build: Callable[[], T]) -> Callable[[], T]:
    """A function without arguments whose value is built once for each catalogue."""

    def built() -> T:
        kept = _CURRENT.get().built
        if build not in kept:
            kept[build] = build()
        return cast(T, kept[build])

    built.__doc__ = build.__doc__
    return built


def codes() -> tuple[str, ...]:
    """The codes of all languages, sorted."""
    return tuple(current().folders)


def table(code: str, kind: type[TableKind]) -> TableKind:
    """A file of a language of the current catalogue."""
    return current().table(code, kind)


def all_of(kind: type[TableKind], entries: Callable[[TableKind], Sequence[str]]) -> tuple[str, ...]:
    """The entries of one key in all languages, each once, in the order of the codes."""
    return tuple(dict.fromkeys(entry for code in codes() for entry in entries(table(code, kind))))


def any_of(kind: type[TableKind], entries: Callable[[TableKind], Sequence[str]]) -> str:
    """A pattern of all entries of one key in all languages; where two begin alike, the longer one comes first."""
    return "(?:" + "|".join(sorted(all_of(kind, entries), key=lambda entry: (-len(entry), entry))) + ")"


def name_of_file(kind: type[Table]) -> str:
    return next(name for name, known in FILES.items() if known is kind)


def _read(folders: Sequence[Traversable], kind: type[TableKind]) -> TableKind:
    name = f"{name_of_file(kind)}.toml"
    for folder in folders:
        file = folder.joinpath(name)
        if not file.is_file():
            continue
        try:
            return msgspec.toml.decode(file.read_bytes(), type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(
                f"the file {folder.name}/{name} of a language cannot be read: {error}.",
                hint="docs/languages.md names each key.",
            ) from error
    return kind()
