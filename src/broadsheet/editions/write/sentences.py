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
from broadsheet.languages.en import datelines, relative
from broadsheet.languages.en.sentences import split
from broadsheet.model import Gloss, Offsets, Part, Span, Statement, Text, Version
from broadsheet.text.times import in_zone, shifted

SHORTEST, LONGEST = 6, 60  # words
_FURNITURE = re.compile(
    r"\b(?:click here|sign up|subscribe|newsletter|read more|follow us|photo:|photograph:|image:|file photo|getty images|"
    r"reporting by|editing by|contributed to this report|all rights reserved|advertisement|this article (?:was|has been)|"
    r"(?:story|article|post) (?:was|has been) (?:updated|corrected|amended)|watch (?:the )?video|listen to|our correspondent|told us|we reached|"
    r"this station|this newspaper|this website|reached out to)\b",
    re.IGNORECASE,
)
# "There" as a place points back; as the empty subject of "there is" it does not.
_THERE = re.compile(
    r"\bthere\b(?!\s+(?:is|are|was|were|will|has|have|had|would|could|can|may|might|must|should|be)\b|[’'])",
    re.IGNORECASE,
)
# What answers, adds to or is held against the sentence before: "…, meanwhile, …". How such a sentence begins, the folder
# of its language says.
_CONNECTIVE = re.compile(
    r",\s(?:meanwhile|however|though|in turn|by contrast|by comparison|too|as well),|\bin (?:both|either) cases?\b"
)
# A clause whose main sentence went before: "While they often talk of heritage."
_SUBORDINATE = re.compile(
    r"^(?:Due to|Amid|Because of|Following|Despite|Thanks to|According to|In addition to|Along with|Instead of|Prior to|"
    r"While|Although|Though|Because|Unless|Whether|If|When|Where|Wherever|Even (?:if|though|as))\b[^,;:—–]*$"
)
# What was left out for being said before: "… believed that it did not."
_ELLIPSIS = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|had|have|would|will|could|should|can|may|might)(?: not|n[’']t)?(?: so| too| either)?[.!]$"
)
_THE_SAME = re.compile(
    r"\b(?:the same|such an?)\s+(?!time|day|week|month|year|place|way|street|night|evening|hour|age|thing|name)(?=\w)",
    re.IGNORECASE,
)
_AS = re.compile(r"\bas\b", re.IGNORECASE)
# The words under a picture: a weekday with its date and year, or a date with its year at the end, is seldom written
# anywhere else.
_CAPTION = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}\b|"
    r"\b(?:on )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2},? \d{4}(?:,? in [A-Z][\w., ]{1,80})?\.?$|"
    r"^(?:[A-Z]{3,} ){2,}[A-Z]|(?<![\w.])[B-HJ-Z] [a-z]{2,}\b|"
    r"\bin this (?:\w+ ){0,3}(?:photo|picture|image|frame)|\bis (?:seen|pictured|shown)\b|\((?:left|right|centre|center|pictured)\)|,\s(?:left|right|centre|center),"
)
# Two names grown together where a page sets one over the other, and what its widgets end with: "Donald John TrumpTrump",
# "… reopens MORE (D-N.Y.)".
_GLUED = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ]{2,})\1\b|[a-z’'”] ?MORE\b")
_CLOSED_BY = {"“": "”", '"': '"'}
_OPENING = re.compile('[“"]')
_FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|my|me|you|your)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:he|she|they|his|her|their|him|them|it|its)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"[A-ZÀ-Þ][\w’'\-]+|\b(?:the|a|an|one|two|some|many|most|more|[a-z]+s)\b", re.UNICODE)


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
    return languages.of(version.language or "en").can.digest


