"""A look at the whole paper: what is sound, what is not, and what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from broadsheet.archive import Torn
from broadsheet.errors import ArchiveError
from broadsheet.model import EditionRow, ItemOutcome
from broadsheet.newsroom.opening import EDITIONS_FOLDER, Newsroom
from broadsheet.newsroom.upkeep import clock
from broadsheet.newsroom.upkeep.checking import verify_folder
from broadsheet.pipeline.guard import aside
from broadsheet.text.addresses import public_url
from broadsheet.text.times import day_shifted

Level = Literal["sound", "note", "wrong"]

_LOW, _VERY_LOW = 2_000_000_000, 200_000_000  # bytes that are free on the disk
_CHECKED = 5  # editions, the newest, that are read back at each look
_LISTED = 20  # things set aside that are named one by one
_LATELY = 7  # days over which the archive's growth is told


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` says what to do, "" where nothing is."""

    level: Level
    what: str
    words: str
    advice: str = ""


def examine(newsroom: Newsroom, *, deep: bool = False) -> tuple[Finding, ...]:
    """Everything, in the order in which a person would want to know it. `deep` reads each record of the archive."""
    return (
        *_settings(newsroom),
        *_search(),
        *_ledger(newsroom),
        *_rounds(newsroom),
        *_versions(newsroom),
        *_archive(newsroom, deep=deep),
        *_disk(newsroom),
        *_clock(newsroom),
        *_sources(newsroom),
        *_editions(newsroom, deep=deep),
        *_deliveries(newsroom),
    )


def _settings(newsroom: Newsroom) -> Iterator[Finding]:
    chosen = newsroom.settings
    if not chosen.fetch.contact:
        yield Finding(
            "note",
            "settings",
            "fetch.contact is empty, so that an outlet cannot reach you",
            "Set it in broadsheet.toml to an address or a page of yours.",
        )
    known = {recipe.name for recipe in newsroom.editions.recipes()}
    for name in chosen.run.recipes:
        if name not in known:
            yield Finding(
                "wrong",
                "settings",
                f"run.recipes names {name!r}, which is no recipe",
                f"Known: {', '.join(sorted(known))}.",
            )
    yield Finding("sound", "settings", f"broadsheet.toml and outlets.toml of {newsroom.folder.resolve()} can be read")


def _search() -> Iterator[Finding]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.Error:
        yield Finding(
            "wrong", "search", "this Python's SQLite has no full-text search (FTS5)", "Use another Python, such as that of python.org."
        )  # fmt: skip
    else:
        yield Finding("sound", "search", f"SQLite {sqlite3.sqlite_version} with full-text search")
    finally:
        connection.close()


def _ledger(newsroom: Newsroom) -> Iterator[Finding]:
    problems = newsroom.ledger.check()
    for problem in problems[:20]:
        yield Finding(
            "wrong",
            "ledger",
            problem,
            "Bring ledger.sqlite back from a backup, or make the paper again: broadsheet replay --into NEW-FOLDER",
        )
    if not problems:
        totals = newsroom.ledger.totals()
        counted = ", ".join(_some(totals[name], name) for name in ("articles", "versions", "stories", "editions"))
        yield Finding("sound", "ledger", f"consistent: {counted}")


def _rounds(newsroom: Newsroom) -> Iterator[Finding]:
    """Rounds that were stopped, and what was set aside, each with why."""
    for current in newsroom.ledger.open_rounds():
        tries = aside.Hands(newsroom.context, "rounds", current.id).failures()
        tried = f", and could not be ended in {tries} {'try' if tries == 1 else 'tries'} since" if tries else ""
        yield Finding(
            "wrong" if tries else "note",
            "rounds",
            f"round {current.id} ({current.kind}, begun {current.started:%Y-%m-%d %H:%M} UTC) was stopped{tried}",
            "The next `broadsheet fetch`, `import` or `edition` goes on with it; it stands in no one's way."
            if not tries
            else f"broadsheet.log says why. After {aside.MOST_BREAKS} tries it is closed as it is.",
        )
    found = newsroom.ledger.set_aside()
    for each in found[:_LISTED]:
        words = f"{_item(newsroom, each)} was set aside in round {each.round_id} ({each.stage}): {each.reason} {each.detail}"
        yield Finding("note", "set aside", " ".join(words.split())[:400], _advice(each))
    if len(found) > _LISTED:
        yield Finding("note", "set aside", f"{len(found) - _LISTED:,} more", "broadsheet retry")


