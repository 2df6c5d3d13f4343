"""The room as a filter: documents in, one row for each out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from broadsheet.copies.grouping import Candidate, group
from broadsheet.copies.signing import sign
from broadsheet.languages.agencies import agencies_in
from broadsheet.model import Relation


@dataclass(frozen=True, slots=True)
class Doc:
    """A document; `published` is None where it is not known."""

    id: str
    outlet: str
    published: datetime | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PipeRow:
    """`report` is None for a document that stands alone; then the rest is None and 0."""

    id: str
    report: str | None
    original: str | None
    relation: Relation | None
    containment: float


def relations(docs: Sequence[Doc]) -> list[PipeRow]:
    """A row for each document, in their order. Ids are opaque: an own number stands in for them."""
    order = sorted(
        range(len(docs)), key=lambda at: (docs[at].published or _LAST, docs[at].outlet, docs[at].title, docs[at].text)
    )
    names = {at: f"{number:09d}" for number, at in enumerate(order)}
    # Without a time, texts may be compared with all others: one day stands for all that have none.
    times = [each.published for each in docs if each.published]
    standard = min(times, default=_LAST)
    candidates = [
        Candidate(
            names[at], doc.outlet, doc.published or standard, doc.title, doc.text, _credit(doc), True, sign(doc.text)
        )
        for at, doc in enumerate(docs)
    ]
    found = {member.article_id: (report, member) for report in group(candidates) for member in report.members}
    ids = {name: docs[at].id for at, name in names.items()}
    rows = []
    for at, doc in enumerate(docs):
        report, member = found[names[at]]
        if len(report.members) == 1:
            rows.append(PipeRow(doc.id, None, None, None, 0.0))
        else:
            original = ids[member.original_id] if member.original_id else None
            rows.append(PipeRow(doc.id, ids[report.id], original, member.relation, member.containment))
    return rows


_LAST = datetime(9999, 1, 1, tzinfo=UTC)


def _credit(doc: Doc) -> tuple[str, ...]:
    """Agencies named where a credit stands: at the head and at the foot of the text."""
    lines = [line for line in doc.text.splitlines() if line.strip()]
    ends = [line for line in (*lines[:2], *lines[-2:]) if len(line) < 160] + [line[:60] for line in lines[:1]]
    return tuple(dict.fromkeys(name for line in ends for name in agencies_in(line)))
