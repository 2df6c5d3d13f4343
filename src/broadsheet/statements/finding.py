"""Who said what, by rules, paragraph by paragraph.

Requirement: quotations verbatim with the one who said them, or with nobody; reported speech where its words leave no
doubt. Theory: news writes a quotation beside its cue and its source, in few orders. Known failures: speech
without a cue in its own paragraph keeps the speaker of the one before only where that paragraph is speech from
beginning to end; thoughts and plans without a reporting verb are not found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from broadsheet.model import Block, Polarity, Span, Statement, StatementKind, Version
from broadsheet.statements.cues import ASIDE, CONDITION, CUE, NEGATION, PRONOUN, SOURCE
from broadsheet.statements.people import Person, people, resolve
from broadsheet.text.hashing import opaque_id
from broadsheet.text.quotations import Quotation, find as quotations
from broadsheet.text.sentences import split

STATEMENTS = "statements-1"

Offsets = tuple[int, int]

_AFTER_INVERTED = re.compile(rf"[\s,]*(?P<cue>{CUE})\s+(?P<source>{SOURCE})(?=\s*(?:[,.;:“\"—–]|$|\bin\b|\bon\b|\bat\b|\bto\b|\bas\b|\bafter\b|\bwhen\b|\blast\b|\bduring\b|\bof\b))")
_AFTER = re.compile(rf"[\s,]*(?P<source>{SOURCE}){ASIDE}?\s+(?P<cue>{CUE})\b")
_BEFORE = re.compile(rf"(?P<source>{SOURCE}){ASIDE}?\s+(?P<cue>{CUE})\b(?P<rest>[^“”\"]*)$")
_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording to)\s+(?P<source>[^,.;:“”\"\n]{2,90}?)(?=[,.;:]|$)")
_INDIRECT = re.compile(rf"^(?:[^,“”\"]{{2,60}},\s+)?(?P<source>{SOURCE}){ASIDE}?\s+(?P<cue>{CUE})(?:\s+(?:reporters|journalists|parliament|lawmakers|the [A-Z]\w+))?\s+(?P<content>(?:that|it|he|she|they|the|there|a|an|his|her|its|their|this|these|no|all|[A-Z\d])\b.+?)[.]?$")
_TRAILING = re.compile(rf"^(?P<content>[^“”\"]{{20,}}?),\s+(?:(?P<cue1>{CUE})\s+(?P<source1>{SOURCE})|(?P<source2>{SOURCE}){ASIDE}?\s+(?P<cue2>{CUE}))\b(?=[,.\s]|$)")
_NO_SPEECH = frozenset({"called", "described", "read", "reads", "reported", "reports"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution by offsets into its text; `speaker` is "" where nobody can be named."""

    content: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    speaker: str
    speaker_span: Offsets | None
    role: Offsets | None
    kind: StatementKind
    polarity: Polarity


@dataclass(slots=True)
class _Said:
    """A quotation group that is being put together."""

    content: list[Offsets]
    cue: Offsets | None = None
    source: Offsets | None = None
    kind: StatementKind = "direct"


def find(version: Version) -> tuple[Statement, ...]:
    """The Statements of a Version, by where their content starts."""

    def span(offsets: Offsets) -> Span:
        return Span(version.id, "text", *offsets)

    return tuple(
        Statement(
            id=opaque_id("q", version.id, str(each.content[0][0]), str(each.cue[0][0] if each.cue else -1)),
            version_id=version.id,
            content=tuple(map(span, each.content)),
            cue=tuple(map(span, each.cue)),
            source=tuple(map(span, each.source)),
            speaker=each.speaker,
            speaker_span=span(each.speaker_span) if each.speaker_span else None,
            role=span(each.role) if each.role else None,
            kind=each.kind,
            polarity=each.polarity,
        )
        for each in attributions(version.text.content, version.text.blocks)
    )


