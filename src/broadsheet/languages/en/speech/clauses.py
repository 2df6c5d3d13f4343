"""Reports in the making, and the sheet on which those of one sentence are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.languages.en.grammar.lexicon import VERBS, Verb
from broadsheet.languages.en.grammar.phrases import Range
from broadsheet.languages.en.grammar.prose import ParsedSentence
from broadsheet.model import Offsets

SAY = VERBS["say"]


@dataclass(slots=True)
class ReportedClause:
    """A report by offsets in the text: its pieces in order, cue and source where known, and whom it was told.

    `lemma` is the dictionary form of the cue ("according" for that phrase, "" without a cue), `speech` whether a
    quotation of speech is in it, `spoken` whether its cue is one of speech.
    """

    content: list[Offsets]
    sentence: ParsedSentence
    cue: Offsets | None = None
    source: Offsets | None = None
    verb: Verb | None = None
    lemma: str = ""
    addressed: Offsets | None = None
    speech: bool = False

    @property
    def spoken(self) -> bool:
        return self.lemma == "according" or (self.verb is not None and "d" in self.verb.codes)


@dataclass(slots=True)
class SentenceDrafts:
    """What has been found in a sentence so far: drafts, the words used up from its head by cues behind their report,
    the quotations taken, and the source of the last draft."""

    sentence: ParsedSentence
    drafts: list[ReportedClause] = field(default_factory=list)
    used: int = 0
    taken: set[int] = field(default_factory=set)
    source: Range | None = None

    def span(self, first: int, end: int) -> Offsets:
        """Offsets of the words from `first` up to `end`."""
        return self.sentence.words[first].start, self.sentence.words[end - 1].end

    def speech(self, first: int, end: int) -> list[int]:
        """The words from `first` up to `end` that are quotations of speech, taken by nobody."""
        return [at for at in self.sentence.speech if first <= at < end and at not in self.taken]

    def add(
        self, pieces: list[Offsets], cue: Range, source: Range | None, verb: Verb | None, addressed: Range | None = None
    ) -> ReportedClause:
        """Adds a draft; all but the pieces are by words."""
        draft = ReportedClause(pieces, self.sentence, self.span(*cue), self.span(*source) if source else None, verb)
        draft.lemma = verb.lemma if verb is not None else "according"
        draft.addressed = self.span(*addressed) if addressed else None
        draft.speech = any(self.span(at, at + 1) in pieces for at in self.sentence.speech)
        self.source = source or self.source
        self.drafts.append(draft)
        return draft

    def covered(self) -> list[Offsets]:
        """What is content or cue of a draft."""
        return [piece for draft in self.drafts for piece in (*draft.content, *((draft.cue,) if draft.cue else ()))]