def _versions(newsroom: Newsroom) -> Iterator[Finding]:
    """Rows that a stage made before it was changed."""
    for stage, number in newsroom.rounds.older():
        words = f"{_some(number, 'rows')} of the stage {stage} were made by an older version of it"
        yield Finding("note", "stages", words, f"Make them again: broadsheet remake {stage}")


def _item(newsroom: Newsroom, outcome: ItemOutcome) -> str:
    """What an outcome is of, as a person knows it: an address where there is one."""
    ledger = newsroom.ledger
    if outcome.stage == "articles" and (reading := ledger.reading(outcome.round_id, outcome.key)):
        sighting = ledger.sighting(reading.capture_id)
        return public_url(sighting.url) if sighting else outcome.key
    if outcome.stage in ("copies", "statements") and (versions := ledger.versions([outcome.key])):
        return public_url(versions[0].url)
    if outcome.stage in ("reports", "stories") and (article := ledger.article(outcome.key)):
        return public_url(article.url)
    if outcome.stage == "feeds":
        urls = [source.url for source in newsroom.catalogue.sources if source.id == outcome.key]
        return public_url(urls[0]) if urls else outcome.key
    return outcome.key


def _advice(outcome: ItemOutcome) -> str:
    if outcome.stage in ("files", "records"):
        return "Import the file again; what came in of it comes in no second time."
    if outcome.stage in ("pages", "again"):
        return "The next `broadsheet fetch` asks for it again."
    return "Try it again: broadsheet retry"


def _archive(newsroom: Newsroom, *, deep: bool) -> Iterator[Finding]:
    files = dict(newsroom.archive.files())
    ends = newsroom.ledger.archive_ends()
    for name, end in ends.items():
        if files.get(name, 0) < end:
            words = "is missing" if name not in files else f"ends at byte {files[name]:,}, before byte {end:,}"
            yield Finding("wrong", "archive", f"{name} {words}", "Bring the file back from a backup.")
    for path in sorted(newsroom.archive.folder.glob("*.torn")):
        yield Finding(
            "note",
            "archive",
            f"{path.name} holds {path.stat().st_size:,} bytes that were no whole record",
            "Delete it.",
        )
    if deep:
        yield from _records(newsroom, [name for name, end in ends.items() if files.get(name, 0) >= end])
    today = newsroom.now().date()
    since = day_shifted(today, -_LATELY).isoformat()
    lately = sum(size for name, size in files.items() if name[:10] >= since)
    whole = sum(files.values())
    words = f"{whole / 1e6:,.1f} MB in {len(files)} file{'' if len(files) == 1 else 's'}; {lately / 1e6 / _LATELY:,.1f} MB a day in the last {_LATELY} days"
    keep = newsroom.settings.archive.keep_days
    if keep:
        words += f", so about {lately / _LATELY * keep / 1e6:,.0f} MB with archive.keep_days = {keep}"
    yield Finding("sound", "archive", words)
    old = newsroom.retention.old_files()
    if old:
        bytes = sum(files[name] for name in old)
        yield Finding(
            "note",
            "archive",
            f"{len(old)} files ({bytes / 1e6:,.1f} MB) are older than archive.keep_days",
            "`broadsheet run` takes out what no edition cites; by hand: broadsheet doctor --tidy",
        )


def _records(newsroom: Newsroom, names: list[str]) -> Iterator[Finding]:
    number = 0
    for name in names:
        for sighting in newsroom.ledger.sightings_in(name):
            try:
                newsroom.archive.read(sighting.place)
            except ArchiveError as error:
                yield Finding("wrong", "archive", error.message, error.hint)
            number += 1
    for found in newsroom.archive.notes():
        if isinstance(found, Torn):
            yield Finding(
                "wrong",
                "archive",
                f"{found.file} is damaged from byte {found.offset:,} on ({found.length:,} bytes)",
                "Bring the file back from a backup.",
            )
    yield Finding("sound", "archive", f"{number:,} records were read, each against its digest")


