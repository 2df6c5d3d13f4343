"""The sample outlets over real HTTP on the loopback: one port, told apart by the Host header."""

from __future__ import annotations

import errno
import gzip
import hashlib
import socket
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

from broadsheet.demo import render
from broadsheet.demo.catalogue import FETCHES, SAMPLE_PORT
from broadsheet.errors import BroadsheetError

__all__ = ["SAMPLE_PORT", "SampleServer"]

# Below this a compressed body is no smaller.
_SMALL = 200


class SampleServer:
    """Serves the sample outlets from `with` to its end, on 127.0.0.1 and, where there is one, ::1.

    `port` 0 takes a free one; `.port` is the one taken. With `refusing`, three of the five do not let
    their pages be read: by robots.txt, with status 403, behind a wall of consent. The server
    of one of them is down for an hour of the second day; with `failing`, for all of it. The clock stands at
    the last fetch of the sample until `set_moment`. BroadsheetError where the port is taken.
    """

    def __init__(self, port: int = SAMPLE_PORT, *, refusing: bool = False, failing: bool = False) -> None:
        self.port = port
        self.refusing = refusing
        self.failing = failing
        self.moment = FETCHES[-1]
        self._listeners: list[_Listener] = []
        self._threads: list[Thread] = []

    def set_moment(self, moment: datetime) -> None:
        """Sets the clock: what is published, which text an edited article has, what stands around it."""
        if moment.tzinfo is None:
            raise ValueError("the sample's clock needs a time with its zone")
        self.moment = moment

    def __enter__(self) -> SampleServer:
        first = self._listen(_Listener, "127.0.0.1")
        self.port = int(first.server_address[1])
        self._listeners = [first]
        with suppress(OSError):  # a machine without IPv6, or one where another program has that port
            self._listeners.append(_Listener6(("::1", self.port), _Handler, self))
        for listener in self._listeners:
            thread = Thread(
                target=listener.serve_forever, kwargs={"poll_interval": 0.02}, name="sample outlets", daemon=True
            )
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listener in self._listeners:
            listener.shutdown()
            listener.hang_up()
            listener.server_close()
        for thread in self._threads:
            thread.join()
        self._listeners, self._threads = [], []

    def _listen(self, kind: type[_Listener], host: str) -> _Listener:
        try:
            return kind((host, self.port), _Handler, self)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise BroadsheetError(
                f"the sample outlets cannot be served: port {self.port} of {host} is taken.",
                hint=f"End the program that listens on port {self.port} (perhaps another `broadsheet demo`), or choose another port.",
            ) from error


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], handler: type[_Handler], sample: SampleServer) -> None:
        self.sample = sample
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Ends the connections that a client keeps open."""
        with self._lock:
            waiting = list(self._open)
        for connection in waiting:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is nothing to report."""


class _Listener6(_Listener):
    address_family = socket.AF_INET6

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        super().server_bind()


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    server_version = "SampleOutlets"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        sample = self.server.sample
        host = self.headers.get("Host", "").lower() or f"127.0.0.1:{sample.port}"
        name = host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host
        label = name.removesuffix(".").removesuffix(".localhost") if ".localhost" in name else ""
        path = unquote(urlsplit(self.path).path) or "/"
        base = f"http://{host if ':' in host.rpartition(']')[2] else f'{host}:{sample.port}'}"
        self._send(render.answer(label, base, path, sample.moment, refusing=sample.refusing, failing=sample.failing))

    def _send(self, answer: render.SampleResponse) -> None:
        tag = f'W/"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        fresh = answer.status == 200 and self._has_it(tag, answer.changed)
        body = answer.body
        self.send_response(304 if fresh else answer.status)
        if answer.status == 200:
            self.send_header("ETag", tag)
            if answer.changed:
                self.send_header("Last-Modified", format_datetime(answer.changed.astimezone(UTC), usegmt=True))
            self.send_header("Cache-Control", "max-age=300")
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == 503:
            self.send_header("Retry-After", "3600")
        self.send_header("Vary", "Accept-Encoding")
        if not fresh:
            self.send_header("Content-Type", answer.content_type)
            if len(body) > _SMALL and _takes_gzip(self.headers.get("Accept-Encoding", "")):
                body = gzip.compress(body, compresslevel=6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not fresh and self.command != "HEAD":
            self.wfile.write(body)

    def _has_it(self, tag: str, changed: datetime | None) -> bool:
        """RFC 9110, 13.1: If-None-Match, compared weakly; If-Modified-Since only where there is none."""
        wanted = self.headers.get("If-None-Match", "")
        if wanted:
            return "*" in wanted or tag.removeprefix("W/") in [
                part.strip().removeprefix("W/") for part in wanted.split(",")
            ]
        since = self.headers.get("If-Modified-Since", "")
        if not since or changed is None:
            return False
        try:
            return changed.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The sample's clock, not the machine's."""
        return format_datetime(self.server.sample.moment.astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the reader's terminal is for the paper."""


def _takes_gzip(accepted: str) -> bool:
    for part in accepted.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
