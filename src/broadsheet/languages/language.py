"""A language and what it can, told by what its folder holds."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.languages.loading import code_of, codes, current, once, table
from broadsheet.languages.tables import About, Bylines, Calendar, Digest
from broadsheet.text.language import detect

_SURE = 0.9
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Abilities:
    """What can be done with a text of a language. Nothing here is declared: its folder holds what is needed, or not."""

    dates: bool = False  # days with the names of months are read
    bylines: bool = False  # authors are found behind its word for "by"
    quotations: bool = True  # what stands in quotation marks; the marks of all languages are known
    sentences: bool = False  # a text is cut into sentences that can be printed alone
    attribution: bool = False  # who said what, in direct and in reported speech
    digest: bool = False  # sentences are chosen that say what happened


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code; `name` is its name in English, or the code where none is known."""

    code: str
    name: str
    can: Abilities


def of(tag: str) -> Language:
    """The language of a tag as pages write it; one without a folder can nothing."""
    code = code_of(tag)
    known = _known()
    if code not in known:
        known[code] = Language(code, named(tag), _abilities(code))
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
        sentences=languages.has_module(code, "sentences"),
        attribution=languages.has_module(code, "grammar"),
        digest=languages.has_module(code, "sentences") and bool(table(code, Digest).deeds),
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
