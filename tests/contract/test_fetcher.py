"""What any fetcher promises: whatever a server does, one outcome with a reason, in bounded time, without secrets."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Mapping

import pytest

from broadsheet.fetch import Request
from broadsheet.model import Failed, Fetched, Made, Outcome, Rejected
from broadsheet.text.hashing import capture_id, digest
from tests.fetch.servers import NOW, Asked, Script, Server, fetch, redirect, response, serving

PAGE = b"<html><p>The bridge at Orlo opened.</p></html>"
SECRET = "s3cret"


async def hangs_up(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def cut(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + PAGE)
    await writer.drain()


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(30)


async def drips(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"<p>")
        await writer.drain()
        await asyncio.sleep(0.05)


async def floods(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


BEHAVIOURS: Mapping[str, bytes | Script] = {
    "plain": response(PAGE, headers=("Content-Type: text/html", f"Set-Cookie: sid={SECRET}")),
    "empty": response(b""),
    "packed": response(gzip.compress(PAGE, mtime=0), headers=("Content-Encoding: gzip",)),
    "packed-badly": response(b"\x1f\x8b\x08 no", headers=("Content-Encoding: gzip",)),
    "unknown-coding": response(PAGE, headers=("Content-Encoding: rot13",)),
    "gone": response(PAGE, status="410 Gone"),
    "refused": response(PAGE, status="403 Forbidden"),
    "broken": response(PAGE, status="500 Oops"),
    "elsewhere": redirect(f"/plain?token={SECRET}"),
    "loop": redirect("/loop"),
    "to-a-private-place": redirect("http://127.0.0.1:1/"),
    "to-a-file": redirect("file:///etc/hostname"),
    "to-nowhere": response(status="302 Found"),
    "no-http": b"220 mail.example ESMTP\r\n",
    "many-headers": response(PAGE, headers=tuple(f"X-{n}: {'y' * 200}" for n in range(4000))),
    "negative-length": response(PAGE, headers=("Content-Length: -5",), length=False),
    "two-lengths": response(PAGE, headers=("Content-Length: 3", "Content-Length: 9"), length=False),
    "control-characters": response(PAGE, headers=("X-Odd: a\x00b", "Content-Type: text/html\x0b")),
    "hangs-up": hangs_up,
    "cut": cut,
    "silent": silent,
    "drips": drips,
    "floods": floods,
}


@pytest.mark.parametrize("name", BEHAVIOURS)
def test_one_outcome_with_a_reason(name: str) -> None:
    answers = {f"/{each}": answer for each, answer in BEHAVIOURS.items()}
    answers |= {f"/{each}?token={SECRET}": answer for each, answer in BEHAVIOURS.items()}

    async def run() -> tuple[list[Outcome[Fetched]], Server]:
        async with serving(answers) as server, asyncio.timeout(20):
            url = server.url(f"/{name}?token={SECRET}").replace("http://", f"http://reader:{SECRET}@")
            return await fetch(Request(url, "page"), read_seconds=0.5, total_seconds=1.5), server

    (outcome,), server = asyncio.run(run())
    assert SECRET not in repr(outcome)
    if isinstance(outcome, Made):
        capture = outcome.value.capture
        assert capture.id == capture_id(capture.url, digest(capture.payload))
        assert (capture.at, capture.digest) == (NOW, digest(capture.payload))
        assert len(capture.payload) <= 100_000
        assert outcome.value.requested.startswith("http://gazette.localhost")
        assert capture.header("set-cookie") == ""
        assert capture.truncated == {"cut": "disconnect", "drips": "time", "floods": "length"}.get(name, "")
    else:
        assert isinstance(outcome, Failed | Rejected)
        reason = outcome.error if isinstance(outcome, Failed) else outcome.reason
        assert reason
        assert reason == reason.lower().strip()
        assert " " not in reason
    assert len(server.paths()) <= 10, "redirects are counted"