def of(version: Version) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs of a Version, in order, standfirst included; none in a language that is not read."""
    if not can_cut(version):
        return ()
    return tuple(Sentence(version, start, end, number) for number, (start, end) in enumerate(_places(version.text)))


def holding(version: Version, at: int) -> Sentence | None:
    """The sentence of a paragraph in which that place of the text lies, if it lies in one."""
    places = _places(version.text)
    number = bisect_right(places, (at, len(version.text.content))) - 1
    return Sentence(version, *places[number], number) if number >= 0 and at < places[number][1] else None


# What every Statement of a text asks for is found once a text.
whole = lru_cache(maxsize=32)(split)


@lru_cache(maxsize=32)
def _places(text: Text) -> tuple[Offsets, ...]:
    content = text.content
    spoken = [(block.start, block.end) for block in text.blocks if block.kind in ("paragraph", "list")]
    starts = [start for start, _ in spoken]
    found: list[Offsets] = []
    for start, end in whole(content):
        within = bisect_right(starts, start) - 1
        if within < 0 or end > spoken[within][1]:
            continue
        dateline = datelines.OPENING.match(content[start:end])
        begin = start + dateline.end() if dateline else start
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
    if words[-1] not in '.!”"' or not stands_alone(words) or _THERE.search(words) or hangs(words):
        return "needs its neighbours"
    if _FURNITURE.search(words) or _CAPTION.search(words):
        return "boilerplate"
    if is_glued(words):
        return "glued names"
    if in_first_person(words):
        return "first person"
    if dangling_pronoun(words):
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


def hangs(words: str) -> bool:
    """Whether a sentence is a part of the one before it, or leaves out what that one said."""
    plain = outside_quotations(words)
    return any(pattern.search(plain) for pattern in (_CONNECTIVE, _SUBORDINATE, _ELLIPSIS)) or _means_the_same(plain)


def _means_the_same(plain: str) -> bool:
    """Whether something is "the same" or "such a" one, and no "as" in its sentence says as what."""
    for sentence in plain.split("."):
        *_, last = (-1, *(match.end() for match in _THE_SAME.finditer(sentence)))
        if last >= 0 and not _AS.search(sentence, last):
            return True
    return False


def is_glued(words: str) -> bool:
    """Whether a name stands there twice without a space between: what a page's widgets leave behind."""
    return bool(_GLUED.search(words))


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


def in_first_person(words: str) -> bool:
    """Whether the outlet speaks of itself: its "we" would read as ours."""
    return bool(_FIRST_PERSON.search(outside_quotations(words)))


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


_REPORTED = re.compile(r"\b(?:was|were) (?:not )?to\b|\b(?:would|had|could|might)\b")
_NEAR = 2  # characters between two sentences of a paragraph


def goes_on_speaking(sentence: Sentence, statements: Sequence[Statement]) -> bool:
    """Whether the sentence may go on with what somebody was said to have said right before it, without a cue of its own:
    free indirect speech. It is told by the tense of reported speech; without that it is taken for the outlet's own."""
    if not _REPORTED.search(outside_quotations(sentence.words)):
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


_OBJECT = re.compile(r"\b(?:of|for|with|about|to|from|by|against|over) (?:it|them|him|her)\b")


# "The Defence Department identified them": the subject is not whom it means.
_TO_WHOM = re.compile(
    r"^(?:[\w’'.\-]+ ){1,6}?(?:identified|called|described|named|told|asked|urged|accused|warned|thanked|praised|criticized|criticised|"
    r"charged|arrested|invited|ordered) (?:them|him|her)\b"
)


def dangling_pronoun(words: str) -> bool:
    """Whether a pronoun stands before anything in the sentence that it could mean."""
    plain = outside_quotations(words)
    if _TO_WHOM.search(plain):
        return True
    pointed = _OBJECT.search(plain)
    if (
        pointed
        and not re.search(r"\b[A-ZÀ-Þ][\w’'\-]+", plain[1 : pointed.start()])
        and not _common_subject(plain[: pointed.start()])
    ):
        return True
    pronoun = _POINTS_BACK.search(plain)
    if not pronoun:
        return False
    before = plain[: pronoun.start()]
    personal = pronoun.group().lower() not in ("it", "its")
    # "It is …" and "it was …" often mean nothing in particular; a person must have a name.
    if not personal:
        return not _SUBJECT.search(before[1:] if before else "") and pronoun.start() == 0
    return (
        not re.search(r"[A-ZÀ-Þ][\w’'\-]+", before[1:])
        and not re.search(r"^[A-ZÀ-Þ][\w’'\-]+\s+[A-ZÀ-Þ]", before)
        and not _common_subject(before)
    )


def _common_subject(before: str) -> bool:
    """Whether a class of people stands before the pronoun: "Two women … their"."""
    return bool(
        re.search(
            r"\b(?:[a-z]+(?:men|people|ers|ors|ists|ents|ants)|women|people|families|residents|[a-z]{4,}s)\b", before
        )
    )


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
    for each in relative.find(words, language=version.language):
        if written is None:
            return None
        day = relative.gloss(each.words, each.rule, written)
        if not day:
            return None
        found.append(builder.slot(name, Span(version.id, "text", at, start + each.end)))
        inputs = (("words", each.words), ("rule", each.rule), ("written", written.isoformat()))
        found.append(Gloss("relative-date", inputs, f" [{day}]"))
        at = start + each.end
    if at < end:
        found.append(builder.slot(name, Span(version.id, "text", at, end)))
    return tuple(found)


def key(words: str) -> str:
    """What makes two sentences the same to a reader: letters and digits alone."""
    return re.sub(r"[\W_]+", "", words.casefold())
