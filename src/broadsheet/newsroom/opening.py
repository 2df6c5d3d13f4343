"""Opening a paper: its folder, settings, outlets, ledger, archive and engine, wired once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType

from broadsheet import settings as options
from broadsheet.archive import Archive
from broadsheet.articles.rules.rules import RuleBook
from broadsheet.articles.rules.rules import read as read_rules
from broadsheet.errors import BroadsheetError, InputError, LedgerError, NotFoundError
from broadsheet.newsroom.editions import Editions
from broadsheet.newsroom.outlets.sources import Sources
from broadsheet.newsroom.reading.articles import Articles
from broadsheet.newsroom.reading.edition_list import EditionList
from broadsheet.newsroom.reading.searching import Searching
from broadsheet.newsroom.reading.stories import Stories
from broadsheet.newsroom.rounds import Rounds
from broadsheet.newsroom.upkeep.checking import LEDGER_FILE
from broadsheet.newsroom.upkeep.exports import Exports
from broadsheet.newsroom.upkeep.retention import Retention
from broadsheet.pipeline.context import Context, Progress, Quiet
from broadsheet.pipeline.editions import printing
from broadsheet.pipeline.engine.engines import Engine, Serial, engine
from broadsheet.settings import Settings
from broadsheet.sources import Catalogue, load
from broadsheet.store import open_ledger
from broadsheet.store.contract import Ledger

SETTINGS_FILE = "broadsheet.toml"
OUTLETS_FILE = "outlets.toml"
LICENCES_FILE = "outlets.LICENSES"
ARCHIVE_FOLDER = "archive"
EDITIONS_FOLDER = "editions"
RULES_FOLDER = "rules"


def wall_clock() -> datetime:
    """Now, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class Newsroom:
    """One opened paper. Its parts read and write the same ledger; it belongs to one thread."""

    folder: Path
    settings: Settings
    catalogue: Catalogue
    ledger: Ledger
    archive: Archive
    now: Callable[[], datetime]
    progress: Progress
    engine: Engine
    clock_words: str = ""

    @cached_property
    def context(self) -> Context:
        rules = _rules(self.folder / RULES_FOLDER)
        return Context(
            self.ledger, self.archive, self.engine, self.catalogue, self.settings, self.now, self.progress, rules
        )

    @cached_property
    def sources(self) -> Sources:
        return Sources(self.context, self.folder / OUTLETS_FILE)

    @cached_property
    def rounds(self) -> Rounds:
        return Rounds(self.context, self.sources)

    @cached_property
    def editions(self) -> Editions:
        return Editions(self.context, self.folder / EDITIONS_FOLDER, clock=self.clock_words)

    @cached_property
    def stories(self) -> Stories:
        return Stories(self.context)

    @cached_property
    def edition_list(self) -> EditionList:
        return EditionList(self.context)

    @cached_property
    def searching(self) -> Searching:
        return Searching(self.context, self.stories)

    @cached_property
    def retention(self) -> Retention:
        return Retention(self.context, self.folder / EDITIONS_FOLDER)

    @cached_property
    def exports(self) -> Exports:
        return Exports(self.context)

    @cached_property
    def articles(self) -> Articles:
        return Articles(self.context)

    def close(self) -> None:
        self.engine.close()
        self.ledger.close()

    def __enter__(self) -> Newsroom:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def create_paper(
    folder: Path, *, settings: Settings | None = None, outlets: str = "", licences: str = ""
) -> list[Path]:
    """Makes what is missing of a paper in `folder`; what is there stays as it is. Gives what was made.

    `licences` are those of what `outlets` was made from; they lie beside it."""
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (
            (SETTINGS_FILE, options.as_toml(settings)),
            (LICENCES_FILE, licences if not (folder / OUTLETS_FILE).exists() else ""),
            (OUTLETS_FILE, outlets or _EMPTY_OUTLETS),
        ):
            if content and not (folder / name).exists():
                (folder / name).write_text(content, encoding="utf-8")
                made.append(folder / name)
        for name in (ARCHIVE_FOLDER, EDITIONS_FOLDER):
            if not (folder / name).is_dir():
                (folder / name).mkdir()
                made.append(folder / name)
    except OSError as error:
        raise BroadsheetError(
            f"no paper can be made in {folder}: {error.strerror or error}.",
            hint="Name a folder that you may write to: broadsheet init DIR",
        ) from error
    ledger = folder / LEDGER_FILE
    missing = not ledger.exists()
    _check_ledger(folder)
    open_ledger(ledger, write=True, command="init").close()
    return [*made, ledger] if missing else made


