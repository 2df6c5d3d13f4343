"""Attributions as the words that they mark, for tests to compare."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.statements import Attribution, attributions


@dataclass(frozen=True)
class Words:
    """An attribution in words; "" stands for a span that is missing."""

    content: tuple[str, ...]
    cue: str
    source: str
    speaker: str
    role: str
    whole: Attribution


def read(text: str) -> list[Words]:
    """All attributions of a text, in order."""

    def of(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[start:end] for start, end in spans)

    return [
        Words(
            content=tuple(text[start:end] for start, end in each.content),
            cue=of(each.cue),
            source=of(each.source),
            speaker=each.speaker,
            role=text[slice(*each.role)] if each.role else "",
            whole=each,
        )
        for each in attributions(text)
    ]


def only(text: str) -> Words:
    """The one attribution of a text."""
    (found,) = read(text)
    return found
