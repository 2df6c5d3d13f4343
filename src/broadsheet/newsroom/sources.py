"""Sources: the ways in, how they do, and adding one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadsheet import feeds, sources
from broadsheet.errors import InputError
from broadsheet.fetch import Fetched, Fetcher, Request
from broadsheet.model import Made, Outcome, Outlet, Rejected, Source, SourceState
from broadsheet.run.desk import Desk
from broadsheet.text.addresses import host, registrable
from broadsheet.text.decoding import decode_body


@dataclass(frozen=True, slots=True)
class SourceView:
    source: Source
    outlet: Outlet
    state: SourceState | None


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was added, and the others that stood there."""

    outlet: str
    url: str
    feed: feeds.Feed
    others: tuple[tuple[str, feeds.Feed], ...]


class Sources:
    """The sources of a paper."""

    def __init__(self, desk: Desk, file: Path) -> None:
        self._desk = desk
        self._file = file

    def table(self) -> tuple[SourceView, ...]:
        outlets = {outlet.id: outlet for outlet in self._desk.catalogue.outlets}
        states = {state.source_id: state for state in self._desk.ledger.source_states()}
        return tuple(
            SourceView(source, outlets[source.outlet_id], states.get(source.id))
            for source in self._desk.catalogue.sources
        )

    def add(self, url: str) -> Added:
        """Finds the feeds behind a page or an address and adds the best one to outlets.toml."""
        address = url if "://" in url else f"https://{url}"
        found, why = asyncio.run(self._discover(address))
        if not found:
            raise InputError(
                f"no feed was found at {address}: {why}.", hint="Give the address of a feed, if the outlet has one."
            )
        ranked = _ranked(found, address)
        best_url, best = ranked[0]
        outlet = self._outlet(address, best)
        text = self._file.read_text(encoding="utf-8") if self._file.exists() else ""
        changed = sources.with_feed(text, outlet, best_url)
        sources.load(changed, where=str(self._file))
        part = self._file.with_suffix(".part")
        part.write_text(changed, encoding="utf-8")
        part.replace(self._file)
        return Added(outlet.name, best_url, best, tuple(ranked[1:]))

    def _outlet(self, address: str, best: feeds.Feed) -> Outlet:
        """The outlet that the catalogue has for the address, else a new one named by its feed."""
        found = self._desk.catalogue.outlet_of(address)
        if self._desk.catalogue.outlet(found.id) is not None:
            return found
        name = best.title or found.name
        return replace(
            found, id=_short(address), name=name, in_text=sources.in_running_text(name), language=best.language
        )

    async def _discover(self, address: str) -> tuple[list[tuple[str, feeds.Feed]], str]:
        found: dict[str, feeds.Feed] = {}
        async with Fetcher(self._desk.settings.fetch, now=self._desk.now) as fetcher:
            answer = await fetcher.get(Request(address, "feed"))
            why = _refusal(answer)
            if not isinstance(answer, Made):
                return [], why
            read, body = self._read(answer.value)
            if isinstance(read, Made):
                return [(address, read.value)], ""
            base = answer.value.capture.url
            places = (
                [*sources.candidates(body, base), *sources.usual_places(base)] if body else sources.usual_places(base)
            )
            for place in dict.fromkeys(places):
                if len(found) >= 6:
                    break
                reply = await fetcher.get(Request(place, "feed"))
                if isinstance(reply, Made) and reply.value.capture.status == 200:
                    each, _ = self._read(reply.value)
                    if isinstance(each, Made):
                        found[place] = each.value
        return list(found.items()), why or "neither the page nor the usual places have one"

    def _read(self, fetched: Fetched) -> tuple[Outcome[feeds.Feed], bytes]:
        capture = fetched.capture
        limit = self._desk.settings.fetch.max_decoded_bytes
        body = decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=limit)
        if not isinstance(body, Made):
            return Rejected("undecodable"), b""
        kind = capture.header("content-type")
        read = feeds.read(body.value, url=capture.url, content_type=kind, source_id="", captured=capture.at)
        return read, body.value


def _ranked(found: Sequence[tuple[str, feeds.Feed]], address: str) -> list[tuple[str, feeds.Feed]]:
    by_url = dict(found)
    offered = [
        sources.Found(
            url=url,
            title=feed.title,
            entries=len(feed.links),
            last=max((link.published.at for link in feed.links if link.published), default=None),
            language=feed.language,
            titles=tuple(link.title for link in feed.links[:3]),
        )
        for url, feed in found
    ]
    return [(each.url, by_url[each.url]) for each in sources.best(offered, url=address)]


def _refusal(answer: Outcome[Fetched]) -> str:
    if isinstance(answer, Made):
        status = answer.value.capture.status
        return "" if status == 200 else f"the server answered with status {status}"
    if isinstance(answer, Rejected):
        return f"{answer.reason} {answer.detail}".strip()
    return f"{getattr(answer, 'error', '')} {getattr(answer, 'detail', '')}".strip()


def _short(address: str) -> str:
    """A short name for a new outlet: the part of its domain that a person would say."""
    domain = registrable(host(address)) or host(address)
    label = domain.split(".")[0]
    return "".join(letter if letter.isalnum() else "-" for letter in label).strip("-") or "outlet"
