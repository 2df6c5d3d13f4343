"""Headers that every answer carries, and whose questions are answered at all."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, noarchive",
    "Cache-Control": "no-cache",
}


def is_local(host: str) -> bool:
    """Whether an address to listen on is this machine's own, which nobody else can reach."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Guarded:
    """Sets the headers; on the loopback it answers only to the loopback's own names, so that no
    other site can read the paper through a name that it points here. `names` are others by which the paper's owner
    lets it be asked for, such as that of a server in front of it."""

    def __init__(self, app: ASGIApp, *, host: str, names: Callable[[], frozenset[str]] = frozenset) -> None:
        self._app = app
        self._local = is_local(host)
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        asked = Headers(scope=scope).get("host", "")
        name = asked if asked.endswith("]") else asked.rsplit(":", 1)[0]
        if self._local and not is_local(name.strip("[]")) and name.lower() not in self._names():
            refusal = PlainTextResponse(
                f"This paper is served on this machine only, not as {name!r}. Behind a server of your own, set "
                "paper.base_url to the address that it has there.\n",
                status_code=421,
            )
            await refusal(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)
