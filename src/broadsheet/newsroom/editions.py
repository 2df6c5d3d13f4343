"""Editions: printing them, finding them, checking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from broadsheet import editions
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Correction, Delivery, Edition, EditionRow, LabelLine
from broadsheet.newsroom.reading.edition_list import front
from broadsheet.newsroom.upkeep import clock
from broadsheet.newsroom.upkeep.checking import verify_folder
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.editions import gathering, late, leaving, printing, sending
from broadsheet.schedule.hours import a_day_before, at_hour
from broadsheet.text import times
from broadsheet.text.hashing import opaque_id

RECIPES_FOLDER = "recipes"


@dataclass(frozen=True, slots=True)
class Nothing:
    """That an edition has nothing in it: how many articles the paper has beside, of which days (in its zone), the `best` day
    to print, and what was left out, in words."""

    number: int
    first: date | None
    last: date | None
    best: date | None
    left: tuple[str, ...] = ()


class Editions:
    """The editions of a paper."""

    def __init__(self, context: Context, folder: Path, *, clock: str = "") -> None:
        self._context = context
        self._folder = folder
        self._clock = clock

    def print(
        self, recipe: str = "morning", *, day: date | None = None, since: datetime | None = None
    ) -> printing.Printed:
        """Prints an edition; `since` is aware. The window is that of `run.printing.window`. InputError for a day that has not
        come, and where the clock is before what the paper has done already."""
        chosen, now = self.recipe(recipe), self._context.now()
        rows = self._context.ledger.editions(recipe=chosen.name, limit=1000)
        self._check_clock(day, now)
        end = self._end(chosen, day, now)
        if day and since is None:
            same = next((row for row in rows if row.date == day.isoformat() and row.end == end), None)
            if same and (edition := self._context.ledger.edition(same.hash)):
                return self._as_printed(same, edition)
        return printing.print_edition(
            self._context, chosen, self._window(chosen, day, since), folder=self._folder, clock=self._clock
        )

    def current(
        self, recipe: str = "morning", *, day: date | None = None, since: datetime | None = None, acting: bool = False
    ) -> printing.Printed:
        """The edition of that day if there is one, else a new one. Without a day and without news since the last edition it is
        that one; `acting` on an edition, as sending it, takes that of today though there is news. `anew` says which it is.
        """
        chosen, now = self.recipe(recipe), self._context.now()
        self._check_clock(day, now)
        ahead = clock.ahead(self._context.ledger, now)
        if ahead:
            self._context.progress.note(f"Note: {ahead}. If you did use the paper since, the clock is wrong.")
        if since is None:
            wanted = day or (self._today(now) if acting else None)
            found = self._of_day(chosen.name, wanted) if wanted else None
            if found is None and day is None:
                found = self._without_news(chosen, now)
            if found is not None:
                return found
        return self.print(recipe, day=day, since=since)

    def nothing_in(self, recipe: str = "morning", *, day: date | None = None) -> Nothing | None:
        """What the paper has in place of an edition that would have nothing in it; None where there is one to print, or one
        that was printed."""
        chosen, now = self.recipe(recipe), self._context.now()
        self._check_clock(day, now)
        printed = self._of_day(chosen.name, day) if day else self._without_news(chosen, now)
        if printed is not None:
            return None
        window = self._window(chosen, day)
        if printing.is_news(self._context, chosen, window):
            return None
        return self._nothing(chosen, window, 0)

    def beside_the_next(self, round_id: int, recipe: str = "morning") -> Nothing | None:
        """What rounds from that one on brought that the next edition will not have; None where it will have all."""
        chosen = self.recipe(recipe)
        found = self._nothing(chosen, self._window(chosen), round_id - 1)
        return found if found.number else None

    def _nothing(self, recipe: editions.Recipe, window: gathering.Window, after: int) -> Nothing:
        zone = self._context.settings.paper.zone
        every = self._context.ledger.came_late(times.LAST, after=after)
        outside = [
            each for each in every if not window.start <= each.first_version < window.end and each.id not in window.late
        ]
        left = editions.left_out(dict(leaving.left_unread(self._context, window.start, window.end)))
        if not outside:
            return Nothing(0, None, None, None, left)
        seen = [each.first_version for each in outside]
        first, last = (times.in_zone(at, zone).date() for at in (min(seen), max(seen)))
        # An edition goes up to its hour: what came after the hour of the last day is in that of the day after.
        best = last
        if not any(
            a_day_before(at_hour(last, recipe.hour, zone), zone) <= at < at_hour(last, recipe.hour, zone) for at in seen
        ):
            best = times.day_shifted(last, 1)
        return Nothing(len(outside), first, last, min(best, self._today(self._context.now())), left)

    def find(self, name: str = "morning", *, day: date | None = None) -> printing.Printed:
        """The newest edition of a recipe (of that day, if one is given), or the one of that folder or hash."""
        if name in {each.name for each in self.recipes()}:
            found = self._of_day(name, day) if day else self._newest(name)
            if found is None:
                when = f" of {_day_in_words(day)}" if day else ""
                raise NotFoundError(
                    f"there is no {name} edition{when}.", hint="`broadsheet edition list` shows those there are."
                )
            return found
        row, edition = self.get(name)
        return self._as_printed(row, edition)

    def reasons(self, printed: printing.Printed) -> tuple[tuple[str, str, str], ...]:
        """Why the stories of an edition stand in their order: id, title and formula of each."""
        row = self._row(printed.hash)
        return printed.why or printing.reasons(
            self._context, self.recipe(printed.edition.recipe), row, self._edition_of(row)
        )

    def left_since(self, printed: printing.Printed) -> tuple[str, ...]:
        """What was seen since an edition and could not be read, in words, a piece for each reason."""
        left = leaving.left_unread(self._context, printed.edition.window[1], self._context.now())
        return editions.left_out(dict(left))

    def too_old(self, printed: printing.Printed) -> tuple[int, date] | None:
        """How many articles came in after the edition before this one, too old to be in this one, and the first day, in
        the paper's zone, that they date from; None where there are none. They are told of once."""
        row = self._row(printed.hash)
        rows = self._context.ledger.editions(recipe=row.recipe, limit=1000)
        others = rows if not printed.anew else [each for each in rows if each.hash != row.hash]
        old = late.late(self._context, others, row.start if printed.anew else row.end).old
        if not old:
            return None
        return len(old), self._today(min(each.first_version for each in old))

    def remove(self, printed: printing.Printed) -> None:
        """Takes an edition out of the paper, its folder too. What was sent stays noted."""
        printing.remove(self._context, self._row(printed.hash), folder=self._folder)

    def _without_news(self, recipe: editions.Recipe, now: datetime) -> printing.Printed | None:
        """The last edition up to now, where nothing came in since; else None. One of a day to come does not count."""
        rows = self._context.ledger.editions(recipe=recipe.name, limit=100_000)
        last = self._first([row for row in rows if row.end <= now])
        if last is None or last.edition.window[1] == now:
            return last
        return None if printing.is_news(self._context, recipe, self._window(recipe)) else last

    def _window(
        self, recipe: editions.Recipe, day: date | None = None, since: datetime | None = None
    ) -> gathering.Window:
        zone, now = self._context.settings.paper.zone, self._context.now()
        end = self._end(recipe, day, now)
        rows = self._context.ledger.editions(recipe=recipe.name, limit=1000)
        last = max((row for row in rows if row.end < end), key=lambda row: row.end, default=None)
        found = printing.window(recipe, zone=zone, now=now, day=day, since=since, last=last)
        return found if since else replace(found, late=late.late(self._context, rows, found.start).ids)

    def _end(self, recipe: editions.Recipe, day: date | None, now: datetime) -> datetime:
        hour = at_hour(day, recipe.hour, self._context.settings.paper.zone) if day else now
        return min(hour, now)

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._context.settings.paper.zone).date()

    def _check_clock(self, day: date | None, now: datetime) -> None:
        if day is not None and day > self._today(now):
            raise InputError(
                f"{_day_in_words(day)} has not come: today is {_day_in_words(self._today(now))}.",
                hint="Take an earlier --date, or none for an edition of what is here now.",
            )
        wrong = clock.behind(self._context.ledger, now)
        if wrong:
            raise InputError(f"{wrong}.", hint=clock.ADVICE)

    def _of_day(self, recipe: str, day: date) -> printing.Printed | None:
        rows = self._context.ledger.editions(recipe=recipe, limit=100_000)
        return self._first([row for row in rows if row.date == day.isoformat()])

    def _newest(self, recipe: str) -> printing.Printed | None:
        return self._first(self._context.ledger.editions(recipe=recipe, limit=1))

    def _first(self, rows: Sequence[EditionRow]) -> printing.Printed | None:
        return self._as_printed(rows[0], self._edition_of(rows[0])) if rows else None

    def _as_printed(self, row: EditionRow, edition: Edition) -> printing.Printed:
        return printing.Printed(edition, row.hash, self._folder / row.folder, anew=False)

    def _row(self, hash: str) -> EditionRow:
        return next(row for row in self._context.ledger.editions(limit=1_000_000) if row.hash == hash)

    def _edition_of(self, row: EditionRow) -> Edition:
        edition = self._context.ledger.edition(row.hash)
        if edition is None:
            raise NotFoundError(f"the edition {row.folder} is not in the ledger.")
        return edition

    def recipe(self, name: str) -> editions.Recipe:
        """A recipe of the paper's own folder ``recipes``, else one that ships."""
        return editions.recipe(name, own=self._own_recipes())

    def recipes(self) -> tuple[editions.Recipe, ...]:
        """All recipes that the paper could print, by name."""
        return tuple(self.recipe(name) for name in sorted({**editions.shipped(), **self._own_recipes()}))

    def _own_recipes(self) -> dict[str, str]:
        folder = self._folder.parent / RECIPES_FOLDER
        try:
            return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"a recipe in {folder} cannot be read: {error}.", hint="Recipes are UTF-8 text."
            ) from error

    def correct(self, line: str, words: str, *, edition: str = "") -> Correction:
        """A correction in the owner's words of a Line of an edition (that of the front page, if none is named). `line` is
        its number, or words of it that stand in no other Line."""
        row = front(self._context)
        if not edition and row is None:
            raise NotFoundError("no edition was printed yet.", hint="Print one: broadsheet edition")
        row, printed = self.get(edition or (row.folder if row else ""))
        named = _line_named(line, printed, row.folder)
        if not words.strip():
            raise InputError("a correction needs words.", hint='Write it as: broadsheet correct L12 "It was Monday."')
        at = self._context.now()
        id = opaque_id("k", row.hash, named, words)
        made = Correction(id, row.hash, named, "reader", " ".join(words.split()), "", at)
        with self._context.ledger.writing() as writer:
            writer.put_correction(made)
        return made

    def corrections(self, row: EditionRow) -> tuple[Correction, ...]:
        """What was put right about an edition since."""
        return self._context.ledger.corrections(edition_hash=row.hash)

    def publish(self, printed: printing.Printed, target: Path) -> editions.Sealed:
        """Writes the public form of an edition: only what may be quoted to others."""
        return printing.publish(self._context, printed.edition, target)

    def check_mail(self) -> None:
        """SettingsError or InputError, which names what is missing, where no mail can be sent."""
        sending.check(self._context)

    def send(self, printed: printing.Printed, *, again: bool = False) -> Delivery:
        """Sends an edition to the paper's own address, once."""
        return sending.send(self._context, printed.edition, printed.hash, printed.folder.name, again=again)

    def deliveries(self, hash: str = "") -> tuple[Delivery, ...]:
        return sending.deliveries(self._context, hash)

    def unsent(self, *, now: datetime | None = None) -> tuple[Delivery, ...]:
        """Mail that failed and is to be sent again by itself: see `run.sending.unsent`."""
        return sending.unsent(self._context, now=now)

    def send_again(self, failed: Delivery) -> Delivery:
        """Sends once more what failed."""
        row = self._row(failed.edition_hash)
        return sending.send(self._context, self._edition_of(row), row.hash, row.folder)

    def list(self, *, limit: int = 50) -> tuple[EditionRow, ...]:
        return self._context.ledger.editions(limit=limit)

    def get(self, name: str) -> tuple[EditionRow, Edition]:
        """An edition by its folder's name, its hash or the hash's first eight digits or more, or the newest of a recipe."""
        for row in self._context.ledger.editions(limit=100_000):
            if name == row.folder or (len(name) >= 8 and row.hash.startswith(name)):
                edition = self._context.ledger.edition(row.hash)
                if edition:
                    return row, edition
        for row in self._context.ledger.editions(recipe=name, limit=1) if name else ():
            return row, self._edition_of(row)
        raise NotFoundError(f"there is no edition {name!r}.", hint="`broadsheet edition list` shows those there are.")

    def file(self, row: EditionRow, name: str) -> bytes | None:
        """A file of an edition's folder, or None."""
        path = self._folder / row.folder / name
        return path.read_bytes() if path.is_file() and path.parent == self._folder / row.folder else None


