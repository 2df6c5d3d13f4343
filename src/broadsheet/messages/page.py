"""An Edition as a page: HTML without script, styled by one sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import jinja2

from broadsheet.messages.links import Links, apart, check, passage
from broadsheet.messages.timeline import Timeline, timeline
from broadsheet.messages.view import Viewer
from broadsheet.model import BlockProof, Edition, Offsets, QuotedLine

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


def template(name: str, edition: Edition) -> jinja2.Template:
    """What page or mail of an edition is made with: `NAME.RECIPE.html` where its recipe has one of its own, else
    `NAME.html`."""
    return templates().select_template([f"{name}.{edition.recipe}.html", f"{name}.html"])


def stylesheet() -> bytes:
    return (HERE / "templates" / "page.css").read_bytes()


@dataclass(frozen=True, slots=True)
class Notice:
    """What was put right about a Line since the edition was printed, for the page that is served; `line` is its id,
    `old` are its words as they were printed."""

    line: str
    words: str
    old: str = ""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The edition before or after one, where they are served."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    before: Neighbour | None = None
    after: Neighbour | None = None


def page(
    edition: Edition,
    *,
    hash: str,
    links: Links | None = None,
    notices: Sequence[Notice] = (),
    around: Neighbours | None = None,
    menu: Sequence[tuple[str, str]] = (),
) -> str:
    """The edition's page; `links` say where its citations lead, `notices` what was corrected since, `around` what
    was printed before and after it. `menu` are the other pages of the paper that serves it, by address and name."""
    chosen = links or Links()
    viewer = Viewer(edition, chosen)
    return template("page", edition).render(
        edition=edition,
        day=f"{edition.date:%A}, {edition.date.day} {edition.date:%B %Y}",
        hash=hash,
        sections=viewer.sections(),
        closing=viewer.closing(),
        sheet=f"{chosen.folder}page.css" if chosen.kind != "served" else "/static/page.css",
        served=chosen.kind == "served",
        command=check(hash, chosen.folder),
        notices=notices,
        around=around or Neighbours(),
        menu=menu,
        timelines={entry.story_id: drawn for section in edition.sections for entry in section.entries if (drawn := timeline(edition, entry))},
    )  # fmt: skip


def sources_page(edition: Edition, proofs: Sequence[BlockProof], *, hash: str) -> str:
    """The cited blocks of each cited Version, with what the edition took from them marked."""
    spans: dict[tuple[str, bool], set[Offsets]] = {}
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
    return (
        templates()
        .get_template("sources.html")
        .render(edition=edition, hash=hash, shown=shown, sheet="page.css", passage=passage)
    )


def chart(drawn: Timeline, id: str) -> str:
    """The HTML of a timeline on its own; `id` tells it from others of the page."""
    return str(templates().get_template("parts.html").module.chart(drawn, id))  # type: ignore[attr-defined]


def runs(text: str, start: int, spans: set[Offsets]) -> list[tuple[str, int | None]]:
    """A block cut at the borders of Spans: its words, and where those that are marked begin in the text. A Span that
    begins inside of another one begins a mark of its own, so that each can be led to."""
    end = start + len(text)
    inside = [(max(one, start), min(two, end)) for one, two in spans if one < end and two > start]
    covered = apart(inside)
    borders = sorted({start, end} | {at for span in covered for at in span} | {one for one, _ in inside})
    return [
        (text[one - start : two - start], one if any(left <= one < right for left, right in covered) else None)
        for one, two in pairwise(borders)
    ]
