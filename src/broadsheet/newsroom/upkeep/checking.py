"""Checking an edition's folder: reading it without trust, and asking a paper's ledger where that alone can tell."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

from broadsheet import editions, messages
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.store import open_ledger
from broadsheet.store.contract import Ledger, Withdrawal

MAX_FILE = 50_000_000  # bytes of one file of an edition's folder that `verify` reads
MAX_FILES = 50  # an edition has seven
LEDGER_FILE = "ledger.sqlite"


def verify_folder(folder: Path, *, expected: str = "", paper: Path | None = None) -> editions.Verdict:
    """Checks an edition's folder, with nothing but the folder; `expected` is the hash or its first digits. InputError
    where there is no such folder or hash.

    A withdrawal is proven by a ledger alone: that of `paper`, else of the paper that the folder lies in, else of the one
    here."""
    hash = editions.hash_given(expected) if expected else ""
    files, foreign = _read(folder)
    verdict = editions.verify(files, expected=hash, render=messages.render, foreign=foreign)
    if not verdict.withdrawn:
        return verdict
    homes = (paper,) if paper else (folder.resolve().parent.parent, Path())
    found = (_ledgered(home, verdict.hash, must=paper is not None) for home in homes)
    ledger = next((each for each in found if each is not None), None)
    return editions.verify(files, expected=hash, render=messages.render, foreign=foreign, ledger=ledger)


def _read(folder: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files of a folder by name, and what else lies in it, with what it is: links are not followed."""
    if not folder.is_dir():
        raise InputError(
            f"{folder} is not a folder.", hint="Name the folder of an edition, such as editions/2026-03-04-morning."
        )
    files: dict[str, bytes] = {}
    foreign: dict[str, str] = {}
    try:
        with os.scandir(folder) as entries:
            for number, entry in enumerate(entries):
                name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                if number >= MAX_FILES:
                    foreign[name] = f"this is one of more than {MAX_FILES} files; an edition has seven"
                    break
                if what := _foreign(entry):
                    foreign[name] = what
                else:
                    files[name] = Path(entry.path).read_bytes()
    except OSError as error:
        raise InputError(
            f"{error.filename or folder} cannot be read: {error.strerror or error}.", hint="See that you may read it."
        ) from error
    return files, foreign


def _foreign(entry: os.DirEntry[str]) -> str:
    """What an entry is, if it is no file that an edition could have."""
    if entry.is_symlink():
        return "this is a link, and an edition has none"
    if entry.is_dir():
        return "this is a folder, and an edition has none"
    if not entry.is_file():
        return "this is no plain file"
    size = entry.stat(follow_symlinks=False).st_size
    return f"it has {size:,} bytes; no edition has a file that large" if size > MAX_FILE else ""


def _ledgered(paper: Path, hash: str, *, must: bool) -> editions.Ledgered | None:
    """What the paper's ledger knows of an edition, or None. Where the paper was named by a person, its ledger must open."""
    if not (paper / LEDGER_FILE).is_file():
        if must:
            raise InputError(
                f"there is no paper in {paper}.", hint="Name the folder of the paper that printed this edition."
            )
        return None
    try:
        with closing(open_ledger(paper / LEDGER_FILE, write=False)) as ledger:
            return _known(ledger, hash, str(paper))
    except BroadsheetError:
        if must:
            raise
        return None


def _known(ledger: Ledger, hash: str, where: str) -> editions.Ledgered | None:
    edition = ledger.edition(hash)
    if edition is None:
        return None
    why = {each.version_id: _words(each) for each in ledger.withdrawals() if each.version_id}
    gone = [each for each in ledger.corrections(edition_hash=hash) if each.kind == "withdrawn"]
    reasons = {each.line_id: why[each.version_id] for each in gone if each.version_id in why}
    return editions.Ledgered(edition, reasons, where)


def _words(withdrawal: Withdrawal) -> str:
    return f"withdrawn on {withdrawal.at.day} {withdrawal.at:%B %Y}: {withdrawal.reason}"
