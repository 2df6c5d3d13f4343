"""`broadsheet run`: fetches when something is due, prints at the recipe's hour, tidies the archive once a day.

The paper is opened for each piece of work and closed after it, so that other commands can write between them, and
so that changed settings and outlets count from the next piece on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import editions
from broadsheet.errors import BroadsheetError, NotFoundError, SettingsError
from broadsheet.newsroom.opening import Newsroom, open_newsroom, wall_clock
from broadsheet.run import again, keeping
from broadsheet.run.desk import Progress, Quiet

Say = Callable[[str], None]
_AFTER_AN_ERROR = timedelta(minutes=5)


@dataclass
class Keeper:
    """Keeps one paper going. `pause` sleeps for so many seconds; `now` is the clock."""

    folder: Path
    say: Say
    now: Callable[[], datetime] = wall_clock
    pause: Callable[[float], None] = time.sleep
    progress: Progress = field(default_factory=Quiet)
    overrides: dict[str, str] | None = None
    clock_words: str = ""
    _tidied: date | None = None

    def go_on(self, *, once: bool = False) -> None:
        """Works until it is interrupted; with `once`, until nothing is due. What goes wrong with one piece of work
        is told, and tried again later; wrong settings, or no paper at all, end it."""
        began = self.now()
        waits: datetime | None = None
        while True:
            now = self.now()
            if waits is not None and now < waits and waits - now <= _AFTER_AN_ERROR:
                self.pause(keeping.pause(waits, now))
                continue
            waits = None
            try:
                found = self._work(began)
            except (SettingsError, NotFoundError):
                raise
            except BroadsheetError as error:
                if once:
                    raise
                self.say(f"{error} It is tried again in five minutes.")
                waits = self.now() + _AFTER_AN_ERROR
                continue
            if found is None:
                continue
            if once:
                return
            self.pause(keeping.pause(found, self.now()))

    def _work(self, began: datetime) -> datetime | None:
        """One piece of work, or when there will be some."""
        with self._open(write=False) as newsroom:
            wanted = self._plan(newsroom, began)
            stopped = bool(newsroom.ledger.open_rounds())
        today = self.now().date()
        if wanted.is_idle and not stopped and self._tidied == today:
            return wanted.wake
        with self._open(write=True) as newsroom:
            if stopped:
                newsroom.rounds.resume()
            if wanted.fetches or wanted.prints:
                self._fetch(newsroom, wanted)
            for recipe, day in wanted.prints:
                self._print(newsroom, recipe, day)
            if wanted.is_idle and self._tidied != today:
                freed = newsroom.upkeep.tidy()
                self._tidied = today
                if freed.files:
                    self.say(f"The archive was tidied: {freed.words}.")
        return None

    def _plan(self, newsroom: Newsroom, began: datetime) -> keeping.Plan:
        catalogue = newsroom.catalogue
        muted = {outlet.id for outlet in catalogue.outlets if outlet.mute}
        sources = [source for source in catalogue.sources if source.outlet_id not in muted]
        dailies = [keeping.Daily(name, editions.recipe(name).hour) for name in newsroom.settings.run.recipes]
        rows = newsroom.ledger.editions(limit=1000)
        # A paper that never printed begins with the next hour: there is no edition that it missed.
        since = None if rows else began
        states = {state.source_id: state for state in newsroom.ledger.source_states()}
        zone = ZoneInfo(newsroom.settings.paper.timezone)
        return keeping.plan(sources, states, dailies, rows, zone=zone, now=self.now(), since=since)

    def _fetch(self, newsroom: Newsroom, wanted: keeping.Plan) -> None:
        due = set(wanted.fetches)
        sources = [source for source in newsroom.catalogue.sources if source.id in due]
        account = newsroom.rounds.fetch_these(sources)
        made = account.of("articles", "made")
        failed = account.of("feeds", "failed") + account.of("feeds", "rejected")
        if made or failed:
            told = f"{self.now():%H:%M} UTC: {len(sources)} sources asked, {made} new articles"
            self.say(told + (f", {failed} sources failed." if failed else "."))

    def _print(self, newsroom: Newsroom, recipe: str, day: date) -> None:
        """Looks at what the edition would cite once more, then prints it."""
        now = self.now()
        wanted = again.before_printing(newsroom.desk, self._would_cite(newsroom, now), now)
        if wanted:
            newsroom.rounds.fetch_these((), pages=wanted)
        printed = newsroom.editions.print(recipe, day=day)
        self.say(f"Printed {printed.folder}")

    def _would_cite(self, newsroom: Newsroom, now: datetime) -> set[str]:
        """Articles that the coming edition may cite: those of the last editions, and all in stories of two Reports
        or more with something new since."""
        return again.cited(newsroom.desk, now) | again.fresh_in_stories(newsroom.desk, now)

    def _open(self, *, write: bool) -> Newsroom:
        return open_newsroom(
            self.folder,
            write=write,
            command="run",
            now=self.now,
            progress=self.progress,
            overrides=self.overrides,
            clock_words=self.clock_words,
        )


__all__ = ["Keeper"]
