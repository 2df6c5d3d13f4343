"""The one place that opens connections to others: aiohttp, with a veto on the address of each socket.

An IP address in a URL never passes the resolver, and a name may resolve to something else a moment later, so the
decision falls where a socket is made for one address: `_Veto` refuses it there, before a packet leaves.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from broadsheet.fetch.guard import is_loopback_name
from broadsheet.model import Truncation
from broadsheet.text.bodies.headers import text_of

MAX_HEADER = 65_536
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as it came: all headers, the body without its transfer coding, cut where `truncated` says so."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    truncated: Truncation
    address: str
    sent: tuple[tuple[str, str], ...]


class WireError(Exception):
    """No usable response: `error` is one of the words that a Failed outcome has."""

    def __init__(self, error: str, detail: str = "") -> None:
        super().__init__(error, detail)
        self.error = error
        self.detail = detail


class VetoError(Exception):
    """All addresses of the host are refused; `address` is the first of them."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass
class _Veto:
    """Decides on the addresses of one request, and remembers what it refused."""

    allows: Callable[[str], bool]
    refused: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)


# aiohttp makes the socket in the task of the request, or in one that inherits its context.
_CURRENT: ContextVar[_Veto] = ContextVar("_CURRENT")


def guarded_socket(addr_info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that the current request may use; OSError for any other. Unknown is refused."""
    family, kind, protocol, _, sockaddr = addr_info
    address = str(sockaddr[0])
    veto = _CURRENT.get(None)
    if veto is None or not veto.allows(address):
        if veto is not None:
            veto.refused.append(address)
        raise OSError(errno.EACCES, f"{address} may not be connected to")
    veto.used.append(address)
    return socket.socket(family=family, type=kind, proto=protocol)


class Resolver(AbstractResolver):
    """The system's resolver, but for `localhost` and all below it, which are the loopback without a question."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        if is_loopback_name(host):
            forms = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
            return [_resolved(host, address, port, kind) for kind, address in forms if family in (0, kind)]
        loop = asyncio.get_running_loop()
        infos = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family, flags=socket.AI_ADDRCONFIG)
        return [
            _resolved(host, str(sockaddr[0]), port, kind)
            for kind, _, _, _, sockaddr in infos
            if kind in (socket.AF_INET, socket.AF_INET6)
        ]

    async def close(self) -> None:
        return None


def _resolved(host: str, address: str, port: int, family: int) -> ResolveResult:
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=socket.IPPROTO_TCP, flags=socket.AI_NUMERICHOST
    )


class Wire:
    """An open client; `async with` it."""

    def __init__(
        self, *, connect_seconds: float, read_seconds: float, resolver: AbstractResolver | None = None
    ) -> None:
        self._timeout = aiohttp.ClientTimeout(total=None, connect=connect_seconds, sock_read=read_seconds)
        self._resolver = resolver or Resolver()
        self._last: dict[tuple[str, int], str] = {}

    async def __aenter__(self) -> Wire:
        connector = aiohttp.TCPConnector(
            limit=0, resolver=self._resolver, socket_factory=guarded_socket, ttl_dns_cache=60
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout,
            auto_decompress=False,
            trust_env=False,
            read_bufsize=_CHUNK,
            max_line_size=MAX_HEADER,
            max_field_size=MAX_HEADER,
            raise_for_status=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def send(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        allows: Callable[[str], bool],
        max_bytes: int,
        seconds: float,
        wants_body: Callable[[int], bool],
    ) -> Answer:
        """One GET, redirects not followed. `seconds` is for all of it. WireError, VetoError."""
        end = asyncio.get_running_loop().time() + seconds
        veto = _Veto(allows)
        response = await self._response(url, headers, veto, end)
        try:
            address = self._address(response, veto)
            if address and not allows(address):
                raise VetoError(address)
            body, truncated = b"", ""
            if wants_body(response.status):
                body, truncated = await _body(response, max_bytes, end)
            return Answer(
                status=response.status,
                headers=tuple((text_of(name), text_of(value)) for name, value in response.raw_headers),
                body=body,
                truncated=truncated,  # type: ignore[arg-type]
                address=address,
                sent=tuple(response.request_info.headers.items()),
            )
        finally:
            # What is not read to its end cannot serve another request: `close` drops the connection then.
            response.release() if response.content.at_eof() else response.close()

    async def _response(self, url: str, headers: Mapping[str, str], veto: _Veto, end: float) -> aiohttp.ClientResponse:
        """The head of the answer, from an address that the veto allows. WireError, VetoError."""
        token = _CURRENT.set(veto)
        try:
            async with asyncio.timeout_at(end):
                return await self._session.get(URL(url, encoded=True), headers=headers, allow_redirects=False)
        except aiohttp.InvalidURL as error:
            raise WireError("bad-url", str(error)) from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            if veto.refused and not veto.used:
                raise VetoError(veto.refused[0]) from error
            raise _named(error) from error
        finally:
            _CURRENT.reset(token)

    def _address(self, response: aiohttp.ClientResponse, veto: _Veto) -> str:
        """The IP address that answered. A short response has let go of its connection by now; then it is the
        one that a connection to this host was opened to last."""
        url = response.url
        key = (url.host or "", url.port or 0)
        peer = None
        if response.connection is not None and response.connection.transport is not None:
            peer = response.connection.transport.get_extra_info("peername")
        found = str(peer[0]) if peer else (veto.used[-1] if veto.used else self._last.get(key, ""))
        self._last[key] = found
        return found


async def _body(response: aiohttp.ClientResponse, max_bytes: int, end: float) -> tuple[bytes, Truncation]:
    """The body up to the limits. What came before a cut is kept; a cut before the first byte is a WireError."""
    body = bytearray()
    truncated: Truncation = ""
    try:
        async with asyncio.timeout_at(end):
            async for chunk in response.content.iter_any():
                body += chunk[: max_bytes - len(body) + 1]
                if len(body) > max_bytes:
                    del body[max_bytes:]
                    truncated = "length"
                    break
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        if not body:
            raise _named(error) from error
        truncated = "time" if isinstance(error, TimeoutError) else "disconnect"
    return bytes(body), truncated


def _named(error: Exception) -> WireError:
    """The one word for what went wrong, and the library's own for the detail."""
    detail = str(error)[:300] or type(error).__name__
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return WireError("timeout-connect", detail)
    if isinstance(error, aiohttp.SocketTimeoutError):
        return WireError("timeout-read", detail)
    if isinstance(error, TimeoutError):
        return WireError("timeout-total", "the whole time for this response is used up")
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        return WireError("dns", detail)
    if isinstance(error, aiohttp.ClientSSLError | aiohttp.ClientConnectorCertificateError):
        return WireError("tls", detail)
    if isinstance(error, aiohttp.ClientConnectorError):
        cause = error.os_error
        refused = cause.errno == errno.ECONNREFUSED or f"[Errno {errno.ECONNREFUSED}]" in str(cause)
        return WireError("refused" if refused else "unreachable", detail)
    if isinstance(error, aiohttp.ClientPayloadError):
        return WireError("disconnected", detail)
    if isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError | OSError):
        return WireError("disconnected", detail)
    return WireError("protocol", detail)
