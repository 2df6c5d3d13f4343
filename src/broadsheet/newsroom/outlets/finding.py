"""Finding the feeds behind an address: the page's own word for it, then the usual places, then the sitemaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from broadsheet import feeds, sources
from broadsheet.fetch import Fetcher, Request
from broadsheet.model import Fetched, Made, Outcome, Rejected
from broadsheet.pipeline.context import Context
from broadsheet.text.addresses import host
from broadsheet.text.bodies.decoding import decode_text

ENOUGH = 6  # feeds that are shown
_TRIED = 12  # candidates of one page that are tried


@dataclass(frozen=True, slots=True)
class SiteFeeds:
    """What was found: `page` is the address that answered, `feeds` are in the order in which to take them, `why`
    says what stood in the way where there are none. `site` is an address of the outlet's site, `name` what that calls
    itself ("" where it says nothing)."""

    page: str
    feeds: tuple[sources.FoundFeed, ...]
    why: str = ""
    site: str = ""
    name: str = ""


async def find(context: Context, written: str) -> SiteFeeds:
    """The feeds behind a feed's address, a page or a bare domain."""
    async with Fetcher(context.settings.fetch, now=context.now) as fetcher:
        search = _Search(context, fetcher)
        why = ""
        for address in _spellings(written):
            answer = await fetcher.get(Request(address, "feed"))
            refusal = _refusal(answer)
            why = why or refusal
            if not isinstance(answer, Made) or (refusal and answer.value.capture.status in (404, 410)):
                continue
            await search.behind(address, answer.value)
            ranked = search.ranked(address)
            site, name = await search.site(address) if ranked else ("", "")
            return SiteFeeds(address, ranked, refusal or search.why, site, name)
    return SiteFeeds(written, (), why)


def _spellings(written: str) -> tuple[str, ...]:
    """The address itself, or the ways in which a bare domain is asked for."""
    written = sources.without_feed_scheme(written.strip())
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", written):
        return (written,)
    bare = written.lstrip("/")
    ways = [f"https://{bare}", f"http://{bare}"]
    if not bare.startswith("www."):
        ways.append(f"https://www.{bare}")
    return tuple(ways)


class _Search:
    """The feeds found so far, each address tried once."""

    def __init__(self, context: Context, fetcher: Fetcher) -> None:
        self._context = context
        self._fetcher = fetcher
        self._found: dict[str, feeds.Feed] = {}
        self._tried: set[str] = set()
        self._too_large = False
        self._page = ("", "")  # the page that the search began with: where it is, what its site calls itself

    @property
    def why(self) -> str:
        """Why there are none where the address answered."""
        return "too-large" if self._too_large else "neither the page nor the usual places have one"

    async def behind(self, address: str, fetched: Fetched) -> None:
        """Takes the address if it is a feed itself; else looks where the page points, then where feeds mostly lie,
        then where robots.txt says that the sitemaps are. The first of these that has one ends the search."""
        read, body = self._read(fetched)
        if isinstance(read, Made):
            self._found[fetched.permanent or address] = read.value
            return
        base = fetched.capture.url
        self._page = (base, sources.site_name(body))
        await self._try(sources.sitemaps_of_index(body)[:_TRIED])
        if not self._found:
            await self._try(sources.candidates(body, base)[:_TRIED] if body else ())
        if not self._found:
            await self._try(sources.usual_places(base))
        if not self._found:
            await self._try_sitemaps(base)

    async def _try_sitemaps(self, base: str) -> None:
        parts = urlsplit(base)
        answer = await self._fetcher.get(Request(f"{parts.scheme}://{parts.netloc}/robots.txt", "robots"))
        named: tuple[str, ...] = ()
        if isinstance(answer, Made) and answer.value.capture.status == 200:
            named = sources.sitemaps_of_robots(decode_text(answer.value.capture.payload, content_type="text/plain"))
        await self._try((*named[:_TRIED], f"{parts.scheme}://{parts.netloc}/sitemap.xml"))

    async def _try(self, places: Sequence[str], *, within_index: bool = False) -> None:
        for place in places:
            if len(self._found) >= ENOUGH:
                return
            if place in self._tried:
                continue
            self._tried.add(place)
            reply = await self._fetcher.get(Request(place, "feed"))
            if not isinstance(reply, Made) or reply.value.capture.status != 200:
                continue
            read, body = self._read(reply.value)
            if isinstance(read, Made):
                self._found.setdefault(reply.value.permanent or place, read.value)
            elif not within_index:
                await self._try(sources.sitemaps_of_index(body)[:3], within_index=True)

    async def site(self, address: str) -> tuple[str, str]:
        """Where the outlet's site is and what it calls itself: by the page that was given; for a feed by the site to
        which most of its entries lead, whose front page is asked."""
        if self._page[0]:
            return self._page
        entries = [link.url for feed in self._found.values() for link in feed.links]
        site = sources.site_of(entries) or address
        parts = urlsplit(site)
        front = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
        answer = await self._fetcher.get(Request(front, "page"))
        if not isinstance(answer, Made) or answer.value.capture.status != 200:
            return site, ""
        body = self._context.body_of(answer.value.capture)
        return site, sources.site_name(body.value) if isinstance(body, Made) else ""

    def _read(self, fetched: Fetched) -> tuple[Outcome[feeds.Feed], bytes]:
        capture = fetched.capture
        body = self._context.body_of(capture)
        if not isinstance(body, Made):
            self._too_large |= isinstance(body, Rejected) and body.reason == "too-large"
            return Rejected("undecodable"), b""
        kind = capture.header("content-type")
        read = feeds.read(body.value, url=capture.url, content_type=kind, source_id="", captured=capture.at)
        return read, body.value

    def ranked(self, address: str) -> tuple[sources.FoundFeed, ...]:
        """What was found, the best first."""
        return sources.best([_found(url, feed) for url, feed in self._found.items()], url=address)


def _found(url: str, feed: feeds.Feed) -> sources.FoundFeed:
    titles = tuple(link.title for link in feed.links[:3])
    return sources.FoundFeed(
        url=url,
        title=feed.title,
        entries=len(feed.links),
        last=max((link.published.at for link in feed.links if link.published), default=None),
        language=feed.language or by_words(feed),
        titles=titles,
    )


def by_words(feed: feeds.Feed) -> str:
    """The language that the words of a feed's entries are surely in; "" where they do not say."""
    from broadsheet.text.language import detect

    words = " ".join(f"{link.title} {link.summary}" for link in feed.links[:10])
    code, sure = detect(re.sub(r"<[^>]*>|&\w+;", " ", words)) if len(words) > 60 else ("", 0.0)
    return code if sure > 0.8 else ""


def _refusal(answer: Outcome[Fetched]) -> str:
    """Why an address gave no page, in words; "" where it did."""
    if isinstance(answer, Made):
        status = answer.value.capture.status
        return "" if status == 200 else f"the server answered with status {status}"
    if isinstance(answer, Rejected):
        return f"{answer.reason} {answer.detail}".strip()
    return f"{getattr(answer, 'error', '')} {getattr(answer, 'detail', '')}".strip()


def is_address(written: str) -> bool:
    """Whether this could be the address of something at all."""
    return any(host(way) and ("." in host(way) or host(way) == "localhost") for way in _spellings(written))
