"""Attributions as the words that they mark, for tests to compare."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.model import Span, Statement
from broadsheet.statements import find_in


@dataclass(frozen=True)
class Words:
    """An attribution in words; "" stands for a span that is missing."""

    content: tuple[str, ...]
    cue: str
    source: str
    speaker: str
    role: str
    whole: Statement


def read(text: str) -> list[Words]:
    """All attributions of a text, in order."""

    def of(spans: tuple[Span, ...]) -> str:
        return " … ".join(text[slice(*span.offsets)] for span in spans)

    return [
        Words(
            content=tuple(text[slice(*span.offsets)] for span in each.content),
            cue=of(each.cue),
            source=of(each.source),
            speaker=each.speaker,
            role=text[slice(*each.role.offsets)] if each.role else "",
            whole=each,
        )
        for each in find_in(text)
    ]


def only(text: str) -> Words:
    """The one attribution of a text."""
    (found,) = read(text)
    return found
