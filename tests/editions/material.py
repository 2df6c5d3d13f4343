"""Small material for editions: made-up Versions, Statements and stories."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from broadsheet import editions
from broadsheet.model import (
    Edition,
    Membership,
    Moment,
    Outlet,
    Reader,
    Report,
    Span,
    Statement,
    StatementKind,
    Story,
    Version,
)
from broadsheet.statements import find
from broadsheet.text import hashing
from broadsheet.text.textblocks import build

NOW = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
DAY = date(2026, 3, 4)
WINDOW = (datetime(2026, 3, 3, 6, 0, tzinfo=UTC), NOW)
POST = Outlet("post", "The Hallin Post", "the Hallin Post", ("post.example",), "VS", "en", "Post Group")
MAIL = Outlet("mail", "The Senby Mail", "the Senby Mail", ("mail.example",), "VS", "en", "Mail Trust")
WIRE = Outlet("wire", "Quarrow Wire", "the agency Quarrow", ("wire.example",), "VS", "en", "Quarrow", agency=True)
OUTLETS = (MAIL, POST, WIRE)


def version(
    name: str,
    outlet: Outlet,
    title: str,
    paragraphs: list[str],
    *,
    at: datetime = datetime(2026, 3, 3, 12, 0, tzinfo=UTC),
    kind: str = "news",
    access: str = "full",
    section: str = "",
    standfirst: bool = False,
    day_only: bool = False,
) -> Version:
    """A Version; with `standfirst` its first paragraph is one. `at` is when it was published, in a zone an hour east."""
    text = build([("paragraph", each) for each in paragraphs], standfirst=1 if standfirst else 0)
    published = Moment(at.replace(hour=0, minute=0), "day", "page") if day_only else Moment(at, "minute", "page", 60)
    return Version(
        id=f"v{name}",
        article_id=f"a{name}",
        capture_id=f"c{name}",
        link_id="",
        url=f"https://{outlet.domains[0]}/{name}",
        outlet_id=outlet.id,
        title=title,
        text=text,
        text_hash=hashing.text_hash(title, text),
        captured=datetime(2026, 3, 3, 20, 0, tzinfo=UTC),
        reader=Reader("test"),
        language="en",
        kind=kind,  # type: ignore[arg-type]
        access=access,  # type: ignore[arg-type]
        published=published,
        section=section,
    )


def story(name: str, *versions: Version, copies: dict[str, str] | None = None) -> editions.StoryMaterial:
    """A story of those Versions; `copies` leads from a copy's Article to its original's."""
    copied = copies or {}
    groups: dict[str, list[Version]] = {}
    for each in versions:
        groups.setdefault(copied.get(each.article_id, each.article_id), []).append(each)
    reports = []
    for original, members in groups.items():
        id = min(each.article_id for each in members)
        reports.append(
            Report(
                id,
                tuple(
                    Membership(
                        each.article_id, id, "original" if each.article_id == original else "copy", original, 1.0
                    )
                    for each in sorted(members, key=lambda each: each.article_id)
                ),
            )
        )
    ids = tuple(sorted(each.article_id for each in versions))
    return editions.StoryMaterial(
        story=Story(f"s{name}", ids, WINDOW[0], NOW),
        reports=tuple(sorted(reports, key=lambda each: each.id)),
        versions=tuple(sorted(versions, key=lambda each: each.article_id)),
        statements=tuple(statement for each in versions for statement in find(each)),
        fresh=frozenset(ids),
    )


def compose(
    *stories: editions.StoryMaterial, alone: tuple[Version, ...] = (), **changes: Any
) -> tuple[Edition, dict[str, Version]]:
    """The morning edition of some stories, with the Versions by id."""
    before = changes.pop("before", editions.Before())
    material = editions.Material(stories, alone, OUTLETS, before)
    recipe = editions.recipe("morning")
    edition = editions.compose(
        recipe, material, date=DAY, zone="Europe/Vienna", window=WINDOW, title="The Test", **changes
    )
    versions = {each.id: each for each in (*(each for one in stories for each in one.versions), *alone)}
    return edition, versions


def statement(
    version: Version, content: str, cue: str, source: str, speaker: str, *, kind: StatementKind = "direct"
) -> Statement:
    """A Statement by its words, each of which stands once in the text."""

    def span(words: str) -> Span:
        start = version.text.content.index(words)
        return Span(version.id, "text", start, start + len(words))

    return Statement(
        id=f"q{version.id}{version.text.content.index(content)}",
        version_id=version.id,
        content=(span(content),),
        cue=(span(cue),),
        source=(span(source),),
        speaker=speaker,
        speaker_span=span(speaker),
        kind=kind,
    )


FERRY = version(
    "ferry1",
    WIRE,
    "Senby ferry runs aground with 40 on board",
    [
        "SENBY, March 3 (Quarrow) – The Senby ferry ran aground off Tarn Cross on Tuesday with 40 passengers on board, and all of them were brought ashore.",
        "“The fog came down like a lid, and we heard the rock before we saw it,” Ada Holm, the harbour master, told reporters.",
        "The ferry will be pulled free on Thursday. It had left Senby an hour before.",
    ],
    at=datetime(2026, 3, 3, 10, 5, tzinfo=UTC),
    section="National",
)
FERRY_POST = version(
    "ferry2",
    POST,
    "Ferry aground off Tarn Cross, all 40 passengers safe",
    [
        "All 40 passengers of the Senby ferry were safe on Tuesday after it struck a rock off Tarn Cross in thick fog.",
        "The mate, Tomas Brekk, denied that the ferry had been too fast. He said it had been “slower than a rowing boat”.",
        "“We were on the bench and then we were on the floor,” said Lena Ruud, a teacher.",
    ],
    at=datetime(2026, 3, 3, 12, 30, tzinfo=UTC),
    section="Home",
)
FERRY_MAIL = version(
    "ferry3",
    MAIL,
    "Senby ferry runs aground with 40 on board",
    [
        "The Senby ferry ran aground off Tarn Cross on Tuesday with 40 passengers on board, and all of them were brought ashore.",
        "“The fog came down like a lid, and we heard the rock before we saw it,” Ada Holm, the harbour master, told reporters.",
    ],
    at=datetime(2026, 3, 3, 11, 40, tzinfo=UTC),
)
FERRY_STORY = story("ferry", FERRY, FERRY_POST, FERRY_MAIL, copies={"aferry3": "aferry1"})
