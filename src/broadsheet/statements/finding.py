"""Version -> Statements: who said what, by rules.

Requirement: quotations verbatim with the one who said them, or with nobody; reported speech where its words leave no
doubt. Theory: news writes a report beside its cue and its source, in few orders; so sentences are read for cues
each with the noun phrase that governs it and as far as it reports; speech without a cue goes on with the one before, and
the source is looked up among the people of the article. What of this is grammar the text's language knows.
Known failures: thoughts and plans that stand in a noun ("her support for"), irony, dialogues without cues.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from broadsheet import languages
from broadsheet.languages.modules import AttributionRules, FoundReport, FoundSpeaker
from broadsheet.model import Block, Offsets, Polarity, Span, Statement, StatementClass, StatementKind, Version
from broadsheet.text.hashing import opaque_id
from broadsheet.text.quotations import Quotation
from broadsheet.text.quotations import find as quotations

STATEMENTS = "statements-3"

_LINE = re.compile(r"\S[^\n]*\S|\S")
_LETTER = re.compile(r"\w")
_SPACELESS = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLAUSE = 5
_SPOKEN = frozenset(("paragraph", "quote", "list"))


def find(version: Version) -> tuple[Statement, ...]:
    """The Statements of a Version, by where their content starts."""
    text = version.text
    return find_in(text.content, text.blocks, language=version.language, version_id=version.id)


def find_in(
    text: str, blocks: Sequence[Block] | None = None, *, language: str = "", version_id: str = ""
) -> tuple[Statement, ...]:
    """The Statements of a text, which need not be that of a Version; without blocks each line is one.

    Each piece of content, each name and each role lies within one line; no two Statements share a character of content.
    `language` is the tag of the text; "" for what it looks like. In a language whose grammar is not known what stands in
    quotation marks is a statement of nobody, and nothing else is: a report would be read as fact.
    In one whose quotation marks are not known there is none.
    """
    lines = _lines(text)
    spoken = [line for block in blocks if block.kind in _SPOKEN for line in _within(lines, block)] if blocks else lines
    marks = quotations(text)
    spoken_in = languages.spoken_by(text, language)
    if not spoken_in.can.attribution:
        found_marks = _quoted_by_nobody(text, marks, spoken) if spoken_in.can.quotations else []
        return tuple(_statement(version_id, [piece]) for piece in found_marks)
    grammar = spoken_in.attribution()
    names = grammar.capitals(text)
    found = _apart(sorted(grammar.drafts(text, spoken, names), key=lambda draft: draft.content[0]))
    reported = sorted(
        [piece for draft in found for piece in draft.content] + [(mark.inner_start, mark.inner_end) for mark in marks]
    )
    resolver = grammar.resolver(text, lines, reported, names)
    quoted = _Quoted(text, marks)
    by_source = sorted(found, key=lambda draft: draft.source or draft.content[0])
    speakers = {
        id(draft): resolver.speaker(draft.source, draft.sentence.start)
        for draft in by_source
        if draft.source is not None
    }
    return tuple(_finished(text, draft, speakers.get(id(draft)), quoted, grammar, version_id) for draft in found)


def _statement(
    version_id: str, content: Sequence[Offsets], *, cue: Offsets | None = None, source: Offsets | None = None,
    speaker: FoundSpeaker | None = None, kind: StatementKind = "direct", klass: StatementClass = "speech",
    polarity: Polarity = "affirmed", credit: str = "",
) -> Statement:  # fmt: skip
    """The Statement whose Spans are these places of the text of that Version."""

    def span(offsets: Offsets) -> Span:
        return Span(version_id, "text", *offsets)

    return Statement(
        id=opaque_id("q", version_id, str(content[0][0]), str(cue[0] if cue else -1)),
        version_id=version_id,
        content=tuple(map(span, content)),
        cue=(span(cue),) if cue else (),
        source=(span(source),) if source else (),
        speaker=speaker.name if speaker else "",
        speaker_span=span(speaker.span) if speaker else None,
        role=span(speaker.role) if speaker and speaker.role else None,
        kind=kind,
        klass=klass,
        polarity=polarity,
        credit=credit,
    )


def _quoted_by_nobody(text: str, marks: Sequence[Quotation], spoken: Sequence[Offsets]) -> list[Offsets]:
    """The quotations that are long enough to be speech and no title or scare quote, each closed and within a line."""
    starts = [start for start, _ in spoken]
    found = []
    for mark in marks:
        line = bisect_right(starts, mark.start) - 1
        words = text[mark.inner_start : mark.inner_end]
        if line >= 0 and mark.closed and mark.end <= spoken[line][1] and _is_speech(words):
            found.append((mark.start, mark.end))
    return found


def _is_speech(words: str) -> bool:
    """Whether a quotation is as long as a clause: five words, or in scripts without spaces ten letters."""
    return len(words.split()) >= _CLAUSE or len(_SPACELESS.findall(words)) >= 2 * _CLAUSE


def _lines(text: str) -> list[Offsets]:
    return [match.span() for match in _LINE.finditer(text)]


def _within(lines: Sequence[Offsets], block: Block) -> list[Offsets]:
    """The lines of a block, which by its contract is one."""
    first = bisect_right(lines, (block.start, -1))
    found = []
    for number in range(max(0, first - 1), len(lines)):
        start, end = lines[number]
        if start >= block.end:
            break
        if max(start, block.start) < min(end, block.end):
            found.append((max(start, block.start), min(end, block.end)))
    return found


def _apart(found: Sequence[FoundReport]) -> list[FoundReport]:
    """The drafts whose content shares no character with that of one before; those with a cue come first."""
    kept: list[FoundReport] = []
    taken: list[Offsets] = []
    for draft in sorted(found, key=lambda each: (each.cue is None, each.content[0])):
        if all(_free(taken, piece) for piece in draft.content) and _in_order(draft.content):
            kept.append(draft)
            for piece in draft.content:
                taken.insert(bisect_right(taken, piece), piece)
    return sorted(kept, key=lambda draft: draft.content[0])


def _free(taken: Sequence[Offsets], piece: Offsets) -> bool:
    at = bisect_right(taken, piece)
    before = at == 0 or taken[at - 1][1] <= piece[0]
    return before and (at == len(taken) or piece[1] <= taken[at][0])


def _in_order(pieces: Sequence[Offsets]) -> bool:
    return all(one[1] <= two[0] for one, two in pairwise(pieces))


class _Quoted:
    """What stands inside quotation marks."""

    def __init__(self, text: str, marks: Sequence[Quotation]) -> None:
        self._text = text
        self._marks = marks
        self._starts = [mark.start for mark in marks]

    def around(self, at: int) -> Quotation | None:
        """The quotation whose marks enclose place `at`."""
        number = bisect_right(self._starts, at) - 1
        return self._marks[number] if number >= 0 and at < self._marks[number].end else None

    def whole(self, piece: Offsets) -> Offsets:
        """The piece with the marks that belong to it, where all of a quotation but its marks lies inside."""
        start, end = piece
        first = self.around(start)
        if first is not None and not self._text[first.inner_start : start].strip() and first.end <= end + 3:
            start = first.start
        last = self.around(end - 1)
        if last is not None and last.start >= start and not _LETTER.search(self._text, end, last.end):
            end = max(end, last.end)
        return start, end

    def kind(self, pieces: Sequence[Offsets]) -> StatementKind:
        """Direct: all words inside marks; indirect: none; else mixed."""
        inside = outside = False
        for start, end in pieces:
            at = start
            while at < end:
                mark = self.around(at)
                stop = min(end, mark.end) if mark is not None else min([end, *self._next_start(at, end)])
                if _LETTER.search(self._text, at, stop):
                    inside, outside = inside or mark is not None, outside or mark is None
                at = stop
        return "mixed" if inside and outside else "direct" if inside else "indirect"

    def _next_start(self, at: int, end: int) -> list[int]:
        number = bisect_right(self._starts, at)
        return [self._starts[number]] if number < len(self._starts) and self._starts[number] < end else []


def _finished(
    text: str,
    draft: FoundReport,
    speaker: FoundSpeaker | None,
    quoted: _Quoted,
    grammar: AttributionRules,
    version_id: str,
) -> Statement:
    cue = text[slice(*draft.cue)] if draft.cue else ""
    source = text[slice(*draft.source)] if draft.source else ""
    begin = draft.sentence.start
    head = min([each[0] for each in (draft.source, draft.cue) if each is not None], default=begin)
    addressed = text[slice(*draft.addressed)] if draft.addressed else ""
    content = tuple(quoted.whole(piece) for piece in draft.content)
    if not _in_order(content) or any("\n" in text[slice(*piece)] for piece in content):
        content = tuple(draft.content)
    return _statement(
        version_id,
        content,
        cue=draft.cue,
        source=draft.source,
        speaker=speaker,
        kind=quoted.kind(content),
        klass=grammar.klass(draft.lemma, source, cue),
        polarity=grammar.polarity(text[begin:head], source, cue),
        credit=grammar.outlet(source) or grammar.outlet(addressed),
    )
