"""The nouns: what the rooms hand to one another. Each is frozen, knows only the standard library and has one JSON form
(`text.codec`).

Promise: a value that exists is whole and never changes; times are aware and in UTC, and a time is never more exact
than what was seen.
Theory: where each border between rooms has a type with a name, a room can be read, tested and replaced by itself.
Known failures: types cannot say that a Span lies within its text; the door that builds Lines checks that.
"""

from broadsheet.model.article import (
    Access,
    Address,
    Block,
    BlockKind,
    Image,
    Kind,
    Offsets,
    Reader,
    Span,
    Text,
    Version,
    slice_of,
)
from broadsheet.model.capture import Capture, Link, Place, RecordKind, Sighting, Truncation
from broadsheet.model.correction import Channel, Correction, CorrectionKind, Delivery, DeliveryState, ReaderRule
from broadsheet.model.edition import (
    BlockProof,
    Cited,
    ComputedLine,
    Edition,
    Entry,
    FileDigest,
    Gloss,
    Group,
    GroupRole,
    LabelLine,
    Line,
    OutletName,
    Part,
    QuotedLine,
    Section,
    Slot,
    WithdrawnLine,
    Words,
)
from broadsheet.model.exchange import Exchange, Fetched, Hop
from broadsheet.model.moment import Moment, Origin, Precision
from broadsheet.model.outcome import Failed, Made, Outcome, Rejected, Unchanged
from broadsheet.model.outlet import Funding, Outlet, Source, SourceKind
from broadsheet.model.statement import Polarity, Statement, StatementClass, StatementKind
from broadsheet.model.story import ChangeKind, Membership, Relation, Report, Story, StoryChange
from broadsheet.model.work import EditionRow, ItemOutcome, OutcomeKind, Reading, Round, RoundKind, SourceState

__all__ = [
    "Access",
    "Address",
    "Block",
    "BlockKind",
    "BlockProof",
    "Capture",
    "ChangeKind",
    "Channel",
    "Cited",
    "ComputedLine",
    "Correction",
    "CorrectionKind",
    "Delivery",
    "DeliveryState",
    "Edition",
    "EditionRow",
    "Entry",
    "Exchange",
    "Failed",
    "Fetched",
    "FileDigest",
    "Funding",
    "Gloss",
    "Group",
    "GroupRole",
    "Hop",
    "Image",
    "ItemOutcome",
    "Kind",
    "LabelLine",
    "Line",
    "Link",
    "Made",
    "Membership",
    "Moment",
    "Offsets",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "Outlet",
    "OutletName",
    "Part",
    "Place",
    "Polarity",
    "Precision",
    "QuotedLine",
    "Reader",
    "ReaderRule",
    "Reading",
    "RecordKind",
    "Rejected",
    "Relation",
    "Report",
    "Round",
    "RoundKind",
    "Section",
    "Sighting",
    "Slot",
    "Source",
    "SourceKind",
    "SourceState",
    "Span",
    "Statement",
    "StatementClass",
    "StatementKind",
    "Story",
    "StoryChange",
    "Text",
    "Truncation",
    "Unchanged",
    "Version",
    "WithdrawnLine",
    "Words",
    "slice_of",
]
