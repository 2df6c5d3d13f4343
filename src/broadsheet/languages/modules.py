"""What the modules in the folder of a language offer to the stages: each file, the functions it must have, and their types.

A stage knows these types and no language: `Language` asks the folder for the module, and does without where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from broadsheet.model import Offsets, Polarity, StatementClass


class Sentences(Protocol):
    """sentences.py."""

    def split(self, text: str, /) -> tuple[Offsets, ...]:
        """The sentences of a text in order, without white space around them; none runs over a line break."""


class Datelines(Protocol):
    """datelines.py: where the sentence begins behind a dateline; `start` itself where there is none."""

    def behind(self, text: str, start: int, end: int, /) -> int:
        """Of a sentence at [start, end) that is printed."""

    def behind_leading(self, text: str, start: int, end: int, /) -> int:
        """Of one of the first sentences of a text, which is weighed for a digest."""


@dataclass(frozen=True, slots=True)
class Relative:
    """An expression at [start, end) of a sentence. `rule` tells how it is counted; "" where it cannot be."""

    start: int
    end: int
    words: str
    rule: str


class RelativeDates(Protocol):
    """relative.py: dates that only mean something on the day they were written."""

    def find(self, sentence: str, /) -> tuple[Relative, ...]:
        """The relative dates of a sentence, in order; those beside which a date stands are none."""

    def gloss(self, words: str, rule: str, written: date, /) -> str:
        """The date that is printed behind words written on that day, in English; "" where they have none."""


class PrintingRules(Protocol):
    """printing.py: whether a sentence may be printed without its neighbours. `plain` is it without what it quotes."""

    def opens_alone(self, words: str, /) -> bool:
        """Whether its opening points to no sentence before it."""

    def hangs(self, plain: str, /) -> bool:
        """Whether it is a part of the one before it, or leaves out what that one said."""

    def points_away(self, words: str, /) -> bool:
        """Whether it points to a place that another sentence names."""

    def is_boilerplate(self, words: str, /) -> bool:
        """Whether it speaks of the page, or stands under a picture."""

    def is_glued(self, words: str, /) -> bool:
        """Whether a name stands there twice without a space between."""

    def in_first_person(self, plain: str, /) -> bool:
        """Whether the outlet speaks of itself."""

    def dangling_pronoun(self, plain: str, /) -> bool:
        """Whether a pronoun stands before anything that it could mean."""

    def may_be_reported(self, plain: str, /) -> bool:
        """Whether it has the form in which speech is reported."""

    def tells_ahead(self, plain: str, /) -> bool:
        """Whether it says what is going to happen."""

    def asks_ahead(self, plain: str, /) -> bool:
        """Whether it leaves open what is going to happen."""

    def is_conditional(self, plain: str, /) -> bool:
        """Whether it says what happens only if something else does."""


class Introducing(Protocol):
    """introducing.py: how an article introduces who speaks, for Lines of speech."""

    def is_cue(self, words: str, /) -> bool:
        """Whether a cue can stand before a colon."""

    def needs_addressee(self, words: str, /) -> bool:
        """Whether a cue says nothing without whom it was said to."""

    def addressee_end(self, text: str, at: int, /) -> int:
        """Where the words end that name, from `at` on, to whom something was said; -1 where none do."""

    def goes_on(self, cue: str, /) -> bool:
        """Whether a cue goes on from words before."""

    def untitled(self, name: str, /) -> str:
        """A name without the titles before it."""

    def names_a_picture(self, name: str, /) -> bool:
        """Whether a name is the credit of a picture."""

    def is_pronoun(self, words: str, /) -> bool:
        """Whether a source is a pronoun."""

    def is_no_role(self, words: str, /) -> bool:
        """Whether words beside a name do not say what its bearer is."""

    def possessive(self, words: str, /) -> tuple[int, bool]:
        """How many characters a possessive takes at the start of a role, and whether it is a person's."""

    def article(self, words: str, /) -> int:
        """How many characters an article takes at the start of a role."""

    def has_article(self, before: str, /) -> bool:
        """Whether a name has an article right before it, where `before` ends."""

    def name_goes_on(self, before: str, /) -> bool:
        """Whether words that begin with a capital behind `before` are the rest of a longer name."""

    def may_stand_between(self, words: str, /) -> bool:
        """Whether words between who speaks and the cue may be left out."""


class Tolls(Protocol):
    """tolls.py: counts that later reports raise."""

    def overtaken(self, words: str, later: str, /) -> bool:
        """Whether `later` counts the same as `words` and has none of its numbers."""


class SentenceStart(Protocol):
    """The sentence in which a report was found."""

    @property
    def start(self) -> int: ...


class FoundReport(Protocol):
    """A report by offsets in the text: its pieces in order, cue and source where known, and whom it was told.

    `lemma` is the dictionary form of the cue, "" without one.
    """

    content: list[Offsets]
    cue: Offsets | None
    source: Offsets | None
    lemma: str
    addressed: Offsets | None

    @property
    def sentence(self) -> SentenceStart: ...


class FoundSpeaker(Protocol):
    """Name, the place to quote it from and what its bearer is there."""

    @property
    def name(self) -> str: ...
    @property
    def span(self) -> Offsets: ...
    @property
    def role(self) -> Offsets | None: ...


class SpeakerFinder(Protocol):
    """Tells who the sources of one text are, asked in the order of the text."""

    def speaker(self, source: Offsets, clause: int, /) -> FoundSpeaker | None:
        """Whom the words at `source` name; `clause` is where their sentence starts. None rather than a guess."""


class AttributionRules(Protocol):
    """attribution.py: who said what."""

    def capitals(self, text: str, /) -> frozenset[str]:
        """The words, in small letters, that the text writes with a capital inside sentences."""

    def drafts(self, text: str, spans: Sequence[Offsets], names: frozenset[str], /) -> Sequence[FoundReport]:
        """The reports of a text, whose paragraphs are `spans`; `names` are its `capitals`."""

    def resolver(
        self, text: str, lines: Sequence[Offsets], reported: Sequence[Offsets], names: frozenset[str], /
    ) -> SpeakerFinder:
        """Who is named in a text; `reported` are the places of what was said."""

    def polarity(self, before: str, source: str, cue: str, /) -> Polarity:
        """Whether a report is affirmed, denied or conditional; `before` stands in front of source and cue."""

    def klass(self, lemma: str, source: str, cue: str, /) -> StatementClass:
        """What kind of report it is."""

    def outlet(self, phrase: str, /) -> str:
        """The news outlet that a phrase names; "" where it names none."""


# A module that lacks one of these is an error, which names it.
MODULES: Mapping[str, tuple[str, ...]] = {
    "sentences": ("split",),
    "datelines": ("behind", "behind_leading"),
    "relative": ("find", "gloss"),
    "tolls": ("overtaken",),
    "printing": (
        "opens_alone",
        "hangs",
        "points_away",
        "is_boilerplate",
        "is_glued",
        "in_first_person",
        "dangling_pronoun",
        "may_be_reported",
        "tells_ahead",
        "asks_ahead",
        "is_conditional",
    ),
    "introducing": (
        "is_cue",
        "needs_addressee",
        "addressee_end",
        "goes_on",
        "untitled",
        "names_a_picture",
        "is_pronoun",
        "is_no_role",
        "possessive",
        "article",
        "has_article",
        "name_goes_on",
        "may_stand_between",
    ),
    "attribution": ("capitals", "drafts", "resolver", "polarity", "klass", "outlet"),
}
