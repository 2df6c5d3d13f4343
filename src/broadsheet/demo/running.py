"""Making the sample paper: fetches at the sample's moments, then its editions, over real HTTP."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from broadsheet.demo import catalogue
from broadsheet.demo.server import SAMPLE_PORT, SampleServer
from broadsheet.errors import InputError
from broadsheet.newsroom import create_paper, open_newsroom
from broadsheet.newsroom.opening import SETTINGS_FILE
from broadsheet.pipeline.context import Progress
from broadsheet.pipeline.editions.printing import Printed
from broadsheet.schedule.hours import at_hour
from broadsheet.settings import FetchSettings, PaperSettings, Settings

NAME = "The Sample Paper"
MARKER = ".sample"
_MARKED = "A sample paper; `broadsheet demo` makes it anew. Its outlets had the port "


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was set."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


def make(folder: Path, server: SampleServer, *, progress: Progress | None = None, workers: int = 0) -> list[Printed]:
    """Makes the sample paper in `folder` anew from the outlets that `server` serves.

    A folder that is not a sample paper is left alone (InputError).
    """
    _clear(folder)
    create_paper(folder, settings=_settings(server.port, workers), outlets=catalogue.as_toml(server.port))
    (folder / MARKER).write_text(f"{_MARKED}{server.port}\n", encoding="utf-8")
    clock = SetClock(catalogue.FETCHES[0])
    printed = []
    with open_newsroom(
        folder, write=True, command="demo", now=clock, progress=progress, clock_words=catalogue.CLOCK_WORDS
    ) as newsroom:
        for moment in catalogue.ROUNDS:
            clock.at = moment
            server.set_moment(moment)
            newsroom.rounds.fetch()
            day = moment.astimezone(catalogue.ZONE).date()
            if day in catalogue.EDITIONS and catalogue.is_morning(moment):
                clock.at = at_hour(day, newsroom.editions.recipe("morning").hour, catalogue.ZONE)
                printed.append(newsroom.editions.print("morning", day=day))
    return printed


@dataclass(frozen=True, slots=True)
class Sample:
    """What serving a sample paper takes: the port that its outlets had, and its clock."""

    port: int
    clock: SetClock


def sample(folder: Path) -> Sample | None:
    """The sample paper in `folder`; None where none is."""
    try:
        port = (folder / MARKER).read_text(encoding="utf-8").strip().rpartition(" ")[2]
    except OSError:
        return None
    return Sample(int(port) if port.isdecimal() else SAMPLE_PORT, SetClock(catalogue.CLOCK))


def _settings(port: int, workers: int) -> Settings:
    standard = Settings()
    return replace(
        standard,
        paper=PaperSettings(name=NAME, timezone=catalogue.TIMEZONE),
        fetch=FetchSettings(allow_hosts=(f"*.localhost:{port}",), host_delay_seconds=0.0, first_hours=48),
        engine=replace(standard.engine, workers=workers),
    )


def _clear(folder: Path) -> None:
    if not folder.exists():
        return
    if not (folder / MARKER).exists() and any(folder.iterdir()):
        kind = "a paper of its own" if (folder / SETTINGS_FILE).exists() else "not empty and no sample paper"
        raise InputError(
            f"{folder} is {kind}; it is left as it is.", hint="Name another folder: broadsheet demo --folder DIR"
        )
    shutil.rmtree(folder)