def _disk(newsroom: Newsroom) -> Iterator[Finding]:
    free = shutil.disk_usage(newsroom.folder).free
    words = f"{free / 1e9:,.1f} GB are free"
    if free < _VERY_LOW:
        yield Finding("wrong", "disk", words, "Make room: nothing more can be kept soon.")
    else:
        yield Finding(
            "note" if free < _LOW else "sound", "disk", words, "Make room before long." if free < _LOW else ""
        )


def _clock(newsroom: Newsroom) -> Iterator[Finding]:
    now = newsroom.now()
    behind, ahead = clock.behind(newsroom.ledger, now), clock.ahead(newsroom.ledger, now)
    if behind:
        yield Finding("wrong", "clock", behind, clock.ADVICE)
    elif ahead:
        yield Finding("note", "clock", ahead, f"If you did use the paper since: {clock.ADVICE}")


def _sources(newsroom: Newsroom) -> Iterator[Finding]:
    views = newsroom.sources.table()
    for view in views:
        if view.health.level == "trouble":
            yield Finding(
                "wrong", "sources", f"{view.outlet.name}, {view.url}: {view.health.words}", view.health.advice
            )
        elif view.health.level == "waits" and view.state is not None:
            yield Finding("note", "sources", f"{view.outlet.name}, {view.url}: {view.health.words}", view.health.advice)
    if not views:
        yield Finding("note", "sources", "there are none", "Add one: broadsheet add https://example.com")
        return
    counted = Counter(view.health.level for view in views)
    new = sum(view.state is None and view.health.level == "waits" for view in views)
    words = f"{counted['well']} of {len(views)} do well"
    words += f", {new} were not fetched yet" if new else ""
    words += f", {counted['off']} are muted" if counted["off"] else ""
    yield Finding("sound", "sources", words)


def _some(number: int, many: str) -> str:
    """``1 story``, ``2 stories``"""
    one = f"{many[:-3]}y" if many.endswith("ies") else many[:-1]
    return f"{number:,} {one if number == 1 else many}"


def _editions(newsroom: Newsroom, *, deep: bool) -> Iterator[Finding]:
    rows = newsroom.editions.list(limit=1_000_000)
    yield from _changed(newsroom, rows if deep else rows[:_CHECKED])
    missing = [row for row in rows if newsroom.editions.file(row, "edition.json") is None]
    for row in missing[:20]:
        yield Finding("wrong", "editions", f"the folder {row.folder} is not there", "Bring it back from a backup.")
    today = newsroom.now().astimezone(newsroom.settings.paper.zone).date().isoformat()
    for row in rows:
        if row.date > today:
            words = f"{row.folder} is of a day that has not come ({_day(row.date)})"
            yield Finding("wrong", "editions", words, f"If it was a mistake: broadsheet edition remove {row.folder}")
    if rows and not missing:
        last = max(rows, key=lambda row: row.end)
        yield Finding("sound", "editions", f"{len(rows)} printed, the last for {_day(last.date)}")


def _changed(newsroom: Newsroom, rows: Sequence[EditionRow]) -> Iterator[Finding]:
    """Editions whose folder is not as it was printed."""
    for row in rows:
        folder = newsroom.folder / EDITIONS_FOLDER / row.folder
        if not folder.is_dir():
            continue
        verdict = verify_folder(folder, expected=row.hash, paper=newsroom.folder)
        if not verdict.ok:
            words = f"{row.folder} is not as it was printed: {(*verdict.problems, verdict.words)[0]}"
            yield Finding(
                "wrong", "editions", words[:300], f"See all of it: broadsheet verify {folder} --hash {row.hash}"
            )


def _deliveries(newsroom: Newsroom) -> Iterator[Finding]:
    folders = {row.hash: row.folder for row in newsroom.editions.list(limit=1_000_000)}
    for delivery in newsroom.editions.deliveries():
        folder = folders.get(delivery.edition_hash)
        if delivery.state == "sent" or folder is None:
            continue
        words = f"{folder} to {delivery.address}, begun {delivery.started:%Y-%m-%d %H:%M} UTC: "
        if delivery.state == "failed":
            words += f"not sent, {delivery.detail}"
            advice = f"Once that is mended: broadsheet edition send {folder}"
        else:
            words += f"it is not known whether it came, {delivery.detail}"
            advice = f"Look into the mailbox; if it is not there: broadsheet edition send {folder} --again"
        yield Finding("note", "deliveries", words.rstrip(", "), advice)


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{day:%A} {day.day} {day:%B %Y}"
