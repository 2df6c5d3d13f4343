"""Versions made complete: id, hash and all. The one place where they are put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from broadsheet.articles.body import boilerplate, embeds
from broadsheet.articles.page import EXTRACTOR, ReadPage
from broadsheet.articles.reading import kinds, walls
from broadsheet.languages import credits
from broadsheet.languages.agencies import agencies_in
from broadsheet.languages.dates_in_words import dates
from broadsheet.model import (
    BlockKind,
    Capture,
    Link,
    Made,
    Moment,
    Outcome,
    Outlet,
    Reader,
    Rejected,
    Version,
)
from broadsheet.text import hashing, language, textblocks
from broadsheet.text.bodies import html
from broadsheet.text.records import TextRecord
from broadsheet.text.times import plausible, refusal

_LEAST = 20
_SURE_LENGTH = 200
_SAMPLE = 300
_CONTROLS = re.compile(r"[\x00-\x20\x7f]")  # no page can hold them in an address
_LONGEST_TITLE = 1_000  # characters; what is longer is no headline


def complete(read: Version) -> Version:
    """The Version of what was read, which has neither id nor hash yet: its words in their one form, times that are out of
    range left out with the reason."""
    title = textblocks.clean(read.title)[:_LONGEST_TITLE].rstrip()
    published, modified = plausible(read.published, read.captured), plausible(read.modified, read.captured)
    version = replace(
        read,
        url=_CONTROLS.sub(lambda found: f"%{ord(found[0]):02X}", read.url),
        title=title,
        text_hash=hashing.text_hash(title, read.text),
        published=published,
        modified=modified,
        times_reason=read.times_reason or _times_reason(read, published, modified),
    )
    return replace(version, id=_id(version))


def _times_reason(read: Version, published: Moment | None, modified: Moment | None) -> str:
    """Why a time that was read did not pass into the Version."""
    if read.published and not published:
        return refusal("published", read.published.iso())
    return refusal("modified", read.modified.iso()) if read.modified and not modified else ""


def moved(version: Version, article_id: str) -> Version:
    """The same text under another Article, with the id that goes with it."""
    elsewhere = replace(version, article_id=article_id)
    return replace(elsewhere, id=_id(elsewhere))


def published_before(version: Version, before: Sequence[Version]) -> Version:
    """The Version with the time of publication that earlier ones of its Article have, where only a feed says a later one.

    A feed that brings an article out again gives it a new date: the text has changed, but was published when it was.
    """
    stated, known = version.published, [each.published for each in before if each.published is not None]
    if stated is None or stated.origin != "feed" or not known:
        return version
    first = min(known, key=lambda moment: moment.at)
    if stated.at <= first.at or (first.precision == "day" and stated.day == first.day):
        return version
    changed = version.modified if version.modified is not None and version.modified.at >= stated.at else stated
    return replace(version, published=first, modified=changed)


def _id(version: Version) -> str:
    reader = version.reader
    return hashing.opaque_id(
        "v", version.article_id, version.capture_id, version.link_id, reader.extractor, reader.profile, reader.rule,
        version.text_hash,
    )  # fmt: skip


def from_link(
    capture_id: str, link: Link, *, article_id: str, outlet: Outlet, captured: datetime, why: str
) -> Outcome[ReadPage]:
    """The feed-only Version: the words that a feed offers, where the page may not be read for the reason `why`."""
    blocks = feed_blocks(link)
    title = html.plain(link.title)
    if blocks and textblocks.clean(blocks[0][1]).casefold() == title.casefold():
        blocks = blocks[1:]
    text = textblocks.build(blocks)
    if len(text.content) < _LEAST or not any(char.isalpha() for char in text.content):
        return Rejected("no-text", f"the feed has no words of its own ({why})")
    kind, kind_reason = kinds.kind_of_words(title, link.url, text, sections=link.categories, outlet=outlet.name)
    read = Version(
        id="",
        article_id=article_id,
        capture_id=capture_id,
        link_id=link.id,
        url=link.url,
        outlet_id=outlet.id,
        title=title,
        text=text,
        text_hash="",
        captured=captured,
        reader=Reader(EXTRACTOR),
        kind=kind,
        kind_reason=kind_reason,
        language=language_of(text.content, language.code_of(link.language) or outlet.language),
        access="feed-only",
        access_reason=why,
        authors=people_of(link.authors, outlet),
        credit=tuple(dict.fromkeys(name for line in (*link.authors, link.credit) for name in agencies_in(line))),
        published=link.published,
        modified=link.modified,
        section=textblocks.clean(link.categories[0]) if link.categories else "",
    )
    return Made(ReadPage(complete(read)))


def feed_blocks(link: Link) -> list[tuple[BlockKind, str]]:
    """The words that a feed offers for an article, boilerplate left out: its content, else its summary."""
    found = html.blocks(link.content) or html.blocks(link.summary)
    return embeds.mark([(kind, line) for kind, line in found if not boilerplate.is_boilerplate(line)])


def from_text(record: TextRecord, *, article_id: str, capture: Capture, outlet: Outlet) -> Outcome[ReadPage]:
    """The Version of one line of a JSON Lines import: a text that somebody else has read, its boilerplate left out."""
    lines = [line for part in record.text.splitlines() if (line := textblocks.clean(part))]
    blocks = [("paragraph", line) for line in lines if not boilerplate.is_boilerplate(line)]
    title = textblocks.clean(record.title)
    if len(blocks) > 1 and blocks[0][1] == title:
        blocks = blocks[1:]
    text = textblocks.build([("paragraph", line) for _, line in blocks])
    if not any(char.isalpha() for char in text.content):
        return Rejected("no-text", "the record has no words")
    if (told := walls.told(text.content)) is not None:
        return Rejected(*told)
    kind, kind_reason = kinds.kind_of_words(title, record.url, text, outlet=outlet.name)
    stated = dates.refused(record.published, origin="import", captured=capture.at)
    read = Version(
        id="",
        article_id=article_id,
        capture_id=capture.id,
        link_id="",
        url=record.url,
        outlet_id=outlet.id,
        title=title,
        text=text,
        text_hash="",
        captured=capture.at,
        reader=Reader(EXTRACTOR),
        kind=kind,
        kind_reason=kind_reason,
        language=language_of(text.content, outlet.language),
        authors=people_of(record.authors, outlet),
        credit=tuple(dict.fromkeys(name for line in record.authors for name in agencies_in(line))),
        published=dates.parse(record.published, origin="import", captured=None) if record.published else None,
        times_reason=refusal("published", stated) if stated else "",
    )
    return Made(ReadPage(complete(read)))


def people_of(lines: tuple[str, ...], outlet: Outlet) -> tuple[str, ...]:
    """The people in a field of authors."""
    return tuple(
        dict.fromkeys(
            name
            for line in lines
            for name in credits.people(line, outlet=outlet.name, sure=len(lines) > 1, language=outlet.language)
        )
    )


def language_of(text: str, stated: str) -> str:
    """The stated language, unless a long text is surely another; else the detected one."""
    if stated and len(text) < _SURE_LENGTH:
        return stated
    found, sure = language.detect(text[:_SAMPLE])
    if not stated:
        return found if sure >= 0.5 else ""
    return found if sure >= 0.99 and found != stated and not _alike(found, stated) else stated


# Pairs that detection confuses: the page knows better.
_ALIKE = ({"da", "no", "nb", "nn", "sv"}, {"id", "ms"}, {"hr", "sr", "bs", "sl"}, {"cs", "sk"}, {"es", "gl", "ca", "pt"}, {"ru", "uk", "be", "bg", "mk"},
          {"hi", "mr", "ne"}, {"fa", "ar", "ur", "ps"}, {"nl", "af"}, {"de", "lb"})  # fmt: skip


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _ALIKE)
