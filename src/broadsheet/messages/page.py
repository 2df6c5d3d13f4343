"""An Edition as a page: HTML without script, styled by one sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from broadsheet.messages.links import Links, check
from broadsheet.messages.timeline import timeline
from broadsheet.messages.view import Viewer
from broadsheet.model import BlockProof, Edition, QuotedLine

HERE = Path(__file__).parent


@cache
def templates() -> jinja2.Environment:
    """The templates of this package; all that is filled in is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def stylesheet() -> bytes:
    return (HERE / "templates" / "page.css").read_bytes()


@dataclass(frozen=True, slots=True)
class Notice:
    """What was put right about a Line since the edition was printed, for the page that is served; `line` is its id."""

    line: str
    words: str


def page(edition: Edition, *, hash: str, links: Links | None = None, notices: Sequence[Notice] = ()) -> str:
    """The edition's page; `links` say where its citations lead, `notices` what was corrected since."""
    chosen = links or Links()
    viewer = Viewer(edition, chosen)
    return templates().get_template("page.html").render(
        edition=edition,
        day=f"{edition.date:%A}, {edition.date.day} {edition.date:%B %Y}",
        hash=hash,
        sections=viewer.sections(),
        closing=viewer.closing(),
        sheet=f"{chosen.folder}page.css" if chosen.kind != "served" else "/static/page.css",
        served=chosen.kind == "served",
        command=check(hash, chosen.folder),
        notices=notices,
        timelines={entry.story_id: drawn for section in edition.sections for entry in section.entries if (drawn := timeline(edition, entry))},
    )  # fmt: skip


def sources_page(edition: Edition, proofs: Sequence[BlockProof], *, hash: str) -> str:
    """The cited blocks of each cited Version, with what the edition took from them marked."""
    spans: dict[tuple[str, bool], set[tuple[int, int]]] = {}
    for line in edition.lines():
        if isinstance(line, QuotedLine):
            for span in line.spans:
                spans.setdefault((span.version_id, span.field == "title"), set()).add((span.start, span.end))
    names = {outlet.id: outlet.name for outlet in edition.outlets}
    shown = []
    for source in sorted(
        edition.sources, key=lambda each: (names.get(each.outlet_id, ""), each.captured, each.version_id)
    ):
        blocks = [
            runs(proof.text, proof.start, spans.get((source.version_id, False), set()))
            for proof in sorted(proofs, key=lambda each: each.leaf)
            if proof.version_id == source.version_id and proof.leaf > 0
        ]
        shown.append((source, names.get(source.outlet_id, source.outlet_id), blocks))
    return templates().get_template("sources.html").render(edition=edition, hash=hash, shown=shown, sheet="page.css")


def runs(text: str, start: int, spans: set[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A block cut at the borders of Spans: its words, and whether they are marked."""
    marked = [False] * len(text)
    for one, two in spans:
        for at in range(max(one, start) - start, min(two, start + len(text)) - start):
            marked[at] = True
    found: list[tuple[str, bool]] = []
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or marked[at] != marked[begin]:
            found.append((text[begin:at], marked[begin]))
            begin = at
    return found
