"""Whole sentences of a Version that an edition may print, as parts of a Line.

A sentence is refused where it would mislead without its neighbours: an opening that points back, a date that only
its own day understands, and above all a part of what somebody said without who said it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from broadsheet import languages
from broadsheet.editions.select import surnames
from broadsheet.editions.select.candidates import stands_alone
from broadsheet.editions.write.build import Builder
from broadsheet.languages import Language
from broadsheet.languages.modules import Relative
from broadsheet.model import Gloss, Offsets, Part, Span, Statement, Text, Version
from broadsheet.text.times import in_zone, shifted

SHORTEST, LONGEST = 6, 60  # words
_CLOSED_BY = {"“": "”", '"': '"'}
_OPENING = re.compile('[“"]')


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at [start, end) of its Version's text, without a dateline; `number` is its place in the text."""

    version: Version
    start: int
    end: int
    number: int

    @property
    def words(self) -> str:
        return self.version.text.content[self.start : self.end]


def can_cut(version: Version) -> bool:
    """Whether sentences of this text can be printed alone: rules for its language are there. A text without letters, which
    names no language, counts as English."""
    return languages.of(version.language).can.digest


def of(version: Version) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs of a Version, in order, standfirst included; none in a language that is not read."""
    if not can_cut(version):
        return ()
    return tuple(
        Sentence(version, start, end, number)
        for number, (start, end) in enumerate(_places(version.text, version.language))
    )


def holding(version: Version, at: int) -> Sentence | None:
    """The sentence of a paragraph in which that place of the text lies, if it lies in one."""
    places = _places(version.text, version.language)
    number = bisect_right(places, (at, len(version.text.content))) - 1
    return Sentence(version, *places[number], number) if number >= 0 and at < places[number][1] else None


# What every Statement of a text asks for is found once a text.
@lru_cache(maxsize=32)
def whole(text: str, language: str) -> tuple[Offsets, ...]:
    """The sentences of a text in the language of that tag, with their datelines."""
    return languages.of(language).split(text)


@lru_cache(maxsize=32)
def _places(text: Text, language: str) -> tuple[Offsets, ...]:
    content = text.content
    spoken = [(block.start, block.end) for block in text.blocks if block.kind in ("paragraph", "list")]
    starts = [start for start, _ in spoken]
    found: list[Offsets] = []
    spoken_in = languages.of(language)
    for start, end in whole(content, language):
        within = bisect_right(starts, start) - 1
        if within < 0 or end > spoken[within][1]:
            continue
        begin = spoken_in.behind_dateline(content, start, end)
        if begin < end:
            found.append((begin, end))
    return tuple(found)


class StatementIndex:
    """The Statements of one Version, to be asked for those that touch a sentence of it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._spans = sorted(
            (span.start, span.end, number)
            for number, each in enumerate(statements)
            for span in (*each.content, *each.source)
        )
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def touching(self, sentence: Sentence) -> tuple[Statement, ...]:
        """Those of which content or source share a character with the sentence, as they were given."""
        at = bisect_left(self._spans, (sentence.end,)) - 1
        found: set[int] = set()
        while at >= 0 and self._reach[at] > sentence.start:
            if self._spans[at][1] > sentence.start:
                found.add(self._spans[at][2])
            at -= 1
        return tuple(self._statements[number] for number in sorted(found))


def refusal(sentence: Sentence, statements: Sequence[Statement]) -> str:
    """Why a sentence may not be printed by itself; "" where it may.

    `statements` are those of the sentence's Version. Hypothesis-tested rule: where a Statement's content touches the
    sentence, its source and its cue lie whole within it.
    """
    words = sentence.words
    size = len(words.split())
    if not SHORTEST <= size <= LONGEST:
        return "length"
    language = sentence.version.language
    rules = languages.of(language).printing()
    if (
        words[-1] not in '.!”"'
        or not stands_alone(words, language)
        or rules.points_away(words)
        or hangs(words, language)
    ):
        return "needs its neighbours"
    if rules.is_boilerplate(words):
        return "boilerplate"
    if rules.is_glued(words):
        return "glued names"
    if in_first_person(words, language):
        return "first person"
    if dangling_pronoun(words, language):
        return "pronoun"
    if loses_source(sentence, statements):
        return "loses its source"
    if _said_by_a_pronoun(sentence, statements):
        return "pronoun"
    if goes_on_speaking(sentence, statements):
        return "may still be speech"
    return ""


def refused(version: Version, statements: Sequence[Statement]) -> tuple[tuple[str, str], ...]:
    """The sentences of a Version that may not be printed by themselves, each with the reason."""
    near = StatementIndex(statements)
    found = ((each.words, refusal(each, near.touching(each))) for each in of(version))
    return tuple((words, why) for words, why in found if why)


def hangs(words: str, language: str = "") -> bool:
    """Whether a sentence is a part of the one before it, or leaves out what that one said."""
    return languages.of(language).printing().hangs(outside_quotations(words))


def is_glued(words: str, language: str = "") -> bool:
    """Whether a name stands there twice without a space between: what a page's widgets leave behind."""
    return languages.of(language).printing().is_glued(words)


