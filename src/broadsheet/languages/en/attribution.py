"""Who said what, in English: the door of `speech`, which finds reports, and `entities`, which finds who made them."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.languages.en.entities.entities import entities_of
from broadsheet.languages.en.entities.resolution import SpeakerResolver
from broadsheet.languages.en.grammar.words import capitals
from broadsheet.languages.en.speech.classification import klass, outlet, polarity
from broadsheet.languages.en.speech.joining import drafts
from broadsheet.model import Offsets

__all__ = ["capitals", "drafts", "klass", "outlet", "polarity", "resolver"]


def resolver(
    text: str, lines: Sequence[Offsets], reported: Sequence[Offsets], names: frozenset[str]
) -> SpeakerResolver:
    """Tells who the source of a report is, among the people of the text. `reported` are the places of what was said."""
    return SpeakerResolver(text, entities_of(text, lines, reported, names), lines)
