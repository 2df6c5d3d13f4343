"""Servers for tests, on the loopback only: each request's path is answered by the bytes that a test gives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from broadsheet.fetch import Fetcher, Request
from broadsheet.model import Fetched, Outcome
from broadsheet.settings import FetchSettings

NOW = datetime(2031, 5, 4, 6, 30, 15, tzinfo=UTC)

Script = Callable[["Asked", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """What was asked so far, and where."""

    port: int = 0
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [each.path for each in self.asked if each.path != "/robots.txt"]

    def url(self, path: str, *, host: str = "gazette.localhost") -> str:
        return f"http://{host}:{self.port}{path}"


def response(body: bytes = b"", *, status: str = "200 OK", headers: tuple[str, ...] = (), length: bool = True) -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    return response(status=status, headers=(f"Location: {location}",))


@asynccontextmanager
async def serving(answers: dict[str, bytes | Script], *, host: str = "127.0.0.1") -> AsyncIterator[Server]:
    """A server that answers each path with its bytes, 404 for others."""
    server = Server()
    writers: set[asyncio.StreamWriter] = set()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").rstrip().split("\r\n")
                pairs = (line.partition(":") for line in lines)
                asked = Asked(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs})
                server.asked.append(asked)
                answer = answers.get(asked.path, response(b"not here", status="404 Not Found"))
                if isinstance(answer, bytes):
                    writer.write(answer)
                    await writer.drain()
                else:
                    await answer(asked, writer)
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writers.discard(writer)
            writer.close()

    listening = await asyncio.start_server(client, host, 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for writer in list(writers):
            writer.transport.abort()
        await asyncio.sleep(0)


SETTINGS = FetchSettings(
    contact="mailto:editor@paper.example",
    connect_seconds=2,
    read_seconds=2,
    total_seconds=4,
    max_bytes=100_000,
    host_delay_seconds=0,
    allow_hosts=("*.localhost",),
)


async def no_pause(seconds: float) -> None:
    return None


async def fetch(*requests: Request, **changes: object) -> list[Outcome[Fetched]]:
    """The outcomes of requests made one after the other by one Fetcher."""
    settings = replace(SETTINGS, **changes)  # type: ignore[arg-type]
    async with Fetcher(settings, now=lambda: NOW, pause=no_pause) as fetcher:
        return [await fetcher.get(request) for request in requests]
