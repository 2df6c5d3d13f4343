"""The public form of an edition: an edition of its own that carries only what may be quoted to others.

Of each article at most a tenth and at most 90 words of its prose, nothing of a text whose publisher reserved it
(``noarchive``, ``nosnippet``, text and data mining), no sentence longer than its ``max-snippet``. Headlines stay, with
their links. A Line that would go past that is left out whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from broadsheet.editions.compose import cited, lines_of, numbered
from broadsheet.model import Edition, Entry, Group, Line, QuotedLine, Section, Slot, Version, WithdrawnLine

SHARE = 0.1
WORDS = 90
_SNIPPET = re.compile(r"max-snippet:\s*(-?\d+)")
_RESERVED = ("noarchive", "nosnippet", "tdm")


def public(edition: Edition, versions: Mapping[str, Version]) -> Edition:
    """The edition with the Lines that others may be shown, numbered anew."""
    quota = {id: allowance(version) for id, version in versions.items()}
    sections = []
    for section in edition.sections:
        entries = tuple(entry for each in section.entries if (entry := _entry(each, versions, quota)))
        if entries:
            sections.append(Section(section.label, entries))
    made, closing = numbered(sections, edition.closing)
    lines = [line for section in made for line in lines_of(section)]
    sources = cited([*lines, *closing], dict(versions))
    named = {source.outlet_id for source in sources}
    outlets = tuple(outlet for outlet in edition.outlets if outlet.id in named)
    return replace(
        edition, form="public", sections=tuple(made), closing=tuple(closing), sources=sources, outlets=outlets, files=()
    )


def allowance(version: Version) -> int:
    """Words of a Version's prose that may be shown to others."""
    if any(each.startswith(_RESERVED) for each in version.reservations):
        return 0
    return min(WORDS, int(len(version.text.content.split()) * SHARE))


def _entry(entry: Entry, versions: Mapping[str, Version], quota: dict[str, int]) -> Entry | None:
    groups = []
    for group in entry.groups:
        lines = tuple(line for line in group.lines if _may(line, versions, quota))
        if lines:
            groups.append(Group(group.role, group.label, lines))
    told = any(isinstance(line, QuotedLine) for group in groups for line in group.lines)
    return replace(entry, groups=tuple(groups)) if told else None


def _may(line: Line, versions: Mapping[str, Version], quota: dict[str, int]) -> bool:
    """Whether the Line fits into what is left of its Versions' allowance, which it then uses."""
    if not isinstance(line, QuotedLine):
        return not isinstance(line, WithdrawnLine)
    used: dict[str, int] = {}
    for part in line.parts:
        if isinstance(part, Slot) and part.span.field == "text" and part.name not in ("speaker", "role", "cue"):
            version = versions[part.span.version_id]
            longest = snippet(version)
            if longest is not None and len(part.text) > longest:
                return False
            used[version.id] = used.get(version.id, 0) + len(part.text.split())
    if any(words > quota[id] for id, words in used.items()):
        return False
    for id, words in used.items():
        quota[id] -= words
    return True


def snippet(version: Version) -> int | None:
    """The code points that a snippet may have; None where the publisher set no limit."""
    for each in version.reservations:
        match = _SNIPPET.fullmatch(each.replace(" ", ""))
        if match and int(match.group(1)) >= 0:
            return int(match.group(1))
    return None
