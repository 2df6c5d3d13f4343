"""Sources: the ways in, how they do, adding some, taking and giving lists of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from broadsheet import interrupts, sources
from broadsheet.errors import BroadsheetError, InputError
from broadsheet.model import Made, Outlet, Source, SourceState
from broadsheet.newsroom.outlets.accounts import unread_languages
from broadsheet.newsroom.outlets.finding import SiteFeeds, find, is_address
from broadsheet.newsroom.outlets.health import Health, PageCounts, health, meaning, pages_of
from broadsheet.newsroom.outlets.languages import name_of_language
from broadsheet.pipeline.context import Context
from broadsheet.text.addresses import host, is_web, normal, public_url
from broadsheet.text.language import code_of

_LATELY = timedelta(days=14)


# What can be done where an address that is to be added does not answer.
_NO_ANSWER = {
    "dns": "See that you are online and that the address is spelled right.",
    "unreachable": "See that you are online, and try again later.",
    "refused": "See that the address is right, port and all.",
    "private-address": "If that is meant, list its host in fetch.allow_hosts.",
    "too-large": "Raise fetch.max_bytes or fetch.max_decoded_bytes if you trust it.",
}


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as a table shows it. `url` is its address as it may be shown; `last_article` is when the last new
    article of its outlet was seen, `pages` how those of the last two weeks came; `due` is None where it is not
    planned: muted, ended, or never fetched. `unread` counts the articles of its outlet in those weeks that were set aside
    for their language."""

    source: Source
    outlet: Outlet
    state: SourceState | None
    url: str
    last_article: datetime | None
    pages: PageCounts
    due: datetime | None
    health: Health
    unread: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was added, or was there before, and the others that stood there. `notes` are what a person should
    know of it: a language that the paper does not read, an outlet of another name."""

    outlet: str
    feed: sources.FoundFeed
    others: tuple[sources.FoundFeed, ...]
    anew: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the feeds of an OPML file: added, there before, not usable (with the reason). `cut` says where the
    file ends before its end, "" where it is whole; `notes` are what a person should know of what was added."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    cut: str = ""
    notes: tuple[str, ...] = ()


class Sources:
    """The sources of a paper."""

    def __init__(self, context: Context, file: Path) -> None:
        self._context = context
        self._file = file

    def table(self) -> tuple[SourceView, ...]:
        """All sources in the order of outlets.toml."""
        ledger, now = self._context.ledger, self._context.now()
        outlets = {outlet.id: outlet for outlet in self._context.catalogue.outlets}
        states = {state.source_id: state for state in ledger.source_states()}
        newest = ledger.newest_articles()
        counted: dict[str, dict[str, int]] = {}
        for (outlet_id, access), number in ledger.access(now - _LATELY).items():
            counted.setdefault(outlet_id, {})[access] = number
        aside = unread_languages(ledger, now - _LATELY)
        found = []
        for source in self._context.catalogue.sources:
            outlet, state = outlets[source.outlet_id], states.get(source.id)
            pages = pages_of(counted.get(outlet.id, {}))
            unread = tuple(aside.get(outlet.id, Counter()).most_common())
            off = outlet.mute or state is None or state.ended
            found.append(
                SourceView(
                    source=source,
                    outlet=outlet,
                    state=state,
                    url=public_url(source.url),
                    last_article=newest.get(outlet.id),
                    pages=pages,
                    due=None if off or state is None else state.due,
                    health=self._health(outlet, state, pages, unread),
                    unread=unread,
                )
            )
        return tuple(found)

    def _health(
        self, outlet: Outlet, state: SourceState | None, pages: PageCounts, unread: tuple[tuple[str, int], ...]
    ) -> Health:
        """How a source does; one that is well, and whose articles are set aside for their language, says so."""
        found = health(outlet, state, pages, self._context.now())
        read = self._context.settings.paper.languages
        current = [(tag, number) for tag, number in unread if is_unread(tag, read)]
        if found.level != "well" or not (current or is_unread(outlet.language, read)):
            return found
        tag, number = current[0] if current else (outlet.language, 0)
        advice = how_to_read(tag, read)
        if not number:
            return Health("waits", f"in {name_of_language(tag)}, which is not read", advice)
        words = f"{number:,} article{'' if number == 1 else 's'} in {name_of_language(tag)} left out"
        return Health("well" if pages.full > number else "waits", words, advice)

    def find(self, url: str) -> SiteFeeds:
        """The feeds behind a page, a feed's address or a bare domain. InputError where there is none."""
        if not is_address(url):
            raise InputError(f"{url} is no address.", hint="Give the address of a feed or a page, or a domain.")
        offer = interrupts.run(find(self._context, url.strip()))
        if not offer.feeds:
            reason = offer.why.partition(" ")[0]
            words, _ = meaning(reason, domain=host(offer.page))
            raise InputError(
                f"no feed was found at {public_url(offer.page)}: {words or offer.why}.",
                hint=_NO_ANSWER.get(reason, "Give the address of a feed, if the outlet has one."),
            )
        return offer

    def add(self, url: str) -> Added:
        """Finds the feeds behind an address and adds the best one to outlets.toml."""
        offer = self.find(url)
        best, *others = offer.feeds
        catalogue = self._context.catalogue
        held = next((each for each in catalogue.sources if normal(each.url) == normal(best.url)), None)
        if held is not None:
            known = catalogue.outlet(held.outlet_id)
            notes = self.notes(best, known)
            return Added(known.name if known else held.outlet_id, best, tuple(others), anew=False, notes=notes)
        titles = [
            each.title
            for each in offer.feeds
            if each.title and sources.domain_of(each.url) == sources.domain_of(best.url)
        ]
        outlet = sources.outlet_for(
            catalogue,
            best.url,
            site=offer.site or offer.page,
            titles=[best.title, *titles] if best.title not in titles else titles,
            site_name=offer.name,
            language=code_of(best.language),
        )
        notes = self.notes(best, outlet)
        if catalogue.outlet(outlet.id) is not None:
            notes += _doubts(outlet, offer.name or best.title)
        self._write(sources.with_feed(self._text(), outlet, best.url))
        return Added(outlet.name, best, tuple(others), anew=True, notes=notes)

    def notes(self, feed: sources.FoundFeed, outlet: Outlet | None = None) -> tuple[str, ...]:
        """Says so where the paper does not read the language of a feed."""
        language = code_of(feed.language) or (outlet.language if outlet else "")
        unread = is_unread(language, self._context.settings.paper.languages)
        return (how_to_read(language, self._context.settings.paper.languages),) if unread else ()

    def take(self, file: Path) -> Taken:
        """Adds the feeds of an OPML file to outlets.toml, its folders as tags; nothing is fetched yet."""
        try:
            read = sources.read(file.read_bytes())
        except OSError as error:
            raise InputError(f"{file} cannot be read: {error.strerror or error}.") from error
        if not isinstance(read, Made):
            raise InputError(f"{file} is no list of feeds: {getattr(read, 'detail', '')}.", hint="Give an OPML file.")
        wanted, known, refused = self._sorted(read.value)
        added, notes = self._placed(wanted)
        if added:
            self._write(sources.with_feeds(self._text(), added))
        return Taken(tuple(url for _, url in added), tuple(known), tuple(refused), read.note, notes)

    def _sorted(
        self, outlines: Sequence[sources.Outline]
    ) -> tuple[list[sources.Outline], list[str], list[tuple[str, str]]]:
        """The outlines that are new, the addresses that are read already, and those that cannot be read, with why."""
        seen = {normal(source.url) for source in self._context.catalogue.sources}
        wanted: list[sources.Outline] = []
        known: list[str] = []
        refused: list[tuple[str, str]] = []
        for outline in outlines:
            if not is_web(outline.url):
                refused.append((outline.url, "it is no web address"))
            elif normal(outline.url) in seen:
                known.append(outline.url)
            else:
                seen.add(normal(outline.url))
                wanted.append(outline)
        return wanted, known, refused

    def _placed(self, outlines: Sequence[sources.Outline]) -> tuple[list[tuple[Outlet, str]], tuple[str, ...]]:
        """Each feed with its outlet, which is named by the titles of all its feeds; what is doubtful about that."""
        catalogue = self._context.catalogue
        together: dict[str, list[sources.Outline]] = {}
        for outline in outlines:
            together.setdefault(sources.domain_of(outline.site or outline.url), []).append(outline)
        added: list[tuple[Outlet, str]] = []
        notes: list[str] = []
        for outline in outlines:
            kin = together[sources.domain_of(outline.site or outline.url)]
            titles = (
                [each.title for each in kin] if outline.site or not sources.is_carrier(outline.url) else [outline.title]
            )
            tags = tuple(dict.fromkeys(tag for each in kin for tag in each.folders))
            outlet = sources.outlet_for(catalogue, outline.url, site=outline.site, titles=titles, tags=tags)
            if catalogue.outlet(outlet.id) is None:
                catalogue = replace(catalogue, outlets=(*catalogue.outlets, outlet))
            else:
                notes += _doubts(outlet, outline.title)
            added.append((outlet, outline.url))
        return added, tuple(dict.fromkeys(notes))

    def as_opml(self) -> bytes:
        """All sources as OPML, each in the folder of its outlet's first tag, else of its country; doors in addresses are
        closed."""
        outlets = {outlet.id: outlet for outlet in self._context.catalogue.outlets}
        outlines = []
        for source in self._context.catalogue.sources:
            outlet = outlets[source.outlet_id]
            scheme = source.url.partition(":")[0].lower() if outlet.domains and ":" in outlet.domains[0] else "https"
            site = f"{scheme}://{outlet.domains[0]}/" if outlet.domains else ""
            folder = (*outlet.tags, outlet.country)[:1]
            outlines.append(sources.Outline(public_url(source.url), outlet.name, site, folder if folder[0] else ()))
        return sources.write(outlines, title=self._context.settings.paper.name)

    def move(self, source: Source, url: str) -> None:
        """Writes a source's new address into outlets.toml. SettingsError where it has to be done by hand."""
        self._write(sources.with_moved(self._text(), source.url, url))

    def _text(self) -> str:
        return self._file.read_text(encoding="utf-8") if self._file.exists() else ""

    def _write(self, text: str) -> None:
        """The file changes in one step, and only into one that can be read again."""
        sources.load(text, where=str(self._file))
        part = self._file.with_suffix(".part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(self._file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise BroadsheetError(
                f"{self._file} cannot be written: {error.strerror or error}.",
                hint="See that you may write there and that the disk has room; the file is as it was.",
            ) from error