def attributions(text: str, blocks: Sequence[Block] | None = None) -> tuple[Attribution, ...]:
    """The attributions of a text; without blocks each line is one. Offsets are into the text as given."""
    persons = people(text)
    spoken = [(block.start, block.end) for block in blocks if block.kind in ("paragraph", "quote", "list")] if blocks else _lines(text)
    found: list[_Said] = []
    for start, end in spoken:
        paragraph = text[start:end]
        marks = [each for each in quotations(paragraph) if _is_speech(paragraph, each)]
        before = found[-1] if found else None
        direct = _direct(paragraph, start, marks)
        if len(direct) == 1 and direct[0].cue is None and before and before.cue and _whole(paragraph, marks) and _closes(text, before, start):
            before.content += direct[0].content
            continue
        found += direct
        found += _indirect(text, start, end, [(start + each.start, start + each.end) for each in marks])
    found.sort(key=lambda each: each.content[0])
    return tuple(_named(text, _apart(found), persons))


def _lines(text: str) -> list[Offsets]:
    return [match.span() for match in re.finditer(r"\S[^\n]*\S|\S", text)]


def _is_speech(paragraph: str, mark: Quotation) -> bool:
    """Names, titles and scare quotes are no speech: those are short and end without a stop."""
    inner = paragraph[mark.inner_start : mark.inner_end]
    return len(inner.split()) >= 3 or inner.rstrip()[-1:] in ",.!?"


def _whole(paragraph: str, marks: Sequence[Quotation]) -> bool:
    """Whether the paragraph is speech from beginning to end."""
    rest, at = "", 0
    for mark in marks:
        rest += paragraph[at : mark.start]
        at = mark.end
    return not (rest + paragraph[at:]).strip(" .,")


def _closes(text: str, before: _Said, start: int) -> bool:
    """Whether the speech before ended its paragraph and this one follows at once."""
    return not text[before.content[-1][1] : start].strip()


def _direct(paragraph: str, offset: int, marks: Sequence[Quotation]) -> list[_Said]:
    """The quotations of a paragraph with cue and source; those that go on belong to the one before."""
    found: list[_Said] = []
    used = 0
    for number, mark in enumerate(marks):
        content = (offset + mark.start, offset + mark.end)
        following = marks[number + 1].start if number + 1 < len(marks) else len(paragraph)
        after = paragraph[mark.end : following]
        clause = re.split(r"(?<=[.!?])\s", after, maxsplit=1)[0]
        head = paragraph[used : mark.start]
        begin = max((match.end() for match in re.finditer(r"[.!?]\s+", head)), default=0)
        led = _BEFORE.search(head[begin:])
        told = _AFTER_INVERTED.match(clause) or _AFTER.match(clause) if paragraph[mark.inner_end - 1] in ",.!?—" or clause.startswith(",") else None
        if told:
            found.append(_Said([content], _at(told, "cue", offset + mark.end), _at(told, "source", offset + mark.end)))
            used = mark.end + told.end()
        elif led and not (found and not head.strip(" ,.")):
            base = offset + used + begin
            begins = base + led.end("cue")
            rest = led.group("rest")
            said = _Said([content], _at(led, "cue", base), _at(led, "source", base))
            if rest.strip(" ,:") and len(rest.split()) > 1:
                lead = len(rest) - len(rest.lstrip(" ,:"))
                said.content = [(begins + lead, offset + mark.end)]
                said.kind = "mixed"
            found.append(said)
            used = mark.end
        elif (sourced := _ACCORDING.search(clause)) and len(clause) < 160:
            base = offset + mark.end
            found.append(_Said([content], _at(sourced, "cue", base), _at(sourced, "source", base)))
            used = mark.end + sourced.end()
        elif found and found[-1].cue is not None and not _speaks(head):
            found[-1].content.append(content)
            used = mark.end
        elif mark.closed and len(paragraph[mark.inner_start : mark.inner_end].split()) < 6 and not _whole(paragraph, marks):
            used = mark.end
        else:
            found.append(_Said([content]))
            used = mark.end
    return found


