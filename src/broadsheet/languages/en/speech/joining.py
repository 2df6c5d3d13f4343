"""The reported clauses of a text: sentences read one after the other, and speech that goes on joined to its cue.

Requirement: a speech is one statement, in pieces, wherever its cue stands. Theory: a quotation without a cue that
follows speech at once is the same speaker's; one that precedes it in its paragraph too. Known failures: dialogues
without cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.languages.en.grammar.prose import Paragraph, ParsedSentence, read
from broadsheet.languages.en.speech import SAY, ReportedClause, reported_clauses
from broadsheet.model import Offsets

_WORD = re.compile(r"\w")
_LONGEST = 8_000  # code points; of 500,000 paragraphs of news four are longer
_NEAR = 200  # characters of the writer's own between a speech and its next paragraph
_DENIED = re.compile(r"n[’']t\b|\b(?:not|never)\b")


def drafts(text: str, spans: Sequence[Offsets], names: frozenset[str]) -> list[ReportedClause]:
    """All drafts of a text, whose paragraphs are `spans`, in order. `names` are the `capitals` of the text."""
    thread = _Thread(text)
    for start, end in _readable(text, spans):
        thread.read(read(text, start, end, names))
    for draft in thread.drafts:
        draft.content = [piece for piece in draft.content if _WORD.search(text, *piece)]
    return [draft for draft in thread.drafts if draft.content]


def _readable(text: str, spans: Sequence[Offsets]) -> Iterator[Offsets]:
    """The spans, those that no paragraph is as long as in parts: the time to read a sentence grows with its neighbours."""
    for start, end in spans:
        while end - start > _LONGEST:
            cut = text.rfind(". ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


@dataclass(slots=True)
class _Thread:
    """What a text has said up to a place: its drafts, the one that speech without a cue would go on with, and the speech
    whose cue has not come yet."""

    text: str
    drafts: list[ReportedClause] = field(default_factory=list)
    last: ReportedClause | None = None
    waiting: list[ReportedClause] = field(default_factory=list)

    def read(self, paragraph: Paragraph) -> None:
        """Takes in a paragraph."""
        for number, sentence in enumerate(paragraph.sentences):
            signed = _signature(self.text, sentence)
            if signed is not None and self.waiting:
                _sign(self.waiting, signed)
                self.last, self.waiting = None, []
                continue
            here = reported_clauses(sentence)
            if _only_speech(sentence) and here and here[0].cue is None:
                self._go_on(here, opening=number == 0)
            else:
                self._tell(here)
        marks = paragraph.quotations
        mere = all(_only_speech(sentence) for sentence in paragraph.sentences)
        if not marks or (marks[-1].closed and not mere):
            self.waiting = []

    def _go_on(self, here: list[ReportedClause], *, opening: bool) -> None:
        """Mere speech: it goes on with what was said before, or waits for its cue."""
        if self.last is not None and (not opening or self._carries_on(self.last, here[0])):
            self.last.content += here[0].content
        else:
            self.waiting += here
            self.drafts += here

    def _tell(self, here: list[ReportedClause]) -> None:
        """A sentence of the writer's own, with its reported clauses."""
        first = here[0] if here else None
        if (
            self.waiting
            and first is not None
            and first.speech
            and first.cue
            and first.content
            and first.content[0] < first.cue
        ):
            first.content[:0] = [piece for draft in self.waiting for piece in draft.content]
            for draft in self.waiting:
                draft.content = []
        self.waiting = []
        self.drafts += here
        spoken = [draft for draft in here if draft.cue and draft.spoken]
        loose = [
            draft for draft in here if draft.cue and draft.source and not _DENIED.search(self.text[slice(*draft.cue)])
        ]
        self.last = spoken[-1] if spoken else loose[-1] if loose else None

    def _carries_on(self, last: ReportedClause, speech: ReportedClause) -> bool:
        """Whether a paragraph that begins with mere speech goes on with what was said right before it."""
        end = last.content[-1][1] if last.content else last.cue[1] if last.cue else 0
        between = self.text[end : speech.content[0][0]]
        return last.spoken and len(between) < _NEAR and "\n" not in between.strip()


def _signature(text: str, sentence: ParsedSentence) -> tuple[Offsets, Offsets] | None:
    """(dash, name) of a line like "― Marit Osool" that says whose the quotation above was."""
    words = sentence.words
    end = len(words) - (bool(words) and words[-1].kind == ".")
    if not 2 <= end <= 9 or words[0].kind != "-":
        return None
    if any(word.kind not in ("name", "word") or not text[word.start].isupper() for word in words[1:end]):
        return None
    return (words[0].start, words[0].end), (words[1].start, words[end - 1].end)


def _sign(waiting: list[ReportedClause], signed: tuple[Offsets, Offsets]) -> None:
    """Lays the speech that waits to the one who signed it."""
    first, *more = waiting
    first.content += [piece for draft in more for piece in draft.content]
    first.cue, first.source = signed
    first.verb, first.lemma = SAY, SAY.lemma
    for draft in more:
        draft.content = []


def _only_speech(sentence: ParsedSentence) -> bool:
    return bool(sentence.speech) and all(word.kind in ("Q", ".", ",", "?", "!", "-") for word in sentence.words)
