"""Retention: an archive that does not grow for ever, and texts that are erased on demand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from broadsheet.archive import Rewritten, note
from broadsheet.archive.record import date_of
from broadsheet.errors import InputError, NotFoundError
from broadsheet.model import Correction, Edition, EditionRow, Made, QuotedLine, Sighting
from broadsheet.pipeline import journal
from broadsheet.pipeline.context import Context
from broadsheet.pipeline.editions import printing
from broadsheet.store.contract import Withdrawal
from broadsheet.text.addresses import normal, public_url
from broadsheet.text.hashing import opaque_id

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Freed:
    """What a tidying came to."""

    files: int
    captures: int
    kept: int
    bytes: int

    @property
    def words(self) -> str:
        if not self.files:
            return "nothing in the archive is old enough to go"
        return (
            f"{self.captures:,} captures of {self.files:,} days went from the archive ({self.bytes / 1e6:,.1f} MB); "
            f"{self.kept:,} that editions cite stay"
        )


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was erased: Versions and captures; `editions` are the folders of those that cite it; `already` is when it was
    withdrawn before."""

    url: str
    versions: int
    captures: int
    feeds: int
    editions: tuple[str, ...]
    already: datetime | None = None


class Retention:
    """What a paper keeps, and for how long."""

    def __init__(self, context: Context, editions: Path) -> None:
        self._context = context
        self._editions = editions

    def old_files(self) -> tuple[str, ...]:
        """Archive files past `archive.keep_days`, oldest first; those that hold cited captures only are left out."""
        old, _ = self._old()
        return old

    def _old(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """The same with the ids of what is cited, which are looked for only where a file is past its days."""
        keep = self._context.settings.archive.keep_days
        today = self._context.now().date()
        past = [
            name
            for name, _ in self._context.archive.files()
            if keep and (day := _day_of(name)) is not None and today - day > timedelta(days=keep)
        ]
        cited = self._cited() if past else frozenset[str]()
        seen = self._context.ledger.sightings_in
        return tuple(name for name in past if any(not _stays(each, cited) for each in seen(name))), cited

    def tidy(self) -> Freed:
        """Takes captures out of the archive that are older than `archive.keep_days` and that no edition cites."""
        if self._context.ledger.open_rounds():
            raise InputError("a round is still open.", hint="Finish it first: broadsheet fetch")
        old, cited = self._old()
        dropped = kept = freed = 0
        for name in old:
            seen = self._context.ledger.sightings_in(name)
            stays = {each.place.offset for each in seen if _stays(each, cited)}
            done = self._context.archive.without(name, keep=stays)
            self._replace([done])
            dropped, kept, freed = dropped + len(seen) - len(stays), kept + len(stays), freed + done.freed
        return Freed(len(old), dropped, kept, freed)

    def _cited(self) -> frozenset[str]:
        ledger = self._context.ledger
        editions = [ledger.edition(row.hash) for row in ledger.editions(limit=1_000_000)]
        cited = {(each.article_id, each.capture_id) for edition in editions if edition for each in edition.sources}
        found = {capture_id for _, capture_id in cited}
        # What a page was read with stays as well: the feed that its Link stood in.
        for article_id, capture_id in sorted(cited):
            for reading in ledger.readings_of(article_id):
                if reading.capture_id == capture_id and reading.link_id:
                    found.add(ledger.link_capture(reading.link_id))
        return frozenset(found)

    def _replace(self, files: Sequence[Rewritten]) -> None:
        """Lets each successor take its file's place: noted in the ledger first, so that a kill in between is mended
        when the paper is opened the next time."""
        with self._context.ledger.writing() as writer:
            for each in files:
                writer.retire(each.file, each.successor, each.places)
        self._end(files)

    def _end(self, files: Iterable[Rewritten]) -> None:
        for each in files:
            self._context.archive.take_place(each.file, each.successor)
            with self._context.ledger.writing() as writer:
                writer.forget_retired(each.file)

    # Withdrawal

    def withdraw(self, url: str, reason: str) -> Withdrawn:
        """Erases an article's text from ledger, search, archive and printed editions, the feeds that carried it included;
        its hashes and the reason stay, and it does not come back. NotFoundError where no such article is kept."""
        context, now = self._context, self._context.now()
        if not " ".join(reason.split()):
            raise InputError("a withdrawal needs a reason.", hint='Give one: --reason "At the request of …"')
        article_id = context.ledger.article_of(normal(url))
        if article_id is None:
            raise NotFoundError(f"no article is kept for {public_url(url)}.", hint="Give the address of one that is.")
        if context.ledger.open_rounds():
            raise InputError("a round is still open.", hint="Finish it first: broadsheet fetch")
        earlier = context.ledger.withdrawals(article_id=article_id)
        pages, feeds = self._pages(article_id), self._feeds(article_id)
        withdrawals = self._withdrawals(article_id, pages, " ".join(reason.split()))
        notes = [*(_note(each, date_of(now)) for each in withdrawals), journal.withdrawn(article_id, withdrawals, now)]
        files = self._rewritten({(each.place.file, each.place.offset) for each in (*pages, *feeds)}, notes)
        erased = {each.version_id for each in withdrawals if each.version_id}
        citing = self._citing(erased)
        corrections = self._corrections(citing, erased)
        # The folders first: a kill in between leaves the article in the ledger, and the command can be given again.
        left = self._erase(citing, erased)
        with context.ledger.writing() as writer:
            writer.withdraw(article_id, withdrawals)
            for hash, edition in left.items():
                writer.replace_edition(edition, hash)
            for each in files:
                writer.retire(each.file, each.successor, each.places)
            for correction in corrections:
                writer.put_correction(correction)
        self._end(files)
        context.ledger.erase_traces()
        versions = sum(bool(each.version_id) for each in withdrawals)
        already = earlier[0].at if earlier else None
        return Withdrawn(public_url(url), versions, len(pages), len(feeds), _folders(citing, corrections), already)

    def _rewritten(self, gone: set[tuple[str, int]], notes: Sequence[bytes]) -> list[Rewritten]:
        """The files of the archive that held the records at these places, written anew without them, with notes."""
        context, files = self._context, []
        for name in sorted({file for file, _ in gone}):
            seen = context.ledger.sightings_in(name)
            keep = {each.place.offset for each in seen if (name, each.place.offset) not in gone}
            files.append(context.archive.without(name, keep=keep, notes=notes))
        return files

    def _citing(self, version_ids: set[str]) -> list[tuple[EditionRow, Edition]]:
        """The printed editions that cite one of the Versions."""
        ledger = self._context.ledger
        every = ((row, ledger.edition(row.hash)) for row in ledger.editions(limit=1_000_000))
        return [
            (row, edition)
            for row, edition in every
            if edition is not None and any(source.version_id in version_ids for source in edition.sources)
        ]

    def _erase(self, citing: Sequence[tuple[EditionRow, Edition]], version_ids: set[str]) -> dict[str, Edition]:
        """Those editions by hash, without the words of the Versions; their folders are written anew."""
        return {
            row.hash: printing.erase(self._context, row, edition, version_ids, folder=self._editions)
            for row, edition in citing
        }

    def _pages(self, article_id: str) -> tuple[Sighting, ...]:
        """The records that hold the article's pages."""
        ledger = self._context.ledger
        urls = {version.url for version in ledger.versions_of(article_id)}
        ids = {version.capture_id for version in ledger.versions_of(article_id) if version.access != "feed-only"}
        ids |= {reading.capture_id for reading in ledger.readings_of(article_id) if not reading.why}
        found = [sighting for id in sorted(ids) if (sighting := ledger.sighting(id))]
        urls |= {sighting.url for sighting in found} | set(ledger.addresses(article_id))
        every = {each.place: each for each in found}
        for url in sorted(urls):
            every |= {each.place: each for each in ledger.sightings(url) if each.kind != "revisit"}
        return tuple(every[place] for place in sorted(every, key=lambda place: (place.file, place.offset)))

    def _feeds(self, article_id: str) -> tuple[Sighting, ...]:
        """The records of feeds that name the article: they may carry its words."""
        ledger = self._context.ledger
        names: dict[str, set[bytes]] = {}
        for link in ledger.links_to(article_id):
            home = ledger.sighting(ledger.link_capture(link.id))
            if home is not None:
                plain, slashed = link.url, link.url.replace("/", "\\/")
                names.setdefault(home.url, set()).update(
                    each.encode() for each in (plain, plain.replace("&", "&amp;"), slashed)
                )
        return tuple(
            sighting
            for url in sorted(names)
            for sighting in ledger.sightings(url)
            if sighting.kind != "revisit" and self._names(sighting, names[url])
        )

    def _names(self, sighting: Sighting, names: Iterable[bytes]) -> bool:
        body = self._context.body_of(self._context.archive.read(sighting.place))
        # What cannot be decoded cannot be cleared of carrying it.
        return not isinstance(body, Made) or any(name in body.value for name in names)

    def _withdrawals(self, article_id: str, pages: Sequence[Sighting], reason: str) -> list[Withdrawal]:
        now = self._context.now()
        digests = {each.capture_id: each.digest for each in pages}
        found = [
            Withdrawal(
                version.id,
                article_id,
                version.id,
                version.capture_id,
                public_url(version.url),
                version.text_hash,
                digests.get(version.capture_id, ""),
                reason,
                now,
            )
            for version in self._context.ledger.versions_of(article_id)
        ]
        read = {each.capture_id for each in found}
        found += [
            Withdrawal(each.capture_id, article_id, "", each.capture_id, each.url, "", each.digest, reason, now)
            for each in pages
            if each.capture_id not in read
        ]
        return found

    def _corrections(self, citing: Sequence[tuple[EditionRow, Edition]], version_ids: set[str]) -> list[Correction]:
        """A Correction for each printed Line that cites one of the Versions."""
        now = self._context.now()
        made = []
        for row, edition in citing:
            for line in edition.lines():
                cited = (
                    {span.version_id for span in line.spans} & version_ids if isinstance(line, QuotedLine) else set()
                )
                for version_id in sorted(cited):
                    id = opaque_id("k", row.hash, line.id, version_id)
                    made.append(Correction(id, row.hash, line.id, "withdrawn", "", version_id, now))
        return made


def _folders(citing: Sequence[tuple[EditionRow, Edition]], corrections: Sequence[Correction]) -> tuple[str, ...]:
    """The folders of the editions of which a Line was withdrawn."""
    hashes = {correction.edition_hash for correction in corrections}
    return tuple(row.folder for row, _ in citing if row.hash in hashes)


def _stays(sighting: Sighting, cited: frozenset[str]) -> bool:
    return sighting.kind != "revisit" and sighting.capture_id in cited


def _day_of(name: str) -> date | None:
    match = _DAY.match(name)
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None


def _note(withdrawal: Withdrawal, at: str) -> bytes:
    """What the archive says in the place of an erased record."""
    return note(
        withdrawal.url,
        at,
        [
            ("withdrawn", withdrawal.reason),
            ("payload-digest", withdrawal.digest),
            ("text-hash", withdrawal.text_hash),
            ("version", withdrawal.version_id),
        ],
    )
