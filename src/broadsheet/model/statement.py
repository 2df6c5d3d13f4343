"""Who said what: one attribution in one Version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadsheet.model.article import Span

StatementKind = Literal["direct", "indirect", "mixed"]
StatementClass = Literal["speech", "document", "plan", "thought", "perception"]
Polarity = Literal["affirmed", "negated", "conditional"]


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution. All Spans are of the text of one Version.

    `content` may be in pieces, in order; with quotation marks where the text has them. `source`
    is the speaker as written ("he", "the minister said"), `cue` the reporting words. `speaker` is
    the fullest name the Article has for the source, or "" for unknown rather than guessed;
    `speaker_span` is where that name stands, `role` where what the speaker is stands.
    """

    id: str
    version_id: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str = ""
    speaker_span: Span | None = None
    role: Span | None = None
    credit: str = ""
    kind: StatementKind = "direct"
    klass: StatementClass = "speech"
    polarity: Polarity = "affirmed"

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a Statement has content")
        for span in (*self.content, *self.cue, *self.source):
            if span.version_id != self.version_id or span.field != "text":
                raise ValueError(f"the Spans of a Statement lie in the text of {self.version_id}")