def is_unread(language: str, read: Sequence[str]) -> bool:
    """Whether articles in that language are set aside; an unknown one ("") is not."""
    return bool(language and read and code_of(language) not in read)


def how_to_read(language: str, read: Sequence[str], *, what: str = "It") -> str:
    """That a language is not read, and what to change so that it is."""
    wanted = ", ".join(f'"{each}"' for each in (*read, code_of(language)))
    return (
        f"{what} is in {name_of_language(language)}, which this paper does not read: paper.languages in broadsheet.toml is "
        f"[{', '.join(read)}]. To read it: languages = [{wanted}]"
    )


def _doubts(outlet: Outlet, name: str) -> tuple[str, ...]:
    """Says so where a feed goes to an outlet that was there, and whose name is another."""
    if not name or sources.is_akin(name, outlet):
        return ()
    return (
        f"“{name}” is kept as a feed of {outlet.name}, since outlets.{outlet.id} has its domain. If it is another "
        "outlet, give it a table of its own in outlets.toml, with its own domains.",
    )


def shown(source: Source) -> Source:
    """A source as it may be shown: no credentials, no token of its feed."""
    return replace(source, url=public_url(source.url))


def _near(written: str, outlets: Sequence[Outlet]) -> list[str]:
    """The ids of the outlets that may be meant: those of that name, else those that are spelled nearly so."""
    wanted = written.casefold()
    named = [each.id for each in outlets if wanted in (each.id.casefold(), each.name.casefold(), *each.domains)]
    within = [each.id for each in outlets if len(wanted) > 2 and wanted in f"{each.id} {each.name}".casefold()]
    return named or get_close_matches(wanted, [each.id for each in outlets], n=3) or within[:3]


def sources_of(context: Context, only: Sequence[str]) -> list[Source]:
    """The sources that a fetch by hand takes: all that are not muted and not gone for good, or those of the outlets
    named, gone ones too. InputError names an outlet that is not there."""
    catalogue = context.catalogue
    known = {outlet.id: outlet for outlet in catalogue.outlets}
    unknown = [name for name in only if name not in known]
    if unknown:
        near = _near(unknown[0], catalogue.outlets)
        hint = f"Perhaps {' or '.join(near)}. " if near else ""
        raise InputError(
            f"no outlet has the id {unknown[0]!r}.",
            hint=f"{hint}`broadsheet sources` lists the ids, in its first column.",
        )
    muted = [name for name in only if known[name].mute]
    if muted:
        raise InputError(f"the outlet {muted[0]!r} is muted.", hint="Take `mute = true` out of outlets.toml first.")
    ended = {state.source_id for state in context.ledger.source_states() if state.ended}
    return [
        source
        for source in catalogue.sources
        if not known[source.outlet_id].mute and (source.outlet_id in only if only else source.id not in ended)
    ]
