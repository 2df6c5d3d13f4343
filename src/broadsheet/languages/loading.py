"""Reading the folders of languages: lazily, each file once, and each table that is built from several of them once.

What is known of a language stands in its folder alone. What a page is read by before its language is known (a byline,
a line that invites) is the union of all folders. Further folders are read beside those of the package inside `using`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar, cast

import msgspec

from broadsheet.errors import InputError
from broadsheet.languages.modules import MODULES
from broadsheet.languages.tables import FILES, Table

_HOME = "broadsheet.languages"
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
        roots: list[Traversable] = [*self.extra, files(_HOME)]
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

    def module(self, code: str, name: str) -> ModuleType | None:
        """The module of that name in the folder of a language, loaded; None where it has none. InputError where it
        cannot be loaded or lacks what the stages ask it for."""
        key = ("module", code, name)
        if key not in self.built:
            folder = next((each for each in self.folders.get(code, ()) if _holds(each, name)), None)
            self.built[key] = _loaded(folder, code, name) if folder is not None else None
        return cast("ModuleType | None", self.built[key])

    def has_module(self, code: str, name: str) -> bool:
        """Whether the folder of a language has a module of its own of that name; loads none."""
        return any(_holds(folder, name) for folder in self.folders.get(code, ()))


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


def module(code: str, name: str) -> ModuleType | None:
    """A module of a language of the current catalogue; None where its folder has none."""
    return current().module(code, name)


def table(code: str, kind: type[TableKind]) -> TableKind:
    """A file of a language of the current catalogue."""
    return current().table(code, kind)


def all_of(kind: type[TableKind], entries: Callable[[TableKind], Sequence[str]]) -> tuple[str, ...]:
    """The entries of one key in all languages, each once, in the order of the codes."""
    return tuple(dict.fromkeys(entry for code in codes() for entry in entries(table(code, kind))))


def any_of(kind: type[TableKind], entries: Callable[[TableKind], Sequence[str]], *more: str) -> str:
    """A pattern of all entries of one key in all languages, and of `more`; where two begin alike, the longer one comes
    first."""
    return "(?:" + "|".join((*sorted(all_of(kind, entries), key=lambda entry: (-len(entry), entry)), *more)) + ")"


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


def _holds(folder: Traversable, name: str) -> bool:
    return folder.joinpath(f"{name}.py").is_file() or folder.joinpath(name, "__init__.py").is_file()


def _loaded(folder: Traversable, code: str, name: str) -> ModuleType:
    package = _package_of(folder, code)
    try:
        module = import_module(f"{package}.{name}")
    except (ImportError, SyntaxError) as error:
        raise InputError(
            f"the module {code}/{name} of a language cannot be loaded: {error}.",
            hint="docs/languages.md says what it needs.",
        ) from error
    missing = [each for each in MODULES.get(name, ()) if not callable(getattr(module, each, None))]
    if missing:
        raise InputError(
            f"the module {code}/{name} of a language has no function {missing[0]!r}.",
            hint="docs/languages.md names the functions of each module.",
        )
    return module


def _package_of(folder: Traversable, code: str) -> str:
    """The name under which the modules of a folder are imported. One that is not of the package gets a name of its own, so
    that its modules may import one another."""
    if folder == files(_HOME).joinpath(code):
        return f"{_HOME}.{code}"
    name = f"broadsheet_language_{code}_{sha256(str(folder).encode()).hexdigest()[:12]}"
    if name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return name
