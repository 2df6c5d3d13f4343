"""Who said what in a story, for its page: each quotation once, under its speaker, with the verb as the outlet has it. Pure.

Requirement: nothing is shown without who said it and how. Where a Statement does not come apart into speaker, verb and
quotation, the outlet's own sentence is shown whole. Opinion is left out, as in an edition. Known failure: the same words
in two translations count as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadsheet import languages
from broadsheet.editions.write.attributed_speech import PrintableStatement, cue_span, one_name, same_words
from broadsheet.model import Membership, Span, Statement, Version, slice_of

_OF_SOMEBODY = re.compile(r"(?:its|his|her|their|our|my|your|whose)\b", re.IGNORECASE)
MOST = 60  # wordings of one speaker that are shown; each is compared with each
LONGEST = 700  # characters of a sentence that is shown whole


@dataclass(frozen=True, slots=True)
class Said:
    """Something said. `pieces` are its words in `version`; `cue` is the verb as written, "" where the pieces are the
    outlet's sentence with speaker and verb in it. `outlets` are the other outlets that have it, by id."""

    version: Version
    pieces: tuple[Span, ...]
    cue: str
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker and what they are, as one outlet has it; without a name: what is said by those whom no name is known of.
    `more` are wordings that are not shown."""

    name: str
    role: str
    said: tuple[Said, ...]
    more: int = 0


def speakers(
    statements: Sequence[Statement], versions: Mapping[str, Version], memberships: Iterable[Membership]
) -> tuple[Speaker, ...]:
    """Speakers by how much of theirs is quoted; originals speak before their copies."""
    relation = {member.article_id: member.relation for member in memberships}
    printables = [
        PrintableStatement(each, versions[each.version_id], each.content, 1)
        for each in statements
        if _is_shown(each, versions)
    ]
    printables.sort(key=lambda printable: relation.get(printable.version.article_id, "original") != "original")
    names = one_name({printable.statement.speaker for printable in printables if printable.statement.speaker})
    named: dict[str, list[PrintableStatement]] = {}
    for printable in printables:
        if printable.statement.speaker:
            named.setdefault(names[printable.statement.speaker], []).append(printable)
    found = [_speaker(name, mine) for name, mine in named.items()]
    found.sort(key=lambda speaker: (-len(speaker.said), speaker.name))
    shown = {_key(_words(each)) for speaker in found for each in speaker.said}
    others = _once(_whole(printable) for printable in printables if not printable.statement.speaker)
    rest = tuple(each for each in others if _key(_words(each)) not in shown)
    return (*found, Speaker("", "", rest[:MOST], max(0, len(rest) - MOST))) if rest else tuple(found)


def _is_shown(statement: Statement, versions: Mapping[str, Version]) -> bool:
    version = versions.get(statement.version_id)
    return version is not None and version.kind != "opinion" and statement.kind != "indirect"


def _speaker(name: str, printables: Sequence[PrintableStatement]) -> Speaker:
    """The fullest form of each of a speaker's quotations, in the order in which they were first met."""
    alike: dict[str, list[PrintableStatement]] = {}
    for printable in printables:
        alike.setdefault(_key(" ".join(slice_of(printable.version, span) for span in printable.quoted)), []).append(
            printable
        )
    groups: list[list[PrintableStatement]] = []
    for same in list(alike.values())[:MOST]:
        mine = next((group for group in groups if same_words(group[0], same[0])), None)
        groups.append(same) if mine is None else mine.extend(same)
    more = max(0, len(alike) - MOST)
    return Speaker(name, _role(printables), _once(_fullest(group) for group in groups), more)


def _role(printables: Iterable[PrintableStatement]) -> str:
    """What a speaker is, as the first outlet has it that says so without "her" or "its", which points at what is not here."""
    for printable in printables:
        words = slice_of(printable.version, printable.statement.role) if printable.statement.role else ""
        if words and not _OF_SOMEBODY.match(words):
            return re.sub(r"^The (?=[a-z])", "the ", words)
    return ""


def _fullest(printables: Sequence[PrintableStatement]) -> Said:
    """One of several forms of the same words: quoted with its verb if there is such a one, the longest of those."""
    chosen = max(
        printables,
        key=lambda printable: (_verb(printable) is not None, sum(span.end - span.start for span in printable.quoted)),
    )
    verb = _verb(chosen)
    said = _whole(chosen) if verb is None else Said(chosen.version, chosen.quoted, slice_of(chosen.version, verb))
    others = dict.fromkeys(
        printable.version.outlet_id
        for printable in printables
        if printable.version.outlet_id != chosen.version.outlet_id
    )
    return replace(said, outlets=tuple(others))


def _verb(printable: PrintableStatement) -> Span | None:
    """The verb behind a speaker's name and before their quotation; None where the Statement does not come apart so."""
    return cue_span(printable) if printable.statement.kind == "direct" and printable.statement.cue else None


def _whole(printable: PrintableStatement) -> Said:
    """The sentences that hold a Statement, from its first word to its last; its words alone where that is too much."""
    statement, version = printable.statement, printable.version
    spans = [*statement.content, *statement.cue, *statement.source]
    block = next((each for each in version.text.blocks if each.start <= statement.content[0].start < each.end), None)
    if block is None:
        return Said(version, statement.content, "")
    first = max(block.start, min(span.start for span in spans))
    last = min(block.end, max(span.end for span in spans))
    held = [
        (block.start + start, block.start + end)
        for start, end in languages.of(version.language).split(version.text.of(block))
        if block.start + start < last and block.start + end > first
    ]
    if not held or held[-1][1] - held[0][0] > LONGEST:
        return Said(version, statement.content, "")
    return Said(version, (Span(version.id, "text", held[0][0], held[-1][1]),), "")


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each wording once, with the other outlets that have it."""
    found: dict[str, Said] = {}
    for each in said:
        key = _key(_words(each))
        first = found.setdefault(key, each)
        known = (first.version.outlet_id, *first.outlets)
        if first is not each and each.version.outlet_id not in known:
            found[key] = replace(first, outlets=(*first.outlets, each.version.outlet_id))
    return tuple(found.values())


def _words(said: Said) -> str:
    return " ".join(slice_of(said.version, span) for span in said.pieces)


def _key(words: str) -> str:
    """Words without case and marks, which outlets set each in their own way."""
    return " ".join(re.findall(r"\w+", words.casefold()))
