from __future__ import annotations

import asyncio

from broadsheet.fetch.limits import Limits


class Clock:
    """A clock that only `pause` moves."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time

    async def pause(self, seconds: float) -> None:
        target = self.time + seconds
        await asyncio.sleep(0)
        self.time = max(self.time, target)


def begun(hosts: list[str], *, delay: float, per_host: int = 2, connections: int = 20) -> list[tuple[str, float]]:
    clock = Clock()
    limits = Limits(per_host=per_host, connections=connections, pause=clock.pause, clock=clock)
    times: list[tuple[str, float]] = []

    async def one(host: str) -> None:
        async with limits.turn(host, delay=delay):
            times.append((host, clock.time - 100))

    async def all_of_them() -> None:
        await asyncio.gather(*(one(host) for host in hosts))

    asyncio.run(all_of_them())
    return times


def test_requests_to_one_host_begin_the_delay_apart() -> None:
    assert [at for _, at in begun(["a"] * 4, delay=2.0)] == [0, 2, 4, 6]


def test_hosts_do_not_wait_for_one_another() -> None:
    assert sorted(begun(["a", "b", "c"], delay=5.0)) == [("a", 0), ("b", 0), ("c", 0)]


def test_no_more_than_allowed_at_once() -> None:
    limits = Limits(per_host=2, connections=3)
    under_way: dict[str, int] = {"a": 0, "b": 0, "all": 0}
    most = dict(under_way)

    async def one(host: str) -> None:
        async with limits.turn(host, delay=0):
            for name in (host, "all"):
                under_way[name] += 1
                most[name] = max(most[name], under_way[name])
            await asyncio.sleep(0.001)
            for name in (host, "all"):
                under_way[name] -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*(one(host) for host in "aaaaaabbbbbb"))

    asyncio.run(all_of_them())
    assert most == {"a": 2, "b": 2, "all": 3}


def test_a_host_that_asks_for_rest_gets_it() -> None:
    clock = Clock()
    limits = Limits(per_host=2, connections=2, pause=clock.pause, clock=clock)

    async def run() -> float:
        limits.close("a", 20)
        assert limits.closed_for("a") == 20
        assert limits.closed_for("b") == 0
        async with limits.turn("a", delay=0):
            return clock.time

    assert asyncio.run(run()) == 120
