"""Paragraphs taken apart into sentences of words; a quotation of speech is one word.

Requirement: no sentence ends within speech, and names, titles and scare quotes are no speech. Theory: speech begins
with a capital behind a stop, a comma, a colon or a verb of speech, and ends with a stop or a comma. Known failures:
speech of one or two words without a stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadsheet.languages.en.grammar.lexicon import FORMS
from broadsheet.languages.en.grammar.words import Token, small_word, word_of
from broadsheet.languages.en.sentences import split
from broadsheet.text.quotations import Quotation
from broadsheet.text.quotations import find as quotations

_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Sgt|Cpl|Jr|Sr|St|Prof|Col|Capt|Cmdr|Maj|Adm|Rev|Hon|Det|Messrs)\."
)
_JOINED = r"(?:[-&/’'][^\W_]+|\.(?![A-Z][a-z])[^\W_]+)*"
# Words in small letters stand first, and what begins with a capital behind one look at it: else each of the titles would
# be tried at each word, in twice the time.
_TOKEN = re.compile(
    rf"[a-z]+[^\W\d_]*{_JOINED}|(?=[A-Z])(?:{_TITLE}|(?:[A-Z]\.)+(?:[A-Z](?!\w))?|[^\W\d_]+{_JOINED})"
    rf"|[^\W\d_]+{_JOINED}|[$£€]?\d+(?:[.,:/]\d+)*(?:[\w-]*\w)?|\S"
)
_CLITIC = re.compile(r"(?<=\w)(?:n[’']t|[’'](?:s|re|ve|d|ll|m|S))$")


@dataclass(slots=True)
class ParsedSentence:
    """[start, end) in the text, its words (none where nothing in it could report), and the quotations in it that are
    speech, by the number of their word."""

    start: int
    end: int
    words: list[Token]
    speech: dict[int, Quotation] = field(default_factory=dict)
    opened: dict[int, int] = field(
        default_factory=dict
    )  # quotations that are no speech: first word, word behind the last

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
    sentences: tuple[ParsedSentence, ...]
    quotations: tuple[Quotation, ...]


_GAP = 8  # characters; between two paragraphs stand few


def read(text: str, start: int, end: int, names: frozenset[str]) -> Paragraph:
    """The paragraph at [start, end), a run of text without line breaks."""
    line = text[start:end]
    marks = [_shifted(each, start) for each in quotations(line, following=text[end : end + _GAP])]
    starts = [each.start for each in marks]
    masked = _masked(text, start, end, marks)
    sentences = []
    for whole in split(masked):
        for one, two in _parted(masked, *whole):
            within = slice(bisect_left(starts, start + one), bisect_left(starts, start + two))
            sentences.append(_sentence(text, start + one, start + two, marks[within], names))
    return Paragraph(start, end, tuple(sentences), tuple(marks))


def _shifted(mark: Quotation, by: int) -> Quotation:
    places = (mark.start + by, mark.end + by, mark.inner_start + by, mark.inner_end + by)
    return Quotation(*places, mark.closed, mark.style, mark.goes_on)


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
    # The expression is tried at every character, and most sentences hold no stop but their last.
    if not any(line.find(stop, max(0, start - 2), end - 2) >= 0 for stop in ".!?"):
        return [(start, end)]
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
        opening, closing = each.inner_start - each.start, each.end - each.inner_end
        parts.append("“" * opening + head + blot[len(head) :] + "”" * closing)
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
        return (
            ends
            or alone
            or (len(words) > 1 and bool(_CUE_FOLLOWS.match(" " + text[mark.end : mark.end + 80].lstrip(" ,"))))
        )
    if lead == ":" or (lead in ",—–-" and not (spoken and upper and len(words) < 3)):
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


_LETTERS = re.compile("[a-z]+")
_DASH_FIRST = re.compile(r"[\W_]*[—–―…-]")  # it may be a signature
_REPORTING = frozenset((*FORMS, "according"))


def _may_report(sentence: str) -> bool:
    """Whether words of a sentence without quotations could report: one in five holds no form of any cue, and the words
    of those need not be told apart."""
    low = sentence.lower()
    if ":" in low or "n't" in low or "n’t" in low or _DASH_FIRST.match(low):
        return True
    return not _REPORTING.isdisjoint(_LETTERS.findall(low))


def _sentence(text: str, start: int, end: int, marks: Sequence[Quotation], names: frozenset[str]) -> ParsedSentence:
    sentence = ParsedSentence(start, end, [])
    if not marks and not _may_report(text[start:end]):
        return sentence
    at = start
    for mark in marks:
        if _is_speech(text, mark, start, end, bool(sentence.speech)):
            _words(text, at, mark.start, sentence, names, marks)
            sentence.speech[len(sentence.words)] = mark
            sentence.words.append(Token(mark.start, mark.end, "q" if _first_letter(text, mark).islower() else "Q", "Q"))
            at = mark.end
    _words(text, at, end, sentence, names, marks)
    return sentence


_LETTER = re.compile(r"\w")
_POINTS = frozenset(",;:—–-―")
_MARKS = frozenset('“”„«»「」"‘‚')


def _words(
    text: str, start: int, end: int, sentence: ParsedSentence, names: frozenset[str], marks: Sequence[Quotation]
) -> None:
    words = sentence.words
    ends = {each.inner_start: each.inner_end for each in marks}
    first = until = 0  # of the quotation that is being read
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        at, behind = match.span()
        if until and at >= until:
            sentence.opened[first], until = len(words), 0
        if at in ends:
            first, until = len(words), ends[at]
            sentence.opened[first] = first
        joined = "’" in token or "'" in token
        if not joined and token[0].islower():
            words.append(small_word(token, at, behind))
        elif token[0].isalpha():
            clitic = _CLITIC.search(token) if joined else None
            cut = at + clitic.start() if clitic else at
            if at < cut:
                words.append(word_of(text, at, cut, words, names))
            words.append(word_of(text, cut, behind, words, names))
        elif token in _POINTS and until and _LETTER.search(text, at + 1, until):
            # A comma inside a quotation parts nothing outside of it.
            words.append(Token(at, behind, token, "·"))
        elif not _is_mark(text, token, at, start) and not text.startswith(".)", at):
            words.append(word_of(text, at, behind, words, names))
    if until:
        sentence.opened[first] = len(sentence.words)


def _is_mark(text: str, token: str, at: int, start: int) -> bool:
    """Whether a token is a quotation mark, and no apostrophe."""
    if token in _MARKS:
        return True
    return token in "’'" and (at == start or text[at - 1].isspace() or not text[at + 1 : at + 2].isalnum())
