"""From the ledger to an edition's folder: the window, the material, the seal, the files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import editions, messages
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.model import Edition, Membership, QuotedLine, Report, Story, Version
from broadsheet.run import composing, correcting, journal
from broadsheet.run.desk import Desk
from broadsheet.store.contract import EditionRow


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition in its folder; `anew` is False where it had been printed before. `why` is what `--why` prints."""

    edition: Edition
    hash: str
    folder: Path
    anew: bool
    why: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """What an edition is made of: all that was seen in [start, end), under a date."""

    date: date
    start: datetime
    end: datetime


def window(
    recipe: editions.Recipe,
    *,
    zone: ZoneInfo,
    now: datetime,
    day: date | None,
    since: datetime | None,
    last: EditionRow | None,
) -> Window:
    """Up to the recipe's hour on the day asked for, else up to now; from `since`, else from the
    end of the recipe's last edition before that, else from 24 hours before."""
    if day is None:
        end, day = now, now.astimezone(zone).date()
    else:
        end = at_hour(day, recipe.hour, zone)
    start = since or (last.end if last and last.end < end else end - timedelta(hours=24))
    if start >= end:
        raise InputError(
            f"the window of this edition is empty: it would begin at {start.isoformat()} and end at {end.isoformat()}.",
            hint="Take an earlier --since or a later --date.",
        )
    return Window(day, start, end)


def at_hour(day: date, hour: str, zone: ZoneInfo) -> datetime:
    """``HH:MM`` of that day in that zone, in UTC."""
    hours, _, minutes = hour.partition(":")
    local = datetime.combine(day, time(int(hours), int(minutes or 0)), tzinfo=zone)
    return local.astimezone(ZoneInfo("UTC"))


def print_edition(
    desk: Desk, recipe: editions.Recipe, seen: Window, *, folder: Path, clock: str = "", noted: bool = True
) -> Printed:
    """Composes, seals and writes an edition. The same material gives the same hash, and is printed once. What it was
    made of is noted in the archive, unless it comes from there."""
    desk.progress.stage("composing the edition", None)
    material, versions = _material(desk, recipe, seen)
    edition = composing.compose(
        desk,
        recipe,
        material,
        date=seen.date,
        zone=desk.settings.paper.timezone,
        window=(seen.start, seen.end),
        clock=clock,
        title=desk.settings.paper.name,
    )
    standings = editions.standings(recipe, material, date=seen.date, end=seen.end)
    why = tuple((id, title, standing.why) for id, title, standing in standings)
    proofs = editions.proofs(edition, versions)
    sealed = editions.seal(edition, proofs, messages.render)
    for row in desk.ledger.editions(recipe=recipe.name, limit=1000):
        if row.hash == sealed.hash and (folder / row.folder / "edition.json").exists():
            return Printed(sealed.edition, sealed.hash, folder / row.folder, anew=False, why=why)
    name = _folder_name(folder, seen.date, recipe.name, sealed.hash)
    _write(folder / name, sealed.files)
    if noted:
        _note(desk, recipe, seen, sealed.hash, name, clock, material)
    with desk.ledger.writing() as writer:
        writer.put_edition(sealed.edition, sealed.hash, name)
        for made in material.corrections:
            writer.put_correction(made.correction)
    return Printed(sealed.edition, sealed.hash, folder / name, anew=True, why=why)


def _note(
    desk: Desk,
    recipe: editions.Recipe,
    seen: Window,
    hash: str,
    name: str,
    clock: str,
    material: editions.Material,
) -> None:
    rounds = desk.ledger.rounds(limit=1)
    journal.note_edition(
        desk,
        journal.EditionMade(
            hash=hash,
            folder=name,
            after=rounds[0].id if rounds else 0,
            recipe=recipe,
            date=seen.date,
            start=seen.start,
            end=seen.end,
            clock=clock,
            paper=journal.paper_of(desk),
            outlets=material.outlets,
            reader_rules=desk.ledger.reader_rules(),
            corrections=tuple(each for each in desk.ledger.corrections(end=seen.end) if each.kind != "edited"),
        ),
    )


def _material(desk: Desk, recipe: editions.Recipe, seen: Window) -> tuple[editions.Material, dict[str, Version]]:
    fresh = desk.ledger.articles_seen(seen.start, seen.end)
    ids = sorted({home for article in fresh if (home := desk.ledger.story_of(article))})
    found = [story for id in ids if (story := desk.ledger.story(id))]
    in_stories = {article for story in found for article in story.article_ids}
    alone = [article for article in fresh if article not in in_stories]
    every = sorted(in_stories | set(fresh))
    newest = {each.article_id: each for each in desk.ledger.newest_versions(every, before=seen.end)}
    members = {member.article_id: member for member in desk.ledger.memberships(every)}
    rows = _earlier(desk, recipe, seen)
    changed = correcting.corrections(desk, rows, start=seen.start, end=seen.end)
    stories = tuple(_story(desk, story, newest, members, frozenset(fresh)) for story in found)
    shown = [*newest.values(), *(made.version for made in changed if made.version is not None)]
    outlets = {version.outlet_id: desk.outlet(version.outlet_id, version.url) for version in shown}
    material = editions.Material(
        stories=stories,
        alone=tuple(newest[article] for article in alone if article in newest),
        outlets=tuple(outlets[id] for id in sorted(outlets) if not outlets[id].mute),
        before=_before(desk, rows),
        corrections=changed,
        muted=frozenset(rule.story_id for rule in desk.ledger.reader_rules() if rule.kind == "mute" and not rule.off),
    )
    return material, {version.id: version for version in shown}


