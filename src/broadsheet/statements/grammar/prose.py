"""Paragraphs taken apart: sentences of words, each with what kind of word it is; a quotation of speech is one word.

Requirement: no model, every character once. Theory: closed classes of words, capitals and the lexicon of cues tell
enough of a sentence's frame to see who reports and where the report begins and ends. Known failures: nouns that look
like verbs ("plans", "reports") without an article in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from broadsheet.statements.grammar.lexicon import FORMS, Reading
from broadsheet.text.quotations import Quotation
from broadsheet.text.quotations import find as quotations
from broadsheet.text.sentences import split

_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Sgt|Cpl|Jr|Sr|St|Prof|Col|Capt|Cmdr|Maj|Adm|Rev|Hon|Det|Messrs)\."
)
_TOKEN = re.compile(
    rf"{_TITLE}|(?:[A-Z]\.)+(?:[A-Z](?!\w))?|[$£€]?\d+(?:[.,:/]\d+)*(?:[\w-]*\w)?|[^\W\d_]+(?:[-&/’'][^\W_]+|\.(?![A-Z][a-z])[^\W_]+)*|\S"
)
_CLITIC = re.compile(r"(?<=\w)(?:n[’']t|[’'](?:s|re|ve|d|ll|m|S))$")
_CLOSED: dict[str, str] = {}


def _closed(kind: str, words: str) -> None:
    for word in words.split():
        _CLOSED.setdefault(word, kind)


_closed("subj", "he she they we i it there you nobody everyone everybody someone somebody")
_closed("obj", "him them us me himself herself themselves itself myself ourselves yourself")
_closed("poss", "his her their its my our your")
_closed(
    "det",
    """the a an this these those some any many most several few all both each every no another other such one two three
    four five six seven eight nine ten half more fewer less much nothing something anything everything dozens hundreds thousands others neither either enough""",
)
_closed("that", "that")
_closed("to", "to")
_closed("rel", "who which whose whom")
_closed("wh", "whether how why what")
_closed("if", "if when where")
_closed(
    "sub",
    """because although though while as since until unless whereas after before once than despite except besides
    lest whenever wherever whatever whoever""",
)
_closed("conj", "and but or nor yet plus &")
_closed(
    "prep",
    """of in on at by for with from about into over under against between among during through throughout without
    within toward towards across behind beyond near amid amidst upon onto off out up down around along outside inside via per like
    regarding concerning following including alongside beside below above""",
)
_closed(
    "aux",
    """is are was were be been being am has have had having do does did doing will would can could shall should may might
    must 's 're 've 'd 'll 'm ’s ’re ’ve ’d ’ll ’m ca wo ai""",
)
_closed("neg", "not never n't n’t")
_closed(
    "adv",
    """also then now later still just even only again already once ever often always soon here instead too so rather quite
    perhaps maybe almost further furthermore moreover however nevertheless nonetheless meanwhile therefore thus indeed
    well very yet far back away together twice alone likewise otherwise somewhat altogether long publicly first both once""",
)
_closed(
    "time",
    """today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday earlier recently ago
    january february march april june july august september october november december""",
)
TIME_HEADS = frozenset(
    """week month year morning afternoon evening night day weekend summer winter spring autumn fall days weeks months years
    decade hour hours minutes moment time quarter term""".split()
)
_NOT_ADVERBS = frozenset(
    """family only early daily weekly monthly friendly likely ally rally reply supply july italy assembly police anomaly monopoly
    bully belly lovely lonely ugly elderly apply deadly costly fly imply rely comply homily""".split()
)
VERBS = frozenset(
    """went came took got made gave left lost won ran met led became began kept held brought fell grew stood sat sent spent built
    paid rose set hit put cut let saw knew thought felt heard told lay sought fought caught bought drew threw wore drove broke
    chose spoke wrote ate slept dealt taught struck swept flew hung shook stole gets goes comes takes makes gives leaves loses
    wins runs meets leads becomes begins keeps holds brings falls grows stands sits sends spends builds pays rises sets hits puts
    cuts lets needs uses moves turns plays works lives happens follows includes remains helps starts stops tries looks seems
    appears faces pulls pushes continues allows creates offers receives carries""".split()
)


class Word(NamedTuple):
    """[start, end) in the text; `kind` is its class ("Q": a quotation of speech); `reading` where it can be a cue."""

    start: int
    end: int
    low: str
    kind: str
    reading: Reading | None = None


@dataclass(slots=True)
class Sentence:
    """[start, end) in the text, its words, and the quotations in it that are speech, by the number of their word."""

    start: int
    end: int
    words: list[Word]
    speech: dict[int, Quotation] = field(default_factory=dict)
    opened: dict[int, int] = field(default_factory=dict)  # quotations that are no speech: first word, word behind the last

    @property
    def last(self) -> int:
        """The word behind the last one that is no stop."""
        size = len(self.words)
        while size and self.words[size - 1].kind in (".", "?", "!"):
            size -= 1
        return size

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def kind(self, at: int) -> str:
        return self.words[at].kind if 0 <= at < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """[start, end) in the text; `quotations` are all in it, speech or not."""

    start: int
    end: int
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


def read(text: str, start: int, end: int, names: frozenset[str]) -> Paragraph:
    """The paragraph at [start, end), a run of text without line breaks."""
    line = text[start:end]
    marks = [
        Quotation(
            each.start + start,
            each.end + start,
            each.inner_start + start,
            each.inner_end + start,
            each.closed,
            each.style,
        )
        for each in quotations(line)
    ]
    masked = _masked(text, start, end, marks)
    spans = [(start + one, start + two) for whole in split(masked) for one, two in _parted(masked, *whole)]
    sentences = [
        _sentence(text, one, two, [each for each in marks if one <= each.start < two], names) for one, two in spans
    ]
    return Paragraph(start, end, tuple(sentences), tuple(marks))


# Where a sentence begins without doubt: behind a word in small letters, a figure or a mark, or with a word that only begins.
_BREAK = re.compile(
    r"(?:(?<=[a-z\d)%][.!?])|(?<=[a-z\d)%][.!?][”’\"')])|(?<=[.!?]))[”’\"')]?\s+"
    r"(?=(“X|(?:He|She|They|It|We|I|The|This|These|But|And|Its|His|Her|Their|In|On|At|A|An|If|When|While|As|There)\s)|[A-Z])"
)
_LAST_WORD = re.compile(r"([\w.]+)[.!?][”’\"')]?$")
_ABBREVIATIONS = frozenset(
    """vs v no st mr mrs ms dr sen rep gov gen lt col sgt capt cpl maj prof rev hon jr sr jan feb mar apr jun jul aug sept sep oct nov
    dec inc co corp ltd approx est dept fig ed eds al cf ft mt""".split()
)


def _parted(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence parted where another begins without doubt ("… in the U.S. He …")."""
    found, at = [], start
    for match in _BREAK.finditer(line, start, end):
        word = _LAST_WORD.search(line, max(at, match.start() - 24), match.start() + 1) or _LAST_WORD.search(
            line, max(at, match.start() - 24), match.start()
        )
        last = word.group(1) if word else ""
        if last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper()):
            continue
        if match.group(1) or not last or last[0].islower() or last[0].isdigit():
            found.append((at, match.end() - len(match.group()) + len(match.group().rstrip())))
            at = match.end()
    return [*found, (at, end)]


