"""Polite, guarded, bounded HTTP: an address in, one outcome out.

Pages are asked for only where robots.txt allows it, on the first hop and on each redirect. Feeds and sitemaps are
addresses that the reader chose by hand, as a feed reader's are; robots.txt speaks to crawlers and does not bind them.
"""

from __future__ import annotations

import asyncio
import logging
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from broadsheet import __version__
from broadsheet.fetch import guard, robots
from broadsheet.fetch.limits import Limits
from broadsheet.fetch.request import Purpose, Request
from broadsheet.model import Capture, Failed, Fetched, Hop, Made, Outcome, Rejected
from broadsheet.settings import FetchSettings
from broadsheet.text import addresses
from broadsheet.text.bodies import headers
from broadsheet.text.bodies.decoding import decode_body
from broadsheet.text.hashing import capture_id, digest

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

    from broadsheet.fetch.wire import Answer

_log = logging.getLogger("broadsheet.fetch")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT: dict[Purpose, str] = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "sitemap": "application/xml, text/xml, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}
_CODINGS = "gzip, deflate, br, zstd"
_LONG_WAIT = 30.0  # a host that wants to be left alone for longer is not waited for
_LONGEST_CLOSING = 86_400.0


@dataclass(frozen=True, slots=True)
class _Target:
    """One hop's address: as sent, where it goes, and the credentials that go with it."""

    url: str
    origin: str
    host: str
    port: int
    listed: bool
    credentials: str