def publish(desk: Desk, edition: Edition, target: Path) -> editions.Sealed:
    """Writes the public form of an edition into `target`, which must be new, empty or a public edition already."""
    if target.exists() and any(target.iterdir()) and not (target / editions.MANIFEST).exists():
        raise InputError(f"{target} is not empty and no edition; it is left as it is.", hint="Name another folder.")
    ids = sorted({source.version_id for source in edition.sources})
    versions = {version.id: version for version in desk.ledger.versions(ids)}
    shown = editions.public(edition, versions)
    sealed = editions.seal(shown, editions.proofs(shown, versions), messages.render)
    _write(target, sealed.files)
    return sealed


def erase(
    desk: Desk,
    row: EditionRow,
    edition: Edition,
    version_ids: Collection[str],
    *,
    reason: str,
    at: datetime,
    folder: Path,
) -> Edition:
    """Takes the words of some Versions out of a printed edition's folder, if it is still there; the edition without
    them, for the ledger."""
    left = editions.without(edition, version_ids, reason=reason, at=at)
    if (folder / row.folder / editions.MANIFEST).exists():
        ids = sorted(source.version_id for source in left.sources if not source.withdrawn)
        proofs = editions.proofs(left, {version.id: version for version in desk.ledger.versions(ids)})
        _write(folder / row.folder, editions.seal_anew(left, row.hash, proofs, messages.render).files)
    return left


REMEMBERED = timedelta(days=14)


def _earlier(desk: Desk, recipe: editions.Recipe, seen: Window) -> list[EditionRow]:
    """The recipe's editions of the last two weeks, up to where this one begins, the oldest first."""
    rows = desk.ledger.editions(recipe=recipe.name, limit=1000)
    near = [row for row in rows if seen.start - REMEMBERED < row.end <= seen.start]
    return sorted(near, key=lambda each: (each.end, each.hash))


def _before(desk: Desk, rows: Sequence[EditionRow]) -> editions.Before:
    """What those editions have printed."""
    sentences: set[str] = set()
    stories: dict[str, tuple[str, frozenset[str]]] = {}
    for row in rows:
        edition = desk.ledger.edition(row.hash)
        if edition is None:
            continue
        articles = {source.version_id: source.article_id for source in edition.sources}
        for section in edition.sections:
            for entry in section.entries:
                lines = [line for group in entry.groups for line in group.lines if isinstance(line, QuotedLine)]
                sentences |= {editions.key(line.source_words) for line in lines}
                home = desk.ledger.story(entry.story_id) if entry.story_id else None
                if home:
                    ids = frozenset(articles[span.version_id] for line in lines for span in line.spans)
                    stories[home.id] = (row.date, ids | stories.get(home.id, ("", frozenset[str]()))[1])
    return editions.Before(frozenset(sentences), stories)


def _story(
    desk: Desk, story: Story, newest: Mapping[str, Version], members: Mapping[str, Membership], fresh: frozenset[str]
) -> editions.StoryMaterial:
    versions = tuple(newest[article] for article in story.article_ids if article in newest)
    reports: dict[str, list[Membership]] = {}
    for version in versions:
        member = members.get(version.article_id) or Membership(
            version.article_id, version.article_id, "original", version.article_id, 1.0
        )
        reports.setdefault(member.report_id, []).append(member)
    return editions.StoryMaterial(
        story=story,
        reports=tuple(_report(reports[id]) for id in sorted(reports)),
        versions=versions,
        statements=desk.ledger.statements([version.id for version in versions]),
        fresh=fresh & {version.article_id for version in versions},
    )


def _report(members: Sequence[Membership]) -> Report:
    """The part of a Report that lies in this story; its id is the smallest Article id of that part."""
    smallest = min(member.article_id for member in members)
    part = tuple(
        Membership(each.article_id, smallest, each.relation, each.original_id, each.containment)
        for each in sorted(members, key=lambda member: member.article_id)
    )
    return Report(smallest, part)


def _folder_name(folder: Path, day: date, recipe: str, hash: str) -> str:
    """``DATE-RECIPE``, with a number where another edition of that day has the name."""
    plain = f"{day.isoformat()}-{recipe}"
    for number in range(1, 1000):
        name = plain if number == 1 else f"{plain}-{number}"
        manifest = folder / name / "edition.json"
        if not manifest.exists() or hash.encode() in manifest.read_bytes():
            return name
    raise InputError(f"there are a thousand editions of {plain} in {folder}.", hint="Move some of them away.")


_PART, _OLD = ".part", ".old"


def mend(folder: Path) -> None:
    """What a kill has left in the folder of editions: an old edition whose successor did not come comes back, half
    written ones go."""
    for old in folder.glob(f".*{_OLD}"):
        target = old.with_name(old.name.removeprefix(".").removesuffix(_OLD))
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for part in folder.glob(f".*{_PART}"):
        shutil.rmtree(part, ignore_errors=True)


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    """The folder appears whole or not at all, and an old one stays until the new one is there: see `mend`."""
    part, old = target.with_name(f".{target.name}{_PART}"), target.with_name(f".{target.name}{_OLD}")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for name, content in files.items():
            with (part / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            target.rename(old)
        part.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise BroadsheetError(
            f"the edition cannot be written to {target}: {error.strerror or error}.",
            hint="See that the folder can be written to and has room, then run the command again; nothing else is lost.",
        ) from error