_CUE_FOLLOWS = re.compile(r"\s+(?:[\w.’'-]+\s+){0,8}?(?:said|says|asked|asks|told|tells|added|wrote|replied|cried|shouted|yelled|answered|responded|demanded|exclaimed|joked|tweeted|declared|continued|recalled|wondered|chanted)\b")  # fmt: skip


def _masked(text: str, start: int, end: int, marks: Sequence[Quotation]) -> str:
    """The line with the insides of quotations blotted out, so that no sentence ends inside one."""
    parts, at = [], start
    for each in marks:
        parts.append(text[at : each.start])
        inner = text[each.inner_start : each.inner_end]
        last = inner.rstrip()[-1:]
        goes_on = last not in ".!?" or (last in "!?" and _CUE_FOLLOWS.match(text, each.end, min(end, each.end + 80)))
        blot = "x" * (len(inner) - (not goes_on)) + ("" if goes_on else last)
        # The first letter keeps its case: a splitter looks for a capital.
        head = "" if _first_letter(text, each).islower() else "X"
        parts.append("“" + head + blot[len(head) :] + ("”" if each.closed else ""))
        at = each.end
    parts.append(text[at:end])
    return "".join(parts)


def _is_speech(text: str, mark: Quotation, begin: int, end: int, spoken: bool) -> bool:
    """Whether a quotation is something said, and no name, title, scare quote or part of a reported clause.

    `begin` and `end` are those of its sentence, `spoken` whether speech came before it in that sentence.
    """
    if not mark.closed:
        return True
    inner = text[mark.inner_start : mark.inner_end].strip()
    words = inner.split()
    ends = (inner.rstrip("’'‘)]") or inner)[-1] in ",.!?…—–-"
    upper = not _first_letter(text, mark).islower()
    before = text[begin : mark.start].rstrip()
    if before.endswith(("(", "[")):
        before = ""
    lead = before[-1:]
    if (
        (inner[-1] in ",’'" or (inner[-1] == "." and lead.isalnum()))
        and _is_title(words)
        and not _CUE_FOLLOWS.match(text, mark.end, mark.end + 60)
    ):
        return False
    if not before:
        alone = not text[mark.end : end].strip(" .!?") and len(words) > 2 and upper and mark.style != "double"
        return ends or alone or (len(words) > 1 and bool(_CUE_FOLLOWS.match(" " + text[mark.end : mark.end + 80].lstrip(" ,"))))
    if lead in ":" or (lead in ",—–-" and not (spoken and upper and len(words) < 3)):
        return (
            (upper and (ends or len(words) > 3))
            or (len(words) > 2 and ends and lead in ",:")
            or (lead == ":" and len(words) > 3)
        )
    reading = FORMS.get(before.split()[-1].lower())
    return upper and ends and reading is not None and "d" in reading.verb.codes


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words look like the name of a work: all but the small ones have capitals."""
    return len(words) <= 7 and all(word[0].isupper() or not word[0].isalpha() or len(word) < 4 for word in words)


def _first_letter(text: str, mark: Quotation) -> str:
    return next((char for char in text[mark.inner_start : mark.inner_end] if char.isalnum()), "")


def _sentence(text: str, start: int, end: int, marks: Sequence[Quotation], names: frozenset[str]) -> Sentence:
    sentence = Sentence(start, end, [])
    at = start
    for mark in marks:
        if _is_speech(text, mark, start, end, bool(sentence.speech)):
            _words(text, at, mark.start, sentence, names, marks)
            sentence.speech[len(sentence.words)] = mark
            sentence.words.append(Word(mark.start, mark.end, "q" if _first_letter(text, mark).islower() else "Q", "Q"))
            at = mark.end
    _words(text, at, end, sentence, names, marks)
    return sentence


_INSIDE = re.compile(r"\w")
_MARKS = frozenset('“”„«»「」"‘‚')
_DASHES = frozenset("—–-―")


def _words(
    text: str, start: int, end: int, sentence: Sentence, names: frozenset[str], marks: Sequence[Quotation]
) -> None:
    opening = {each.inner_start: each.inner_end for each in marks}
    first = until = 0
    for match in _TOKEN.finditer(text, start, end):
        token, at = match.group(), match.start()
        if until and at >= until:
            sentence.opened[first], until = len(sentence.words), 0
        if at in opening:
            first, until = len(sentence.words), opening[at]
            sentence.opened[first] = first
        if token == "." and text[match.end() : match.end() + 1] == ")":
            continue
        if token in ",;:—–-―" and any(
            each.inner_start <= at < each.inner_end - 1 and _INSIDE.search(text, at + 1, each.inner_end)
            for each in marks
        ):
            sentence.words.append(Word(at, match.end(), token, "·"))
            continue
        if token in _MARKS or (
            token in "’'" and (at == start or text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum())
        ):
            continue
        clitic = _CLITIC.search(token) if "’" in token or "'" in token else None
        if clitic and clitic.start():
            cut = at + clitic.start()
            _word(text, at, cut, sentence, names)
            _word(text, cut, match.end(), sentence, names)
        else:
            _word(text, at, match.end(), sentence, names)
    if until:
        sentence.opened[first] = len(sentence.words)


def _word(text: str, start: int, end: int, sentence: Sentence, names: frozenset[str]) -> None:
    token = text[start:end]
    low = token.lower()
    words = sentence.words
    first = token[0]
    if first.islower():
        words.append(Word(start, end, low, *_small(low)))
        return
    before = words[-1] if words else None
    if not first.isalnum() and first not in "$£€":
        kind = "-" if first in _DASHES or first == "…" else _CLOSED.get(low, first)
        if low in ("’s", "'s") and before is not None:
            kind = "aux" if before.kind in ("subj", "rel", "wh", "that", "if") else "gen"
        words.append(Word(start, end, low, kind))
        return
    if (first.isupper() and len(token) > 1) or token in ("A", "I"):
        initial = before is None or before.kind in ("Q", ":", ".", "!", "?")
        known = _CLOSED.get(low)
        if token == "I" or (known and (initial or known == "time") and low not in ("may", "will", "mark", "us")):
            words.append(Word(start, end, low, known or "subj"))
        elif token == "US" or not initial or token in names or low not in FORMS:
            words.append(
                Word(start, end, low, "name" if not initial or token in names or _next_is_name(text, end) else "word")
            )
        else:
            words.append(Word(start, end, low, "word", FORMS.get(low)))
        return
    if first.isdigit() or first in "$£€":
        words.append(Word(start, end, low, "num"))
        return
    words.append(Word(start, end, low, "name" if first.isupper() else "word"))


@lru_cache(maxsize=20_000)
def _small(low: str) -> tuple[str, Reading | None]:
    """Kind and reading of a word in small letters."""
    kind = _CLOSED.get(low, "")
    if kind:
        return kind, None
    reading = FORMS.get(low)
    if reading is not None or low in TIME_HEADS:
        return "word", reading
    if low.endswith("ly") and low not in _NOT_ADVERBS:
        return "adv", None
    if low in VERBS:
        return "verb", None
    if low.endswith("ed") and len(low) > 4:
        return "ed", None
    if low.endswith("ing") and len(low) > 5:
        return "ing", None
    return "word", None


def _next_is_name(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()