class Fetcher:
    """Asks addresses, within `settings`. `now` dates the Captures; `pause` waits between requests to one host; `passing` is
    told of each response that is none of `get`'s: the redirects on the way, and each robots.txt.

    An async context manager; it belongs to one event loop.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        resolver: AbstractResolver | None = None,
        passing: Callable[[Fetched], None] | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._resolver = resolver
        self._passing = passing or (lambda fetched: None)
        self._limits = Limits(per_host=settings.per_host, connections=settings.connections, pause=pause)
        self._rules: dict[str, robots.Rules] = {}
        self._reading: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Fetcher:
        from broadsheet.fetch.wire import Wire

        self._wire = Wire(
            connect_seconds=self._settings.connect_seconds,
            read_seconds=self._settings.read_seconds,
            resolver=self._resolver,
        )
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def get(self, request: Request) -> Outcome[Fetched]:
        """The response to one address, redirects followed.

        Made for each HTTP response, whatever its status. Rejected: robots, private-address, scheme, bad-url,
        too-many-redirects, redirect-loop. Failed: dns, refused, unreachable, timeout-connect, timeout-read,
        timeout-total, tls, protocol, disconnected, robots-unreachable, retry-after.
        """
        outcome = await self._follow(request, obeys=request.purpose == "page", max_bytes=self._settings.max_bytes)
        _tell(request, outcome)
        return outcome

    async def _follow(self, request: Request, *, obeys: bool, max_bytes: int, max_hops: int = -1) -> Outcome[Fetched]:
        target = self._target(request.url)
        most = self._settings.max_redirects if max_hops < 0 else max_hops
        seconds = self._settings.total_seconds
        hops: list[Hop] = []
        seen: set[str] = set()
        while True:
            if not isinstance(target, _Target):
                return target
            seen.add(target.url)
            refusal = await self._may_read(target) if obeys else None
            if refusal is not None:
                return refusal
            answer = await self._ask(target, request, max_bytes, seconds)
            if isinstance(answer, Rejected | Failed):
                return answer
            reply, used = answer
            seconds -= used
            location = headers.first(reply.headers, "location")
            if reply.status not in _REDIRECTS or not location:
                return Made(self._fetched(request, target, tuple(hops), reply))
            following = self._redirected(target, location)
            self._passing(self._fetched(request, target, tuple(hops), reply))
            to = following.url if isinstance(following, _Target) else location
            hops.append(Hop(reply.status, addresses.public_url(target.url), addresses.public_url(to)))
            if len(hops) > most:
                return Rejected("too-many-redirects", f"more than {most}, the last to {hops[-1].location}")
            if isinstance(following, _Target) and following.url in seen:
                return Rejected("redirect-loop", f"back to {hops[-1].location}")
            target = following

    # Where to

    def _target(self, url: str) -> _Target | Rejected:
        shown = addresses.public_url(url)[:300]
        scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", url)
        if scheme and scheme[1].lower() not in ("http", "https"):
            return Rejected("scheme", f"{scheme[1]} is not http or https: {shown}")
        sent, host, port = addresses.requestable(url), addresses.host(url), addresses.port(url)
        if not sent or not scheme or "%" in host:
            return Rejected("bad-url", shown)
        if guard.is_numeric(host):
            number = guard.literal(host)
            if number is None:
                return Rejected("bad-url", f"{shown} has a host that is no address")
            plain = str(number) if number.version == 4 else f"[{number}]"
            written = f"[{host}]" if ":" in host else host
            sent, host = sent.replace(f"//{written}", f"//{plain}", 1), str(number)
        listed = guard.is_listed(host, port, self._settings.allow_hosts)
        if not guard.may_ask(host, port, self._settings.allow_hosts):
            return Rejected("private-address", f"{host} is not in the open internet")
        parts = urlsplit(sent)
        return _Target(sent, f"{parts.scheme}://{parts.netloc}", host, port, listed, _credentials(url))

    def _redirected(self, target: _Target, location: str) -> _Target | Rejected:
        """Where a redirect leads. Credentials stay with their origin; a server gives us none."""
        joined = addresses.absolute(target.url, location)
        following = self._target(joined if joined is not None else location)
        if isinstance(following, Rejected):
            return following
        kept = target.credentials if following.origin == target.origin else ""
        return _Target(
            following.url, following.origin, following.host, following.port, following.listed, credentials=kept
        )

    # May it be read

    async def _may_read(self, target: _Target) -> Rejected | Failed | None:
        rules = await self._rules_of(target)
        if isinstance(rules, Rejected):
            return rules
        answer = rules.answer(target.url)
        if answer == "disallow":
            return Rejected("robots", f"{target.origin}/robots.txt closes {addresses.public_url(target.url)}")
        return Failed("robots-unreachable", rules.why) if answer == "unreachable" else None

    async def _rules_of(self, target: _Target) -> robots.Rules | Rejected:
        async with self._reading.setdefault(target.origin, asyncio.Lock()):
            rules = self._rules.get(target.origin)
            if rules is not None and rules.is_fresh(self._now()):
                return rules
            outcome = await self._follow(
                Request(f"{target.origin}/robots.txt", "robots"),
                obeys=False,
                max_bytes=robots.MAX_BYTES + 1,
                max_hops=robots.MAX_REDIRECTS,
            )
            if isinstance(outcome, Rejected) and outcome.reason == "private-address" and not target.listed:
                return outcome
            if isinstance(outcome, Made):
                self._passing(outcome.value)
            read = _rules_from(outcome, self._now())
            self._rules[target.origin] = read
            return read

    # Asking

    async def _ask(
        self, target: _Target, request: Request, max_bytes: int, seconds: float
    ) -> tuple[Answer, float] | Rejected | Failed:
        """One hop: the answer, and the seconds that it took without the wait for a turn."""
        from broadsheet.fetch.wire import VetoError, WireError

        place = f"{target.host}:{target.port}"
        closed = self._limits.closed_for(place)
        if closed > _LONG_WAIT:
            return Failed("retry-after", f"{target.host} asked to be left alone for {round(closed)} s more")
        if seconds <= 0:
            return Failed("timeout-total", "the redirects used up the whole time")
        loop = asyncio.get_running_loop()
        async with self._limits.turn(place, delay=self._delay(target)):
            begun = loop.time()
            try:
                answer = await self._wire.send(
                    target.url,
                    headers=self._headers(target, request),
                    allows=lambda ip: guard.may_connect(
                        ip, host=target.host, port=target.port, patterns=self._settings.allow_hosts
                    ),
                    max_bytes=max_bytes,
                    seconds=seconds,
                    wants_body=lambda status: status not in _REDIRECTS,
                )
            except VetoError as veto:
                return Rejected("private-address", f"{target.host} leads to {veto.address}")
            except WireError as error:
                if error.error == "bad-url":
                    return Rejected("bad-url", error.detail)
                return Failed(error.error, addresses.public_url(error.detail))
        wait = headers.retry_after(answer.headers, self._now()) if answer.status in (429, 503) else None
        if wait:
            self._limits.close(place, min(float(wait), _LONGEST_CLOSING))
        return answer, loop.time() - begun

    def _delay(self, target: _Target) -> float:
        """Seconds between two requests to this host; none to one's own machine, where the settings list it."""
        if target.listed and guard.is_loopback_name(target.host):
            return 0.0
        rules = self._rules.get(target.origin)
        return max(self._settings.host_delay_seconds, rules.delay() if rules else 0.0)

    def _headers(self, target: _Target, request: Request) -> dict[str, str]:
        sent = {
            "User-Agent": user_agent(self._settings.contact),
            "Accept": _ACCEPT[request.purpose],
            # A cut robots.txt is still of use where it is plain.
            "Accept-Encoding": "identity" if request.purpose == "robots" else _CODINGS,
        }
        if request.etag:
            sent["If-None-Match"] = _one_line(request.etag)
        if request.last_modified:
            sent["If-Modified-Since"] = _one_line(request.last_modified)
        if target.credentials:
            sent["Authorization"] = target.credentials
        return sent

    def _fetched(self, request: Request, target: _Target, hops: tuple[Hop, ...], reply: Answer) -> Fetched:
        url = addresses.public_url(target.url)
        payload_digest = digest(reply.body)
        capture = Capture(
            id=capture_id(url, payload_digest),
            url=url,
            at=self._now().astimezone(UTC).replace(microsecond=0),
            status=reply.status,
            headers=headers.kept(reply.headers),
            payload=reply.body,
            digest=payload_digest,
            truncated=reply.truncated,
        )
        whole = not reply.truncated
        moved = hops and all(hop.status in _PERMANENT for hop in hops) and (reply.status < 400)
        return Fetched(
            capture=capture,
            not_modified=reply.status == 304,
            requested=addresses.public_url(request.url),
            hops=hops,
            etag=headers.first(reply.headers, "etag") if whole else "",
            last_modified=headers.first(reply.headers, "last-modified") if whole else "",
            request_headers=headers.kept(reply.sent),
            address=reply.address,
            permanent=target.url if moved else "",
            retry_after=headers.retry_after(reply.headers, capture.at),
            max_age=headers.max_age(reply.headers),
        )


