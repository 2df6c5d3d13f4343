"""Fetching from many hosts on the loopback, all guards on, as a ratio to bare aiohttp in the same run.

python -m bench.fetching [--data DIR] [--hosts 200] [--pages 10]

Each host is a name of its own (hN.localhost), with a robots.txt and pages of 25 kB, gzip. "Guarded" is the Fetcher as
the paper uses it: robots.txt, limits per host, veto on the address, caps, redacted headers. Both have as many requests
under way at once, no pause between two to one host, and ask for the same pages.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

CONNECTIONS = 40
PAGE = gzip.compress(bytes(random.Random(3).randbytes(9_000).hex() * 2, "ascii")[:25_000], mtime=0)


def serve(pipe: Connection) -> None:
    """Answers every page of every host, until it is killed."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(
        PAGE
    )
    rules = b"User-agent: *\nDisallow: /closed\n"
    robots = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(rules) + rules

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while asked := await reader.readuntil(b"\r\n\r\n"):
                writer.write(robots if asked.startswith(b"GET /robots.txt") else head + PAGE)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def run() -> None:
        listening = await asyncio.start_server(client, "127.0.0.1", 0, backlog=1024)
        pipe.send(listening.sockets[0].getsockname()[1])
        await asyncio.Event().wait()

    asyncio.run(run())


async def bare(urls: list[str]) -> int:
    import aiohttp

    gate = asyncio.Semaphore(CONNECTIONS)
    from broadsheet.fetch.wire import Resolver

    connector = aiohttp.TCPConnector(limit=0, resolver=Resolver())
    async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:

        async def one(url: str) -> int:
            async with gate, session.get(url) as response:
                return len(await response.read())

        return sum(await asyncio.gather(*map(one, urls)))


async def guarded(urls: list[str]) -> int:
    from datetime import UTC, datetime

    from broadsheet.fetch import Fetcher, Request
    from broadsheet.model import Made
    from broadsheet.settings import FetchSettings

    settings = FetchSettings(
        allow_hosts=("*.localhost",), host_delay_seconds=0.0, connections=CONNECTIONS, per_host=2, total_seconds=300.0
    )
    gate = asyncio.Semaphore(CONNECTIONS)
    async with Fetcher(settings, now=lambda: datetime.now(UTC)) as fetcher:

        async def one(url: str) -> int:
            async with gate:
                outcome = await fetcher.get(Request(url, "page"))
            assert isinstance(outcome, Made), outcome
            return len(outcome.value.capture.payload)

        return sum(await asyncio.gather(*map(one, urls)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="not used")
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--pages", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    hosts = [f"h{number}.localhost" for number in range(asked.hosts)]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        port = ours.recv()
        urls = [f"http://{host}:{port}/{page}" for page in range(asked.pages) for host in hosts]
        best = {"bare": 0.0, "guarded": 0.0}
        for _ in range(asked.rounds):
            for name, work in (("bare", bare(urls)), ("guarded", guarded(urls))):
                began = time.perf_counter()
                size = asyncio.run(work)
                assert size == len(PAGE) * len(urls)
                best[name] = max(best[name], len(urls) / (time.perf_counter() - began))
    finally:
        server.terminate()
        server.join()
    print(f"{len(urls):,} pages of {len(hosts)} hosts, {CONNECTIONS} at once, best of {asked.rounds}")
    print(f"  bare aiohttp    {best['bare']:8,.0f} pages/s")
    print(f"  all guards on   {best['guarded']:8,.0f} pages/s, {best['guarded'] / best['bare']:.2f} of bare aiohttp")


if __name__ == "__main__":
    main()
