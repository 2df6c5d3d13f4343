"""A paper made again from an archive: its rounds, its Versions, its editions."""

from __future__ import annotations

import shutil
from pathlib import Path

from broadsheet.archive import Archive, Torn, journal
from broadsheet.archive.past import past
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.formats.v1.journal import EditionMade, RoundBegun
from broadsheet.newsroom.opening import ARCHIVE_FOLDER, EDITIONS_FOLDER, create_paper, open_newsroom, wall_clock
from broadsheet.pipeline.context import Progress
from broadsheet.pipeline.rerun import replaying
from broadsheet.settings import PaperSettings, Settings

_SUFFIX = "*.warc.gz"


def replay(source: Path, into: Path, *, progress: Progress) -> replaying.Replayed:
    """Makes a paper in `into` (new or empty) of nothing but the WARC files in `source`, a paper's folder or its archive.

    InputError where there are none, or none that say what their rounds were.
    """
    folder = source / ARCHIVE_FOLDER if (source / ARCHIVE_FOLDER).is_dir() else source
    files = sorted(folder.glob(_SUFFIX)) if folder.is_dir() else []
    if not files:
        raise InputError(f"there is no archive in {source}.", hint="Name a paper's folder, or a folder of WARC files.")
    if into.exists() and any(into.iterdir()):
        raise InputError(f"{into} is not empty; it is left as it is.", hint="Name a new folder: --into again")
    archive = Archive(folder, now=wall_clock)
    entries, damaged = [], []
    for found in journal.entries(archive):
        if isinstance(found, Torn):
            damaged.append(f"{found.file}, {found.length:,} bytes from byte {found.offset:,} on")
        else:
            entries.append(found)
    papers = [entry.paper for entry in entries if isinstance(entry, RoundBegun | EditionMade)]
    if not papers:
        raise InputError(
            f"the archive in {folder} does not say what its rounds were.",
            hint=f"Its pages can be read all the same: broadsheet import {files[0]}",
        )
    last = papers[-1]
    create_paper(
        into, settings=Settings(paper=PaperSettings(name=last.name, timezone=last.timezone, languages=last.languages))
    )
    try:
        for path in files:
            shutil.copyfile(path, into / ARCHIVE_FOLDER / path.name)
    except OSError as error:
        raise BroadsheetError(
            f"{error.filename or folder} cannot be copied: {error.strerror or error}.",
            hint="See that there is room, then run the command again with a new folder.",
        ) from error
    with open_newsroom(into, write=True, command="replay", progress=progress) as newsroom:
        return replaying.replay(newsroom.context, past(entries), folder=into / EDITIONS_FOLDER, damaged=damaged)
