"""What the sample outlets have written: their articles and boilerplate, loaded from files and checked.

An article is a file of its own: TOML between two lines ``+++``, then blocks parted by empty lines.
``## `` begins a heading, ``> `` a block quotation, ``- `` an entry of a list, ``!caption `` a caption
(with its credit behind ``||``); all else is a paragraph. `Revision`s change one sentence at a moment.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from broadsheet.errors import InputError
from broadsheet.model import Access, BlockKind, Funding, Kind, Outlet

FeedKind = Literal["rss", "damaged", "atom", "rdf", "json"]
Refusal = Literal["", "robots", "forbidden", "consent"]
_MARKS: tuple[tuple[str, BlockKind], ...] = (
    ("## ", "heading"),
    ("> ", "quote"),
    ("- ", "list"),
    ("!caption ", "caption"),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as it was written; `credit` is the photographer's, beside a caption."""

    kind: BlockKind
    words: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """From `at` on, `after` stands in place of `before`; with a `note` the change is owned up to."""

    at: datetime
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """An article of a sample outlet, as first published. `teaser` is the number of blocks before the paywall."""

    outlet_id: str
    slug: str
    path: str
    title: str
    summary: str
    published: datetime
    blocks: tuple[Passage, ...]
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    section: str = "News"
    kind: Kind = "news"
    access: Access = "full"
    teaser: int = 0
    modified: datetime | None = None
    note: str = ""
    revisions: tuple[Revision, ...] = ()

    def at(self, moment: datetime) -> Piece:
        """The article as it reads at that moment. An edit in silence leaves `modified` alone."""
        shown = self
        for revision in self.revisions:
            if revision.at <= moment:
                shown = _revised(shown, revision)
        return shown

    def changed_at(self, moment: datetime) -> datetime:
        """When the text that is shown at that moment came to be, whatever the page says of it."""
        return max([self.published, *(each.at for each in self.revisions if each.at <= moment)])

    def text(self, *, captions: bool = False) -> str:
        """Standfirst and blocks, one a line; captions only where wished."""
        lines = [self.standfirst] if self.standfirst else []
        lines += [each.words for each in self.blocks if captions or each.kind != "caption"]
        return "\n".join(lines)

    @property
    def shown_blocks(self) -> tuple[Passage, ...]:
        """The blocks that the page has: behind a paywall only the first ones."""
        return self.blocks[: self.teaser] if self.teaser else self.blocks


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """All on an outlet's pages that is no article. `adverts` and `evergreens` rotate."""

    nav: tuple[str, ...]
    cookie: str
    newsletter_heading: str
    newsletter_text: str
    adverts: tuple[str, ...]
    evergreens: tuple[str, ...]
    share: tuple[str, ...]
    footer: str
    subscribe: str
    author_notes: tuple[tuple[str, str], ...] = ()

    def author_note(self, name: str) -> str:
        return dict(self.author_notes).get(name, "")


@dataclass(frozen=True, slots=True)
class House:
    """An outlet of the sample: who it is, how its site is built, what it publishes (oldest first)."""

    outlet: Outlet
    motto: str
    feed_kind: FeedKind
    feed_path: str
    feed_type: str
    charset: str
    robots: str
    refuses: Refusal
    forbidden: tuple[str, ...]
    boilerplate: Boilerplate
    pieces: tuple[Piece, ...]

    def published(self, moment: datetime) -> tuple[Piece, ...]:
        """What is out at that moment, as it then reads, newest first."""
        out = [piece.at(moment) for piece in self.pieces if piece.published <= moment]
        return tuple(sorted(out, key=lambda piece: (piece.published, piece.slug), reverse=True))


@cache
def houses() -> tuple[House, ...]:
    """All sample outlets by name. InputError names the file that is not as it should be."""
    root = files("broadsheet.demo") / "outlets"
    folders = sorted((each for each in root.iterdir() if each.is_dir() and (each / "outlet.toml").is_file()), key=_name)
    return tuple(_house(folder) for folder in folders)


def pieces() -> tuple[Piece, ...]:
    """All articles of all outlets, in order of publication."""
    every = [piece for house in houses() for piece in house.pieces]
    return tuple(sorted(every, key=lambda piece: (piece.published, piece.slug)))


def piece(slug: str) -> Piece:
    """The article of that name. InputError where there is none."""
    for each in pieces():
        if each.slug == slug:
            return each
    raise InputError(f"the sample has no article {slug!r}.", hint="Its articles lie in demo/outlets.")


