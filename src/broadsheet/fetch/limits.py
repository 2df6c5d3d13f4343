"""How many requests may be under way to one host, and how far apart they begin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass
class _Host:
    gate: asyncio.Semaphore
    free_at: float = 0.0
    closed_until: float = 0.0


class Limits:
    """Turns at hosts: `per_host` at once to one host, `connections` at once in all, begun `delay` seconds apart."""

    def __init__(
        self,
        *,
        per_host: int,
        connections: int,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self._per_host = max(1, per_host)
        self._all = asyncio.Semaphore(max(1, connections))
        self._pause = pause
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, delay: float) -> AsyncIterator[None]:
        """Waits for a turn. A host's own gate comes first, so that a slow host keeps no other waiting."""
        place = self._place(host)
        async with place.gate:
            wait = self._reserve(place, delay)
            if wait > 0:
                await self._pause(wait)
            async with self._all:
                yield

    def close(self, host: str, seconds: float) -> None:
        """No request to `host` begins for so long (Retry-After)."""
        place = self._place(host)
        place.closed_until = max(place.closed_until, self._now() + seconds)

    def closed_for(self, host: str) -> float:
        """Seconds for which `host` has asked to be left alone, 0 where it has not."""
        return max(0.0, self._place(host).closed_until - self._now())

    def _reserve(self, place: _Host, delay: float) -> float:
        now = self._now()
        begin = max(now, place.free_at, place.closed_until)
        place.free_at = begin + delay
        return begin - now

    def _place(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(asyncio.Semaphore(self._per_host)))

    def _now(self) -> float:
        return self._clock() if self._clock else asyncio.get_running_loop().time()
