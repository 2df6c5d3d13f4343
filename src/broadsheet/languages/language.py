"""A language: what it can, told by what its folder holds, and the way to the modules of that folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from broadsheet.languages.dates_in_words.days import undatable
from broadsheet.languages.loading import code_of, codes, current, module, once, table
from broadsheet.languages.modules import (
    AttributionRules,
    Datelines,
    Introducing,
    PrintingRules,
    Relative,
    RelativeDates,
    Sentences,
    Tolls,
)
from broadsheet.languages.tables import About, Bylines, Calendar, Digest, QuotationMarks
from broadsheet.model import Offsets
from broadsheet.text.language import detect

_SURE = 0.9
_FALLBACK = "en"
_FOR_DIGEST = ("sentences", "printing")
_LINE = re.compile(r"\S[^\n]*\S|\S")


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done with a text of a language. Nothing here is declared: its folder holds what is needed, or not."""

    dates: bool = False  # days with the names of months are read
    bylines: bool = False  # authors are found behind its word for "by"
    quotations: bool = False  # what stands in quotation marks is somebody's words
    sentences: bool = False  # a text is cut into sentences that can be printed alone
    attribution: bool = False  # who said what, in direct and in reported speech
    digest: bool = False  # sentences are chosen that say what happened


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; `name` is its name in English, or the code where none is known.

    Its methods ask the modules of its folder. What a folder lacks is done without: see each of them.
    """

    code: str
    name: str
    can: Abilities

    def split(self, text: str) -> tuple[Offsets, ...]:
        """The sentences of a text; its lines, where the language has no rules for sentences."""
        found = cast("Sentences | None", module(self.code, "sentences"))
        return found.split(text) if found else tuple(match.span() for match in _LINE.finditer(text))

    def behind_dateline(self, text: str, start: int, end: int) -> int:
        """Where a sentence that is printed begins behind its dateline; `start`, where it has none or none is known."""
        found = cast("Datelines | None", module(self.code, "datelines"))
        return found.behind(text, start, end) if found else start

    def behind_leading_dateline(self, text: str, start: int, end: int) -> int:
        """The same of one of the first sentences of a text, which is weighed for a digest."""
        found = cast("Datelines | None", module(self.code, "datelines"))
        return found.behind_leading(text, start, end) if found else start

    def relative_dates(self, sentence: str) -> tuple[Relative, ...]:
        """The dates of a sentence that only its own day understands; without rules for them none of them can be dated."""
        found = cast("RelativeDates | None", module(self.code, "relative"))
        return found.find(sentence) if found else undatable(sentence)

    def gloss(self, words: str, rule: str, written: date) -> str:
        """The date of such words, as it is printed behind them; "" where they have none."""
        found = cast("RelativeDates | None", module(self.code, "relative"))
        return found.gloss(words, rule, written) if found else ""

    def overtaken(self, words: str, later: str) -> bool:
        """Whether a later text counts otherwise what these words count; False where no counts are known."""
        found = cast("Tolls | None", module(self.code, "tolls"))
        return bool(found and found.overtaken(words, later))

    def printing(self) -> PrintingRules:
        """The rules for sentences that stand alone; where the language has none, no sentence does."""
        return cast("PrintingRules | None", module(self.code, "printing")) or _Unprintable()

    def introducing(self) -> Introducing:
        """How an article introduces who speaks; where the language does not know it, no cue can be printed."""
        return cast("Introducing | None", module(self.code, "introducing")) or _Unintroduced()

    def attribution(self) -> AttributionRules:
        """The rules by which it is told who said what. LookupError where the language cannot: ask `can` first."""
        found = cast("AttributionRules | None", module(self.code, "attribution"))
        if found is None:
            raise LookupError(f"who said what is not known in {self.name}")
        return found


class _Unprintable:
    """The rules of a language that has none: each sentence may point to its neighbours."""

    def opens_alone(self, words: str, /) -> bool:
        return False

    def _is_so(self, words: str, /) -> bool:
        return True

    def _is_not_so(self, words: str, /) -> bool:
        return False

    hangs = dangling_pronoun = may_be_reported = points_away = asks_ahead = is_conditional = _is_so
    is_boilerplate = is_glued = in_first_person = tells_ahead = _is_not_so


class _Unintroduced:
    """What is known of introductions in a language that says nothing of them: no cue, no role, a name as it stands."""

    def untitled(self, name: str, /) -> str:
        return name

    def addressee_end(self, text: str, at: int, /) -> int:
        return -1

    def possessive(self, words: str, /) -> tuple[int, bool]:
        return 0, False

    def article(self, words: str, /) -> int:
        return 0

    def _is_so(self, words: str, /) -> bool:
        return True

    def _is_not_so(self, words: str, /) -> bool:
        return False

    is_no_role = needs_addressee = _is_so
    is_cue = goes_on = names_a_picture = is_pronoun = has_article = name_goes_on = may_stand_between = _is_not_so


def of(tag: str) -> Language:
    """The language of a tag as pages write it; one without a folder can nothing. A text that names none counts as English."""
    code = code_of(tag) if tag.strip() else _FALLBACK
    known = _known()
    if code not in known:
        known[code] = Language(code, named(tag or _FALLBACK), _abilities(code))
    return known[code]


@once
def _known() -> dict[str, Language]:
    """The languages that were asked for, kept."""
    return {}


def _abilities(code: str) -> Abilities:
    languages = current()
    return Abilities(
        dates=len(table(code, Calendar).months) == 12,
        bylines=bool(table(code, Bylines).leads),
        quotations=bool(table(code, QuotationMarks).pairs),
        sentences=languages.has_module(code, "sentences"),
        attribution=languages.has_module(code, "attribution"),
        digest=bool(table(code, Digest).deeds) and all(languages.has_module(code, each) for each in _FOR_DIGEST),
    )


def named(tag: str) -> str:
    """A language's name in English; its tag where that is not known."""
    return table(code_of(tag), About).name or tag


def spoken_by(text: str, tag: str = "") -> Language:
    """The language of a text: that of its tag, else what the text looks like. A text too short to tell counts as English."""
    if tag.strip():
        return of(tag)
    code, sure = detect(text, among=codes())
    return of(code if sure >= _SURE else _FALLBACK)
