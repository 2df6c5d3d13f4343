"""The public form of an edition: an edition of its own that carries only what may be quoted to others.

Of each article at most a tenth and at most 90 words of its prose, nothing of a text whose publisher reserved it
(``noarchive``, ``nosnippet``, text and data mining), no sentence longer than its ``max-snippet``. Headlines stay, with
their links. A Line that would go past that is left out whole, and counted at the end; what says first what happened in a
story goes before all that is told further on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from broadsheet.editions.compose import cited, minutes_of
from broadsheet.editions.write import computed
from broadsheet.editions.write.build import numbered
from broadsheet.model import (
    ComputedLine,
    Edition,
    Entry,
    Group,
    Line,
    QuotedLine,
    Section,
    Slot,
    Version,
    WithdrawnLine,
)

SHARE = 0.1
WORDS = 90
_SNIPPET = re.compile(r"max-snippet:\s*(-?\d+)")
_RESERVED = ("noarchive", "nosnippet", "tdm")


def public(edition: Edition, versions: Mapping[str, Version]) -> Edition:
    """The edition with the Lines that others may be shown, numbered anew, its reading time counted anew."""
    kept = _kept(edition, versions)
    sections = []
    for section in edition.sections:
        entries = tuple(entry for each in section.entries if (entry := _entry(each, kept)))
        if entries:
            sections.append(Section(section.label, entries))
    before = [line.id for section in edition.sections for line in section.lines()]
    shown = {line.id for section in sections for line in section.lines()}
    closing = _closing(edition.closing, sections, tuple(id for id in before if id not in shown))
    made, closing = numbered(sections, closing)
    lines = [line for section in made for line in section.lines()]
    sources = cited([*lines, *closing], dict(versions))
    named = {source.outlet_id for source in sources}
    outlets = tuple(outlet for outlet in edition.outlets if outlet.id in named)
    return replace(
        edition, form="public", sections=tuple(made), closing=tuple(closing), sources=sources, outlets=outlets, files=()
    )


def _kept(edition: Edition, versions: Mapping[str, Version]) -> frozenset[str]:
    """The ids of the Lines that may be shown: those that come first in a story have the first say, and what a speaker said
    next goes with the Line that introduces the speaker."""
    quota = {id: allowance(version) for id, version in versions.items()}
    entries = [entry for section in edition.sections for entry in section.entries]
    first = [line for entry in entries if (line := _first(entry, versions)) is not None]
    found = {line.id for line in first if _may(line, versions, quota)}
    for entry in entries:
        for group in entry.groups:
            for number, line in enumerate(group.lines):
                unknown = group.role == "who-said-what" and number and group.lines[0].id not in found
                if line.id not in found and not unknown and _may(line, versions, quota):
                    found.add(line.id)
    return frozenset(found)


_TELLS_FIRST = ("what-happened", "argument", "standfirst", "who-said-what")


def _first(entry: Entry, versions: Mapping[str, Version]) -> Line | None:
    """The first Line of an entry that says what happened and that may be shown at all."""
    for role in _TELLS_FIRST:
        for group in entry.groups:
            # Only the first Line of a speaker's introduces the speaker.
            for line in (group.lines[:1] if role == "who-said-what" else group.lines) if group.role == role else ():
                if _may(line, versions, {id: allowance(version) for id, version in versions.items()}):
                    return line
    return None


def _closing(closing: Sequence[Line], sections: Sequence[Section], left: tuple[str, ...]) -> list[Line]:
    """The last Lines, with how much is not shown and with the reading time of what is."""
    found: list[Line] = []
    for line in closing:
        if not isinstance(line, ComputedLine) or line.rule != "minutes":
            found.append(line)
            continue
        if left:
            found.append(_computed("not-shown", (("lines", left),)))
        found.append(_computed("minutes", minutes_of(sections)))
    return found


def _computed(rule: str, inputs: computed.Inputs) -> ComputedLine:
    return ComputedLine("", rule, inputs, computed.text_of(rule, inputs))


def allowance(version: Version) -> int:
    """Words of a Version's prose that may be shown to others."""
    if any(each.startswith(_RESERVED) for each in version.reservations):
        return 0
    return min(WORDS, int(len(version.text.content.split()) * SHARE))


def _entry(entry: Entry, kept: frozenset[str]) -> Entry | None:
    groups = []
    for group in entry.groups:
        lines = tuple(line for line in group.lines if line.id in kept)
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
