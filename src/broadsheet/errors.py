"""The errors that leave the house, in one small tree.

    BroadsheetError            what happened, to which thing, what to do
    ├── SettingsError          a setting is unknown or unusable; `where` is its path
    ├── InputError             what was given cannot be used (a file, a URL, a date, an id)
    ├── NotFoundError          what was asked for is not here
    ├── LedgerError            the ledger cannot be opened, read or written
    │   ├── LedgerLocked       another process writes; it is named
    │   └── LedgerRefused      a value cannot be kept, while others can
    ├── ArchiveError           the archive cannot be read or written
    └── BrokenEdition          a Line cannot be built: its Span does not resolve

What merely goes wrong with one item of work is no exception but an outcome (`model.outcome`).
"""

from __future__ import annotations


class BroadsheetError(Exception):
    """A message for a person: what happened, to which thing; `hint` says what to do."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.hint))


def _rebuild(kind: type[BroadsheetError], message: str, hint: str) -> BroadsheetError:
    return kind(message, hint=hint)


class SettingsError(BroadsheetError):
    """A setting is unknown or unusable."""


class InputError(BroadsheetError):
    """What was given cannot be used."""


class NotFoundError(BroadsheetError):
    """What was asked for is not here."""


class LedgerError(BroadsheetError):
    """The ledger cannot be opened, read or written."""


class LedgerLocked(LedgerError):
    """Another process holds the lock for writing."""


class LedgerRefused(LedgerError):
    """A value cannot be kept; the ledger itself is sound."""


class ArchiveError(BroadsheetError):
    """The archive cannot be read or written."""


class BrokenEdition(BroadsheetError):
    """A Line's Span does not resolve to the words that the Line would print."""
