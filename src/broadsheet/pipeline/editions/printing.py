"""Editions printed: the window, the seal, the files in their folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from broadsheet import editions, flow
from broadsheet.editions.check.seal import Render
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.model import Edition, EditionRow, QuotedLine
from broadsheet.pipeline import decision_log, journal
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.editions import composing, correcting, gathering, late, leaving
from broadsheet.pipeline.editions.gathering import Window
from broadsheet.schedule.hours import a_day_before, at_hour


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition in its folder; `anew` is False where it had been printed before. `why` is what `--why` prints."""

    edition: Edition
    hash: str
    folder: Path
    anew: bool
    why: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive's journal says of an edition that is printed again: the name of its folder, what its window left
    unread, and the hashes of the earlier editions that it remembered, each with its folder (None: not noted)."""

    name: str
    left: leaving.Left
    earlier: Mapping[str, str] | None


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
    end of the recipe's last edition before that, else from the same time of the day before, by the local clock."""
    if day is None:
        end, day = now, now.astimezone(zone).date()
    else:
        end = at_hour(day, recipe.hour, zone)
    start = since or (last.end if last and last.end < end else a_day_before(end, zone))
    if start >= end:
        raise InputError(
            f"the window of this edition is empty: it would begin at {start.isoformat()} and end at {end.isoformat()}.",
            hint="Take an earlier --since or a later --date.",
        )
    return Window(day, start, end)


def print_edition(
    context: Context,
    recipe: editions.Recipe,
    seen: Window,
    *,
    folder: Path,
    clock: str = "",
    known: Known | None = None,
) -> Printed:
    """Composes, seals and writes an edition. The same material gives the same hash, and is printed once. What it was
    made of is noted in the archive, unless it comes from there: then it is `known`."""
    context.progress.stage("composing the edition", None)
    rows = gathering.earlier(context, recipe, seen, known.earlier if known else None)
    left = known.left if known else leaving.left_unread(context, seen.start, seen.end)
    material, versions = gathering.gather(context, seen, rows, left)
    edition = composing.compose(
        context,
        recipe,
        material,
        date=seen.date,
        zone=context.settings.paper.timezone,
        window=(seen.start, seen.end),
        clock=clock,
        title=context.settings.paper.name,
    )
    why = _why(recipe, material, edition)
    decision_log.of_edition(context, edition, versions.values(), why)
    proofs = editions.proofs(edition, versions)
    sealed = editions.seal(edition, proofs, _render())
    before = _printed_before(context, recipe, sealed.hash, folder)
    if before is not None:
        return Printed(sealed.edition, sealed.hash, before, anew=False, why=why)
    name = known.name if known else _folder_name(folder, seen.date, recipe.name, sealed.hash)
    _write(folder / name, sealed.files)
    if known is None:
        _note(context, recipe, seen, sealed.hash, name, clock, material, rows)
    _enter(context, sealed, name, material)
    return Printed(sealed.edition, sealed.hash, folder / name, anew=True, why=why)


def _enter(context: Context, sealed: editions.Sealed, name: str, material: editions.Material) -> None:
    """The edition and the corrections that it prints into the ledger."""
    with context.ledger.writing() as writer:
        writer.put_edition(sealed.edition, sealed.hash, name, after=_last_round(context))
        for made in material.corrections:
            writer.put_correction(made.correction)


def _printed_before(context: Context, recipe: editions.Recipe, hash: str, folder: Path) -> Path | None:
    """The folder of the edition with that hash, where there is one still."""
    rows = context.ledger.editions(recipe=recipe.name, limit=1000)
    found = (folder / row.folder for row in rows if row.hash == hash)
    return next((each for each in found if (each / editions.MANIFEST).exists()), None)


def _render() -> Render:
    return flow.stage("messages").work()


def reasons(
    context: Context, recipe: editions.Recipe, row: EditionRow, edition: Edition
) -> tuple[tuple[str, str, str], ...]:
    """Why the stories of an edition that was printed stand in their order, as far as what it was made of is here still."""
    others = [each for each in context.ledger.editions(recipe=row.recipe, limit=1000) if _is_older(each, row)]
    came = late.late(context, others, row.start, until=row.after) if row.after is not None else late.Late()
    seen = Window(edition.date, row.start, row.end, came.ids)
    material, _ = gathering.gather(context, seen, gathering.earlier(context, recipe, seen), ())
    return _why(recipe, material, edition)


