"""Lines and editions. A Line is what an edition is made of; nothing else is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from broadsheet.model.article import Access, Kind, Span
from broadsheet.model.moment import Moment
from broadsheet.model.outlet import Outlet

_SWITCHED = str.maketrans({"“": "‘", "”": "’", '"': "'"})


class Part:
    """A part of a quoted Line: Words, a Slot, an OutletName or a Gloss; `type` says which."""

    __slots__ = ()

    @property
    def printed(self) -> str:
        """The part as it reads."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Words(Part):
    """Fixed words of a template. They are ours, so they are never taken from an outlet."""

    text: str
    type: Literal["words"] = "words"

    @property
    def printed(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Slot(Part):
    """Words of an outlet, verbatim: `text` is exactly what `span` marks.

    `name` says what it holds (``speaker``, ``role``, ``cue``, ``content``, ``sentence``,
    ``headline``). `quoted` prints it inside quotation marks; such a Slot may only hold
    characters that stand inside quotation marks in the source. `switch` prints inner
    quotation marks as the other pair, which is the one change that is ever made.
    """

    name: str
    span: Span
    text: str
    quoted: bool = False
    switch: bool = False
    type: Literal["slot"] = "slot"

    @property
    def printed(self) -> str:
        text = self.text.translate(_SWITCHED) if self.switch else self.text
        return f"“{text}”" if self.quoted else text


@dataclass(frozen=True, slots=True)
class OutletName(Part):
    """The outlet, named. `text` is one of the names in the edition's snapshot of the outlet."""

    outlet_id: str
    text: str
    type: Literal["outlet"] = "outlet"

    @property
    def printed(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Gloss(Part):
    """A computed word or two set beside a Slot, such as the date of "yesterday", in brackets."""

    rule: str
    inputs: tuple[tuple[str, str], ...]
    text: str
    type: Literal["gloss"] = "gloss"

    @property
    def printed(self) -> str:
        return self.text


class Line:
    """A QuotedLine, a ComputedLine, a LabelLine or a WithdrawnLine; `type` says which. `id` is unique in its edition."""

    __slots__ = ()
    id: str

    @property
    def words(self) -> str:
        """The Line as it reads, quotation marks and all."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class QuotedLine(Line):
    """A template filled with Spans. Without a Span, or without its outlet's name, it cannot be built."""

    id: str
    template: str
    parts: tuple[Part, ...]
    type: Literal["quoted"] = "quoted"

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError(f"the quoted Line {self.id} ({self.template}) has no Span")
        if not any(isinstance(part, OutletName) for part in self.parts):
            raise ValueError(f"the quoted Line {self.id} ({self.template}) does not name its outlet")

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(part.span for part in self.parts if isinstance(part, Slot))

    @property
    def words(self) -> str:
        return "".join(part.printed for part in self.parts)

    @property
    def source_words(self) -> str:
        """What was taken from sources as content: sentences and quotations, without names, cues and fixed words."""
        return "".join(
            part.text
            for part in self.parts
            if isinstance(part, Slot) and part.name in ("sentence", "content", "reported")
        )


@dataclass(frozen=True, slots=True)
class ComputedLine(Line):
    """A count, a silence, an order: `text` is what `rule` gives for `inputs`."""

    id: str
    rule: str
    inputs: tuple[tuple[str, tuple[str, ...]], ...]
    text: str
    type: Literal["computed"] = "computed"

    @property
    def words(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class LabelLine(Line):
    """Fixed words of the recipe."""

    id: str
    text: str
    type: Literal["label"] = "label"

    @property
    def words(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class WithdrawnLine(Line):
    """What stands where a Line cited a text that was erased on demand. `leaf` is the hash (hex) of the Line that stood
    there, so that the edition's own hash still holds. When and why are not said here, since the hash would cover neither:
    the paper's ledger has them."""

    id: str
    leaf: str
    type: Literal["withdrawn"] = "withdrawn"

    @property
    def words(self) -> str:
        return "[Withdrawn after this edition was printed]"


Form = Literal["lead", "short", "brief", "line"]
GroupRole = Literal[
    "kicker", "headline", "standfirst", "since", "what-happened", "who-said-what", "what-next", "reports", "counts",
    "argument", "also", "correction", "note",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together in an item, under a label or none: a paragraph, or the rows of a list."""

    role: GroupRole
    label: LabelLine | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One story in an edition. `form` is how much room it has."""

    story_id: str
    form: Form
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Section:
    label: LabelLine
    entries: tuple[Entry, ...]

    def lines(self) -> tuple[Line, ...]:
        """Its Lines in the order of print, its label first."""
        found: list[Line] = [self.label]
        for entry in self.entries:
            for group in entry.groups:
                found.extend([group.label] if group.label else [])
                found.extend(group.lines)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Cited:
    """A Version that a Line cites, with what proves it: `text_hash` over `leaves` leaves.

    `withdrawn` is not empty where the text was erased on demand: the hash (hex) of the leaf that its title was.
    """

    version_id: str
    article_id: str
    capture_id: str
    url: str
    outlet_id: str
    title: str
    text_hash: str
    leaves: int
    captured: datetime
    published: Moment | None
    access: Access
    kind: Kind
    language: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file of the edition's folder: SHA-256 (hex) of its bytes, each occurrence of the
    edition's own hash replaced by as many zeros, since the renderings carry that hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """A frozen manifest of Lines, made by a recipe for a date. Its hash is a tree over its parts' canonical JSON.

    `window` is [start, end) in UTC: what was seen in it. `clock` is words for the page where the
    clock was set (the sample), else "". `files` are the digests of what lies beside the manifest. A ``public`` edition
    carries only what may be quoted to others, and the proofs of its headlines alone.
    """

    format: Literal["broadsheet-edition/1"]
    recipe: str
    title: str
    date: date
    zone: str
    window: tuple[datetime, datetime]
    language: str
    clock: str
    sections: tuple[Section, ...]
    closing: tuple[Line, ...]
    sources: tuple[Cited, ...]
    outlets: tuple[Outlet, ...]
    files: tuple[FileDigest, ...] = ()
    form: Literal["private", "public"] = "private"

    def lines(self) -> tuple[Line, ...]:
        """Every Line in the order of print."""
        return (*(line for section in self.sections for line in section.lines()), *self.closing)


@dataclass(frozen=True, slots=True)
class BlockProof:
    """A cited leaf of a Version's tree: leaf 0 is the title, leaf n the block n - 1.

    `start` is the leaf's first code point in the text (0 for the title), `path` the sibling
    hashes (hex) from the leaf up to the root.
    """

    version_id: str
    leaf: int
    kind: str
    start: int
    text: str
    path: tuple[str, ...]