def _name(entry: Traversable) -> str:
    return entry.name


def _house(folder: Traversable) -> House:
    where = f"outlets/{folder.name}/outlet.toml"
    table = _toml((folder / "outlet.toml").read_text(encoding="utf-8"), where)
    try:
        boilerplate: dict[str, Any] = {key: _frozen(value) for key, value in table["boilerplate"].items()}
        notes = tuple(sorted(dict(boilerplate.pop("author_notes", {})).items()))
        house = House(
            outlet=_outlet(folder.name, table),
            motto=table["motto"],
            feed_kind=table["feed"]["kind"],
            feed_path=table["feed"]["path"],
            feed_type=table["feed"]["type"],
            charset=table.get("charset", "utf-8"),
            robots=table["robots"],
            refuses=table.get("refuses", ""),
            forbidden=tuple(table.get("forbidden", ())),
            boilerplate=Boilerplate(**boilerplate, author_notes=notes),
            pieces=(),
        )
    except (KeyError, TypeError) as error:
        raise InputError(f"{where} is not an outlet of the sample: {error}.") from error
    written = sorted((each for each in folder.iterdir() if each.name.endswith(".md")), key=_name)
    found = [_piece(each, folder.name, table["path"]) for each in written]
    return replace(house, pieces=tuple(sorted(found, key=lambda each: (each.published, each.slug))))


def _outlet(name: str, table: dict[str, Any]) -> Outlet:
    if table["funding"] not in get_args(Funding):
        raise KeyError(f"funding {table['funding']!r}")
    return Outlet(
        id=name,
        name=table["name"],
        in_text=table["in_text"],
        domains=(f"{name}.localhost",),
        country=table["country"],
        language=table["language"],
        owner=table["owner"],
        funding=table["funding"],
        tags=tuple(table.get("tags", ())),
        agency=table.get("agency", False),
    )


def _piece(file: Traversable, outlet_id: str, pattern: str) -> Piece:
    where = f"outlets/{outlet_id}/{file.name}"
    _, _, rest = file.read_text(encoding="utf-8").partition("+++\n")
    head, parted, body = rest.partition("+++\n")
    if not parted:
        raise InputError(f"{where} has no head between two lines '+++'.")
    table = _toml(head, where)
    slug = file.name.removesuffix(".md")
    revisions = tuple(Revision(**each) for each in table.pop("revisions", ()))
    table["authors"] = tuple(table.get("authors", ()))
    try:
        published: datetime = table["published"]
        section = str(table.get("section", "News")).lower().replace(" ", "-")
        path = table.pop("path", pattern).format(slug=slug, section=section, day=published)
        found = Piece(outlet_id=outlet_id, slug=slug, path=path, blocks=_passages(body), revisions=revisions, **table)
    except (KeyError, TypeError) as error:
        raise InputError(f"{where} is not an article of the sample: {error}.") from error
    _check(found, where)
    return found


def _passages(body: str) -> tuple[Passage, ...]:
    found = []
    for chunk in body.strip().split("\n\n"):
        words = " ".join(chunk.split())
        kind: BlockKind = "paragraph"
        for mark, named in _MARKS:
            if words.startswith(mark):
                words, kind = words.removeprefix(mark), named
        words, _, credit = words.partition(" || ")
        if words:
            found.append(Passage(kind, words, credit))
    return tuple(found)


def _check(piece: Piece, where: str) -> None:
    if piece.kind not in get_args(Kind) or piece.access not in get_args(Access):
        raise InputError(f"{where} has an unknown kind or access: {piece.kind}, {piece.access}.")
    for when in (piece.published, *(revision.at for revision in piece.revisions)):
        if when.tzinfo is None:
            raise InputError(f"{where} has a time without an offset: {when.isoformat()}.")
    if not piece.blocks or not piece.summary:
        raise InputError(f"{where} has no text or no summary.")
    for revision in piece.revisions:
        if piece.text(captions=True).count(revision.before) != 1:
            raise InputError(f"{where} must have once what is revised: {revision.before!r}.")


def _revised(piece: Piece, revision: Revision) -> Piece:
    blocks = tuple(replace(each, words=each.words.replace(revision.before, revision.after)) for each in piece.blocks)
    changed = replace(piece, blocks=blocks, standfirst=piece.standfirst.replace(revision.before, revision.after))
    return replace(changed, modified=revision.at, note=revision.note) if revision.note else changed


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{where} cannot be read: {error}.") from error