def _is_older(one: EditionRow, other: EditionRow) -> bool:
    return one.hash != other.hash and (one.after or 0) <= (other.after or 0) and one.end <= other.start


def is_news(context: Context, recipe: editions.Recipe, seen: Window) -> bool:
    """Whether there is anything in the window that no earlier edition had: an article, or something to correct."""
    if gathering.fresh_in(context, seen):
        return True
    rows = gathering.earlier(context, recipe, seen)
    return bool(correcting.corrections(context, rows, start=seen.start, end=seen.end))


def remove(context: Context, row: EditionRow, *, folder: Path) -> None:
    """Takes an edition out of the paper: noted in the archive, then out of the ledger, then its folder."""
    journal.note_removed(context, journal.EditionRemoved(row.hash, row.folder, context.now()))
    with context.ledger.writing() as writer:
        writer.remove_edition(row.hash)
    shutil.rmtree(folder / row.folder, ignore_errors=True)


def _why(recipe: editions.Recipe, material: editions.Material, edition: Edition) -> tuple[tuple[str, str, str], ...]:
    """Id, title and standing of each story; the title is the one that is printed, where it is printed."""
    printed = {
        entry.story_id: line.parts[0].printed
        for section in edition.sections
        for entry in section.entries
        for group in entry.groups
        if group.role == "headline" and isinstance(line := group.lines[0], QuotedLine)
    }
    standings = editions.standings(recipe, material, date=edition.date, end=edition.window[1])
    return tuple((id, printed.get(id, title), standing.why) for id, title, standing in standings)


def _note(
    context: Context,
    recipe: editions.Recipe,
    seen: Window,
    hash: str,
    name: str,
    clock: str,
    material: editions.Material,
    rows: Sequence[EditionRow],
) -> None:
    journal.note_edition(
        context,
        journal.EditionMade(
            hash=hash,
            folder=name,
            after=_last_round(context),
            recipe=recipe,
            date=seen.date,
            start=seen.start,
            end=seen.end,
            clock=clock,
            paper=journal.paper_of(context),
            outlets=material.outlets,
            reader_rules=context.ledger.reader_rules(),
            corrections=tuple(each for each in context.ledger.corrections(end=seen.end) if each.kind != "edited"),
            earlier=tuple((row.hash, row.folder) for row in rows),
            left=material.left,
            late=seen.late,
        ),
    )


def _last_round(context: Context) -> int:
    return next((each.id for each in context.ledger.rounds(limit=1)), 0)


def publish(context: Context, edition: Edition, target: Path) -> editions.Sealed:
    """Writes the public form of an edition into `target`, which must be new, empty or a public edition already."""
    if target.exists() and any(target.iterdir()) and not (target / editions.MANIFEST).exists():
        raise InputError(f"{target} is not empty and no edition; it is left as it is.", hint="Name another folder.")
    ids = sorted({source.version_id for source in edition.sources})
    versions = {version.id: version for version in context.ledger.versions(ids)}
    shown = editions.public(edition, versions)
    sealed = editions.seal(shown, editions.proofs(shown, versions), _render())
    _write(target, sealed.files)
    return sealed


def erase(
    context: Context,
    row: EditionRow,
    edition: Edition,
    version_ids: Collection[str],
    *,
    folder: Path,
) -> Edition:
    """Takes the words of some Versions out of a printed edition's folder, if it is still there; the edition without
    them, for the ledger."""
    left = editions.without(edition, version_ids)
    if (folder / row.folder / editions.MANIFEST).exists():
        ids = sorted(source.version_id for source in left.sources if not source.withdrawn)
        proofs = editions.proofs(left, {version.id: version for version in context.ledger.versions(ids)})
        _write(folder / row.folder, editions.seal_anew(left, row.hash, proofs, _render()).files)
    return left


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
