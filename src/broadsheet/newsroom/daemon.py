"""`broadsheet run`: fetches when something is due, prints at the recipe's hour, tidies the archive once a day.

The paper is opened for each piece of work and closed after it, so that other commands can write between them, and
so that changed settings and outlets count from the next piece on.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from broadsheet import interrupts
from broadsheet.errors import BroadsheetError, NotFoundError
from broadsheet.model import Delivery
from broadsheet.newsroom.opening import Newsroom, open_newsroom, wall_clock
from broadsheet.pipeline.context import Progress, Quiet
from broadsheet.pipeline.rounds import rechecks
from broadsheet.schedule import upcoming

Say = Callable[[str], None]
_AFTER_AN_ERROR = timedelta(minutes=5)


@dataclass
class Daemon:
    """Keeps one paper going. `pause` sleeps for so many seconds; `now` is the clock."""

    folder: Path
    say: Say
    now: Callable[[], datetime] = wall_clock
    pause: Callable[[float], None] = time.sleep
    progress: Progress = field(default_factory=Quiet)
    overrides: dict[str, str] | None = None
    clock_words: str = ""
    _tidied: date | None = None
    _prepared: set[tuple[str, date]] = field(default_factory=set)
    _sent: set[str] = field(default_factory=set)

    def go_on(self, *, once: bool = False) -> bool:
        """Works until it is interrupted; with `once`, until nothing is due. What goes wrong with one piece of work
        is told, and tried again later; only that there is no paper ends it. False where mail was left unsent."""
        waits: datetime | None = None
        while True:
            now = self.now()
            if waits is not None and now < waits and waits - now <= _AFTER_AN_ERROR:
                self.pause(upcoming.pause(waits, now))
                continue
            waits = None
            try:
                found = self._work()
            except NotFoundError:
                raise
            except Exception as error:
                if interrupts.noted():
                    raise KeyboardInterrupt from error
                if once:
                    raise
                if not isinstance(error, BroadsheetError):
                    logging.getLogger("broadsheet").error("a piece of work failed", exc_info=error)
                    error = BroadsheetError(f"{type(error).__name__}: {error}. broadsheet.log has the trace.")
                self.say(f"{error} It is tried again in five minutes.")
                waits = self.now() + _AFTER_AN_ERROR
                continue
            if found is None:
                continue
            if once:
                return self._post(every=True)
            try:
                self._post()
            except BroadsheetError as error:
                self.say(f"mail that failed was not sent again: {error}")
            self.pause(upcoming.pause(found, self.now()))

    def _work(self) -> datetime | None:
        """One piece of work, or when there will be some."""
        with self._open(write=False) as newsroom:
            wanted = self._plan(newsroom)
            stopped = bool(newsroom.ledger.open_rounds())
        today = self.now().date()
        if wanted.is_idle and not stopped and self._tidied == today:
            return wanted.wake
        with self._open(write=True) as newsroom:
            if stopped:
                newsroom.rounds.resume()
            late = [each for each in wanted.prints if each.late]
            errors = self._print_all(newsroom, [each for each in wanted.prints if not each.late])
            if wanted.fetches:
                self._fetch(newsroom, wanted.fetches)
            if late or wanted.prepares:
                self._look_again(newsroom)
                self._prepared |= set(wanted.prepares)
            errors += self._print_all(newsroom, late)
            if errors:
                raise errors[0]
            if wanted.is_idle and self._tidied != today:
                self._tidy(newsroom)
                self._tidied = today
        return None

    def _plan(self, newsroom: Newsroom) -> upcoming.Plan:
        ledger, catalogue = newsroom.ledger, newsroom.catalogue
        muted = {outlet.id for outlet in catalogue.outlets if outlet.mute}
        sources = [source for source in catalogue.sources if source.outlet_id not in muted]
        dailies = [upcoming.Daily(name, newsroom.editions.recipe(name).hour) for name in newsroom.settings.run.recipes]
        rows = ledger.editions(limit=1000)
        # A paper that never printed has missed no hour before its first round.
        rounds = ledger.rounds(limit=100_000) if not rows else ()
        since = None if rows else min((each.started for each in rounds), default=self.now())
        states = {state.source_id: state for state in ledger.source_states()}
        zone = newsroom.settings.paper.zone
        found = upcoming.plan(sources, states, dailies, rows, zone=zone, now=self.now(), since=since)
        return replace(found, prepares=tuple(each for each in found.prepares if each not in self._prepared))

    def _fetch(self, newsroom: Newsroom, due: Sequence[str]) -> None:
        sources = [source for source in newsroom.catalogue.sources if source.id in due]
        account = newsroom.rounds.fetch_these(sources)
        made = account.of("articles", "made")
        failed = account.of("feeds", "failed") + account.of("feeds", "rejected")
        if made or failed:
            told = f"{self._clock(newsroom)}  {len(sources)} sources asked, {made} new articles"
            self.say(told + (f", {failed} sources failed." if failed else "."))

    def _look_again(self, newsroom: Newsroom) -> None:
        """Sees whether what the coming edition may cite still stands."""
        pages = rechecks.before_printing(newsroom.context, self.now())
        if pages:
            newsroom.rounds.fetch_these((), pages=pages)

    def _print_all(self, newsroom: Newsroom, wanted: Sequence[upcoming.Print]) -> list[BroadsheetError]:
        """Prints them; what goes wrong with one keeps neither the others nor the fetching from being done."""
        errors = []
        for each in wanted:
            try:
                self._print(newsroom, each)
            except BroadsheetError as error:
                errors.append(error)
        return errors

    def _print(self, newsroom: Newsroom, wanted: upcoming.Print) -> None:
        printed = newsroom.editions.print(wanted.recipe, day=None if wanted.late else wanted.date)
        self.say(f"{self._clock(newsroom)}  printed {printed.folder}")
        mail = newsroom.settings.mail
        if mail.to and mail.host:
            delivery = newsroom.editions.send(printed)
            self._sent.add(delivery.id)
            self._tell(newsroom, delivery)

    def _post(self, *, every: bool = False) -> bool:
        """Sends once more what failed and has waited long enough; `every` does not wait, for a `--once` that something
        else calls now and then. What was tried just before is not tried again at once. False where mail is left unsent.
        """
        with self._open(write=False) as newsroom:
            mail = newsroom.settings.mail
            due = newsroom.editions.unsent(now=None if every else self.now()) if mail.to and mail.host else ()
        unsent = [each for each in due if each.id in self._sent]
        others = [each for each in due if each.id not in self._sent or not every]
        if others:
            with self._open(write=True) as newsroom:
                for each in others:
                    delivery = newsroom.editions.send_again(each)
                    self._tell(newsroom, delivery)
                    unsent += [delivery] if delivery.state != "sent" else []
        return not unsent

    def _tell(self, newsroom: Newsroom, delivery: Delivery) -> None:
        self.say(f"{self._clock(newsroom)}  mail to {delivery.address}: {delivery.state} {delivery.detail}".rstrip())

    def _tidy(self, newsroom: Newsroom) -> None:
        freed = newsroom.retention.tidy()
        if freed.files:
            self.say(f"{self._clock(newsroom)}  {freed.words}")

    def _clock(self, newsroom: Newsroom) -> str:
        local = self.now().astimezone(newsroom.settings.paper.zone)
        return f"{local.day} {local:%b %H:%M}"

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


__all__ = ["Daemon"]