def _line_named(line: str, printed: Edition, folder: str) -> str:
    """The id of the Line that a number or some of its words name."""
    lines = printed.lines()
    number = line.strip().removeprefix("L")
    if number.isdecimal():
        meant = next((each for each in lines if each.id == f"L{int(number)}"), None)
        if isinstance(meant, LabelLine):
            raise InputError(
                f"{meant.id} of the edition {folder} is a heading ({meant.words}), which says nothing to correct.",
                hint="Lines that quote or compute can be corrected: broadsheet edition show --lines",
            )
        if meant is not None:
            return meant.id
        raise NotFoundError(f"the edition {folder} has no line {line}.", hint=f"Its lines are L1 to L{len(lines)}.")
    wanted = editions.key(line)
    told = [each for each in lines if not isinstance(each, LabelLine)]
    found = [each for each in told if wanted and wanted in editions.key(each.words)]
    if not found:
        raise NotFoundError(
            f"no line of the edition {folder} has the words {line!r}.",
            hint="Give words as they are printed, or the line's number: broadsheet edition show --lines",
        )
    if len(found) > 1:
        few = "; ".join(f"{each.id}: {each.words[:60]}" for each in found[:4])
        raise InputError(
            f"{len(found)} lines of the edition {folder} have the words {line!r}.", hint=f"Take one by number. {few}"
        )
    return found[0].id


def _day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


__all__ = ["Editions", "Nothing", "verify_folder"]