def _speaks(words: str) -> bool:
    """Whether other words stand between two quotations that could name another speaker."""
    return len(words.split()) > 12


def _at(match: re.Match[str], group: str, base: int) -> Offsets:
    start, end = match.span(group)
    return base + start, base + end


def _indirect(text: str, start: int, end: int, quoted: Sequence[Offsets]) -> list[_Said]:
    """Reported speech in sentences without quotation marks."""
    found = []
    for left, right in split(text[start:end]):
        left, right = start + left, start + right
        if any(one < right and left < two for one, two in quoted):
            continue
        sentence = text[left:right]
        if match := _TRAILING.match(sentence):
            number = "1" if match.group("cue1") else "2"
            if _reports(match.group(f"cue{number}")):
                found.append(_Said([_at(match, "content", left)], _at(match, f"cue{number}", left), _at(match, f"source{number}", left), "indirect"))
        elif match := _INDIRECT.match(sentence):
            if _reports(match.group("cue")):
                found.append(_Said([_at(match, "content", left)], _at(match, "cue", left), _at(match, "source", left), "indirect"))
        elif match := _ACCORDING.search(sentence):
            head, tail = sentence[: match.start()].strip(" ,"), sentence[match.end() :].strip(" ,.")
            words = head if len(head) >= len(tail) else tail
            if len(words.split()) >= 4:
                at = left + sentence.index(words)
                found.append(_Said([(at, at + len(words))], _at(match, "cue", left), _at(match, "source", left), "indirect"))
    return found


def _reports(cue: str) -> bool:
    return cue.split()[-1].lower() not in _NO_SPEECH


def _apart(found: Sequence[_Said]) -> list[_Said]:
    """No two attributions share a character of their content."""
    kept: list[_Said] = []
    for said in found:
        if all(one[1] <= two[0] or two[1] <= one[0] for other in kept for one in other.content for two in said.content):
            kept.append(said)
    return kept


def _named(text: str, found: Sequence[_Said], persons: tuple[Person, ...]) -> list[Attribution]:
    """The attributions with their speakers: by name, by surname, and by a pronoun where it can mean one only."""
    made: list[Attribution] = []
    last: Person | None = None
    for said in found:
        person = None
        if said.source:
            words = text[slice(*said.source)]
            if re.fullmatch(PRONOUN, words):
                person = _meant(text, said, last, persons)
            else:
                person = resolve(words, said.source[0], persons)
        last = person or last
        cue = text[slice(*said.cue)] if said.cue else ""
        polarity: Polarity = "negated" if NEGATION.search(cue) else "conditional" if CONDITION.search(cue) else "affirmed"
        made.append(
            Attribution(
                content=tuple(said.content),
                cue=(said.cue,) if said.cue else (),
                source=(said.source,) if said.source else (),
                speaker=person.name if person else "",
                speaker_span=person.span if person else None,
                role=person.role if person else None,
                kind=said.kind,
                polarity=polarity,
            )
        )
    return made


def _meant(text: str, said: _Said, last: Person | None, persons: tuple[Person, ...]) -> Person | None:
    """Whom a pronoun means: the last speaker, if nobody else was named since that speaker's last mention."""
    assert said.source is not None
    at = said.source[0]
    recent = [
        (mention, person)
        for person in persons
        for mention in (*person.mentions, *_surnames(text, person, at))
        if at - 900 <= mention < at
    ]
    if not recent:
        return last if last and at - last.span[0] < 900 else None
    nearest = max(recent, key=lambda each: each[0])[1]
    close = {person.name.split()[-1] for mention, person in recent if at - mention < 350}
    return nearest if len(close) <= 1 or nearest is last else None


def _surnames(text: str, person: Person, before: int) -> list[int]:
    surname = person.name.split()[-1]
    return [match.start() for match in re.finditer(rf"\b{re.escape(surname)}\b", text[:before])]