def _tell(request: Request, outcome: Outcome[Fetched]) -> None:
    """One line to the log for each address that was asked: what came, or why nothing did."""
    shown = addresses.public_url(request.url)
    if isinstance(outcome, Made):
        fetched = outcome.value
        level = logging.DEBUG if fetched.capture.status in (200, 304) else logging.INFO
        size, hops = len(fetched.capture.payload), len(fetched.hops)
        _log.log(level, "%s %s: %s, %s bytes, %s redirects", request.purpose, shown, fetched.capture.status, size, hops)
        return
    kind, why = (
        ("failed", outcome.error) if isinstance(outcome, Failed) else ("rejected", getattr(outcome, "reason", ""))
    )
    _log.info("%s %s: %s (%s): %s", request.purpose, shown, kind, why, getattr(outcome, "detail", ""))


def _rules_from(outcome: Outcome[Fetched], now: datetime) -> robots.Rules:
    if isinstance(outcome, Made):
        capture = outcome.value.capture
        body = decode_body(capture.payload, encoding=capture.header("content-encoding"), limit=4 * robots.MAX_BYTES)
        if isinstance(body, Made):
            return robots.of_response(capture.status, body.value, read=now)
        return robots.unreachable("robots.txt cannot be decoded", read=now)
    if isinstance(outcome, Rejected) and outcome.reason in ("too-many-redirects", "redirect-loop"):
        return robots.of_response(404, b"", read=now)
    why = outcome.error if isinstance(outcome, Failed) else outcome.reason
    return robots.unreachable(f"robots.txt: {why} {getattr(outcome, 'detail', '')}".strip(), read=now)


def user_agent(contact: str) -> str:
    """Who we are, and how the reader who runs this paper can be reached, where they say so."""
    contact = re.sub(r"[^\x21-\x7e]+|[()\\]", "", contact)
    return f"{robots.AGENT}/{__version__} (+{contact})" if contact else f"{robots.AGENT}/{__version__}"


def _credentials(url: str) -> str:
    """The Authorization header for the user name and password in an address, if it has them."""
    parts = urlsplit(url.strip())
    if parts.username is None and parts.password is None:
        return ""
    pair = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return "Basic " + b64encode(pair.encode()).decode("ascii")


def _one_line(value: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]", "", value)
