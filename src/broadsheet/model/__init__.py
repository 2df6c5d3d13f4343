"""The nouns. Each is frozen, knows only the standard library and has one JSON form (`text.codec`)."""

from broadsheet.model.article import (
    Access,
    Address,
    Block,
    BlockKind,
    Kind,
    Reader,
    Span,
    Text,
    Version,
    slice_of,
)
from broadsheet.model.capture import Capture, Link, Place, RecordKind, Sighting, Truncation
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
    Words,
)
from broadsheet.model.moment import Moment, Origin, Precision
from broadsheet.model.outcome import Failed, Made, Outcome, Rejected, Unchanged
from broadsheet.model.outlet import Funding, Outlet, Source, SourceKind
from broadsheet.model.statement import Polarity, Statement, StatementClass, StatementKind
from broadsheet.model.story import ChangeKind, Membership, Relation, Report, Story, StoryChange
from broadsheet.model.work import ItemOutcome, OutcomeKind, Reading, Round, RoundKind, SourceState

__all__ = [
    "Access", "Address", "Block", "BlockKind", "BlockProof", "Capture", "ChangeKind", "Cited",
    "ComputedLine", "Edition", "Entry", "Failed", "FileDigest", "Funding", "Gloss", "Group",
    "GroupRole", "ItemOutcome", "Kind", "LabelLine", "Line", "Link", "Made", "Membership", "Moment",
    "Origin", "Outcome", "OutcomeKind", "Outlet", "OutletName", "Part", "Place", "Polarity",
    "Precision", "QuotedLine", "Reader", "Reading", "RecordKind", "Rejected", "Relation", "Report", "Round",
    "RoundKind", "Section", "Sighting", "Slot", "Source", "SourceKind", "SourceState", "Span", "Statement",
    "StatementClass", "StatementKind", "Story", "StoryChange", "Text", "Truncation", "Unchanged",
    "Version", "Words", "slice_of",
]  # fmt: skip