_EMPTY_OUTLETS = """\
# The outlets of this paper. `broadsheet add URL` finds a feed and writes it here; edit it as you like.
#
# [outlets.example]
# name = "The Example"            # as it stands over its own pages
# in_text = "the Example"         # as running text has it
# domains = ["example.com"]
# country = "GB"
# language = "en"
# owner = "Example Group"         # owners are counted by this name
# funding = "private"             # state, public, private, non-profit
# agency = false                  # true for a wire agency
# mute = false                    # true: nothing of it is read or shown
# feeds = ["https://example.com/feed.xml"]
"""


def open_newsroom(
    folder: Path,
    *,
    write: bool = False,
    command: str = "",
    now: Callable[[], datetime] = wall_clock,
    progress: Progress | None = None,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, str] | None = None,
    clock_words: str = "",
) -> Newsroom:
    """Opens the paper in `folder`. With `write`, this process holds the lock until it is closed, and
    the archive is made whole first: a torn record is cut off, complete ones are entered."""
    if not (folder / SETTINGS_FILE).exists():
        here = folder.resolve()
        made = "broadsheet init" if here == Path.cwd() else f"broadsheet init {folder}"
        raise NotFoundError(
            f"there is no paper in the folder {here}", hint=f"Make one: {made}, or name the folder of one: --paper DIR"
        )
    chosen = options.load(folder / SETTINGS_FILE, environment=environment, overrides=overrides)
    outlets = folder / OUTLETS_FILE
    try:
        catalogue = load(outlets.read_text(encoding="utf-8") if outlets.exists() else "", where=str(outlets))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{outlets} cannot be read: {error}.", hint="It must be UTF-8 text.") from error
    says = progress or Quiet()
    _check_ledger(folder)
    ledger = open_ledger(folder / LEDGER_FILE, write=write, command=command or _command(), waiting=says.note)
    try:
        archive = Archive(folder / ARCHIVE_FOLDER, now=now)
        if write:
            _repair(ledger, archive, says)
            printing.mend(folder / EDITIONS_FOLDER)
        work = engine(chosen.engine.workers, item_seconds=chosen.engine.item_seconds) if write else Serial()
    except BaseException:
        ledger.close()
        raise
    return Newsroom(folder, chosen, catalogue, ledger, archive, now, says, work, clock_words)


def _check_ledger(folder: Path) -> None:
    """A ledger that is lost is not replaced by an empty one, which would print all that was printed once more."""
    if (folder / LEDGER_FILE).exists():
        return
    kept = sum(1 for _ in (folder / ARCHIVE_FOLDER).glob("*.warc.gz"))
    printed = sum(1 for _ in (folder / EDITIONS_FOLDER).glob("*/edition.json"))
    if kept or printed:
        raise LedgerError(
            f"the ledger {folder / LEDGER_FILE} is not there, but {kept} files of the archive and {printed} editions are.",
            hint=f"Bring it back from a backup, or make the paper again: broadsheet replay {folder} --into NEW-FOLDER",
        )


def _rules(folder: Path) -> RuleBook:
    """The outlet rules of a paper, one TOML file each. SettingsError names the file and the key."""
    try:
        return read_rules({path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))})
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"a rule in {folder} cannot be read: {error}.", hint="Rules are UTF-8 text.") from error


def _command() -> str:
    with suppress(IndexError):
        return " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return ""


def _repair(ledger: Ledger, archive: Archive, says: Progress) -> None:
    for file, successor in ledger.retired().items():
        archive.take_place(file, successor)
        with ledger.writing() as writer:
            writer.forget_retired(file)
    repair = archive.repair(ledger.archive_ends())
    with ledger.writing() as writer:
        for sighting in repair.found:
            writer.put_sighting(sighting)
    for torn in repair.torn:
        says.note(f"A record of {torn.file} was cut off at byte {torn.offset}; the whole ones before it are kept.")
