"""An Edition as templates need it: runs of words, and for each paragraph its one list of sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from broadsheet.messages.links import Links, text_fragment, web_url
from broadsheet.model import (
    Cited,
    ComputedLine,
    Edition,
    Entry,
    Gloss,
    Group,
    Line,
    OutletName,
    Part,
    QuotedLine,
    Slot,
    Span,
)

RIGHT_TO_LEFT = frozenset("ar fa he ur yi ps sd ug dv".split())

# The slots that a citation is made for; name, role and cue only say whose they are, and may stand far off.
_TOLD = frozenset({"sentence", "content", "reported"})


@dataclass(frozen=True, slots=True)
class StyledRun:
    """Words with what they are: `words`, `slot`, `quoted`, `title`, `outlet`, `gloss`; `lang` where it is foreign."""

    text: str
    kind: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphSource:
    """A source of a paragraph: the outlet's name, its title, where the stored text and the page are."""

    name: str
    title: str
    stored: str
    page: str
    mark: str


@dataclass(frozen=True, slots=True)
class LineView:
    """`title` is where the title in it leads, `printed` where the Line stands that this one corrects; "" for neither."""

    id: str
    kind: str
    runs: tuple[StyledRun, ...]
    sources: tuple[ParagraphSource, ...]
    words: str
    title: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    role: str
    label: LineView | None
    lines: tuple[LineView, ...]
    sources: tuple[ParagraphSource, ...]


@dataclass(frozen=True, slots=True)
class EntryView:
    story_id: str
    form: str
    groups: tuple[GroupView, ...]

    def of(self, role: str) -> tuple[GroupView, ...]:
        return tuple(group for group in self.groups if group.role == role)

    @property
    def body(self) -> tuple[GroupView, ...]:
        """What is read in order, under the headline."""
        apart = ("kicker", "headline", "standfirst", "since", "counts", "reports")
        return tuple(group for group in self.groups if group.role not in apart)


@dataclass(frozen=True, slots=True)
class SectionView:
    label: LineView
    entries: tuple[EntryView, ...]


def _kind(part: Part) -> str:
    if isinstance(part, OutletName):
        return "outlet"
    if isinstance(part, Gloss):
        return "gloss"
    return "dash" if part.printed == " — " else "words"


class Viewer:
    """Makes views of one edition with one kind of links."""

    def __init__(self, edition: Edition, links: Links) -> None:
        self._edition = edition
        self._links = links
        self._sources: Mapping[str, Cited] = {source.version_id: source for source in edition.sources}
        self._names = {outlet.id: outlet.in_text or outlet.name for outlet in edition.outlets}

    def sections(self) -> tuple[SectionView, ...]:
        return tuple(
            SectionView(self.line(section.label), tuple(self._entry(entry) for entry in section.entries))
            for section in self._edition.sections
        )

    def closing(self) -> tuple[LineView, ...]:
        return tuple(self.line(line) for line in self._edition.closing)

    def _entry(self, entry: Entry) -> EntryView:
        return EntryView(
            entry.story_id, entry.form, tuple(self._group(group, entry.story_id) for group in entry.groups)
        )

    def _group(self, group: Group, story_id: str) -> GroupView:
        return GroupView(
            role=group.role,
            label=self.line(group.label) if group.label else None,
            lines=tuple(self.line(line, self._title_of(group.role, line, story_id)) for line in group.lines),
            sources=self._listed(group.lines),
        )

    def _title_of(self, role: str, line: Line, story_id: str) -> str:
        """Where the title of a headline or of a single report leads."""
        if role not in ("headline", "also") or not isinstance(line, QuotedLine):
            return ""
        source = self._sources.get(line.spans[0].version_id)
        return self._links.headline(story_id, source) if source else ""

    def line(self, line: Line, title: str = "") -> LineView:
        kind = line.template if isinstance(line, QuotedLine) else getattr(line, "rule", "label")
        printed = self._printed(line)
        return LineView(line.id, kind, self._runs(line), self._listed((line,)), line.words, title, printed)

    def _printed(self, line: Line) -> str:
        place: Mapping[str, str] = {}
        if isinstance(line, QuotedLine):
            place = next(
                (dict(part.inputs) for part in line.parts if isinstance(part, Gloss) and "folder" in dict(part.inputs)),
                {},
            )
        elif isinstance(line, ComputedLine) and line.rule == "correction":
            place = {name: values[0] for name, values in line.inputs if values}
            place = {} if "behind" in place else place
        return self._links.printed(place.get("folder", ""), place.get("line", ""))

    def _runs(self, line: Line) -> tuple[StyledRun, ...]:
        if not isinstance(line, QuotedLine):
            return (StyledRun(line.words, "words"),)
        found = []
        for part in line.parts:
            if isinstance(part, Slot):
                kind = "title" if part.name == "headline" else "quoted" if part.quoted else "slot"
                found.append(StyledRun(part.printed, kind, *self._tongue(part)))
            else:
                found.append(StyledRun(part.printed, _kind(part)))
        return tuple(found)

    def _tongue(self, slot: Slot) -> tuple[str, str]:
        language = self._sources[slot.span.version_id].language if slot.span.version_id in self._sources else ""
        base = language.split("-")[0].lower()
        if not base or base == self._edition.language.split("-")[0]:
            return "", ""
        return language, "rtl" if base in RIGHT_TO_LEFT else "ltr"

    def _listed(self, lines: Sequence[Line]) -> tuple[ParagraphSource, ...]:
        """The sources of some Lines in the order in which they come, each once."""
        spans: dict[str, list[tuple[Span, str]]] = {}
        told: dict[str, Span] = {}
        for line in lines:
            if isinstance(line, QuotedLine):
                for part in line.parts:
                    if isinstance(part, Slot):
                        spans.setdefault(part.span.version_id, []).append((part.span, part.text))
                        if part.name in _TOLD:
                            told.setdefault(part.span.version_id, part.span)
        found = []
        for id, cited in spans.items():
            source = self._sources.get(id)
            if source is None:
                continue
            texts = [(span, text) for span, text in cited if span.field == "text"]
            longest = max(texts, key=lambda each: len(each[1]), default=None)
            page = text_fragment(source.url, longest[1]) if longest else web_url(source.url)
            found.append(
                ParagraphSource(
                    name=self._names.get(source.outlet_id, source.outlet_id),
                    title=source.title,
                    stored=self._links.stored(source, [span for span, _ in cited], first=told.get(id)),
                    page=page,
                    mark=lines[0].id,
                )
            )
        return tuple(found)