def in_first_person(words: str, language: str = "") -> bool:
    """Whether the outlet speaks of itself: its "we" would read as ours."""
    return languages.of(language).printing().in_first_person(outside_quotations(words))


def dangling_pronoun(words: str, language: str = "") -> bool:
    """Whether a pronoun stands before anything in the sentence that it could mean."""
    return languages.of(language).printing().dangling_pronoun(outside_quotations(words))


_SOURCE_PRONOUNS = frozenset("he she they it".split())


def _said_by_a_pronoun(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether the sentence lays words to a "she" whom it does not name."""
    content = sentence.version.text.content
    for each in statements:
        for span in each.source:
            within = each.version_id == sentence.version.id and _inside(span, sentence)
            if within and content[span.start : span.end].lower() in _SOURCE_PRONOUNS:
                if not each.speaker or each.speaker.split()[-1] not in sentence.words:
                    return True
    return False


def loses_source(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether the sentence holds content of a Statement whose source or cue it does not hold."""
    for each in statements:
        if each.version_id != sentence.version.id:
            continue
        touched = [span for span in each.content if span.start < sentence.end and sentence.start < span.end]
        if not touched:
            continue
        carried = bool(each.source) and bool(each.cue)
        if not carried or not all(_inside(span, sentence) for span in (*each.source, *each.cue)):
            return True
    return False


_NEAR = 2  # characters between two sentences of a paragraph


def goes_on_speaking(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether the sentence may go on with what somebody was said to have said right before it, without a cue of its own:
    free indirect speech. It is told by the tense of reported speech; without that it is taken for the outlet's own."""
    rules = languages.of(sentence.version.language).printing()
    if not rules.may_be_reported(outside_quotations(sentence.words)):
        return False
    content = sentence.version.text.content
    for each in statements:
        if each.version_id != sentence.version.id or each.kind == "direct":
            continue
        if any(_inside(span, sentence) for span in each.content):
            continue
        end = max((span.end for span in each.content), default=-1)
        between = content[end : sentence.start] if 0 <= end <= sentence.start else "\n"
        if "\n" not in between and len(between.strip(" .!?”’\"'")) <= _NEAR:
            return True
    return False


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def outside_quotations(words: str) -> str:
    pieces, at = [], 0
    for start, end in _quoted(words):
        pieces.append(words[at:start])
        at = end
    return " ".join((*pieces, words[at:]))


def _quoted(words: str) -> Iterator[Offsets]:
    """What stands between an opening mark and the next closing one, with both.

    An expression would read on to the end from each mark that is never closed: 64,000 of them took 6 s.
    """
    at, never = 0, ""
    while match := _OPENING.search(words, at):
        mark = match.group()
        end = -1 if mark in never else words.find(_CLOSED_BY[mark], match.end())
        if end < 0:
            never += mark
            at = match.end()
        else:
            yield match.start(), end + 1
            at = end + 1


def bare_surnames(sentence: Sentence) -> frozenset[str]:
    """Full names of the text of which the sentence has only the last word."""
    return surnames.bare(sentence.words, sentence.version.text.content)


def quotes_at_length(words: str) -> bool:
    """Whether somebody's own words, five or more in a row, stand in the sentence: those belong to who said what."""
    return any(len(words[start:end].split()) >= 5 for start, end in _quoted(words))


def written_on(version: Version, zone: ZoneInfo) -> date | None:
    """The day that "today" means in a Version: as its outlet wrote it, else in the reader's zone."""
    published = version.published
    if published is None:
        return None
    if published.precision == "day":
        return published.day
    if published.offset is not None:
        return shifted(published.at, minutes=published.offset).date()
    return in_zone(published.at, zone).date()


def parts(
    builder: Builder, version: Version, start: int, end: int, *, name: str, zone: ZoneInfo
) -> tuple[Part, ...] | None:
    """[start, end) of a Version's text as Slots, each relative date glossed with its day; None where one cannot be."""
    words = version.text.content[start:end]
    written = written_on(version, zone)
    found: list[Part] = []
    at = start
    spoken_in = languages.of(version.language)
    for each in spoken_in.relative_dates(words):
        if written is None:
            return None
        day = spoken_in.gloss(each.words, each.rule, written)
        if not day:
            return None
        found.append(builder.slot(name, Span(version.id, "text", at, start + each.end)))
        found.append(Gloss("relative-date", _gloss_inputs(each, written, spoken_in), f" [{day}]"))
        at = start + each.end
    if at < end:
        found.append(builder.slot(name, Span(version.id, "text", at, end)))
    return tuple(found)


def _gloss_inputs(found: Relative, written: date, spoken_in: Language) -> tuple[tuple[str, str], ...]:
    """What the date behind the words is computed from again; the language where it is not that of the paper."""
    inputs = (("words", found.words), ("rule", found.rule), ("written", written.isoformat()))
    return inputs if spoken_in == languages.of("") else (*inputs, ("language", spoken_in.code))


def key(words: str) -> str:
    """What makes two sentences the same to a reader: letters and digits alone."""
    return re.sub(r"[\W_]+", "", words.casefold())
